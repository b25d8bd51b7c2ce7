"""Writes: a standing check is awaited until it is done; one that failed or died half-way is taken up again.

None of these is an event by itself: what a check brought, and each failure of it, is.
"""

from datetime import datetime, timedelta

from django.db import transaction

from dongbo.documents.models import Version
from dongbo.planning.models import StandingCheck

PATIENCE = timedelta(minutes=30)
"""A check that was neither done nor failed for so long died half-way."""

WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(hours=24))
"""How long a check that failed once, twice … waits until it is tried again. After the last it waits for somebody."""


@transaction.atomic
def await_check(*, version: Version, at: datetime) -> StandingCheck:
    """This will have the check of a version of a directive awaited from now on, whether it was done before or not."""
    fresh = {"asked_at": at, "again_at": at + PATIENCE, "done_at": None, **_NO_FAILURE}
    return StandingCheck.objects.update_or_create(version=version, defaults=fresh)[0]


@transaction.atomic
def take_up(*, check: StandingCheck, at: datetime) -> bool:
    """This will count a check that is due, or was given up, as taken up; False where somebody was faster."""
    found = StandingCheck.objects.select_for_update(of=("self",)).filter(pk=check.pk, done_at__isnull=True).first()
    if found is None or (found.again_at is not None and found.again_at > at):
        return False
    found.again_at = at + PATIENCE
    found.save(update_fields=["again_at"])
    return True


def note_done(version: Version, *, at: datetime) -> None:
    """This will count the check of a version as done, as part of the act that did it."""
    StandingCheck.objects.filter(version=version).update(done_at=at, again_at=None, **_NO_FAILURE)


def note_failure(version: Version, failure: str, *, at: datetime) -> None:
    """This will count a failure of the check of a version, as part of the act that records it."""
    found = StandingCheck.objects.select_for_update(of=("self",)).filter(version=version, done_at__isnull=True).first()
    if found is None:
        return
    found.again_at = at + WAITS[found.failures] if found.failures < len(WAITS) else None
    found.failures, found.failed_at, found.failure = found.failures + 1, at, failure
    found.save(update_fields=["again_at", "failures", "failed_at", "failure"])


_NO_FAILURE = {"failures": 0, "failed_at": None, "failure": ""}
