"""Writes of the standing body: founding a council, its members, its rules, and the models rules begin from."""

from dongbo.planning.operations.councils.founding import close_council, end_council, found_council
from dongbo.planning.operations.councils.seating import NewSeat

__all__ = [
    "NewSeat",
    "close_council",
    "end_council",
    "found_council",
]
