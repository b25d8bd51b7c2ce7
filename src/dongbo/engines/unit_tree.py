"""Numbering a tree depth-first, so that a branch is one stretch of numbers."""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from dongbo.engines.intervals import Interval, merged

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: its number, the last number of its branch, and the numbers from the root down to it.

    `reach` are the numbers of the units whose circulated records come down to it: those from the root down to it, and
    all that one of these inherited from, be it through others; disjoint closed intervals, ascending.
    """

    first: int
    last: int
    lineage: tuple[int, ...]
    reach: tuple[Interval, ...] = ()


class Cycle(Exception, Generic[Key]):
    """The parents given are no tree: these stand beneath themselves, or beneath nothing that is known."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__(keys)
        self.keys = keys


def number_tree(
    parents: Mapping[Key, Key | None], *, order: Sequence[Key], inherited: AbstractSet[Key] = frozenset()
) -> dict[Key, Place]:
    """Return the place of every key of `parents`, dense from 0, siblings in the sequence of `order`.

    `inherited` are the keys that have ended and stand beneath their heir: they come before its other children, so
    that a unit and all that it inherited from are one stretch. Raises Cycle where a key stands beneath itself or
    beneath one that is not there.
    """
    children: dict[Key | None, list[Key]] = {}
    for key in sorted(order, key=lambda key: key not in inherited):
        children.setdefault(parents[key], []).append(key)
    following = 0
    waiting: list[tuple[Key, tuple[int, ...]]] = [(key, ()) for key in reversed(children.get(None, ()))]
    begun: list[tuple[Key, tuple[int, ...]]] = []
    while waiting:
        key, above = waiting.pop()
        lineage = (*above, following)
        begun.append((key, lineage))
        following += 1
        waiting += [(child, lineage) for child in reversed(children.get(key, ()))]
    if len(begun) != len(parents):
        known = {key for key, _lineage in begun}
        raise Cycle(tuple(key for key in parents if key not in known))
    last = {lineage[-1]: lineage[-1] for _key, lineage in begun}
    for _key, lineage in reversed(begun):
        if len(lineage) > 1:
            last[lineage[-2]] = max(last[lineage[-2]], last[lineage[-1]])
    reach = _reaches(begun, inherited)
    return {key: Place(lineage[-1], last[lineage[-1]], lineage, reach[lineage[-1]]) for key, lineage in begun}


def _reaches(
    begun: Sequence[tuple[Key, tuple[int, ...]]], inherited: AbstractSet[Key]
) -> dict[int, tuple[Interval, ...]]:
    """Return the reach of every number; `begun` has what stands above before what stands beneath."""
    blocks: dict[int, list[Interval]] = {}
    for key, lineage in reversed(begun):
        block = blocks.setdefault(lineage[-1], [])
        block.append((lineage[-1], lineage[-1]))
        if key in inherited:
            blocks.setdefault(lineage[-2], []).extend(merged(block))
    reach: dict[int, tuple[Interval, ...]] = {}
    for key, lineage in begun:
        above = reach[lineage[-2]] if len(lineage) > 1 else ()
        reach[lineage[-1]] = above if key in inherited else merged((*above, *blocks[lineage[-1]]))
    return reach
