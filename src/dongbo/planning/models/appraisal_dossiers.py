"""Appraisal dossiers: the evidence before a council, frozen, listed by hash, sent with receipt."""

import uuid

from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Version
from dongbo.planning.models.appraisals import Appraisal
from dongbo.planning.models.columns import an_officer, known, nobody_yet, stored_file, when_and_by
from dongbo.planning.models.consultation import Consultation
from dongbo.planning.models.councils import Council, CouncilSeat
from dongbo.planning.states import AppraisalDossierState, PartKind


class AppraisalDossier(models.Model):
    """Everything a council judges a version by, put together by a job and frozen for good.

    The book is one PDF of every part, the bundle a zip; both are made anew, byte for byte, from the parts' data.
    `run` counts how often putting together began: only the latest may finish. `alive_at` is its last sign of life.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="dossiers")
    ordinal = models.PositiveIntegerField("lần")
    version = models.ForeignKey(
        Version, verbose_name="bản thẩm định", on_delete=models.PROTECT, related_name="appraisal_dossiers"
    )
    previous = models.ForeignKey(
        Version, verbose_name="so với bản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng lấy ý kiến", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    appraisal = models.ForeignKey(
        Appraisal, verbose_name="lượt đối chiếu", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        "trạng thái", max_length=8, choices=AppraisalDossierState.choices, default=AppraisalDossierState.QUEUED
    )
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    run = models.PositiveIntegerField("lần lập", default=0)
    alive_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    failure = models.TextField("lý do không lập được", blank=True)
    requested_at = models.DateTimeField("yêu cầu lúc")
    requested_by = an_officer("người yêu cầu")
    frozen_at = models.DateTimeField("đóng băng lúc", null=True, blank=True)
    manifest = models.JSONField("bản kê", default=dict)
    manifest_hash = models.CharField("mã băm bản kê", max_length=64, blank=True)
    book = stored_file("tệp PDF", null=True, blank=True)
    bundle = stored_file("tệp zip", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = nobody_yet("người gửi")

    class Meta:
        verbose_name = "hồ sơ thẩm định"
        ordering = ("council", "-ordinal")
        constraints = (
            models.UniqueConstraint(fields=("council", "ordinal"), name="appraisal_dossier_ordinal_once"),
            known("state", AppraisalDossierState, "appraisal_dossier_state_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="appraisal_dossier_progress_share"),
            models.CheckConstraint(condition=~Q(previous=F("version")), name="appraisal_dossier_previous_differs"),
            when_and_by("sent", "appraisal_dossier_sent_by_someone"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(AppraisalDossierState.FROZEN, AppraisalDossierState.SENT),
                    frozen_at__isnull=False,
                    book__isnull=False,
                    bundle__isnull=False,
                )
                & ~Q(manifest_hash="")
                | Q(
                    state__in=(
                        AppraisalDossierState.QUEUED,
                        AppraisalDossierState.RUNNING,
                        AppraisalDossierState.FAILED,
                    ),
                    frozen_at__isnull=True,
                    book__isnull=True,
                    bundle__isnull=True,
                    manifest_hash="",
                ),
                name="appraisal_dossier_frozen_when",
            ),
            models.CheckConstraint(
                condition=Q(state=AppraisalDossierState.SENT, sent_at__isnull=False)
                | ~Q(state=AppraisalDossierState.SENT) & Q(sent_at__isnull=True),
                name="appraisal_dossier_sent_when",
            ),
            models.CheckConstraint(
                condition=Q(state=AppraisalDossierState.FAILED) & ~Q(failure="")
                | ~Q(state=AppraisalDossierState.FAILED) & Q(failure=""),
                name="appraisal_dossier_failure_said",
            ),
        )

    def __str__(self) -> str:
        return f"{self.council} – lần {self.ordinal}"


class DossierPart(models.Model):
    """A part of a dossier: the data it is written from, and the hash of what was written.

    `data` is its head; the rows beneath it, which may be tens of thousands, are in batches. A paper that was attached
    has no data: it is kept as sent, under its hash.
    """

    dossier = models.ForeignKey(AppraisalDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="parts")
    rank = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=12, choices=PartKind.choices)
    name = models.CharField("tên", max_length=300)
    file_name = models.CharField("tên tệp", max_length=255)
    data = models.JSONField("dữ liệu", null=True, blank=True)
    file = stored_file("tệp", null=True, blank=True)
    added_at = models.DateTimeField("thêm lúc")
    added_by = an_officer("người thêm")

    class Meta:
        verbose_name = "tài liệu trong hồ sơ thẩm định"
        ordering = ("dossier", "rank")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "rank"), name="dossier_part_rank_once"),
            models.UniqueConstraint(fields=("dossier", "file_name"), name="dossier_part_file_name_once"),
            known("kind", PartKind, "dossier_part_kind_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(file_name=""), name="dossier_part_named"),
            models.CheckConstraint(
                condition=~Q(kind=PartKind.PAPER) | Q(file__isnull=False), name="dossier_paper_has_file"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PartBatch(models.Model):
    """Rows of a part as they are set, some hundred at once: a long table is read and written without being held."""

    part = models.ForeignKey(DossierPart, verbose_name="tài liệu", on_delete=models.CASCADE, related_name="batches")
    ordinal = models.PositiveIntegerField("thứ tự")
    blocks = models.JSONField("dữ liệu", default=list)

    class Meta:
        verbose_name = "mẻ dữ liệu của tài liệu trong hồ sơ thẩm định"
        ordering = ("part", "ordinal")
        constraints = (models.UniqueConstraint(fields=("part", "ordinal"), name="part_batch_once"),)

    def __str__(self) -> str:
        return f"{self.part} – {self.ordinal}"


class DossierReceipt(models.Model):
    """That a dossier went to a member, when he first opened it, and when he said that he has it."""

    dossier = models.ForeignKey(
        AppraisalDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="receipts"
    )
    seat = models.ForeignKey(
        CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="dossier_receipts"
    )
    sent_at = models.DateTimeField("gửi lúc")
    opened_at = models.DateTimeField("mở lần đầu lúc", null=True, blank=True)
    acknowledged_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    acknowledged_by = nobody_yet("người xác nhận")

    class Meta:
        verbose_name = "biên nhận hồ sơ thẩm định"
        ordering = ("dossier", "seat__rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "seat"), name="dossier_receipt_once"),
            when_and_by("acknowledged", "dossier_receipt_by_someone"),
        )

    def __str__(self) -> str:
        return f"{self.seat}"
