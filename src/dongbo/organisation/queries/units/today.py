"""Units as they stand today."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from dongbo.organisation.models import AuthorityEpoch, Succession, Unit, UnitPlace


def units() -> QuerySet[Unit]:
    """Return every unit, living, ended or to come, in the order of today's tree."""
    return Unit.objects.order_by("first")


def living_units() -> QuerySet[Unit]:
    """Return the units that stand today: neither ended nor to come."""
    return units().filter(is_living=True)


def branch_of(unit: Unit) -> QuerySet[Unit]:
    """Return `unit` and every unit beneath it in today's tree, those it inherited from included."""
    return units().filter(first__range=(unit.first, unit.last))


def today_of(unit: Unit) -> Unit:
    """Return who has the records of `unit` today: the unit itself, or the last of its heirs."""
    while unit.heir is not None:
        unit = unit.heir
    return unit


def end_of(unit: Unit) -> Succession | None:
    """Return by which act and for which heir `unit` ends, already or on a day ahead; None while nothing ends it."""
    return (
        Succession.objects.filter(predecessor=unit, is_heir=True)
        .select_related("act", "successor", "predecessor")
        .first()
    )


def stands_on(unit: Unit, day: date) -> bool:
    """Return whether `unit` exists on `day`, as far as acts are recorded."""
    return UnitPlace.objects.filter(unit=unit, valid_from__lte=day).exclude(valid_to__lte=day).exists()


def tree_is_due(*, at: datetime) -> bool:
    """Return whether an act recorded ahead has come into effect by `at` that today's tree does not show yet."""
    return AuthorityEpoch.objects.filter(pk=1, tree_changes_on__lte=timezone.localdate(at)).exists()
