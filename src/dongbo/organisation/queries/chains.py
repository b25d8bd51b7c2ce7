"""Grants along their chains: what hangs from one, what one hangs from, and which ones a moved unit touches."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from dongbo.engines.authority import merged
from dongbo.organisation.models import Grant, Unit
from dongbo.organisation.rules.authority import numbered

_KEYS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT json_array_elements_text(%s::json)::bigint",
}
_BENEATH = """
WITH RECURSIVE chain(id) AS (
  {keys} UNION SELECT g.id FROM organisation_grant g JOIN chain ON g.parent_id = chain.id
) SELECT id FROM chain
"""
_ABOVE = """
WITH RECURSIVE chain(id) AS (
  {keys} UNION SELECT g.parent_id FROM organisation_grant g JOIN chain ON g.id = chain.id WHERE g.parent_id IS NOT NULL
) SELECT id FROM chain
"""
MOST_ASKED = 100
"""How many stretches of units one query names; beyond, it asks for everything from the first of them to the last."""


class Bundle(NamedTuple):
    """A role as far as what its grants are worth needs it."""

    mask: int
    ended_at: datetime | None


class Tenure(NamedTuple):
    """A post as far as what its grants are worth needs it."""

    valid_to: date


class Service(NamedTuple):
    """An officer as far as what his grants are worth needs it."""

    is_active: bool


@dataclass(slots=True)
class Link:
    """A grant as far as its worth needs it, under the names its row has.

    A role may be held by a hundred thousand: whole rows with their roles, posts, officers and units take four times as
    long to read.
    """

    role: Bundle
    post: Tenure | None
    officer: Service
    pk: int
    parent_id: int | None
    unit_id: int
    first: int
    last: int
    covers_branch: bool
    clearance: int
    narrowed_to: int | None
    valid_from: datetime
    valid_to: datetime | None
    given_at: datetime
    revoked_at: datetime | None
    effective_unit_id: int | None
    effective_branch: bool
    effective_from: datetime
    effective_to: datetime
    effective_clearance: int
    effective_mask: int


_OF_OTHERS = ("role__mask", "role__ended_at", "post__valid_to", "officer__is_active")
_ITS_OWN = (
    *("pk", "parent_id", "unit_id", "unit__first", "unit__last", "covers_branch", "clearance", "narrowed_to"),
    *("valid_from", "valid_to", "given_at", "revoked_at"),
    *("effective_unit_id", "effective_branch", "effective_from", "effective_to"),
    *("effective_clearance", "effective_mask"),
)


def links_beneath(grants: Iterable[int]) -> list[Link]:
    """Return the grants of `chains_beneath` as far as their worth needs them, in the sequence of their keys."""
    rows = chains_beneath(grants).order_by("pk").values_list(*_OF_OTHERS, *_ITS_OWN)
    return [
        Link(Bundle(mask, ended_at), Tenure(until) if until is not None else None, Service(in_service), *own)
        for mask, ended_at, until, in_service, *own in rows
    ]


def grants_of(keys: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants with these keys, however many."""
    return _walked("{keys}", keys)


def chains_beneath(grants: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants with these keys and everything that was passed on from them, however far."""
    return _walked(_BENEATH, grants)


def chains_above(grants: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants with these keys and everything they were passed on from, up to what was given outright."""
    return _walked(_ABOVE, grants)


def _walked(walk: str, grants: Iterable[int]) -> QuerySet[Grant]:
    sql = walk.format(keys=_KEYS[connection.vendor])
    return Grant.objects.filter(pk__in=RawSQL(sql, [json.dumps(list(grants))]))  # noqa: S611  (walks of this file)


def grants_touching_units(units: Iterable[int]) -> list[int]:
    """Return the keys of the grants that may be worth something else now that `units` stand elsewhere in the tree.

    `units` are those that got another place, by themselves; what stands beneath them counts as moved with them. Asked
    for after the tree is numbered anew. A grant that was given outright is worth its own unit wherever that stands.
    """
    wanted = set(units)
    rows = Unit.objects.filter(pk__in=wanted) if len(wanted) <= MOST_ASKED else Unit.objects.all()
    places = rows.values_list("pk", "first", "last")
    moved = merged((first, last) for key, first, last in places if key in wanted)
    if len(moved) > MOST_ASKED:
        moved = ((moved[0][0], moved[-1][1]),)
    inside = numbered(moved, "unit__first") | numbered(moved, "parent__effective_unit__first")
    return list(Grant.objects.filter(inside, parent__isnull=False).order_by("pk").values_list("pk", flat=True))
