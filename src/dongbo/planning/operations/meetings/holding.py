"""What every act upon a meeting begins with: the meeting held against others, its state, and the event at the end."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.planning.models import Ballot, Meeting
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.states import MEETING_TRANSITIONS, BallotState, MeetingState

MEETING = "meeting"
"""What events about a meeting call it."""

BEFORE = (MeetingState.PLANNED, MeetingState.CALLED)
"""The states of a meeting that is still to come."""


def held(meeting: Meeting) -> Meeting:
    """Return the meeting as it stands now, held until the transaction ends. Raises ValidationError (`closed`)."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "council__document__unit", "dossier", "chair__officer", "secretary__officer"
    )
    found = rows.get(pk=meeting.pk)
    require_working(found.council)
    return found


def open_ballot_of(meeting: Meeting) -> Ballot | None:
    """Return the ballot that is open in the meeting, held so that nobody counts it meanwhile; None without."""
    return Ballot.objects.select_for_update(of=("self",)).filter(meeting=meeting, state=BallotState.OPEN).first()


def move(meeting: Meeting, state: MeetingState) -> None:
    """This will take a meeting into `state`, unsaved. Raises ValidationError with code `transition`."""
    if state not in MEETING_TRANSITIONS[MeetingState(meeting.state)]:
        refuse_state(meeting)
    meeting.state = state


def require_state(meeting: Meeting, *states: MeetingState) -> None:
    """This will raise ValidationError with code `transition` unless the meeting is in one of `states`."""
    if meeting.state not in states:
        refuse_state(meeting)


def refuse_state(meeting: Meeting) -> None:
    """This will raise ValidationError with code `transition`, which says how the meeting stands."""
    raise ValidationError(
        _("Phiên họp %(number)d đang ở trạng thái «%(state)s» nên không làm việc này được; hãy tải lại trang."),
        code="transition",
        params={"number": meeting.ordinal, "state": MeetingState(meeting.state).label},
    )


def record(verb: str, meeting: Meeting, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon `meeting`."""
    append_event(kind=f"planning.{verb}", subject_kind=MEETING, subject_id=meeting.pk, payload=payload, by=by, at=at)
