"""Reads: the models of councils' rules, as they stand on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from dongbo.planning.models import CouncilModel


def models_on(day: date) -> QuerySet[CouncilModel]:
    """Return the models in force on `day`, by name."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return CouncilModel.objects.filter(in_force, valid_from__lte=day).order_by("name", "pk")
