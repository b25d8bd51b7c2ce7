"""Grants along their chains: what hangs from one, what one hangs from, and which ones a moved unit touches."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from dongbo.organisation.models import Grant, Unit

_ROOTS = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT json_array_elements_text(%s::json)::bigint",
}
_BENEATH = """
WITH RECURSIVE chain(id) AS (
  {roots} UNION SELECT g.id FROM organisation_grant g JOIN chain ON g.parent_id = chain.id
) SELECT id FROM chain
"""
_ABOVE = """
WITH RECURSIVE chain(id) AS (
  {roots} UNION SELECT g.parent_id FROM organisation_grant g JOIN chain ON g.id = chain.id WHERE g.parent_id IS NOT NULL
) SELECT id FROM chain
"""


def chains_beneath(grants: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants with these keys and everything that was passed on from them, however far."""
    return _walked(_BENEATH, grants)


def chains_above(grants: Iterable[int]) -> QuerySet[Grant]:
    """Return the grants with these keys and everything they were passed on from, up to what was given outright."""
    return _walked(_ABOVE, grants)


def _walked(walk: str, grants: Iterable[int]) -> QuerySet[Grant]:
    sql = walk.format(roots=_ROOTS[connection.vendor])
    return Grant.objects.filter(pk__in=RawSQL(sql, [json.dumps(list(grants))]))  # noqa: S611


def grants_touching_units(units: Iterable[int]) -> list[int]:
    """Return the keys of the grants that may be worth something else now that `units` stand elsewhere in the tree.

    `units` are those that got another place, by themselves; what stands beneath them counts as moved with them. Asked
    for after the tree is numbered anew. A grant that was given outright is worth its own unit wherever that stands.
    """
    moved = Q(pk__in=[])
    for first, last in Unit.objects.filter(pk__in=list(units)).values_list("first", "last"):
        moved |= Q(unit__first__range=(first, last)) | Q(parent__effective_unit__first__range=(first, last))
    return list(Grant.objects.filter(moved, parent__isnull=False).order_by("pk").values_list("pk", flat=True))
