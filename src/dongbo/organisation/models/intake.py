"""Workbooks of units and officers that were read and wait for a decision."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.organisation.models.officers import Officer
from dongbo.organisation.states import IntakeKind, IntakeState


class Intake(models.Model):
    """A workbook as it was read: `rows` that would be applied, `findings` about rows that would not, by row number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại", max_length=10, choices=IntakeKind.choices)
    file_name = models.CharField("tên tệp", max_length=255)
    rows = models.JSONField("các dòng", default=list)
    findings = models.JSONField("các lỗi", default=list)
    state = models.CharField("trạng thái", max_length=10, choices=IntakeState.choices, default=IntakeState.PREVIEWED)
    applied = models.PositiveIntegerField("số dòng đã nhập", default=0)
    read_at = models.DateTimeField("đọc lúc")
    read_by = models.ForeignKey(Officer, verbose_name="người gửi", on_delete=models.PROTECT, related_name="intakes")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decided_by = models.ForeignKey(
        Officer, verbose_name="người quyết định", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "tệp chờ nhập"
        ordering = ("-read_at",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=IntakeKind.values), name="intake_kind_known"),
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="intake_state_known"),
            models.CheckConstraint(
                condition=Q(state=IntakeState.PREVIEWED, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state=IntakeState.PREVIEWED) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="intake_decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return self.file_name
