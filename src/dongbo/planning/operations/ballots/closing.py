"""The end of a ballot: counted by the rules under which it was opened, or annulled with a reason and not counted."""

from collections import Counter
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.engines.councils.outcome import Count, outcome
from dongbo.engines.councils.rules import Choice
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Ballot, BallotVoter
from dongbo.planning.operations.ballots.holding import BALLOT, held, move, require_quorum, rules_of
from dongbo.planning.rules.councils import require_presiding
from dongbo.planning.states import BallotState, SeatRole

LONGEST_REASON = 500


@transaction.atomic
def close_ballot(*, ballot: Ballot, by: Acting, at: datetime) -> Ballot:
    """This will end a ballot, count what was cast, and say what the rules make of it.

    Shares are taken of the voting members and of those who could vote while it was open, as both stood then. Raises
    NotAllowed for anyone but who presides; ValidationError with code `transition`, `quorum_lost` (wait, or annul), or
    `box_broken` where there are not as many papers as members who cast one.
    """
    closed = held(ballot)
    authorship = require_presiding(by, closed.meeting, at=at)
    move(closed, BallotState.CLOSED)
    rules = rules_of(closed)
    require_quorum(closed.meeting, rules, then=_("Hãy chờ đủ thành viên rồi đóng, hoặc hủy lượt này và nêu lý do."))
    count = _counted(closed)
    present = BallotVoter.objects.filter(ballot=closed).count()
    result = outcome(
        rules, count, all_voters=closed.all_voters or 0, present_voters=present, chair=_choice_of_chair(closed)
    )
    closed.passed, closed.conditional = count.passed, count.conditional
    closed.not_passed, closed.abstained = count.not_passed, count.abstained
    closed.present_voters = present
    closed.outcome, closed.reason = result.outcome.value, result.reason[:500]
    closed.closed_at, closed.closed_by = at, by.officer
    closed.save()
    append_event(
        kind="planning.ballot_closed",
        subject_kind=BALLOT,
        subject_id=closed.pk,
        payload={
            "passed": count.passed,
            "conditional": count.conditional,
            "not_passed": count.not_passed,
            "abstained": count.abstained,
            "all_voters": closed.all_voters,
            "present_voters": present,
            "outcome": closed.outcome,
        },
        by=authorship,
        at=at,
    )
    return closed


def annul_ballot(*, ballot: Ballot, reason: str, by: Acting, at: datetime) -> Ballot:
    """This will end a ballot without counting it. The papers of a secret one are destroyed unread; votes by name stay.

    Raises NotAllowed for anyone but who presides; ValidationError by `reason`, or with code `transition`.
    """
    authorship = require_presiding(by, ballot.meeting, at=at)
    refuse_secret_words({"reason": reason}, by=authorship, at=at)
    with transaction.atomic():
        annulled = held(ballot)
        authorship = require_presiding(by, annulled.meeting, at=at)
        require_words(reason, field="reason", what=_("lý do hủy lượt bỏ phiếu"))
        _require_short(reason)
        move(annulled, BallotState.ANNULLED)
        annulled.papers.all().delete()
        annulled.annul_reason = reason.strip()
        annulled.closed_at, annulled.closed_by = at, by.officer
        annulled.save()
        append_event(
            kind="planning.ballot_annulled",
            subject_kind=BALLOT,
            subject_id=annulled.pk,
            payload={"reason": annulled.annul_reason},
            by=authorship,
            at=at,
        )
    return annulled


def _counted(ballot: Ballot) -> Count:
    rows = ballot.papers if ballot.is_secret else ballot.votes
    said = Counter(rows.values_list("choice", flat=True))
    cast = BallotVoter.objects.filter(ballot=ballot, has_cast=True).count()
    if said.total() != cast:
        raise ValidationError(
            _(
                "Trong hòm có %(papers)d phiếu nhưng %(cast)d người đã bỏ phiếu, nên không kiểm phiếu được. Hãy hủy "
                "lượt này, nêu lý do, và báo quản trị viên kiểm tra cơ sở dữ liệu."
            ),
            code="box_broken",
            params={"papers": said.total(), "cast": cast},
        )
    return Count(**{choice.value: said[choice.value] for choice in Choice})


def _choice_of_chair(ballot: Ballot) -> Choice | None:
    """Return what the chair voted by name, or else whoever presides in his place; of a secret ballot nobody knows."""
    if ballot.is_secret:
        return None
    votes = ballot.votes.select_related("seat")
    own = [one for one in votes if one.seat.role == SeatRole.CHAIR]
    presiding = [one for one in votes if one.seat_id == ballot.meeting.chair_id]
    return next((Choice(one.choice) for one in (*own, *presiding)), None)


def _require_short(reason: str) -> None:
    if len(reason.strip()) > LONGEST_REASON:
        told = _("Lý do dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy viết gọn lại.")
        params = {"length": len(reason.strip()), "most": LONGEST_REASON}
        raise ValidationError({"reason": ValidationError(told, code="too_long", params=params)})
