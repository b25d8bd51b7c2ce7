"""Workbooks of units and officers that were read and wait for a decision."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.organisation.models.officers import Officer
from dongbo.organisation.states import IntakeKind, IntakeState

UNDECIDED = (IntakeState.READING, IntakeState.PREVIEWED, IntakeState.FAILED)
"""The states in which nobody's decision stands."""


class Intake(models.Model):
    """A workbook as it was read: `rows` that would be applied, `findings` about rows that would not, by row number.

    A row keeps its number, its values, what it would do and, for a change, what was and what would be; `refused` keeps
    the rows with findings as they were sent, under `headings`, to be mended and sent again.

    A large workbook waits in `sent` until a job has read it, and is applied by one. `run` counts how often the job
    began, only the latest run may report, and `alive_at` is its last sign of life, None while it has yet to begin. The
    job acts as who asked last did: for `principal`, from `address`. `failure` says why the last attempt failed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại", max_length=10, choices=IntakeKind.choices)
    file_name = models.CharField("tên tệp", max_length=255)
    rows = models.JSONField("các dòng", default=list)
    findings = models.JSONField("các lỗi", default=list)
    headings = models.JSONField("các cột", default=list)
    refused = models.JSONField("các dòng bị từ chối", default=list)
    notices = models.JSONField("lưu ý về tệp", default=list)
    counts = models.JSONField("số dòng theo kết quả", default=dict)
    sha256 = models.CharField("mã băm của tệp", max_length=64, default="", editable=False)
    effective_on = models.DateField("ngày có hiệu lực", null=True)
    state = models.CharField("trạng thái", max_length=10, choices=IntakeState.choices, default=IntakeState.PREVIEWED)
    applied = models.PositiveIntegerField("số dòng đã nhập", default=0)
    sent = models.BinaryField("tệp chờ đọc", null=True, editable=False)
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    run = models.PositiveIntegerField("lần thực hiện", default=0)
    alive_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    failure = models.TextField("lý do không thực hiện được", blank=True)
    keeps_good_rows = models.BooleanField("giữ các dòng đúng", default=False)
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_on = models.DateField("ngày quyết định", null=True, blank=True)
    decision_issuer = models.CharField("cơ quan quyết định", max_length=300, blank=True)
    principal = models.ForeignKey(
        Officer, verbose_name="thay cho", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField("địa chỉ mạng", max_length=64, blank=True)
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
                condition=Q(state__in=UNDECIDED, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state__in=UNDECIDED) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="intake_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state=IntakeState.READING, sent__isnull=False)
                | ~Q(state=IntakeState.READING) & Q(sent__isnull=True),
                name="intake_sent_until_read",
            ),
            models.CheckConstraint(
                condition=Q(state=IntakeState.FAILED) & ~Q(failure="") | ~Q(state=IntakeState.FAILED) & Q(failure=""),
                name="intake_failure_said",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="intake_progress_share"),
        )

    def __str__(self) -> str:
        return self.file_name
