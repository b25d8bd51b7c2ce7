"""Appraisals with their computed result."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import StoredFile, Version
from dongbo.planning.states import AppraisalState


def _report(verbose_name: str) -> "models.ForeignKey[StoredFile | None, StoredFile | None]":
    return models.ForeignKey(
        StoredFile, verbose_name=verbose_name, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Appraisal(models.Model):
    """One plan version held against its directives, and optionally against its previous version.

    `run` counts how often its computing began: only the latest run may report. `alive_at` is its last sign of life.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Version, verbose_name="dự thảo", on_delete=models.PROTECT, related_name="appraisals")
    directives = models.ManyToManyField(Version, verbose_name="văn bản chỉ đạo", related_name="appraised_against")
    previous = models.ForeignKey(
        Version, verbose_name="bản trước", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("trạng thái", max_length=8, choices=AppraisalState.choices, default=AppraisalState.QUEUED)
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    stage = models.CharField("đang làm", max_length=120, blank=True)
    run = models.PositiveIntegerField("lần tính", default=0)
    alive_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    result = models.JSONField("kết quả", default=dict)
    report_html = _report("báo cáo HTML")
    report_docx = _report("báo cáo Word")
    failure = models.TextField("lý do không thực hiện được", blank=True)
    requested_at = models.DateTimeField("yêu cầu lúc")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người yêu cầu", on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lượt đối chiếu"
        ordering = ("-requested_at",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=AppraisalState.values), name="appraisal_state_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="appraisal_progress_share"),
            models.CheckConstraint(condition=~Q(previous=F("plan")), name="appraisal_previous_differs"),
            models.CheckConstraint(
                condition=Q(state__in=(AppraisalState.READY, AppraisalState.FAILED), finished_at__isnull=False)
                | Q(state__in=(AppraisalState.QUEUED, AppraisalState.RUNNING), finished_at__isnull=True),
                name="appraisal_finished_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=AppraisalState.FAILED) & ~Q(failure=""))
                | (~Q(state=AppraisalState.FAILED) & Q(failure="")),
                name="appraisal_failure_said",
            ),
            models.CheckConstraint(
                condition=Q(state=AppraisalState.READY, report_html__isnull=False, report_docx__isnull=False)
                | (~Q(state=AppraisalState.READY) & Q(report_html__isnull=True, report_docx__isnull=True)),
                name="appraisal_reports_when_ready",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppraisalState.RUNNING) | Q(alive_at__isnull=False, run__gte=1),
                name="appraisal_running_since",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}"
