"""What must be mended or signed before a matrix is final, what stands behind a change, and the papers of a round."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.documents.models import Document, Provision, Version
from dongbo.planning.models.columns import an_officer, known, nobody_yet, stored_file, when_and_by
from dongbo.planning.models.consultation import Consultation, Consultee
from dongbo.planning.models.opinions import OpinionGroup
from dongbo.planning.states import BasisKind, ClosureKind, ClosureState, PaperForm, PaperState


class ClosureLine(models.Model):
    """One thing in which the answers and the text of `version` do not agree, until it is mended or signed for.

    `key` names what it is about, so that looking again finds the same line.
    """

    consultation = models.ForeignKey(
        Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="closure_lines"
    )
    version = models.ForeignKey(
        Version, verbose_name="bản tiếp thu", on_delete=models.PROTECT, related_name="closure_lines"
    )
    kind = models.CharField("loại", max_length=24, choices=ClosureKind.choices)
    key = models.CharField("về", max_length=80)
    group = models.ForeignKey(
        OpinionGroup, verbose_name="nhóm ý kiến", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consultee = models.ForeignKey(
        Consultee, verbose_name="đơn vị", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    detail = models.CharField("chi tiết", max_length=40, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=ClosureState.choices, default=ClosureState.OPEN)
    found_at = models.DateTimeField("thấy lúc")
    signed_at = models.DateTimeField("ký nhận lúc", null=True, blank=True)
    signed_by = nobody_yet("người ký nhận")
    note = models.TextField("lý do ký nhận", blank=True)

    class Meta:
        verbose_name = "việc còn lại khi khép vòng"
        ordering = ("consultation", "version", "kind", "pk")
        indexes = (models.Index(fields=("consultation", "version", "state", "kind"), name="closure_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("consultation", "version", "kind", "key"), name="closure_line_once"),
            known("kind", ClosureKind, "closure_kind_known"),
            known("state", ClosureState, "closure_state_known"),
            when_and_by("signed", "closure_signed_by_someone"),
            models.CheckConstraint(
                condition=Q(state=ClosureState.SIGNED, signed_at__isnull=False) & ~Q(note="")
                | ~Q(state=ClosureState.SIGNED) & Q(signed_at__isnull=True, note=""),
                name="closure_signed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False, provision__isnull=True, consultee__isnull=True)
                | Q(group__isnull=True, provision__isnull=False, consultee__isnull=True)
                | Q(group__isnull=True, provision__isnull=True, consultee__isnull=False),
                name="closure_line_about_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"


class ChangeBasis(models.Model):
    """What stands behind a change in `version` that no opinion asked for."""

    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="change_bases")
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", on_delete=models.PROTECT, related_name="change_bases"
    )
    kind = models.CharField("loại căn cứ", max_length=12, choices=BasisKind.choices)
    document = models.ForeignKey(
        Document, verbose_name="văn bản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField("nêu rõ", max_length=1000)
    stated_at = models.DateTimeField("nêu lúc")
    stated_by = an_officer("người nêu")

    class Meta:
        verbose_name = "căn cứ sửa đổi"
        ordering = ("version", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "provision"), name="change_basis_once"),
            known("kind", BasisKind, "basis_kind_known"),
            models.CheckConstraint(condition=~Q(note=""), name="change_basis_said"),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.DIRECTIVE) | Q(document__isnull=False), name="directive_basis_named"
            ),
        )

    def __str__(self) -> str:
        return self.note


class ConsultationPaper(models.Model):
    """A paper of a round as it stood when it was asked for, regenerated for `version`; written by a job.

    `run` counts how often its writing began: only the latest run may finish. `alive_at` is its last sign of life.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, verbose_name="vòng", on_delete=models.PROTECT, related_name="papers")
    version = models.ForeignKey(Version, verbose_name="theo bản", on_delete=models.PROTECT, related_name="+")
    form = models.CharField("loại giấy tờ", max_length=16, choices=PaperForm.choices)
    state = models.CharField("trạng thái", max_length=8, choices=PaperState.choices, default=PaperState.QUEUED)
    progress = models.PositiveSmallIntegerField("phần trăm", default=0)
    run = models.PositiveIntegerField("lần lập", default=0)
    alive_at = models.DateTimeField("còn chạy lúc", null=True, blank=True)
    file = stored_file("tệp", null=True, blank=True)
    failure = models.TextField("lý do không lập được", blank=True)
    requested_at = models.DateTimeField("yêu cầu lúc")
    requested_by = an_officer("người yêu cầu")
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "giấy tờ của vòng lấy ý kiến"
        ordering = ("-requested_at", "-pk")
        constraints = (
            known("form", PaperForm, "paper_form_known"),
            known("state", PaperState, "paper_state_known"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="paper_progress_share"),
            models.CheckConstraint(
                condition=Q(state=PaperState.READY, file__isnull=False, finished_at__isnull=False, failure="")
                | Q(state=PaperState.FAILED, file__isnull=True, finished_at__isnull=False) & ~Q(failure="")
                | Q(
                    state__in=(PaperState.QUEUED, PaperState.RUNNING),
                    file__isnull=True,
                    finished_at__isnull=True,
                    failure="",
                ),
                name="paper_finished_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_form_display()}"
