"""Trace links with the fingerprints of both ends."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Provision
from dongbo.planning.states import LinkState


class TraceLink(models.Model):
    """A plan provision answers a directive provision.

    The hashes are the fingerprints of both ends as last looked at; a later version with another fingerprint makes the
    link suspect until an officer looks again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    directive_provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="answered_by")
    plan_provision = models.ForeignKey(Provision, on_delete=models.PROTECT, related_name="answers")
    directive_hash = models.CharField(max_length=64)
    plan_hash = models.CharField(max_length=64)
    state = models.CharField("trạng thái", max_length=10, choices=LinkState.choices, default=LinkState.PROPOSED)
    score = models.FloatField("điểm", null=True, blank=True)
    reason = models.TextField("căn cứ", blank=True)
    added_by_officer = models.BooleanField("cán bộ thêm", default=False)
    proposed_at = models.DateTimeField("đề xuất lúc")
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "liên kết truy vết"
        ordering = ("-score",)
        constraints = (
            models.UniqueConstraint(fields=("directive_provision", "plan_provision"), name="trace_link_once"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="trace_link_state_known"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0), name="trace_link_score_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(directive_provision=F("plan_provision")), name="trace_link_ends_differ"
            ),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED, decided_at__isnull=True, decided_by__isnull=True)
                | Q(
                    state__in=(LinkState.CONFIRMED, LinkState.REJECTED),
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="trace_link_decided_when_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.directive_provision_id} → {self.plan_provision_id}"
