"""What a grant is worth: the intersection of unit, moments, permissions and clearance along its chain.

Moments are half-open. What can never hold keeps `begins == ends`, and has no unit where no unit is left.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from dongbo.engines.unit_tree import Place

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Decided:
    """A grant as it was decided; `ends` is already the earliest of its own end, its revocation and its post's end."""

    unit: int
    branch: bool
    begins: datetime
    ends: datetime
    clearance: int
    mask: int


@dataclass(frozen=True, slots=True)
class Effective:
    """A grant as its whole chain leaves it."""

    unit: int | None
    branch: bool
    begins: datetime
    ends: datetime
    clearance: int
    mask: int

    def holds(self, at: datetime) -> bool:
        """Return whether the grant gives anything at `at`."""
        return self.unit is not None and self.mask != 0 and self.begins <= at < self.ends


def effective(decided: Decided, parent: Effective | None, places: Mapping[int, Place]) -> Effective:
    """Return what `decided` is worth when it was passed on from `parent`, or given outright where that is None."""
    if parent is None:
        unit: int | None = decided.unit
        branch, clearance, mask = decided.branch, decided.clearance, decided.mask
        begins, ends = decided.begins, decided.ends
    else:
        unit, branch = _common(decided, parent, places)
        begins, ends = max(decided.begins, parent.begins), min(decided.ends, parent.ends)
        clearance, mask = min(decided.clearance, parent.clearance), decided.mask & parent.mask
    return Effective(unit, branch, begins, max(begins, ends), clearance, mask)


def settle(
    decided: Mapping[Key, Decided],
    parents: Mapping[Key, Key | None],
    above: Mapping[Key, Effective],
    places: Mapping[int, Place],
) -> dict[Key, Effective]:
    """Return what every grant of `decided` is worth, parents before children.

    `parents` says from which grant each was passed on, None where it was given outright; a parent that is not in
    `decided` stands in `above` with what it is worth already. Raises KeyError where it stands in neither.
    """
    settled: dict[Key, Effective] = {}
    for key in decided:
        waiting = [] if key in settled else [key]
        while waiting:
            following = waiting[-1]
            parent = parents[following]
            if parent is not None and parent in decided and parent not in settled:
                waiting.append(parent)
                continue
            worth = None if parent is None else settled[parent] if parent in decided else above[parent]
            settled[waiting.pop()] = effective(decided[following], worth, places)
    return settled


def _common(decided: Decided, parent: Effective, places: Mapping[int, Place]) -> tuple[int | None, bool]:
    """Return the unit, and whether its branch, that both cover: the deeper of the two, or nothing."""
    if parent.unit is None:
        return None, False
    if decided.unit == parent.unit:
        return decided.unit, decided.branch and parent.branch
    own, above = places[decided.unit], places[parent.unit]
    if parent.branch and above.first <= own.first <= above.last:
        return decided.unit, decided.branch
    if decided.branch and own.first <= above.first <= own.last:
        return parent.unit, parent.branch
    return None, False
