"""What stands on the list of what waits: things of one kind, and how one of them stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row", bound=Model)

MOST_OF_A_KIND = 100
"""How many of one kind the page gathers; the rest is counted, and found on the kind's own page."""

PRESSING = timedelta(days=3)
"""How long before its deadline a thing is shown as pressing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, about what or where, until when, and where it is done."""

    what: str
    where: str
    address: str
    deadline: datetime | None = None

    def state(self, at: datetime) -> str:
        """Return how it stands at `at`, as the screens colour it: late, warning, or nothing special."""
        if self.deadline is None:
            return ""
        if self.deadline <= at:
            return "late"
        return "warning" if self.deadline - at <= PRESSING else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind that wait, how many there are altogether, and the page where all of them are."""

    code: str
    name: str
    address: str
    count: int
    things: list[Waiting] = field(default_factory=list)


def kind_of(code: str, name: str, address: str, rows: "QuerySet[Row]", thing: Callable[[Row], Waiting]) -> Kind:
    """Return the kind of what `rows` are, each told by `thing`; the rest beyond what a page gathers is counted."""
    found = list(rows[: MOST_OF_A_KIND + 1])
    count = len(found) if len(found) <= MOST_OF_A_KIND else rows.count()
    return Kind(code, name, address, count, [thing(row) for row in found[:MOST_OF_A_KIND]])
