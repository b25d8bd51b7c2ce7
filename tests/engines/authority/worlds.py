"""Small worlds of units, grants and delegations, read from a string of bytes: any string is a world, none is refused.

Bytes that run out read as 0, the plainest choice, so that what hypothesis shrinks to is a plain world.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

Choice = TypeVar("Choice")

BEGINNING = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
HOURS = 6
BITS = (1, 2)
OFFICERS = 3
MOST_UNITS, MOST_GRANTS, DEEPEST = 9, 8, 4
LENGTH = 150
"""How many bytes the largest world reads, about."""


@dataclass(frozen=True)
class UnitIn:
    """A unit: beneath `parent`, or, once it has ended, beneath the `heir` that took its records over."""

    parent: int | None
    heir: int | None
    order: int


@dataclass(frozen=True)
class GrantIn:
    """A grant as decided, with every end of its own that it may have."""

    officer: int
    unit: int
    branch: bool
    clearance: int
    role: int
    narrowed: int | None
    begins: datetime
    ends: datetime | None
    revoked: datetime | None
    post_ends: datetime | None
    parent: int | None


@dataclass(frozen=True)
class World:
    """Units and grants, each in a sequence that puts parents first, and the moments to ask about."""

    units: tuple[UnitIn, ...]
    grants: tuple[GrantIn, ...]
    moments: tuple[datetime, ...]


@dataclass
class _Reader:
    data: bytes
    place: int = 0

    def below(self, bound: int) -> int:
        """Return the next choice among `bound`."""
        byte = self.data[self.place] if self.place < len(self.data) else 0
        self.place += 1
        return byte % bound

    def of(self, choices: Sequence[Choice]) -> Choice:
        """Return one of `choices`, the first where the bytes have run out."""
        return choices[self.below(len(choices))]


def world_of(data: bytes) -> World:
    """Return the world that `data` says."""
    reader = _Reader(data)
    units = tuple(_units(reader))
    return World(units, tuple(_grants(reader, len(units))), tuple(_asked(reader) for _ in range(3)))


def _units(reader: _Reader) -> Iterator[UnitIn]:
    yield UnitIn(None, None, 0)
    for key in range(1, 2 + reader.below(MOST_UNITS - 1)):
        parent = reader.below(key)
        heir = reader.below(key) if reader.below(5) == 4 else None
        yield UnitIn(parent, heir, reader.below(8))


def _grants(reader: _Reader, units: int) -> Iterator[GrantIn]:
    depths: list[int] = []
    for key in range(1 + reader.below(MOST_GRANTS)):
        choices = [None, *(other for other in range(key) if depths[other] < DEEPEST)]
        parent = reader.of(choices)
        depths.append(0 if parent is None else depths[parent] + 1)
        yield GrantIn(
            officer=reader.below(OFFICERS),
            unit=reader.below(units),
            branch=reader.below(3) != 2,
            clearance=reader.of((1, 1, 2)),
            role=reader.of((3, 3, 1, 2)),
            narrowed=reader.of((None, None, None, 1, 2)),
            begins=BEGINNING + timedelta(hours=reader.of((0, 0, 0, 1, 2, 3))),
            ends=_end(reader, 3),
            revoked=_end(reader, 8),
            post_ends=_end(reader, 8),
            parent=parent,
        )


def _end(reader: _Reader, seldom: int) -> datetime | None:
    """Return an end after the beginning of everything, or none: one in `seldom` has one."""
    if reader.below(seldom) != seldom - 1:
        return None
    return BEGINNING + timedelta(hours=1 + reader.below(HOURS - 1))


def _asked(reader: _Reader) -> datetime:
    """Return the beginning of an hour, or the last microsecond before it."""
    hour = BEGINNING + timedelta(hours=reader.below(HOURS))
    return hour - timedelta(microseconds=reader.below(2))
