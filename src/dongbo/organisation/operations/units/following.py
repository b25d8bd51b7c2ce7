"""Today's tree follows the history: on the day of an act, whether recorded that day, afterwards or long before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Min, Q
from django.utils import timezone

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import AuthorityEpoch, Succession, Unit, UnitName, UnitPlace
from dongbo.organisation.operations.numbering import advance_epoch, renumber
from dongbo.organisation.operations.units.placing import search_key
from dongbo.organisation.operations.units.posts import move_posts_of
from dongbo.organisation.operations.units.rights import end_rights, recompute_rights_in
from dongbo.organisation.queries.units.today import tree_is_due
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision

_SQLITE = """
UPDATE organisation_unit SET parent_id = n.parent_id, heir_id = n.heir_id, ended_on = n.ended_on,
       is_living = n.is_living, code = n.code, name = n.name, short_name = n.short_name, level = n.level,
       search_key = n.search_key
FROM (SELECT value ->> 0 AS id, value ->> 1 AS parent_id, value ->> 2 AS heir_id, value ->> 3 AS ended_on,
             value ->> 4 AS is_living, value ->> 5 AS code, value ->> 6 AS name, value ->> 7 AS short_name,
             value ->> 8 AS level, value ->> 9 AS search_key
      FROM json_each(%s)) AS n
WHERE organisation_unit.id = n.id
"""
_POSTGRESQL = """
UPDATE organisation_unit AS u SET parent_id = n.parent_id, heir_id = n.heir_id, ended_on = n.ended_on,
       is_living = n.is_living, code = n.code, name = n.name, short_name = n.short_name, level = n.level,
       search_key = n.search_key
FROM (SELECT (value ->> 0)::bigint AS id, (value ->> 1)::bigint AS parent_id, (value ->> 2)::bigint AS heir_id,
             (value ->> 3)::date AS ended_on, (value ->> 4)::boolean AS is_living, value ->> 5 AS code,
             value ->> 6 AS name, value ->> 7 AS short_name, value ->> 8 AS level, value ->> 9 AS search_key
      FROM json_array_elements(%s::json) AS value) AS n
WHERE u.id = n.id
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a unit stands today."""

    parent: int | None
    heir: int | None
    ended_on: date | None
    is_living: bool
    code: str
    name: str
    short_name: str
    level: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What today's tree came to be: the units that ended and moved, and how many have new numbers."""

    ended: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    changed: int = 0
    renumbered: int = 0


@transaction.atomic
def bring_tree_to_date(*, at: datetime) -> Settled:
    """This will let today's tree follow what acts recorded ahead say of the day of `at`, where it does not yet.

    Called by the clock soon after midnight, and before the first request of a day that finds the tree due. Grants at
    units that ended lapse as of that midnight; posts still held there go on under the heir.
    """
    if not tree_is_due(at=at):
        return Settled()
    advance_epoch()
    if not tree_is_due(at=at):  # another process was first, and has committed
        return Settled()
    settled = settle_tree(made_by=None, at=at)
    append_event(
        kind="organisation.tree_brought_to_date",
        subject_kind="unit",
        subject_id=Unit.objects.filter(parent__isnull=True, heir__isnull=True).values_list("pk", flat=True).first(),
        payload={
            "on": timezone.localdate(at).isoformat(),
            "ended": list(settled.ended),
            "moved": list(settled.moved),
            "renumbered": settled.renumbered,
        },
        at=at,
    )
    return settled


