"""How units stand on a day and ever after, as far as acts are recorded: what a new act must agree with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dongbo.organisation.models import UnitPlace
from dongbo.organisation.states import UnitActKind


@dataclass(frozen=True, slots=True)
class Stay:
    """One unit under one other over a stretch of days, half-open; `key` is the row, `act` what began it."""

    key: int
    unit: int
    parent: int | None
    begins: date
    ends: date | None
    act: int | None
    kind: UnitActKind | None

    def covers(self, day: date) -> bool:
        """Return whether the unit stood there on `day`."""
        return self.begins <= day and (self.ends is None or day < self.ends)


class Outlook:
    """Every stay on `day` or later, in the order of days."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.stays: dict[int, list[Stay]] = {}
        self.beneath: dict[int | None, list[Stay]] = {}
        rows = (
            UnitPlace.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
            .order_by("valid_from", "pk")
            .values_list("pk", "unit_id", "parent_id", "valid_from", "valid_to", "act_id", "act__kind")
        )
        for key, unit, parent, begins, ends, act, kind in rows:
            stay = Stay(key, unit, parent, begins, ends, act, UnitActKind(kind) if kind else None)
            self.stays.setdefault(unit, []).append(stay)
            self.beneath.setdefault(parent, []).append(stay)

    def stay(self, unit: int) -> Stay | None:
        """Return where `unit` stands on the day, or None where it does not exist then."""
        first = next(iter(self.stays.get(unit, ())), None)
        return first if first is not None and first.covers(self.day) else None

    def after(self, unit: int) -> list[Stay]:
        """Return the stays of `unit` that begin later than the day."""
        return [stay for stay in self.stays.get(unit, ()) if stay.begins > self.day]

    def end_of(self, unit: int) -> date | None:
        """Return the day `unit` ends; None where nothing ends it, or where it is not there any more."""
        stays = self.stays.get(unit)
        return stays[-1].ends if stays else None

    def children(self, unit: int) -> list[Stay]:
        """Return the stays of those that stand beneath `unit` on the day."""
        return [stay for stay in self.beneath.get(unit, ()) if stay.covers(self.day)]

    def branch(self, unit: int) -> list[int]:
        """Return `unit` and all that stands beneath it on the day, from above."""
        found = [unit]
        for above in found:
            found += [stay.unit for stay in self.children(above)]
        return found

    def path(self, unit: int) -> list[int]:
        """Return the units from `unit` up to the root on the day."""
        found = [unit]
        stay = self.stay(unit)
        while stay is not None and stay.parent is not None:
            found.append(stay.parent)
            stay = self.stay(stay.parent)
        return found

    def meets_itself(self, moved: Mapping[int, int | None], ended: Iterable[int]) -> int | None:
        """Return a unit that would stand beneath itself, on the day or later, were `moved` put under their new parents.

        A move holds until the unit's stay of the day ends; parents of None are units that are yet to be founded.
        """
        gone = set(ended)
        days = {self.day} | {stay.begins for stays in self.stays.values() for stay in stays if stay.begins > self.day}
        for day in sorted(days):
            parents = {stay.unit: stay.parent for stays in self.stays.values() for stay in stays if stay.covers(day)}
            held = {unit for unit in moved if (stay := self.stay(unit)) is not None and stay.covers(day)}
            parents |= {unit: moved[unit] for unit in held}
            for unit in held:
                if unit not in gone and _is_beneath_itself(unit, parents):
                    return unit
        return None


def _is_beneath_itself(unit: int, parents: Mapping[int, int | None]) -> bool:
    seen = {unit}
    above = parents.get(unit)
    while above is not None:
        if above in seen:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
