"""What every act upon a ballot begins with: the ballot held against others, who presides, its state, the quorum."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.engines.councils.rules import CouncilRules
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Ballot, Meeting
from dongbo.planning.queries.attending import quorum_of
from dongbo.planning.rules.councils import may_preside, require_presiding, require_secretariat
from dongbo.planning.states import BALLOT_TRANSITIONS, BallotState, MeetingState

BALLOT = "ballot"
"""What events about a ballot call it."""

OVER = (MeetingState.CLOSED, MeetingState.CONCLUDED, MeetingState.CANCELLED)


def held(ballot: Ballot) -> Ballot:
    """Return the ballot as it stands now, held until the transaction ends: papers come into its box one by one."""
    found = Ballot.objects.select_for_update(of=("self",)).select_related("meeting__council__document__unit")
    return found.get(pk=ballot.pk)


def held_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting as it stands now, held until the transaction ends."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("council__document__unit")
    return found.get(pk=meeting.pk)


def require_preparing(by: Acting, meeting: Meeting, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of whoever presides, or of the secretariat. Raises NotAllowed."""
    if may_preside(by, meeting, at=at):
        return require_presiding(by, meeting, at=at)
    return require_secretariat(by, meeting.council, at=at)


def require_not_over(meeting: Meeting) -> None:
    """This will raise ValidationError with code `meeting_over` where nothing more can be voted upon."""
    if meeting.state in OVER:
        raise ValidationError(
            _("Phiên họp %(number)d ở trạng thái «%(state)s» nên không biểu quyết được nữa; hãy lập phiên họp khác."),
            code="meeting_over",
            params={"number": meeting.ordinal, "state": MeetingState(meeting.state).label},
        )


def move(ballot: Ballot, state: BallotState) -> None:
    """This will put the ballot into `state`. Raises ValidationError with code `transition` where it may not."""
    now = BallotState(ballot.state)
    if state not in BALLOT_TRANSITIONS[now]:
        raise ValidationError(
            _("Lượt bỏ phiếu «%(subject)s» ở trạng thái «%(now)s» nên không chuyển sang «%(then)s» được."),
            code="transition",
            params={"subject": ballot.subject, "now": now.label, "then": state.label},
        )
    ballot.state = state


def rules_of(ballot: Ballot) -> CouncilRules:
    """Return the rules by which a ballot was opened."""
    return CouncilRules.from_json(ballot.rules)


def require_quorum(meeting: Meeting, rules: CouncilRules, *, then: str) -> None:
    """This will raise ValidationError with code `quorum_lost` where too few are there; `then` says what to do."""
    standing = quorum_of(meeting, rules)
    if not standing.reached:
        raise ValidationError(
            "%(standing)s %(then)s", code="quorum_lost", params={"standing": standing.sentence, "then": then}
        )
