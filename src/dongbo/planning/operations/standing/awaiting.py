"""Writes: a standing check is awaited until it is done; one that failed or died half-way is taken up again.

None of these is an event by itself: what a check brought, and each failure of it, is.
"""

from datetime import datetime, timedelta
from typing import TypedDict

from django.db import transaction

from dongbo.documents.models import Version
from dongbo.planning.models import Issuance, StandingCheck

PATIENCE = timedelta(minutes=30)
"""A check that was neither done nor failed for so long died half-way."""

WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(hours=24))
"""How long a check that failed once, twice … waits until it is tried again. After the last it waits for somebody."""

Subject = Version | Issuance
"""A version of a directive, or a plan that was issued."""


class About(TypedDict, total=False):
    """Which of the two a check is of."""

    version: Version
    issuance: Issuance


@transaction.atomic
def await_check(*, subject: Subject, at: datetime) -> StandingCheck:
    """This will have the check of a directive's version or of an issued plan awaited, whether it was done or not."""
    fresh = {"asked_at": at, "again_at": at + PATIENCE, "done_at": None, **_NO_FAILURE}
    return StandingCheck.objects.update_or_create(**about(subject), defaults=fresh)[0]


@transaction.atomic
def take_up(*, check: StandingCheck, at: datetime) -> bool:
    """This will count a check that is due, or was given up, as taken up; False where somebody was faster."""
    found = StandingCheck.objects.select_for_update(of=("self",)).filter(pk=check.pk, done_at__isnull=True).first()
    if found is None or (found.again_at is not None and found.again_at > at):
        return False
    found.again_at = at + PATIENCE
    found.save(update_fields=["again_at"])
    return True


def note_done(subject: Subject, *, at: datetime, again_at: datetime | None = None) -> None:
    """This will count a check as done, as part of the act that did it; with `again_at` until it is due once more."""
    done_at = at if again_at is None else None
    StandingCheck.objects.filter(**about(subject)).update(done_at=done_at, again_at=again_at, **_NO_FAILURE)


def note_failure(subject: Subject, failure: str, *, at: datetime) -> None:
    """This will count a failure of a check, as part of the act that records it."""
    rows = StandingCheck.objects.select_for_update(of=("self",))
    found = rows.filter(**about(subject), done_at__isnull=True).first()
    if found is None:
        return
    found.again_at = at + WAITS[found.failures] if found.failures < len(WAITS) else None
    found.failures, found.failed_at, found.failure = found.failures + 1, at, failure
    found.save(update_fields=["again_at", "failures", "failed_at", "failure"])


def about(subject: Subject) -> About:
    """Return what a check of `subject` is found by."""
    return {"version": subject} if isinstance(subject, Version) else {"issuance": subject}


_NO_FAILURE = {"failures": 0, "failed_at": None, "failure": ""}
