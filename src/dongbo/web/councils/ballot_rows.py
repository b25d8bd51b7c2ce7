"""How ballots are told: their rail, and how their state is coloured."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.planning.models import Ballot, Meeting
from dongbo.planning.states import BallotOutcome, BallotState
from dongbo.web.thread import Step

TONES = {BallotState.OPEN: "warning", BallotState.ANNULLED: "late", BallotState.CLOSED: "well"}
OUTCOME_TONES = {
    BallotOutcome.PASSED: "well",
    BallotOutcome.CONDITIONAL: "warning",
    BallotOutcome.NOT_PASSED: "late",
    BallotOutcome.AGAIN: "warning",
}


def rail_of(ballot: Ballot) -> list[Step]:
    """Return the way from the council over the meeting to a ballot."""
    meeting = ballot.meeting
    return [
        Step(meeting.council.name, reverse("council", args=[meeting.council_id])),
        Step(_("phiên họp %(number)d") % {"number": meeting.ordinal}, meeting_address(meeting)),
        Step(_("lượt bỏ phiếu %(number)d") % {"number": ballot.ordinal}, here=True),
    ]


def meeting_address(meeting: Meeting) -> str:
    """Return where the page of a meeting is."""
    return reverse("meeting", args=[meeting.pk])


def tone_of(ballot: Ballot) -> str:
    """Return how the state of a ballot is coloured."""
    return TONES.get(BallotState(ballot.state), "")


def outcome_tone_of(ballot: Ballot) -> str:
    """Return how what was decided is coloured; "" before anything was."""
    return OUTCOME_TONES[BallotOutcome(ballot.outcome)] if ballot.outcome else ""
