"""Numbering today's tree, and moving the epoch on."""

import json
from datetime import date

from django.db import connection
from django.db.models import F

from dongbo.organisation.models import AuthorityEpoch
from dongbo.organisation.queries.units.numbers import numbered_rows, renumbered, written

_SQLITE = """
UPDATE organisation_unit SET first = n.first, last = n.last, lineage = n.lineage, reach = n.reach
FROM (SELECT value ->> 0 AS id, value ->> 1 AS first, value ->> 2 AS last, value ->> 3 AS lineage,
             value ->> 4 AS reach
      FROM json_each(%s)) AS n
WHERE organisation_unit.id = n.id
"""
_POSTGRESQL = """
UPDATE organisation_unit AS u SET first = n.first, last = n.last, lineage = n.lineage, reach = n.reach
FROM (SELECT (value ->> 0)::bigint AS id, (value ->> 1)::int AS first, (value ->> 2)::int AS last,
             value ->> 3 AS lineage, value ->> 4 AS reach
      FROM json_array_elements(%s::json) AS value) AS n
WHERE u.id = n.id
"""


def advance_epoch() -> None:
    """This will move the epoch on, so that every process compiles anew; the first step of every act that changes
    a grant, a role or the tree, so that two of them wait for each other here."""
    AuthorityEpoch.objects.filter(pk=1).update(epoch=F("epoch") + 1)


def renumber(*, on: date) -> int:
    """This will number the tree that `Unit.parent` and `Unit.heir` say today; return how many rows changed.

    Siblings stand by level, then code; what has ended stands beneath its heir. Raises Cycle.
    """
    changed = [[key, place.first, place.last, *written(place)] for key, place in renumbered(numbered_rows())]
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE, [json.dumps(changed)])
    AuthorityEpoch.objects.filter(pk=1).update(tree_on=on)
    return len(changed)
