"""Reads: standing checks that are due, given up, or failed."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from dongbo.documents.models import Version
from dongbo.documents.rules import workable
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import StandingCheck


def checks_due(*, at: datetime) -> QuerySet[StandingCheck]:
    """Return the checks to be taken up at `at`: failed and to be tried again, or neither done nor heard of."""
    return _open().filter(again_at__lte=at)


def checks_given_up() -> QuerySet[StandingCheck]:
    """Return the checks that failed so often that they are tried no more by themselves."""
    return _open().filter(again_at__isnull=True)


def failed_checks(by: Acting, *, at: datetime) -> QuerySet[StandingCheck]:
    """Return the checks that failed and are not done since, of directives and plans whose links `by` decides."""
    directives = workable(by, Permission.LINK_DECIDE, at=at, document="version__document__")
    plans = workable(by, Permission.LINK_DECIDE, at=at, document="issuance__document__")
    return _open().filter(directives | plans, failures__gt=0).order_by("failed_at", "pk")


def is_done(version: Version) -> bool:
    """Return whether the check of a version was awaited and is done."""
    return StandingCheck.objects.filter(version=version, done_at__isnull=False).exists()


def is_issued_done(issuance: UUID) -> bool:
    """Return whether the check of a plan that was issued was awaited and is done."""
    return StandingCheck.objects.filter(issuance=issuance, done_at__isnull=False).exists()


def _open() -> QuerySet[StandingCheck]:
    return StandingCheck.objects.filter(done_at__isnull=True).select_related(
        "version__document__unit", "issuance__document__unit"
    )
