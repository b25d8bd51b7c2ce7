"""Reads: ballots as those who sit or follow may see them, how many have cast, what was counted, a receipt's paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongbo.engines.councils.quorum import Bar, QuorumStanding, why_not
from dongbo.engines.councils.rules import CouncilRules
from dongbo.engines.councils.seats import Mode
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import Ballot, BallotVoter, CouncilSeat, Meeting, OpenVote
from dongbo.planning.queries.attending import attendance_of, quorum_of, seats_in
from dongbo.planning.rules.ballots import receipt_of
from dongbo.planning.rules.councils import following, leading, seats_of, sitting
from dongbo.planning.states import BallotChoice, BallotOutcome, BallotState, MeetingState

Counts: TypeAlias = list[tuple[BallotChoice, int]]


@dataclass(frozen=True, slots=True)
class BallotStanding:
    """How an open ballot stands: how many have cast of how many who may, and the quorum; never what."""

    cast: int
    of: int
    quorum: QuorumStanding

    @property
    def left(self) -> int:
        """How many have not cast."""
        return self.of - self.cast


def ballots_seen(by: Acting, *, at: datetime) -> QuerySet[Ballot]:
    """Return the ballots `by` may open: of councils he sits in or leads, others once conclusions are announced."""
    council = "meeting__council__"
    near = sitting(by, at=at, council=council) | leading(by, at=at, council=council)
    told = Q(meeting__state=MeetingState.CONCLUDED) & following(by, at=at, council=council)
    found = Ballot.objects.filter(near | told)
    return found.select_related("meeting__council__document__unit", "opened_by", "closed_by")


def ballots_of(meeting: Meeting) -> QuerySet[Ballot]:
    """Return the ballots of a meeting in their order."""
    return Ballot.objects.filter(meeting=meeting).order_by("ordinal")


def ballots_awaiting(by: Acting, *, at: datetime) -> QuerySet[Ballot]:
    """Return the open ballots in which `by` himself has a paper to cast; whoever acts for another has none."""
    if by.principal is not None:
        return Ballot.objects.none()
    seats = CouncilSeat.objects.filter(seats_of(by, at=at))
    waiting = BallotVoter.objects.filter(seat__in=seats, has_cast=False, ballot__state=BallotState.OPEN)
    found = Ballot.objects.filter(pk__in=waiting.values("ballot"))
    return found.select_related("meeting__council").order_by("opened_at", "pk")


def voter_of(ballot: Ballot, by: Acting) -> BallotVoter | None:
    """Return the row of `by` himself among who may cast, None where he has none."""
    if by.principal is not None:
        return None
    return BallotVoter.objects.filter(ballot=ballot, seat__officer=by.officer).order_by("-seat").first()


def bar_of(ballot: Ballot, seat: CouncilSeat) -> Bar | None:
    """Return why a member may not vote now in a ballot that was opened, None where he may. Three queries."""
    mode = attendance_of(ballot.meeting).get(str(seat.pk), Mode.ABSENT)
    (mine,) = (one for one in seats_in(ballot.meeting.council) if one.key == str(seat.pk))
    return why_not(CouncilRules.from_json(ballot.rules), mine, mode)


def why_no_paper(ballot: Ballot, seat: CouncilSeat) -> str:
    """Return why a member whom nothing bars has no paper of an open ballot, and what he may do about it."""
    if ballot.opened_at is not None and seat.seated_at > ballot.opened_at:
        told = _(
            "Bạn được bổ sung vào hội đồng lúc %(moment)s, sau khi lượt này đã mở, nên không có phiếu trong lượt này. "
            "Hãy chờ lượt sau: lượt đó mở khi bạn có mặt thì bạn có phiếu."
        )
        return told % {"moment": moment_text(seat.seated_at)}
    return _(
        "Bạn có mặt và được biểu quyết nhưng chưa có tên trong danh sách bỏ phiếu của lượt này. Hãy đề nghị thư ký bấm "
        "«Ghi điểm danh» trên trang phiên họp rồi tải lại trang này để nhận phiếu."
    )


def standing_of(ballot: Ballot) -> BallotStanding:
    """Return how a ballot stands; before it is opened, by the rules of its council."""
    rules = CouncilRules.from_json(ballot.rules or ballot.meeting.council.rules)
    cast = list(BallotVoter.objects.filter(ballot=ballot).values_list("has_cast", flat=True))
    return BallotStanding(sum(cast), len(cast), quorum_of(ballot.meeting, rules))


def choices_of(ballot: Ballot) -> list[BallotChoice]:
    """Return what a paper of the ballot offers, in its order."""
    return [BallotChoice(value) for value in ballot.rules["choices"]]


def counts_of(ballot: Ballot) -> Counts:
    """Return how many papers of a closed ballot say what."""
    said = {
        BallotChoice.PASSED: ballot.passed,
        BallotChoice.CONDITIONAL: ballot.conditional,
        BallotChoice.NOT_PASSED: ballot.not_passed,
        BallotChoice.ABSTAINED: ballot.abstained,
    }
    return [(choice, said[choice] or 0) for choice in choices_of(ballot)]


def votes_of(ballot: Ballot) -> QuerySet[OpenVote]:
    """Return the votes by name of an open ballot that is over; none before, and none of a secret one."""
    over = ballot.state in (BallotState.CLOSED, BallotState.ANNULLED)
    found = OpenVote.objects.filter(ballot=ballot if over else None)
    return found.select_related("seat__officer").order_by("seat__rank", "pk")


def receipts_of(ballot: Ballot) -> list[str]:
    """Return the receipts in the box of a counted ballot, sorted, without anything their papers say."""
    if ballot.state != BallotState.CLOSED:
        return []
    return list(ballot.papers.exclude(receipt="").order_by("receipt").values_list("receipt", flat=True))


def check_receipt(ballot: Ballot, code: str) -> bool:
    """Return whether a paper with this receipt is in the box of a ballot that was counted."""
    try:
        asked = receipt_of(code)
    except ValidationError:
        return False
    return bool(asked) and ballot.state == BallotState.CLOSED and ballot.papers.filter(receipt=asked).exists()


def decided(meeting: Meeting) -> Ballot | None:
    """Return the last ballot of a meeting that was counted and is not to be held again."""
    counted = ballots_of(meeting).filter(state=BallotState.CLOSED).exclude(outcome=BallotOutcome.AGAIN)
    return counted.order_by("-ordinal").first()
