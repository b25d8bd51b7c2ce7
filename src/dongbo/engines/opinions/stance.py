"""Where an opinion stands: its numbers, denials and what it asks for. Opposed stances never share a group."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.engines.opinions.rules import poles

NOT = "not "


@dataclass(frozen=True, slots=True)
class Stance:
    """What must agree between two opinions for one answer to serve both.

    `values` are numbers with units, `goals` those asked for, `sources` those replaced, `parts` provisions named.
    `sure` counts what is said beyond doubt, `possible` adds what words without marks may say. Such words are
    `doubtful`, each with the pole it may be ("" for a denial); `heard` are all words that would be so without marks.
    """

    values: frozenset[str]
    goals: frozenset[str]
    sources: frozenset[str]
    parts: frozenset[tuple[str, str]]
    sure: tuple[tuple[str, int], ...]
    possible: frozenset[str]
    denials: int
    possible_denials: int
    doubtful: frozenset[tuple[str, str]]
    heard: frozenset[str]


def opposed(one: Stance, other: Stance) -> bool:
    """Return whether two opinions of such stances ask for different things, however alike their words."""
    return (
        one.values != other.values
        or _other_goals(one, other)
        or _other_parts(one.parts, other.parts)
        or _other_acts(one, other)
        or any(
            mine.denials > its.possible_denials
            or not all(word in its.heard or pole in its.possible for word, pole in mine.doubtful)
            for mine, its in ((one, other), (other, one))
        )
    )


def _other_goals(one: Stance, other: Stance) -> bool:
    """Tell "từ 80% lên 90%" from "từ 90% xuống 80%"."""
    crossed = one.goals & (other.sources - other.goals) or other.goals & (one.sources - one.goals)
    return bool(crossed) or bool(one.goals and other.goals and not one.goals & other.goals)


def _other_parts(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    """Tell whether both name a provision of one kind, and not the same; one may leave it out."""
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other}
    return {part for part in one if part[0] in kinds} != {part for part in other if part[0] in kinds}


def _other_acts(one: Stance, other: Stance) -> bool:
    """Tell whether each says on one axis what the other does not, or one says alone what must be said by both."""
    for mine, its in ((one, other), (other, one)):
        told, heard = dict(mine.sure), dict(its.sure)
        alone = {
            pole for pole, times in told.items() if pole not in its.possible or (pole in heard and times > heard[pole])
        }
        if any(_is_firm(pole) and pole not in its.possible for pole in alone):
            return True
        answered = {pole for pole, times in heard.items() if times > told.get(pole, 0)}
        if {_axis(pole) for pole in alone} & {_axis(pole) for pole in answered}:
            return True
    return False


def _is_firm(pole: str) -> bool:
    return pole.startswith(NOT) or poles()[pole].firm


def _axis(pole: str) -> str:
    return poles()[pole.removeprefix(NOT)].axis
