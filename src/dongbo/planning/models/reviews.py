"""What a member of a council writes before the meeting: notes of his own, the appraisal form, remarks on provisions."""

from django.db import models
from django.db.models import Q

from dongbo.documents.models import Provision
from dongbo.planning.models.appraisal_dossiers import AppraisalDossier
from dongbo.planning.models.columns import known, nobody_yet, when_and_by
from dongbo.planning.models.councils import CouncilSeat
from dongbo.planning.states import BallotChoice, ReviewKind, ReviewState, RevisionKind, Verdict


class PrivateNote(models.Model):
    """What a member notes for himself at a provision, or at the whole; nobody else is shown it, and no event tells."""

    dossier = models.ForeignKey(
        AppraisalDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="private_notes"
    )
    seat = models.ForeignKey(
        CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="private_notes"
    )
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("nội dung")
    written_at = models.DateTimeField("viết lúc")

    class Meta:
        verbose_name = "ghi chú riêng"
        ordering = ("dossier", "seat", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "seat", "provision"), name="private_note_once"),
            models.UniqueConstraint(
                fields=("dossier", "seat"), condition=Q(provision__isnull=True), name="private_note_on_the_whole_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="private_note_said"),
        )

    def __str__(self) -> str:
        return f"{self.seat}"


class Review(models.Model):
    """A member's appraisal form, or a reviewer's opinion, on the version of a dossier.

    `proposed` is the result he proposes in writing; it is not his ballot. `conclusion` is what an opinion ends with.
    """

    dossier = models.ForeignKey(
        AppraisalDossier, verbose_name="hồ sơ", on_delete=models.PROTECT, related_name="reviews"
    )
    seat = models.ForeignKey(CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField("loại", max_length=8, choices=ReviewKind.choices)
    text = models.TextField("nhận xét chung", blank=True)
    conclusion = models.TextField("kết luận, kiến nghị", blank=True)
    proposed = models.CharField("đề nghị", max_length=12, choices=BallotChoice.choices, blank=True)
    state = models.CharField("trạng thái", max_length=6, choices=ReviewState.choices, default=ReviewState.DRAFT)
    changed_at = models.DateTimeField("sửa lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = nobody_yet("người gửi")

    class Meta:
        verbose_name = "phiếu thẩm định"
        ordering = ("dossier", "seat__rank", "pk")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "seat", "kind"), name="review_once"),
            known("kind", ReviewKind, "review_kind_known"),
            known("state", ReviewState, "review_state_known"),
            models.CheckConstraint(condition=Q(proposed__in=["", *BallotChoice.values]), name="review_proposed_known"),
            when_and_by("sent", "review_sent_by_someone"),
            models.CheckConstraint(
                condition=Q(state=ReviewState.SENT, sent_at__isnull=False)
                | Q(state=ReviewState.DRAFT, sent_at__isnull=True),
                name="review_sent_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}"


class CriterionMark(models.Model):
    """What a member says by one of the criteria of the council's rules, by its code there.

    The verdict is open until he decides, and stays open in an opinion, which speaks in words.
    """

    review = models.ForeignKey(Review, verbose_name="phiếu", on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField("tiêu chí", max_length=40)
    verdict = models.CharField("nhận xét", max_length=10, choices=Verdict.choices, blank=True)
    note = models.TextField("nêu rõ", blank=True)

    class Meta:
        verbose_name = "nhận xét theo tiêu chí"
        ordering = ("review", "pk")
        constraints = (
            models.UniqueConstraint(fields=("review", "criterion"), name="criterion_mark_once"),
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="criterion_verdict_known"),
            models.CheckConstraint(condition=~Q(verdict="", note=""), name="criterion_mark_said"),
        )

    def __str__(self) -> str:
        return self.criterion


class Remark(models.Model):
    """What a member says at a provision (and a quote in it), or at the whole: what he would have changed."""

    review = models.ForeignKey(Review, verbose_name="phiếu", on_delete=models.PROTECT, related_name="remarks")
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField("nơi góp ý", max_length=300, blank=True)
    quote = models.JSONField("đoạn trích", default=dict, blank=True)
    kind = models.CharField("đề nghị", max_length=10, choices=RevisionKind.choices)
    text = models.TextField("nội dung")
    written_at = models.DateTimeField("viết lúc")

    class Meta:
        verbose_name = "góp ý của thành viên hội đồng"
        ordering = ("review", "pk")
        constraints = (
            known("kind", RevisionKind, "remark_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_said"),
        )

    def __str__(self) -> str:
        return self.text
