"""Units found by what they are called, were called, or by what the units were called that they inherited from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from dongbo.engines.vietnamese import toneless
from dongbo.organisation.models import Unit, UnitName

MOST_ENDED = 200
"""Words that more ended units bear than this say nothing of any one of them, and lead to no heir."""


@dataclass(frozen=True, slots=True)
class Former:
    """A name that was borne until a day: by the unit itself, or by one it inherited from."""

    name: str
    until: date
    is_own: bool


def matching(words: str) -> Q:
    """Return the predicate for units that are or were called by every one of `words`, tones and case aside; a code may
    be given in either form."""
    found = Q()
    for word in words.split():
        found &= Q(search_key__contains=toneless(word)) | Q(legacy_code__icontains=word)
    return found | Q(pk__in=_bearing(words).values("unit")) if words.split() else found


def heirs_matching(words: str) -> dict[int, list[Former]]:
    """Return by unit which ended units called by every one of `words` it has inherited from, at first hand or through
    others. Two queries; nothing where too many units bore these words."""
    if not words.split():
        return {}
    ended = list(
        Unit.objects.filter(heir__isnull=False, pk__in=_bearing(words).values("unit")).order_by("-ended_on", "pk")[
            : MOST_ENDED + 1
        ]
    )
    if not 0 < len(ended) <= MOST_ENDED:
        return {}
    found: dict[int, list[Former]] = {}
    for unit, heirs in _heirs_of(ended).items():
        for heir in heirs:
            found.setdefault(heir.pk, []).append(_former(unit))
    return found


def own_former_names(words: str, units: Iterable[int]) -> dict[int, list[Former]]:
    """Return by unit the former names of `units` that hold every one of `words`, where today's name does not."""
    if not words.split():
        return {}
    today = Q()
    for word in words.split():
        today &= Q(unit__search_key__contains=toneless(word))
    rows = _bearing(words).filter(unit__in=list(units), valid_to__isnull=False, unit__heir__isnull=True).exclude(today)
    found: dict[int, list[Former]] = {}
    for name in rows.exclude(name=F("unit__name")).order_by("valid_from"):
        if name.valid_to is not None:
            found.setdefault(name.unit_id, []).append(Former(name.name, name.valid_to, is_own=True))
    return found


def living_heirs(units: Iterable[Unit]) -> dict[int, Unit]:
    """Return who has the records today of those of `units` that have ended. One query."""
    return {unit.pk: heirs[-1] for unit, heirs in _heirs_of([unit for unit in units if unit.heir_id]).items()}


def _bearing(words: str) -> "QuerySet[UnitName]":
    names = UnitName.objects.all()
    for word in words.split():
        names = names.filter(search_key__contains=toneless(word))
    return names


def _former(unit: Unit) -> Former:
    if unit.ended_on is None:
        raise ValueError("a unit that has an heir has ended")
    return Former(unit.name, unit.ended_on, is_own=False)


def _heirs_of(ended: list[Unit]) -> dict[Unit, list[Unit]]:
    """Return the heirs of each, the nearest first, down to the one that has not ended: what has ended is numbered
    beneath its heir, so that its lineage leads there."""
    numbers = {int(number) for unit in ended for number in unit.lineage.split(",")[:-1]}
    above = {unit.first: unit for unit in Unit.objects.filter(first__in=numbers)} if numbers else {}
    found: dict[Unit, list[Unit]] = {}
    for unit in ended:
        heirs = found.setdefault(unit, [])
        for number in reversed(unit.lineage.split(",")[:-1]):
            heirs.append(above[int(number)])
            if heirs[-1].heir_id is None:
                break
    return found
