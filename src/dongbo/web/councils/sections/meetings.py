"""The meetings of a council, on its page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council
from dongbo.planning.queries.meetings import meetings_of
from dongbo.planning.rules.councils import keeps_record
from dongbo.planning.states import CouncilState, MeetingState
from dongbo.web.councils.meeting_scope import TONES


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of meetings needs."""
    works = council.state == CouncilState.WORKING
    return {
        "meetings": [(one, TONES.get(MeetingState(one.state), "")) for one in meetings_of(council)],
        "may_plan_meeting": works and keeps_record(by, council, at=at),
    }
