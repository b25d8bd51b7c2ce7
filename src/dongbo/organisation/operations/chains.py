"""What grants are worth, written anew along their chains after anything that changes it."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from dongbo.engines.authority import Effective, settle
from dongbo.engines.unit_tree import Place
from dongbo.organisation.models import Grant, Officer, Unit
from dongbo.organisation.operations.alarms import raise_alarms
from dongbo.organisation.queries.chains import Link, grants_of, links_beneath
from dongbo.organisation.rules.worth import decided, midnight, worth_of
from dongbo.organisation.states import AlarmCause, Permission

__all__ = ["Change", "alarm_changes", "midnight", "recompute_chains", "require_someone_gives"]

_SQLITE = """
UPDATE organisation_grant SET effective_unit_id = n.unit, effective_branch = n.branch, effective_from = n.begins,
       effective_to = n.ends, effective_clearance = n.clearance, effective_mask = n.mask
FROM (SELECT value ->> 0 AS id, value ->> 1 AS unit, value ->> 2 AS branch, value ->> 3 AS begins,
             value ->> 4 AS ends, value ->> 5 AS clearance, value ->> 6 AS mask
      FROM json_each(%s)) AS n
WHERE organisation_grant.id = n.id
"""
_POSTGRESQL = """
UPDATE organisation_grant AS g SET effective_unit_id = n.unit, effective_branch = n.branch, effective_from = n.begins,
       effective_to = n.ends, effective_clearance = n.clearance, effective_mask = n.mask
FROM (SELECT (value ->> 0)::bigint AS id, (value ->> 1)::bigint AS unit, (value ->> 2)::boolean AS branch,
             (value ->> 3)::timestamptz AS begins, (value ->> 4)::timestamptz AS ends,
             (value ->> 5)::smallint AS clearance, (value ->> 6)::bigint AS mask
      FROM json_array_elements(%s::json) AS value) AS n
WHERE g.id = n.id
"""

MOST_WHOLE = 1_000
"""How many changed grants are read whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """A grant that came to be worth something else."""

    grant: Grant
    before: Effective
    after: Effective

    def is_felt(self, at: datetime) -> bool:
        """Return whether the change touches anything the grant gives at `at` or later."""
        return any(worth.unit is not None and worth.mask and worth.ends > at for worth in (self.before, self.after))


def recompute_chains(grants: Iterable[int], *, at: datetime) -> list[Change]:
    """This will write anew what the grants with these keys are worth, and everything beneath them in their chains;
    return what changed, parents before children.

    For every act that changes what a grant rests on: the grant itself, its role, the post it is tied to, its officer
    being in service, the place of units. The caller has moved the epoch on as the first step of its transaction. A
    grant of an officer out of service ends at `at`, if it has not ended before.
    """
    links = {link.pk: link for link in links_beneath(grants)}
    parents = {key: link.parent_id for key, link in links.items()}
    above = _above({key for key in parents.values() if key is not None and key not in parents})
    places = {link.unit_id: Place(link.first, link.last, ()) for link in links.values()}
    places |= {row.effective_unit.pk: _place(row.effective_unit) for row in above if row.effective_unit is not None}
    settled = settle(
        {key: decided(_as_grant(link), at=at) for key, link in links.items()},
        parents,
        {row.pk: worth_of(row) for row in above},
        places,
    )
    before = {key: worth_of(_as_grant(link)) for key, link in links.items()}
    changed = {key: after for key, after in settled.items() if before[key] != after}
    if not changed:
        return []
    _write(changed)
    rows = _rows(changed)
    return [Change(rows[key], before[key], after) for key, after in changed.items()]


def alarm_changes(
    changes: Sequence[Change],
    *,
    cause: AlarmCause,
    made_by: Officer | None,
    at: datetime,
    made_for: Officer | None = None,
) -> None:
    """This will raise the alarm for every one of `changes` that its officer feels; one of the clock has no maker."""
    felt = [change.grant for change in changes if change.is_felt(at)]
    raise_alarms(grants=felt, cause=cause, made_by=made_by, made_for=made_for, at=at)


def require_someone_gives(*, at: datetime) -> None:
    """This will refuse an act after which nobody could give a right any more. Raises ValidationError.

    Called after the chains are written anew: someone in service must hold, by his own authority, the giving of rights
    for everything restricted in the whole tree.
    """
    givers = Grant.objects.annotate(gives=F("effective_mask").bitand(Permission.GRANT_GIVE.bit)).filter(
        gives__gt=0,
        parent__isnull=True,
        officer__is_active=True,
        effective_unit__parent__isnull=True,
        effective_unit__heir__isnull=True,
        effective_branch=True,
        effective_from__lte=at,
        effective_to__gt=at,
    )
    if not givers.exists():
        raise ValidationError(
            _(
                "Sau việc này không còn ai cấp được quyền trên toàn hệ thống. "
                "Hãy cấp quyền quản trị ở đơn vị cao nhất cho một người khác trước, rồi làm lại."
            )
        )


def _above(keys: Collection[int]) -> list[Grant]:
    return list(grants_of(keys).select_related("effective_unit")) if keys else []


def _place(unit: Unit) -> Place:
    return Place(unit.first, unit.last, ())


def _as_grant(link: Link) -> Grant:
    """A link has, by the same names, every field of a grant that its worth is read from."""
    return cast("Grant", link)


def _rows(changed: Collection[int]) -> dict[int, Grant]:
    """Return the grants with these keys; of a great many only what alarms need, the rest is read when asked for."""
    rows = grants_of(changed)
    return {row.pk: row for row in (rows if len(changed) <= MOST_WHOLE else rows.only("officer_id", "unit_id"))}


def _write(changed: Mapping[int, Effective]) -> None:
    adapt: Callable[[datetime], object] = connection.ops.adapt_datetimefield_value
    rows = [
        [key, now.unit, now.branch, str(adapt(now.begins)), str(adapt(now.ends)), now.clearance, now.mask]
        for key, now in changed.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE, [json.dumps(rows)])
