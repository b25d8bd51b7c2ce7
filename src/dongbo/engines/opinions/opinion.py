"""Opinions, the groups of those that say the same, and groups that officers have arranged."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpinionText:
    """One opinion: the provision it stands at ("" for the whole draft), its words and the wording it proposes."""

    key: str
    place: str
    text: str
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Opinions that one answer can serve, by key in ascending order.

    `representative` is the one nearest to all the others; `score`, from 0 to 1, is how alike it and the member least
    like it are: 1.0 for a single opinion and for equal ones.
    """

    keys: tuple[str, ...]
    representative: str
    score: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A group as it stands on the board, made by the system or by hand, with its opinions."""

    key: str
    members: tuple[OpinionText, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where later opinions went: `joined` gives the standing group of an opinion, `fresh` the groups they founded."""

    joined: Mapping[str, str]
    fresh: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A standing group near to an opinion; `opposed` when it says the opposite, another number or another name."""

    key: str
    score: float
    opposed: bool
