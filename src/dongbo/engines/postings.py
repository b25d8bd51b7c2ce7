"""Posts over stretches of days, and which two of them cannot both be."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import Enum

EARLIEST = date(1945, 8, 19)
"""The day of the force's founding: no post is older."""
MOST_YEARS_AHEAD = 10


class Clash(Enum):
    """Why two posts cannot both be."""

    SAME_UNIT = "same_unit"
    TWO_MAINS = "two_mains"
    TWO_HEADS = "two_heads"


@dataclass(frozen=True, slots=True)
class Posting:
    """A post from `begins` to before `ends`; without an end it goes on. One that ends where it begins has no day."""

    officer: Hashable
    unit: Hashable
    begins: date
    ends: date | None
    is_main: bool
    is_head: bool


def overlap(one: Posting, other: Posting) -> bool:
    """Return whether there is a day on which both are held."""
    return max(one.begins, other.begins) < min(one.ends or date.max, other.ends or date.max)


def clash(one: Posting, other: Posting) -> Clash | None:
    """Return why `one` and `other` cannot both be: an officer is in a unit once and has one main post at a time, and
    a unit has one head at a time. None where they can."""
    if not overlap(one, other):
        return None
    if one.officer == other.officer and one.unit == other.unit:
        return Clash.SAME_UNIT
    if one.officer == other.officer and one.is_main and other.is_main:
        return Clash.TWO_MAINS
    if one.unit == other.unit and one.is_head and other.is_head:
        return Clash.TWO_HEADS
    return None


def latest_day(today: date) -> date:
    """Return the last day on which a post may be said to begin: the end of the tenth year from now."""
    return date(today.year + MOST_YEARS_AHEAD, 12, 31)
