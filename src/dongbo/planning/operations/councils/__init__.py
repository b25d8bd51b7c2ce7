"""Writes of the standing body: founding a council, its members, its rules, and the models rules begin from."""

from dongbo.planning.operations.councils.conflicts import declare_conflict, end_conflict
from dongbo.planning.operations.councils.founding import close_council, end_council, found_council
from dongbo.planning.operations.councils.models import end_council_model, set_council_model
from dongbo.planning.operations.councils.ruling import change_rules
from dongbo.planning.operations.councils.seating import NewSeat
from dongbo.planning.operations.councils.seats import change_role, end_seat, seat_officer

__all__ = [
    "NewSeat",
    "change_role",
    "change_rules",
    "close_council",
    "declare_conflict",
    "end_conflict",
    "end_council",
    "end_council_model",
    "end_seat",
    "found_council",
    "seat_officer",
    "set_council_model",
]
