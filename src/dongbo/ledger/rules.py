"""Which events a reader is shown, once it is known from which units' acts he may see."""

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast


def acts_of(units: "QuerySet[Any]", *, of_the_site: bool) -> Q:
    """Return the predicate for events acted from `units`, and those the site did by itself where asked for."""
    acted = Q(unit__in=units.order_by().values(written=Cast("pk", CharField())))
    return acted | Q(unit="") if of_the_site else acted
