"""Numbering a tree depth-first, so that a branch is one stretch of numbers."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: its number, the last number of its branch, and the numbers from the root down to it."""

    first: int
    last: int
    lineage: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cycle(Exception, Generic[Key]):
    """The parents given are no tree: these stand beneath themselves, or beneath nothing that is known."""

    keys: tuple[Key, ...]


def number_tree(parents: Mapping[Key, Key | None], *, order: Sequence[Key]) -> dict[Key, Place]:
    """Return the place of every key of `parents`, dense from 0, siblings in the sequence of `order`.

    Raises Cycle where a key stands beneath itself or beneath one that is not there.
    """
    children: dict[Key | None, list[Key]] = {}
    for key in order:
        children.setdefault(parents[key], []).append(key)
    places: dict[Key, Place] = {}
    following = 0
    waiting: list[tuple[Key, tuple[int, ...]]] = [(key, ()) for key in reversed(children.get(None, ()))]
    begun: list[tuple[Key, tuple[int, ...]]] = []
    while waiting:
        key, above = waiting.pop()
        lineage = (*above, following)
        begun.append((key, lineage))
        following += 1
        waiting += [(child, lineage) for child in reversed(children.get(key, ()))]
    last = {lineage[-1]: lineage[-1] for _key, lineage in begun}
    for _key, lineage in reversed(begun):
        if len(lineage) > 1:
            last[lineage[-2]] = max(last[lineage[-2]], last[lineage[-1]])
    for key, lineage in begun:
        places[key] = Place(first=lineage[-1], last=last[lineage[-1]], lineage=lineage)
    if len(places) != len(parents):
        raise Cycle(tuple(key for key in parents if key not in places))
    return places
