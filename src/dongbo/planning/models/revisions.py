"""Conclusions of a council, the revisions they require, what the next version shows of each, and returns."""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.documents.models import Document, Provision, Version
from dongbo.organisation.models import Unit
from dongbo.planning.models.columns import an_officer, known, nobody_yet, when_and_by
from dongbo.planning.models.councils import Council
from dongbo.planning.models.meetings import Meeting
from dongbo.planning.models.reviews import Remark
from dongbo.planning.states import RevisionClaim, RevisionKind, RevisionStanding


class Conclusion(models.Model):
    """One conclusion of a meeting, in the words of its chair."""

    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="conclusions")
    rank = models.PositiveSmallIntegerField("thứ tự")
    text = models.TextField("nội dung")
    drawn_at = models.DateTimeField("ghi lúc")
    drawn_by = an_officer("người ghi")

    class Meta:
        verbose_name = "kết luận"
        ordering = ("meeting", "rank")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "rank"), name="conclusion_rank_once"),
            models.CheckConstraint(condition=~Q(text=""), name="conclusion_said"),
        )

    def __str__(self) -> str:
        return self.text


class RequiredRevision(models.Model):
    """What a conclusion orders of the next version, and what the drafters say became of it.

    By kind it names: to unify, the wording kept and those given up (`keep`, `variants`); to align, a directive and an
    axis of `engines.alignment.Axis`; to clarify, the unit whose task it is. `number` counts within the council, `rank`
    is where its first anchor stands in the version appraised (-1: the draft as a whole), `search_key` what it says,
    without tone marks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="revisions")
    conclusion = models.ForeignKey(
        Conclusion, verbose_name="kết luận", on_delete=models.PROTECT, related_name="revisions"
    )
    version = models.ForeignKey(Version, verbose_name="bản thẩm định", on_delete=models.PROTECT, related_name="+")
    remark = models.ForeignKey(
        Remark, verbose_name="từ góp ý", null=True, blank=True, on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField("số")
    kind = models.CharField("loại", max_length=10, choices=RevisionKind.choices)
    text = models.TextField("yêu cầu")
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị được làm rõ", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    directive = models.ForeignKey(
        Document, verbose_name="văn bản chỉ đạo", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    axis = models.CharField("trục", max_length=16, blank=True)
    keep = models.CharField("từ ngữ thống nhất", max_length=200, blank=True)
    variants = models.JSONField("từ ngữ thôi dùng", default=list, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    rank = models.IntegerField("vị trí", default=-1, editable=False)
    search_key = models.TextField(default="", blank=True, editable=False)
    ordered_at = models.DateTimeField("yêu cầu lúc")
    ordered_by = an_officer("người ghi")
    claim = models.CharField("trả lời", max_length=8, choices=RevisionClaim.choices, default=RevisionClaim.OPEN)
    response = models.TextField("nội dung tiếp thu, giải trình", blank=True)
    changed = models.ManyToManyField(Provision, verbose_name="đã sửa tại", blank=True, related_name="+")
    claimed_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    claimed_by = nobody_yet("người trả lời")
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = nobody_yet("người rút")
    withdraw_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "yêu cầu chỉnh sửa"
        ordering = ("council", "number")
        indexes = (models.Index(fields=("council", "claim", "kind"), name="revision_by_claim"),)
        constraints = (
            models.UniqueConstraint(fields=("council", "number"), name="revision_number_once"),
            known("kind", RevisionKind, "revision_kind_known"),
            known("claim", RevisionClaim, "revision_claim_known"),
            models.CheckConstraint(condition=~Q(text=""), name="revision_said"),
            when_and_by("claimed", "revision_claimed_by_someone"),
            models.CheckConstraint(
                condition=Q(claim=RevisionClaim.OPEN, claimed_at__isnull=True)
                | ~Q(claim=RevisionClaim.OPEN) & Q(claimed_at__isnull=False),
                name="revision_claimed_when",
            ),
            models.CheckConstraint(
                condition=~Q(claim__in=(RevisionClaim.REFUSED, RevisionClaim.PARTLY)) | ~Q(response=""),
                name="revision_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=RevisionKind.ALIGN, directive__isnull=False) & ~Q(axis="")
                | ~Q(kind=RevisionKind.ALIGN) & Q(directive__isnull=True, axis=""),
                name="revision_aligned_with_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=RevisionKind.UNIFY) & ~Q(keep="") | ~Q(kind=RevisionKind.UNIFY) & Q(keep=""),
                name="revision_unified_to_something",
            ),
            when_and_by("withdrawn", "revision_withdrawn_by_someone"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                name="revision_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"YC {self.number}"


class RevisionAnchor(models.Model):
    """A provision at which a revision is required, with the quote in it, as they read in the version appraised."""

    revision = models.ForeignKey(
        RequiredRevision, verbose_name="yêu cầu", on_delete=models.PROTECT, related_name="anchors"
    )
    provision = models.ForeignKey(
        Provision, verbose_name="điều khoản", on_delete=models.PROTECT, related_name="required_revisions"
    )
    label = models.CharField("nơi sửa", max_length=300)
    quote = models.JSONField("đoạn trích", default=dict, blank=True)

    class Meta:
        verbose_name = "nơi phải chỉnh sửa"
        ordering = ("revision", "pk")
        constraints = (
            models.UniqueConstraint(fields=("revision", "provision"), name="revision_anchor_once"),
            models.CheckConstraint(condition=~Q(label=""), name="revision_anchor_named"),
        )

    def __str__(self) -> str:
        return self.label


class RevisionCheck(models.Model):
    """What a later version shows of a required revision, as the redline and the findings tell.

    `detail` and `sentence` say what is amiss in the text, `missed` at which anchors; `lines` what does not hold between
    the reply and the text, `lie` the kinds of those lines joined by "+". `key` fingerprints what was found: where
    looking again finds something else, a signature no longer stands. It is closed where the text bears out what was
    claimed, or where the standing body signs for it by name.
    """

    revision = models.ForeignKey(
        RequiredRevision, verbose_name="yêu cầu", on_delete=models.PROTECT, related_name="checks"
    )
    version = models.ForeignKey(Version, verbose_name="bản", on_delete=models.PROTECT, related_name="revision_checks")
    standing = models.CharField("văn bản cho thấy", max_length=10, choices=RevisionStanding.choices)
    detail = models.CharField("mã chỗ chưa sửa", max_length=40, blank=True)
    sentence = models.TextField("chỗ chưa sửa", blank=True)
    missed = models.JSONField("nơi chưa sửa", default=list)
    lie = models.CharField("chỗ không khớp", max_length=120, blank=True)
    lines = models.JSONField("điều không khớp", default=list)
    changes = models.JSONField("thay đổi", default=list)
    findings = models.JSONField("phát hiện còn lại", default=list)
    key = models.CharField("dấu vết", max_length=64)
    checked_at = models.DateTimeField("đối chiếu lúc")
    signed_at = models.DateTimeField("ký nhận lúc", null=True, blank=True)
    signed_by = nobody_yet("người ký nhận")
    note = models.TextField("lý do ký nhận", blank=True)

    class Meta:
        verbose_name = "đối chiếu yêu cầu chỉnh sửa"
        ordering = ("revision", "version")
        constraints = (
            models.UniqueConstraint(fields=("revision", "version"), name="revision_check_once"),
            known("standing", RevisionStanding, "revision_standing_known"),
            when_and_by("signed", "revision_check_signed_by_someone"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, note="") | Q(signed_at__isnull=False) & ~Q(note=""),
                name="revision_check_signed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.get_standing_display()


class DraftReturn(models.Model):
    """That the standing body gave a revised draft back; how often it may is said by the decision."""

    council = models.ForeignKey(Council, verbose_name="hội đồng", on_delete=models.PROTECT, related_name="returns")
    version = models.ForeignKey(Version, verbose_name="bản trả lại", on_delete=models.PROTECT, related_name="returns")
    ordinal = models.PositiveSmallIntegerField("lần")
    reason = models.TextField("lý do")
    returned_at = models.DateTimeField("trả lúc")
    returned_by = an_officer("người trả")

    class Meta:
        verbose_name = "lần trả lại dự thảo"
        ordering = ("council", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("council", "ordinal"), name="draft_return_ordinal_once"),
            models.UniqueConstraint(fields=("council", "version"), name="draft_returned_once_a_version"),
            models.CheckConstraint(condition=~Q(reason=""), name="draft_returned_with_reason"),
        )

    def __str__(self) -> str:
        return self.reason
