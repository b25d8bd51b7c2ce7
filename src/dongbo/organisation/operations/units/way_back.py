"""What an act recorded ahead changed, row by row, so that it can be put back exactly while its day has not come."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from dongbo.organisation.models import Post, Unit, UnitName, UnitPlace
from dongbo.organisation.queries.units.plans import Destination, Plan, PostAfter

Row = dict[str, Any]
Rows = dict[int, Row]

KEPT: dict[str, type[Model]] = {"names": UnitName, "places": UnitPlace, "posts": Post}
"""The tables an act writes to before its day, by what the way back calls them."""

BATCH = 500


class Before:
    """The rows that an act may touch, as they are before it."""

    def __init__(self, plan: Plan, posts: Mapping[int, PostAfter]) -> None:
        self._day = plan.day
        self._units = {
            *(unit.pk for unit, _naming in plan.renamed),
            *(unit.pk for unit in plan.ended),
            *(move.stay.unit for move in plan.moves),
        }
        places: list[Destination | None] = [*plan.heirs.values(), *(after.to for after in posts.values())]
        self._receiving = {place.pk for place in places if isinstance(place, Unit)} | {u.pk for u in plan.ended}
        self._rows = {name: rows_of(query) for name, query in self._scope([], []).items()}
        self._old_codes = dict(Unit.objects.filter(pk__in=self._units).values_list("pk", "legacy_code"))

    def way_back(self, founded: Iterable[Unit]) -> dict[str, Any]:
        """Return what has changed since: by table the rows that are new, other or gone, and the units founded."""
        new = [unit.pk for unit in founded]
        scope = self._scope(new, list(self._rows["posts"]))
        found: dict[str, Any] = {name: _difference(self._rows[name], rows_of(query)) for name, query in scope.items()}
        codes = dict(Unit.objects.filter(pk__in=self._units).values_list("pk", "legacy_code"))
        turned = {str(key): code for key, code in self._old_codes.items() if codes[key] != code}
        return found | {"founded": new, "legacy_codes": turned}

    def _scope(self, founded: list[int], posts: list[int]) -> dict[str, "QuerySet[Any]"]:
        units = [*self._units, *founded]
        held = Post.objects.held_from(self._day).filter(unit__in=[*self._receiving, *founded])
        return {
            "names": UnitName.objects.filter(unit__in=units),
            "places": UnitPlace.objects.filter(unit__in=units),
            "posts": held | Post.objects.filter(pk__in=posts),
        }


def rows_of(query: "QuerySet[Any]") -> Rows:
    """Return the rows as JSON keeps them, by key."""
    columns = [field.attname for field in query.model._meta.concrete_fields]
    return {row["id"]: {name: _kept(value) for name, value in row.items()} for row in query.values(*columns)}


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _difference(before: Rows, after: Rows) -> dict[str, Any]:
    """Return new rows whole, rows that are gone whole, and of changed ones the columns that changed, was and is."""
    changed = {}
    for key in before.keys() & after.keys():
        columns = {name: [was, after[key][name]] for name, was in before[key].items() if after[key][name] != was}
        if columns:
            changed[str(key)] = columns
    return {
        "new": {str(key): after[key] for key in sorted(after.keys() - before.keys())},
        "changed": changed,
        "gone": [before[key] for key in sorted(before.keys() - after.keys())],
    }


def is_as_left(way: Mapping[str, Any]) -> bool:
    """Return whether every row the act wrote is still as the act left it."""
    for name, model in KEPT.items():
        left = way[name]
        keys = [int(key) for key in (*left["new"], *left["changed"])]
        now = rows_of(model._default_manager.filter(pk__in=keys))
        if len(now) != len(keys) or any(now[int(key)] != row for key, row in left["new"].items()):
            return False
        for key, columns in left["changed"].items():
            if any(now[int(key)][column] != after for column, (_before, after) in columns.items()):
                return False
    return True


def put_back(way: Mapping[str, Any]) -> None:
    """This will make the rows what they were before the act, and the units it founded vanish: new rows go first, so
    that nothing is open twice."""
    for name in reversed(KEPT):
        KEPT[name]._default_manager.filter(pk__in=[int(key) for key in way[name]["new"]]).delete()
    for name, model in KEPT.items():
        fields = {field.attname: field for field in model._meta.concrete_fields}
        columns = sorted({column for changed in way[name]["changed"].values() for column in changed})
        rows = list(model._default_manager.filter(pk__in=[int(key) for key in way[name]["changed"]]))
        for row in rows:
            for column, (before, _after) in way[name]["changed"][str(row.pk)].items():
                setattr(row, column, fields[column].to_python(before))
        if rows:
            model._default_manager.bulk_update(rows, [fields[column].name for column in columns], batch_size=BATCH)
        model._default_manager.bulk_create(
            [
                model(**{column: fields[column].to_python(value) for column, value in row.items()})
                for row in way[name]["gone"]
            ],
            batch_size=BATCH,
        )
    for key, code in way["legacy_codes"].items():
        Unit.objects.filter(pk=key).update(legacy_code=code)


def units_changed(way: Mapping[str, Any]) -> list[int]:
    """Return the keys of the units, there before the act, whose names or places it changed, ended ones included."""
    changed = {
        row["unit_id"] for name in ("names", "places") for row in (*way[name]["new"].values(), *way[name]["gone"])
    }
    for name in ("names", "places"):
        keys = [int(key) for key in way[name]["changed"]]
        changed |= set(KEPT[name]._default_manager.filter(pk__in=keys).values_list("unit_id", flat=True))
    return sorted(changed - set(way["founded"]))
