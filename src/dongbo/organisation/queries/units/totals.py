"""Totals that stay comparable: what was counted on one day's tree, said again on another day's.

A value follows its unit through mergers and moves, forwards or backwards. Where a unit's ground came to lie in several
units of the level asked for, no rule of this site can share the value out: it is named, unless the caller has shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from django.db.models import Min

from dongbo.organisation.models import Succession, UnitPlace
from dongbo.organisation.queries.units.history import TreeOn, tree_on
from dongbo.organisation.states import Level

Value = int | Decimal
Moment = tuple[date, int]
"""A day and the act on it, by which acts of one day are in order."""

LAST = 1 << 62


class Obstacle(Enum):
    """Why a value cannot be said on the other day's tree."""

    DIVIDED = "divided"
    """What the unit covered lies in several units then."""
    ABSENT = "absent"
    """The unit did not exist on the day it is said to be counted on."""


@dataclass(frozen=True, slots=True)
class Unsplit:
    """A value that needs a rule of apportioning: between `candidates`, keys of units on the tree shown."""

    unit: int
    value: Value
    obstacle: Obstacle
    candidates: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparableTotals:
    """Totals by the units of a level on the tree of `shown_on`; None is what stands beneath no unit of that level.

    Every unit of the level is there, with 0 where nothing was counted for it. `sources` says which counted units each
    total is made of. What `unsplit` holds is in no total.
    """

    counted_on: date
    shown_on: date
    level: Level
    totals: dict[int | None, Value]
    sources: dict[int | None, tuple[int, ...]]
    unsplit: tuple[Unsplit, ...]


def comparable_totals(
    values: Mapping[int, Value],
    *,
    counted_on: date,
    shown_on: date,
    level: Level = Level.PROVINCE,
    of_branches: bool = False,
    shares: Mapping[int, Mapping[int, Decimal]] | None = None,
) -> ComparableTotals:
    """Return `values`, counted by unit on the tree of `counted_on`, as totals by `level` on the tree of `shown_on`.

    With `of_branches` a value is of the unit with all beneath it, and all has to have gone the same way. `shares`
    is the rule of apportioning: by unit, what part of its value each unit of the level has, one in all. Raises
    ValueError for shares that are not one in all. Either day may be the earlier one.
    """
    counted, shown = tree_on(counted_on), tree_on(shown_on)
    ways = _Ways(counted_on, shown)
    totals: dict[int | None, Value] = {unit.key: 0 for unit in shown.units.values() if unit.level == level}
    sources: dict[int | None, list[int]] = {}
    unsplit = []
    for unit, value in values.items():
        if unit not in counted:
            unsplit.append(Unsplit(unit, value, Obstacle.ABSENT))
            continue
        parts = [one.key for one in counted.branch(unit)] if of_branches else [unit]
        lands = {_key_at(shown, there, level) for part in parts for there in ways.of(part)}
        if len(lands) == 1:
            shared: dict[int | None, Value] = {lands.pop(): value}
        elif shares is not None and unit in shares:
            shared = _shared_out(value, shares[unit])
        else:
            candidates = tuple(sorted(lands, key=lambda key: (key is None, key or 0)))
            unsplit.append(Unsplit(unit, value, Obstacle.DIVIDED, candidates))
            continue
        for land, share in shared.items():
            totals[land] = totals.get(land, 0) + share
            sources.setdefault(land, []).append(unit)
    return ComparableTotals(
        counted_on, shown_on, level, totals, {key: tuple(found) for key, found in sources.items()}, tuple(unsplit)
    )


def _key_at(tree: TreeOn, unit: int, level: Level) -> int | None:
    found = tree.at_level(unit, level)
    return found.key if found is not None else None


def _shared_out(value: Value, shares: Mapping[int, Decimal]) -> dict[int | None, Value]:
    """Return the parts of `value`; the last has what rounding leaves, so that nothing is lost."""
    if sum(shares.values()) != 1:
        raise ValueError("the shares of a unit are one in all")
    found: dict[int | None, Value] = {key: Decimal(value) * share for key, share in shares.items()}
    last = next(reversed(found))
    found[last] = Decimal(value) - sum((part for key, part in found.items() if key != last), Decimal(0))
    return found


class _Ways:
    """From a unit of the day counted to the units that cover its ground on the tree shown."""

    def __init__(self, counted_on: date, shown: TreeOn) -> None:
        self.shown = shown
        self.start: Moment = (counted_on, LAST)
        self.is_forwards = shown.day >= counted_on
        self.next: dict[int, list[tuple[int, Moment]]] = {}
        between = (counted_on, shown.day) if self.is_forwards else (shown.day, counted_on)
        rows = Succession.objects.filter(act__effective_on__gt=between[0], act__effective_on__lte=between[1])
        for before, after, day, act in rows.values_list("predecessor", "successor", "act__effective_on", "act_id"):
            here, there = (before, after) if self.is_forwards else (after, before)
            self.next.setdefault(here, []).append((there, (day, act)))
        self.founding = {} if self.is_forwards else _founding_places(between[0], between[1])

    def of(self, unit: int) -> set[int]:
        """Return the units on the tree shown that `unit` went on as, or came from."""
        found: set[int] = set()
        waiting = [(unit, self.start)]
        seen = set(waiting)
        while waiting:
            here, since = waiting.pop()
            if here in self.shown:
                found.add(here)
            following = [(there, when) for there, when in self.next.get(here, ()) if self._is_next(since, when)]
            if not following and here not in self.shown and here in self.founding:
                following = [self.founding[here]]
            for one in following:
                if one not in seen:
                    seen.add(one)
                    waiting.append(one)
        return found

    def _is_next(self, since: Moment, when: Moment) -> bool:
        return when > since if self.is_forwards else when < since


def _founding_places(after: date, until: date) -> dict[int, tuple[int, Moment]]:
    """Return, by unit founded between, the unit it was founded beneath: where what it has was before, if anywhere."""
    first = UnitPlace.objects.values("unit").annotate(day=Min("valid_from"))
    founded = dict(first.filter(day__gt=after, day__lte=until).values_list("unit", "day"))
    rows = UnitPlace.objects.filter(unit__in=founded).values_list("unit_id", "valid_from", "parent_id")
    return {unit: (parent, (day, LAST)) for unit, day, parent in rows if day == founded[unit] and parent is not None}
