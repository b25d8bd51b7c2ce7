"""The papers of a council with their numbers, submission for approval, and issuance."""

import uuid

from django.db import models
from django.db.models import F, Q

from dongbo.documents.models import Document, IssuedNumber, Version
from dongbo.planning.models.ballots import Ballot
from dongbo.planning.models.columns import an_officer, known, nobody_yet, stored_file, when_and_by
from dongbo.planning.models.councils import Council, CouncilSeat
from dongbo.planning.models.meetings import Meeting
from dongbo.planning.states import CouncilForm, SubmissionState


class CouncilPaper(models.Model):
    """A paper of a council as it was made: the data it is written from, its number, and who signed.

    Minutes and records are signed by the secretary and by whoever presided; what is numbered is never made anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="papers")
    meeting = models.ForeignKey(
        Meeting, verbose_name="phiên họp", null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    ballot = models.ForeignKey(
        Ballot, verbose_name="lượt bỏ phiếu", null=True, blank=True, on_delete=models.PROTECT, related_name="papers_of"
    )
    version = models.ForeignKey(
        Version, verbose_name="bản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    form = models.CharField("loại giấy tờ", max_length=12, choices=CouncilForm.choices)
    data = models.JSONField("dữ liệu", default=dict)
    number = models.OneToOneField(
        IssuedNumber, verbose_name="số", null=True, blank=True, on_delete=models.PROTECT, related_name="council_paper"
    )
    word = stored_file("tệp Word")
    pdf = stored_file("tệp PDF")
    made_at = models.DateTimeField("lập lúc")
    made_by = an_officer("người lập")
    secretary = models.ForeignKey(
        CouncilSeat, verbose_name="thư ký", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    secretary_signed_at = models.DateTimeField("thư ký ký lúc", null=True, blank=True)
    secretary_signed_by = nobody_yet("thư ký ký")
    chair = models.ForeignKey(
        CouncilSeat, verbose_name="chủ tọa", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chair_signed_at = models.DateTimeField("chủ tọa ký lúc", null=True, blank=True)
    chair_signed_by = nobody_yet("chủ tọa ký")
    replaced_at = models.DateTimeField("lập lại lúc", null=True, blank=True)
    replaced_by = nobody_yet("người lập lại")

    class Meta:
        verbose_name = "giấy tờ của hội đồng"
        ordering = ("council", "-made_at", "-pk")
        constraints = (
            known("form", CouncilForm, "council_form_known"),
            when_and_by("secretary_signed", "council_paper_secretary_signed"),
            when_and_by("chair_signed", "council_paper_chair_signed"),
            when_and_by("replaced", "council_paper_replaced_by_someone"),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True) | Q(chair_signed_at__isnull=True, number__isnull=True),
                name="council_paper_signed_stays",
            ),
        )

    def __str__(self) -> str:
        return self.get_form_display()


class Submission(models.Model):
    """A version submitted for approval with the council's result behind it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="submissions")
    version = models.ForeignKey(Version, verbose_name="bản trình", on_delete=models.PROTECT, related_name="submissions")
    paper = models.OneToOneField(
        CouncilPaper, verbose_name="tờ trình", on_delete=models.PROTECT, related_name="submission"
    )
    note = models.TextField("nội dung trình", blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=SubmissionState.choices, default=SubmissionState.SUBMITTED
    )
    submitted_at = models.DateTimeField("trình lúc")
    submitted_by = an_officer("người trình")
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = nobody_yet("người quyết định")
    decision_note = models.TextField("ý kiến quyết định", blank=True)

    class Meta:
        verbose_name = "lần trình phê duyệt"
        ordering = ("council", "-submitted_at")
        constraints = (
            models.UniqueConstraint(
                fields=("version",),
                condition=~Q(state=SubmissionState.RETURNED),
                name="submission_once_at_a_time",
            ),
            known("state", SubmissionState, "submission_state_known"),
            when_and_by("decided", "submission_decided_by_someone"),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.SUBMITTED, decided_at__isnull=True)
                | ~Q(state=SubmissionState.SUBMITTED) & Q(decided_at__isnull=False),
                name="submission_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(decision_note=""),
                name="submission_returned_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}"


class Issuance(models.Model):
    """A plan as issued: its number, its day, who signed, and the seal over every word of it.

    It is in force from `effective_on` until `ended_on`. The seal is the hash of the canonical form of the version and
    of these facts; `leaves` are the identity, path and hash of every provision, so that one that differs can be named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(
        Document, verbose_name="quy hoạch, kế hoạch", on_delete=models.PROTECT, related_name="issuances"
    )
    version = models.OneToOneField(
        Version, verbose_name="bản ban hành", on_delete=models.PROTECT, related_name="issuance"
    )
    submission = models.OneToOneField(
        Submission, verbose_name="lần trình", on_delete=models.PROTECT, related_name="issuance"
    )
    number = models.OneToOneField(IssuedNumber, verbose_name="số", on_delete=models.PROTECT, related_name="issuance")
    issued_on = models.DateField("ngày ban hành")
    effective_on = models.DateField("hiệu lực từ")
    ended_on = models.DateField("hết hiệu lực từ", null=True, blank=True)
    signer = an_officer("người ký")
    signer_title = models.CharField("chức vụ người ký", max_length=200)
    seal = models.CharField("dấu niêm phong", max_length=64)
    leaves = models.JSONField("dấu của từng điều khoản", default=list)
    word = stored_file("tệp Word")
    pdf = stored_file("tệp PDF")
    issued_at = models.DateTimeField("ban hành lúc")
    issued_by = an_officer("người ban hành")

    class Meta:
        verbose_name = "lần ban hành"
        ordering = ("-issued_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document",), condition=Q(ended_on__isnull=True), name="issuance_one_in_force"
            ),
            models.CheckConstraint(condition=Q(effective_on__gte=F("issued_on")), name="issuance_effective_after"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("effective_on")), name="issuance_ended_after"
            ),
            models.CheckConstraint(condition=Q(seal__length=64), name="issuance_sealed"),
        )

    def __str__(self) -> str:
        return f"{self.document}"
