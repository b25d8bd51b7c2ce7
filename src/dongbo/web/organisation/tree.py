"""The tree of units as a page shows it: one level at a time, on any day; and the units of a day as a list."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, OrderBy, Q, QuerySet
from django.db.models.functions import Coalesce

from dongbo.organisation.models import Unit, UnitPlace
from dongbo.organisation.queries.units.searching import heirs_matching, matching
from dongbo.organisation.states import Level

MOST_CHILDREN = 300
"""How many units one open branch shows; the rest stand in the list."""

LEVELS = {level: place for place, level in enumerate(Level.values)}


@dataclass(slots=True)
class Branch:
    """A unit as it stood on a day, how many units stood directly beneath it, and those the page shows."""

    pk: int
    code: str
    name: str
    short_name: str
    level: str
    ended_on: date | None
    beneath: int = 0
    children: list["Branch"] = field(default_factory=list)
    is_open: bool = False
    toggled: str = ""
    listing: str = ""

    @property
    def level_name(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)

    @property
    def left_out(self) -> int:
        """How many units stand beneath it that the open branch does not show."""
        return self.beneath - len(self.children) if self.is_open else 0


def held_on(day: date, way: str = "") -> Q:
    """Return the predicate for what held on `day`; `way` leads from the row to its two days."""
    ended = Q(**{f"{way}valid_to__isnull": True}) | Q(**{f"{way}valid_to__gt": day})
    return Q(**{f"{way}valid_from__lte": day}) & ended


def tree_as_of(day: date, opened: Collection[int], *, most: int = MOST_CHILDREN) -> list[Branch]:
    """Return the topmost units of `day` with every branch of `opened` that hangs from them, `most` units in each.

    One topmost unit is always open. Two queries for each level that is open, however many units it has.
    """
    roots = _branches(UnitPlace.objects.filter(parent__isnull=True), day).get(None, [])
    wanted = set(opened) | ({roots[0].pk} if len(roots) == 1 else set())
    level = roots
    while level:
        _count_beneath(level, day)
        shown = {branch.pk: branch for branch in level if branch.pk in wanted and branch.beneath}
        found = _branches(UnitPlace.objects.filter(parent__in=shown), day) if shown else {}
        for key, branch in shown.items():
            branch.is_open, branch.children = True, found.get(key, [])[:most]
        level = [child for branch in shown.values() for child in branch.children]
    return roots


def opened_with(keys: Iterable[int], day: date) -> set[int]:
    """Return `keys` and every unit above them on `day`, so that each can be seen. One query for each level."""
    found, level = set(keys), set(keys)
    while level:
        above = UnitPlace.objects.filter(held_on(day), unit__in=level, parent__isnull=False)
        level = {parent for parent in above.values_list("parent", flat=True) if parent is not None} - found
        found |= level
    return found


def _branches(places: "QuerySet[UnitPlace]", day: date) -> dict[int | None, list[Branch]]:
    rows = places.filter(held_on(day), held_on(day, "unit__names__")).values_list(
        "parent_id",
        "unit_id",
        "unit__names__code",
        "unit__names__name",
        "unit__names__short_name",
        "unit__names__level",
        "unit__ended_on",
    )
    found: dict[int | None, list[Branch]] = defaultdict(list)
    for parent, key, code, name, short_name, level, ended_on in rows:
        found[parent].append(Branch(key, code, name, short_name, level, ended_on))
    for branches in found.values():
        branches.sort(key=lambda branch: (LEVELS[branch.level], branch.code, branch.pk))
    return found


def _count_beneath(branches: Iterable[Branch], day: date) -> None:
    by_key = {branch.pk: branch for branch in branches}
    counted = UnitPlace.objects.filter(held_on(day), parent__in=by_key).values("parent_id").annotate(count=Count("pk"))
    for row in counted:
        by_key[row["parent_id"]].beneath = row["count"]


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What the list of units is asked for."""

    on: date
    words: str = ""
    level: str = ""
    state: str = "living"
    parent: int | None = None
    sort: str = "tree"


ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "tree": ("first", "pk"),
    "code": ("shown_code", "pk"),
    "name": ("search_key", "pk"),
    "founded": ("-founded_on", "first"),
    "ended": (F("ended_on").desc(nulls_last=True), "first"),
}


def units_as_of(wanted: UnitFilter) -> "QuerySet[Unit, Any]":
    """Return the units that had been founded by the day asked for, each with the name, code and parent it then had.

    `shown_name`, `shown_code`, `shown_short_name`, `shown_level` and `shown_parent` are those of the day; a unit that
    had ended is shown with its last. Words are compared without tones or case, also with former names and those of
    units that were inherited from; a code may be given in either form.
    """
    day = wanted.on
    found = Unit.objects.filter(founded_on__lte=day).annotate(
        on_day=FilteredRelation("names", condition=held_on(day, "names__")),
        place=FilteredRelation("places", condition=held_on(day, "places__")),
    )
    found = found.annotate(
        shown_name=Coalesce(F("on_day__name"), F("name")),
        shown_code=Coalesce(F("on_day__code"), F("code")),
        shown_short_name=Coalesce(F("on_day__short_name"), F("short_name")),
        shown_level=Coalesce(F("on_day__level"), F("level")),
        shown_parent=Coalesce(F("place__parent_id"), F("parent_id")),
    )
    if wanted.state == "living":
        found = found.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    elif wanted.state == "ended":
        found = found.filter(ended_on__lte=day)
    if wanted.level:
        found = found.filter(shown_level=wanted.level)
    if wanted.parent is not None:
        found = found.filter(shown_parent=wanted.parent)
    if wanted.words:
        found = found.filter(matching(wanted.words) | Q(pk__in=heirs_matching(wanted.words)))
    return found.order_by(*ORDERS[wanted.sort])


def names_as_of(keys: Iterable[int | None], day: date) -> dict[int, str]:
    """Return what units were called on `day`, or are called where they did not stand then. One query."""
    rows = (
        Unit.objects.filter(pk__in={key for key in keys if key is not None})
        .annotate(on_day=FilteredRelation("names", condition=held_on(day, "names__")))
        .values_list("pk", Coalesce(F("on_day__name"), F("name")))
    )
    return dict(rows)


def path_of(unit: Unit) -> list[Unit]:
    """Return the units from the topmost down to `unit` in today's tree; for one that ended, down to its heir and it."""
    numbers = [int(number) for number in unit.lineage.split(",")]
    return list(Unit.objects.filter(first__in=numbers).order_by("first"))


def counted_by_level(day: date) -> dict[str, int]:
    """Return how many units of each level stood on `day`, in the order of the levels."""
    levels = UnitPlace.objects.filter(held_on(day), held_on(day, "unit__names__")).values_list("unit__names__level")
    counted = Counter(dict(levels.annotate(count=Count("pk")).order_by()))
    return {level: counted[level] for level in Level.values if counted[level]}