def settle_tree(*, made_by: Acting | None, at: datetime) -> Settled:
    """This will make today's tree what the history says of the day of `at`: names, parents, heirs, numbers, posts and
    grants. Inside the transaction of an act, after its rows; the epoch has been moved on."""
    day = timezone.localdate(at)
    changed, ended, moved = _standings_changed(day)
    _write(changed)
    renumbered = renumber(on=day)
    AuthorityEpoch.objects.filter(pk=1).update(tree_changes_on=_next_change(day))
    if ended:
        heirs = Unit.objects.in_bulk({changed[key].heir for key in ended})
        days = {key: ends for key in ended if (ends := changed[key].ended_on) is not None}
        for ended_on in sorted(set(days.values())):
            left = {key: heirs[heir] for key in ended if days[key] == ended_on and (heir := changed[key].heir)}
            move_posts_of(left, day=ended_on, wanted={}, decision=Decision(), made_by=made_by, at=at)
        end_rights(ended, made_by=made_by, at=at)
    recompute_rights_in([*moved, *ended], made_by=made_by, at=at)
    return Settled(tuple(ended), tuple(moved), len(changed), renumbered)


def standings_on(day: date) -> dict[int, Standing]:
    """Return how every unit stands when `day` is today: as on that day, as at its end, or as it will begin."""
    places = _rows_of_day(
        UnitPlace.objects.order_by("unit_id", "valid_from").values_list(
            "unit_id", "valid_from", "valid_to", "parent_id"
        ),
        day,
    )
    names = _rows_of_day(
        UnitName.objects.order_by("unit_id", "valid_from").values_list(
            "unit_id", "valid_from", "valid_to", "code", "name", "short_name", "level"
        ),
        day,
    )
    heirs = dict(Succession.objects.filter(is_heir=True).values_list("predecessor_id", "successor_id"))
    found = {}
    for unit, (begins, ends, parent) in places.items():
        has_ended = ends is not None and ends <= day
        code, name, short_name, level = names[unit][2:]
        found[unit] = Standing(
            parent=parent,
            heir=heirs[unit] if has_ended else None,
            ended_on=ends if has_ended else None,
            is_living=begins <= day and not has_ended,
            code=code,
            name=name,
            short_name=short_name,
            level=level,
        )
    return found


def _rows_of_day(rows: Iterable[tuple[Any, ...]], day: date) -> dict[int, tuple[Any, ...]]:
    """Return by unit the last row that begins by `day`, or the first of all where none does."""
    found: dict[int, tuple[Any, ...]] = {}
    for unit, begins, *rest in rows:
        if unit not in found or begins <= day:
            found[unit] = (begins, *rest)
    return found


def _standings_changed(day: date) -> tuple[dict[int, Standing], list[int], list[int]]:
    """Return the standings that today's tree does not show yet, which of these units have just ended, which moved."""
    rows: Iterable[tuple[Any, ...]] = Unit.objects.values_list(
        "pk", "parent_id", "heir_id", "ended_on", "is_living", "code", "name", "short_name", "level"
    )
    known = {key: Standing(*standing) for key, *standing in rows}
    changed = {unit: now for unit, now in standings_on(day).items() if known[unit] != now}
    ended = [unit for unit, now in changed.items() if now.heir is not None and known[unit].heir is None]
    moved = [unit for unit, now in changed.items() if now.heir is None and now.parent != known[unit].parent]
    return changed, ended, moved


def _write(changed: Mapping[int, Standing]) -> None:
    """Write the standings; first none of them is living, so that codes may change hands within one day."""
    if not changed:
        return
    Unit.objects.filter(pk__in=changed, is_living=True).update(is_living=False)
    rows = [
        [
            unit,
            now.parent,
            now.heir,
            now.ended_on.isoformat() if now.ended_on else None,
            now.is_living,
            now.code,
            now.name,
            now.short_name,
            now.level,
            search_key(name=now.name, short_name=now.short_name, code=now.code),
        ]
        for unit, now in changed.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE, [json.dumps(rows)])


def _next_change(day: date) -> date | None:
    """Return the next day after `day` on which the history changes anything."""
    found = [
        rows.aggregate(day=Min(field))["day"]
        for model in (UnitPlace, UnitName)
        for field in ("valid_from", "valid_to")
        for rows in [model._default_manager.filter(Q(**{f"{field}__gt": day}))]
    ]
    return min((one for one in found if one is not None), default=None)
