"""What an officer may do at units and to officers: the same authority that lists of records carry."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dongbo.organisation.models import Officer
from dongbo.organisation.queries import officers_within
from dongbo.organisation.rules import Acting, authority_of
from dongbo.organisation.states import Access, Permission


def units_within(by: Acting, permission: Permission, *, at: datetime) -> Q:
    """Return the predicate for the units at which `by` holds `permission` at `at`."""
    found = Q(pk__in=[])
    for first, last in authority_of(by, at=at).scope(permission.bit).levels[Access.UNIT]:
        found |= Q(first__range=(first, last))
    return found


def manageable_officers(by: Acting, *, at: datetime) -> "QuerySet[Officer]":
    """Return the officers, in service or not, whose posts `by` may decide at `at`."""
    return Officer.objects.filter(officers_within(by, Permission.OFFICER_ENROL, at=at))
