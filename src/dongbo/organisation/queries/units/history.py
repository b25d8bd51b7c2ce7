"""Units as they stood on any day, as far as acts are recorded: the unit, the tree, its branches and paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from dongbo.engines.organ_ids import MalformedOrganId, parse_organ_id
from dongbo.organisation.models import Unit, UnitName, UnitPlace
from dongbo.organisation.states import Level


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it was on a day: its key, what it was called, and under which unit it stood."""

    key: int
    code: str
    name: str
    short_name: str
    level: Level
    parent: int | None


@dataclass(frozen=True)
class TreeOn:
    """The whole tree as it was on a day."""

    day: date
    units: dict[int, UnitOn]

    def __contains__(self, key: int) -> bool:
        return key in self.units

    def __getitem__(self, key: int) -> UnitOn:
        return self.units[key]

    def __len__(self) -> int:
        return len(self.units)

    @cached_property
    def root(self) -> UnitOn | None:
        """The topmost unit."""
        return next((unit for unit in self.units.values() if unit.parent is None), None)

    @cached_property
    def _beneath(self) -> dict[int | None, list[UnitOn]]:
        found: dict[int | None, list[UnitOn]] = {}
        order = {level: place for place, level in enumerate(Level)}
        for unit in sorted(self.units.values(), key=lambda unit: (order[unit.level], unit.code, unit.key)):
            found.setdefault(unit.parent, []).append(unit)
        return found

    def children(self, key: int) -> list[UnitOn]:
        """Return the units right beneath, by level, then code."""
        return list(self._beneath.get(key, ()))

    def branch(self, key: int) -> list[UnitOn]:
        """Return the unit and every unit beneath it, depth-first; nothing where it did not exist."""
        return list(self._walk(key)) if key in self.units else []

    def path(self, key: int) -> list[UnitOn]:
        """Return the units from the root down to the unit; nothing where it did not exist."""
        found = []
        unit = self.units.get(key)
        while unit is not None:
            found.append(unit)
            unit = self.units.get(unit.parent) if unit.parent is not None else None
        return found[::-1]

    def at_level(self, key: int, level: Level) -> UnitOn | None:
        """Return the nearest of the unit and those above it that is of `level`."""
        return next((unit for unit in reversed(self.path(key)) if unit.level == level), None)

    def _walk(self, key: int) -> Iterator[UnitOn]:
        waiting = [self.units[key]]
        while waiting:
            unit = waiting.pop()
            yield unit
            waiting += reversed(self.children(unit.key))


def tree_on(day: date) -> TreeOn:
    """Return the tree as it was, or by the acts recorded will be, on `day`. Two queries, whatever its size."""
    names = {row[0]: row[1:] for row in UnitName.objects.filter(_held_on(day)).values_list("unit_id", *_NAMED)}
    units = {}
    for key, parent in UnitPlace.objects.filter(_held_on(day)).values_list("unit_id", "parent_id"):
        code, name, short_name, level = names[key]
        units[key] = UnitOn(key, code, name, short_name, Level(level), parent)
    return TreeOn(day, units)


def unit_on(unit: Unit | str, day: date) -> UnitOn | None:
    """Return the unit, or the one that bore the code on `day`, as it was then; None where there was none.

    A code may be of the present or the older form.
    """
    names = UnitName.objects.filter(_held_on(day))
    if isinstance(unit, str):
        try:
            names = names.filter(code=parse_organ_id(unit).code)
        except MalformedOrganId:
            return None
    else:
        names = names.filter(unit=unit)
    row = names.values_list("unit_id", *_NAMED).first()
    if row is None:
        return None
    key, code, name, short_name, level = row
    place = UnitPlace.objects.filter(_held_on(day), unit=key).first()
    return UnitOn(key, code, name, short_name, Level(level), place.parent_id) if place is not None else None


def branch_on(unit: Unit, day: date) -> list[UnitOn]:
    """Return `unit` and every unit beneath it on `day`, depth-first; nothing where it did not exist then."""
    return tree_on(day).branch(unit.pk)


def path_on(unit: Unit, day: date) -> list[UnitOn]:
    """Return the units from the root down to `unit` on `day`; nothing where it did not exist then."""
    found: list[UnitOn] = []
    above: Unit | None = unit
    while above is not None:
        here = unit_on(above, day)
        if here is None:
            return []
        found.append(here)
        above = Unit(pk=here.parent) if here.parent is not None else None
    return found[::-1]


def children_on(unit: Unit, day: date) -> list[UnitOn]:
    """Return the units right beneath `unit` on `day`, by level, then code."""
    return tree_on(day).children(unit.pk)


_NAMED = ("code", "name", "short_name", "level")


def _held_on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
