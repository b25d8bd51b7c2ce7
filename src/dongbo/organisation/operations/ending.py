"""Ending grants from within an operation: with everything that hangs from them, at once."""

from collections.abc import Collection
from datetime import datetime

from dongbo.organisation.models import Grant
from dongbo.organisation.operations.chains import alarm_changes, recompute_chains
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import AlarmCause

AT_ONCE = 10_000
"""How many rows one statement names; SQLite takes no more than some tens of thousands."""


def end_grants(*, grants: Collection[Grant], cause: AlarmCause, reason: str, by: Acting | None, at: datetime) -> None:
    """This will revoke `grants` at `at`, end what was passed on from them, and raise the alarm for everyone concerned.

    `by` is nobody where the clock ends them. The caller has moved the epoch on, and appends the event.
    """
    keys = [grant.pk for grant in grants]
    for start in range(0, len(keys), AT_ONCE):
        some = Grant.objects.filter(pk__in=keys[start : start + AT_ONCE], revoked_at__isnull=True)
        some.update(revoked_at=at, revoked_by=by.officer if by else None, revoke_reason=reason)
    changes = recompute_chains(keys, at=at)
    alarm_changes(
        changes,
        cause=cause,
        made_by=by.officer if by else None,
        made_for=by.principal if by else None,
        at=at,
    )
