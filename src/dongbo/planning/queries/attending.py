"""A council and those at its meeting, as the engine of councils reads them."""

from dongbo.engines.councils.quorum import QuorumStanding, quorum
from dongbo.engines.councils.rules import CouncilRules
from dongbo.engines.councils.seats import Mode, Seat
from dongbo.planning.models import Attendance, Council, Meeting
from dongbo.planning.queries.councils import engine_seats, open_seats


def seats_in(council: Council) -> tuple[Seat, ...]:
    """Return the open seats of a council, each by its key. Two queries."""
    return engine_seats(open_seats(council))


def attendance_of(meeting: Meeting) -> dict[str, Mode]:
    """Return how each member takes part, by the key of the seat."""
    marked = Attendance.objects.filter(meeting=meeting).values_list("seat", "mode")
    return {str(seat): Mode(mode) for seat, mode in marked}


def quorum_of(meeting: Meeting, rules: CouncilRules) -> QuorumStanding:
    """Return how the quorum of a meeting stands by `rules`. Three queries."""
    return quorum(rules, seats_in(meeting.council), attendance_of(meeting))
