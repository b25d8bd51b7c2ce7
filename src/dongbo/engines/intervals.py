"""Sets of whole numbers as disjoint closed intervals in ascending order."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
BEYOND = float("inf")


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the fewest disjoint closed intervals that cover what `intervals` do, ascending."""
    found: list[Interval] = []
    for first, last in sorted(intervals):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def covers(intervals: Sequence[Interval], number: int) -> bool:
    """Return whether `number` is in one of `intervals`, which are disjoint and ascending."""
    place = bisect_right(intervals, (number, BEYOND)) - 1
    return place >= 0 and number <= intervals[place][1]


def text_of(intervals: Iterable[Interval]) -> str:
    """Return `intervals` as a row keeps them: "0-3,12,340"."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in intervals)


def intervals_of(text: str) -> tuple[Interval, ...]:
    """Return the intervals that `text`, written by `text_of`, stands for."""
    ends = (part.partition("-") for part in text.split(",")) if text else ()
    return tuple((int(first), int(last or first)) for first, _dash, last in ends)
