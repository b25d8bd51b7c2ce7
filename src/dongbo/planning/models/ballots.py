"""Ballots: who may cast a paper and whether he has, apart from what is in the box.

Of a secret ballot no column tells when or in which order anything was cast, and nothing joins a voter to a paper.
"""

import uuid

from django.db import models
from django.db.models import Q

from dongbo.planning.models.columns import known, nobody_yet, when_and_by
from dongbo.planning.models.councils import CouncilSeat
from dongbo.planning.models.meetings import Meeting
from dongbo.planning.states import BallotChoice, BallotOutcome, BallotState


class Ballot(models.Model):
    """A vote of a meeting by the rules as they stood when it was opened; `all_voters` is of whom a share is taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="ballots")
    ordinal = models.PositiveSmallIntegerField("lượt")
    subject = models.CharField("biểu quyết về", max_length=500)
    is_secret = models.BooleanField("bỏ phiếu kín")
    rules = models.JSONField("quy chế khi mở", default=dict)
    state = models.CharField("trạng thái", max_length=8, choices=BallotState.choices, default=BallotState.PREPARED)
    all_voters = models.PositiveSmallIntegerField("số người có quyền", null=True, blank=True)
    present_voters = models.PositiveSmallIntegerField("số người có quyền có mặt", null=True, blank=True)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    opened_by = nobody_yet("người mở")
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True)
    closed_by = nobody_yet("người đóng")
    passed = models.PositiveSmallIntegerField("thông qua", null=True, blank=True)
    conditional = models.PositiveSmallIntegerField("thông qua có điều kiện", null=True, blank=True)
    not_passed = models.PositiveSmallIntegerField("không thông qua", null=True, blank=True)
    abstained = models.PositiveSmallIntegerField("không biểu thị", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=12, choices=BallotOutcome.choices, blank=True)
    reason = models.CharField("vì sao", max_length=500, blank=True)
    annul_reason = models.CharField("lý do hủy", max_length=500, blank=True)

    class Meta:
        verbose_name = "lượt bỏ phiếu"
        ordering = ("meeting", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "ordinal"), name="ballot_ordinal_once"),
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(state=BallotState.OPEN), name="ballot_one_open_a_meeting"
            ),
            known("state", BallotState, "ballot_state_known"),
            when_and_by("opened", "ballot_opened_by_someone"),
            when_and_by("closed", "ballot_closed_by_someone"),
            models.CheckConstraint(condition=~Q(subject=""), name="ballot_said"),
            models.CheckConstraint(condition=Q(outcome__in=["", *BallotOutcome.values]), name="ballot_outcome_known"),
            models.CheckConstraint(
                condition=Q(state=BallotState.PREPARED, opened_at__isnull=True, all_voters__isnull=True)
                | Q(state__in=(BallotState.OPEN, BallotState.CLOSED), opened_at__isnull=False, all_voters__isnull=False)
                | Q(state=BallotState.ANNULLED),
                name="ballot_opened_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=BallotState.CLOSED,
                    closed_at__isnull=False,
                    present_voters__isnull=False,
                    passed__isnull=False,
                    conditional__isnull=False,
                    not_passed__isnull=False,
                    abstained__isnull=False,
                )
                & ~Q(outcome="")
                | ~Q(state=BallotState.CLOSED)
                & Q(
                    passed__isnull=True,
                    conditional__isnull=True,
                    not_passed__isnull=True,
                    abstained__isnull=True,
                    outcome="",
                ),
                name="ballot_counted_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=BallotState.ANNULLED, closed_at__isnull=False) & ~Q(annul_reason="")
                | ~Q(state=BallotState.ANNULLED) & Q(annul_reason=""),
                name="ballot_annulled_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.subject


class BallotVoter(models.Model):
    """Who may cast a paper in a ballot, and whether he has; not when, and not which."""

    ballot = models.ForeignKey(Ballot, verbose_name="lượt bỏ phiếu", on_delete=models.PROTECT, related_name="voters")
    seat = models.ForeignKey(CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="+")
    has_cast = models.BooleanField("đã bỏ phiếu", default=False)

    class Meta:
        verbose_name = "người được bỏ phiếu"
        ordering = ("ballot", "seat__rank", "seat")
        constraints = (models.UniqueConstraint(fields=("ballot", "seat"), name="ballot_voter_once"),)

    def __str__(self) -> str:
        return f"{self.seat}"


class BallotPaper(models.Model):
    """A paper in the box of a secret ballot. The whole box is shuffled and laid anew with every paper that comes in.

    `receipt` is a code the member's own browser made; whoever has it finds that the paper was counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, verbose_name="lượt bỏ phiếu", on_delete=models.PROTECT, related_name="papers")
    choice = models.CharField("lựa chọn", max_length=12, choices=BallotChoice.choices)
    receipt = models.CharField("mã biên nhận", max_length=64, blank=True)

    class Meta:
        verbose_name = "phiếu trong hòm"
        ordering = ("ballot", "receipt", "id")
        constraints = (
            known("choice", BallotChoice, "ballot_paper_choice_known"),
            models.UniqueConstraint(fields=("ballot", "receipt"), condition=~Q(receipt=""), name="ballot_receipt_once"),
        )

    def __str__(self) -> str:
        return self.get_choice_display()


class OpenVote(models.Model):
    """A member's choice in an open ballot, with his name."""

    ballot = models.ForeignKey(Ballot, verbose_name="lượt bỏ phiếu", on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(CouncilSeat, verbose_name="thành viên", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField("lựa chọn", max_length=12, choices=BallotChoice.choices)
    note = models.CharField("ý kiến kèm theo", max_length=1000, blank=True)
    cast_at = models.DateTimeField("biểu quyết lúc")

    class Meta:
        verbose_name = "phiếu công khai"
        ordering = ("ballot", "seat__rank", "seat")
        constraints = (
            models.UniqueConstraint(fields=("ballot", "seat"), name="open_vote_once"),
            known("choice", BallotChoice, "open_vote_choice_known"),
        )

    def __str__(self) -> str:
        return self.get_choice_display()
