"""Units as they stand today and as they stood on any day."""

from django.db.models import QuerySet

from dongbo.organisation.models import Unit


def units() -> QuerySet[Unit]:
    """Return every unit, living or ended, in the order of today's tree."""
    return Unit.objects.order_by("first")


def living_units() -> QuerySet[Unit]:
    """Return the units that have not ended."""
    return units().filter(ended_on__isnull=True)


def branch_of(unit: Unit) -> QuerySet[Unit]:
    """Return `unit` and every unit beneath it in today's tree, those it inherited from included."""
    return units().filter(first__range=(unit.first, unit.last))
