"""Trace links with the fingerprints of both ends, doubts about them, and notices to the owners of plans."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Document, Provision, Version
from dongbo.planning.models.columns import known, nobody_yet, when_and_by
from dongbo.planning.states import DoubtCause, LinkState, NoticeCause


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


class LinkDoubt(models.Model):
    """That a paper in the register touches the directive's end of a trace link without rewriting it here.

    It makes the link suspect until an officer has looked: deciding on the link settles it. `unsure`: the paper does not
    say which of several provisions it means, and this is one of them.
    """

    link = models.ForeignKey(TraceLink, verbose_name="liên kết", on_delete=models.PROTECT, related_name="doubts")
    version = models.ForeignKey(
        Version, verbose_name="văn bản tác động", on_delete=models.PROTECT, related_name="link_doubts"
    )
    cause = models.CharField("vì", max_length=10, choices=DoubtCause.choices)
    place = models.CharField("tại", max_length=300, blank=True)
    unsure = models.BooleanField("chưa chắc đúng chỗ", default=False)
    found_at = models.DateTimeField("thấy lúc")
    settled_at = models.DateTimeField("đã xem lúc", null=True, blank=True)
    settled_by = nobody_yet("người đã xem")

    class Meta:
        verbose_name = "nghi vấn về liên kết"
        ordering = ("link", "pk")
        indexes = (models.Index(fields=("link", "settled_at"), name="doubt_open_of_link"),)
        constraints = (
            models.UniqueConstraint(fields=("link", "version"), name="link_doubt_once"),
            known("cause", DoubtCause, "link_doubt_cause_known"),
            when_and_by("settled", "link_doubt_settled_by_someone"),
        )

    def __str__(self) -> str:
        return self.get_cause_display()


class DirectiveNotice(models.Model):
    """What the owner of a plan in force is told when a directive is registered or amended: which links it touches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        Document, verbose_name="quy hoạch, kế hoạch", on_delete=models.PROTECT, related_name="directive_notices"
    )
    version = models.ForeignKey(
        Version, verbose_name="văn bản chỉ đạo", on_delete=models.PROTECT, related_name="directive_notices"
    )
    cause = models.CharField("vì", max_length=10, choices=NoticeCause.choices)
    links = models.ManyToManyField(TraceLink, verbose_name="liên kết", related_name="notices")
    found_at = models.DateTimeField("thấy lúc")
    settled_at = models.DateTimeField("xử lý xong lúc", null=True, blank=True)
    settled_by = nobody_yet("người xử lý")
    note = models.CharField("kết quả rà soát", max_length=1000, blank=True)

    class Meta:
        verbose_name = "thông báo rà soát"
        ordering = ("-found_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "version", "cause"), name="directive_notice_once"),
            known("cause", NoticeCause, "directive_notice_cause_known"),
            when_and_by("settled", "directive_notice_settled_by_someone"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, note="") | Q(settled_at__isnull=False) & ~Q(note=""),
                name="directive_notice_settled_with_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}"
