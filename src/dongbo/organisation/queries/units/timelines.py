"""A unit's life as a list of days: what it was called, where it stood, from whom it took over and who from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from dongbo.organisation.models import Succession, Unit, UnitAct, UnitName, UnitPlace


@dataclass(slots=True)
class Chapter:
    """What one act, or setting up the site where there is none, meant for a unit on its day.

    `name` and `parent` are what they came to be by it, `former_name` and `former_parent` what they were; None where
    they stayed as they were. A parent is given as it was called that day. `received` counts the units that came to
    stand beneath.
    """

    day: date
    act: UnitAct | None
    name: UnitName | None = None
    former_name: UnitName | None = None
    parent: UnitName | None = None
    former_parent: UnitName | None = None
    is_founding: bool = False
    is_end: bool = False
    predecessors: list[Unit] = field(default_factory=list)
    successors: list[Unit] = field(default_factory=list)
    heir: Unit | None = None
    received: int = 0


def timeline_of(unit: Unit) -> list[Chapter]:
    """Return the chapters of `unit`, the oldest first, those ahead included. Six queries, however long its life."""
    chapters = _Chapters()
    names = list(unit.names.select_related("act").order_by("valid_from"))
    places = list(unit.places.select_related("act").order_by("valid_from"))
    _tell_names(names, chapters)
    _tell_places(places, chapters)
    for before in Succession.objects.filter(successor=unit).select_related("act", "predecessor").order_by("pk"):
        chapters.at(before.act.effective_on, before.act).predecessors.append(before.predecessor)
    for after in Succession.objects.filter(predecessor=unit).select_related("act", "successor").order_by("pk"):
        chapter = chapters.at(after.act.effective_on, after.act)
        chapter.successors.append(after.successor)
        if after.is_heir:
            chapter.heir, chapter.is_end = after.successor, True
    received = UnitPlace.objects.filter(parent=unit, act__isnull=False).values("act").annotate(units=Count("pk"))
    counts = {row["act"]: row["units"] for row in received}
    acts = UnitAct.objects.in_bulk(counts)
    for key, count in counts.items():
        chapters.at(acts[key].effective_on, acts[key]).received = count
    return chapters.in_order()


class _Chapters:
    """Chapters by day and act."""

    def __init__(self) -> None:
        self._found: dict[tuple[date, int], Chapter] = {}

    def at(self, day: date, act: UnitAct | None) -> Chapter:
        return self._found.setdefault((day, act.pk if act is not None else 0), Chapter(day, act))

    def in_order(self) -> list[Chapter]:
        return [chapter for _key, chapter in sorted(self._found.items())]


def _tell_names(names: list[UnitName], chapters: _Chapters) -> None:
    for former, name in zip([None, *names], names, strict=False):
        chapter = chapters.at(name.valid_from, name.act)
        chapter.name, chapter.former_name = name, former
        chapter.is_founding = former is None


def _tell_places(places: list[UnitPlace], chapters: _Chapters) -> None:
    called = _names_of({place.parent_id for place in places if place.parent_id is not None})
    for former, place in zip([None, *places], places, strict=False):
        chapter = chapters.at(place.valid_from, place.act)
        chapter.parent = _called(called, place.parent_id, place.valid_from)
        if former is not None:
            chapter.former_parent = _called(called, former.parent_id, former.valid_from)


def _names_of(units: Iterable[int]) -> dict[int, list[UnitName]]:
    found: dict[int, list[UnitName]] = {}
    for name in UnitName.objects.filter(unit__in=units).order_by("valid_from"):
        found.setdefault(name.unit_id, []).append(name)
    return found


def _called(names: dict[int, list[UnitName]], unit: int | None, day: date) -> UnitName | None:
    held = [name for name in names.get(unit, ()) if name.valid_from <= day] if unit is not None else []
    return held[-1] if held else None
