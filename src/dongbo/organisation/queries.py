"""Reads: units and officers."""

from django.db.models import QuerySet

from dongbo.organisation.models import Officer, Unit


def units() -> QuerySet[Unit]:
    """Return every unit with its parent."""
    return Unit.objects.select_related("parent")


def officers() -> QuerySet[Officer]:
    """Return every officer in service with his unit."""
    return Officer.objects.filter(is_active=True).select_related("unit")
