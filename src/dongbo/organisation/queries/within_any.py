"""Records where someone holds one of several permissions."""

from datetime import datetime

from django.db.models import Q

from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Permission


def within_any(by: Acting, *permissions: Permission, at: datetime, unit: str = "unit") -> Q:
    """Return the predicate for records where `by` holds any of `permissions`; it may be OR-ed and excluded by."""
    found = Q(pk__in=[])
    for permission in permissions:
        found |= within(by, permission, at=at, unit=unit)
    return found
