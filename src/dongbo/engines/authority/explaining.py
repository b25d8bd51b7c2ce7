"""Why a grant does not give a permission at a place: everything it falls short of, nearest misses first."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from dongbo.engines.authority.chains import Effective
from dongbo.engines.authority.scopes import CIRCULATED
from dongbo.engines.intervals import covers
from dongbo.engines.unit_tree import Place


class Failure(Enum):
    """What a grant falls short of; the value is how far off that is."""

    BEFORE = (1, "it has not begun")
    AFTER = (1, "it is over")
    NEVER = (2, "it ends before it begins")
    LOW = (2, "its holder is not cleared so far")
    ONLY_CIRCULATED = (3, "of units above it gives only what they circulate")
    NOWHERE = (4, "nothing of its scope is left")
    LACKS = (5, "it does not carry the permission")
    OUTSIDE = (6, "it is for other units")


def failures(
    worth: Effective, place: Place | None, *, bit: int, number: int, access: int, at: datetime
) -> tuple[Failure, ...]:
    """Return what keeps a grant of this worth from giving the permission with mask `bit` at unit `number` to a record
    open to the degree `access`; nothing where it gives it. `place` is where the grant's effective unit stands.
    """
    found = [*_of_moment(worth, at)]
    if not worth.mask & bit:
        found.append(Failure.LACKS)
    if place is None:
        return (*found, Failure.NOWHERE)
    last = place.last if worth.branch else place.first
    if place.first <= number <= last:
        if access > worth.clearance:
            found.append(Failure.LOW)
    elif not covers(place.reach, number):
        found.append(Failure.OUTSIDE)
    elif access != CIRCULATED:
        found.append(Failure.ONLY_CIRCULATED)
    return tuple(found)


def distance(found: Sequence[Failure]) -> int:
    """Return how far off a grant with these failures is; 0 is a hit."""
    return sum(failure.value[0] for failure in found)


def _of_moment(worth: Effective, at: datetime) -> list[Failure]:
    if worth.begins >= worth.ends:
        return [Failure.NEVER]
    if at < worth.begins:
        return [Failure.BEFORE]
    return [Failure.AFTER] if at >= worth.ends else []
