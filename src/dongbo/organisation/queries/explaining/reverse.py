"""Who may do something to a record: the same comparison read from the record's side."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from dongbo.organisation.models import Grant, Unit
from dongbo.organisation.states import Access, Permission


def who_can(permission: Permission, *, unit: Unit, access: Access = Access.UNIT, at: datetime) -> QuerySet[Grant]:
    """Return the grants by which someone may at `at` do `permission` to a record at `unit` open to the degree `access`,
    by officer; one without a parent is his own authority, any other is for its parent's officer, his principal.

    An officer who may by several grants stands there with each.
    """
    unit = Unit.objects.get(pk=unit.pk)
    return (
        living_grants(at)
        .annotate(carried=F("effective_mask").bitand(permission.bit))
        .filter(_reaches(unit, access), carried__gt=0)
        .select_related("officer", "role", "unit", "effective_unit", "parent__officer", "given_by")
        .order_by("officer__name_key", "officer_id", "parent__officer__name_key", "pk")
    )


def living_grants(at: datetime) -> QuerySet[Grant]:
    """Return the grants that give something at `at`: alive by their whole chain, to people in service."""
    in_service = Q(parent__isnull=True) | Q(parent__officer__is_active=True)
    return Grant.objects.filter(
        in_service,
        officer__is_active=True,
        effective_unit__isnull=False,
        effective_mask__gt=0,
        effective_from__lte=at,
        effective_to__gt=at,
    )


def _reaches(unit: Unit, access: Access) -> Q:
    """Grants at the unit, over a branch it is in, and beneath it for what it circulates: beneath the heir, once it
    has ended."""
    above = [int(number) for number in unit.lineage.split(",")[:-1]]
    here = Q(effective_unit__first=unit.first) | Q(effective_branch=True, effective_unit__first__in=above)
    reached = here & Q(effective_clearance__gte=access)
    if access == Access.CIRCULATED:
        keeper = _keeper(unit)
        reached |= Q(effective_unit__first__range=(keeper.first, keeper.last))
    return reached


def _keeper(unit: Unit) -> Unit:
    """Return the unit that has what `unit` left: the one that has not ended among its heir and the heir's heirs."""
    while unit.heir is not None:
        unit = unit.heir
    return unit
