"""Reads: standing checks that are due, given up, or failed."""

from datetime import datetime

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
    """Return the checks that failed and are not done since, of directives whose links `by` decides."""
    mine = workable(by, Permission.LINK_DECIDE, at=at, document="version__document__")
    return _open().filter(mine, failures__gt=0).order_by("failed_at", "pk")


def is_done(version: Version) -> bool:
    """Return whether the check of a version was awaited and is done."""
    return StandingCheck.objects.filter(version=version, done_at__isnull=False).exists()


def _open() -> QuerySet[StandingCheck]:
    return StandingCheck.objects.filter(done_at__isnull=True).select_related("version__document__unit")
