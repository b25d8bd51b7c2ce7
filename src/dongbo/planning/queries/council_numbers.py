"""Reads: number series and the numbers taken from them, as clerks and those who follow a council may see them."""

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from dongbo.documents.models import IssuedNumber, NumberSeries
from dongbo.documents.rules import workable
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council, Issuance
from dongbo.planning.rules.councils import following

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Counted(TypedDict):
    taken: int
    last_on: datetime | None


class _Known(TypedDict):
    is_known: bool


if TYPE_CHECKING:
    ListedSeries: TypeAlias = WithAnnotations[NumberSeries, _Counted]
    """A series with how many numbers were taken from it, and the day of the last."""
    KnownNumber: TypeAlias = WithAnnotations[IssuedNumber, _Known]
    """A number with whether the reader may know what it was taken for."""


def series_seen(by: Acting, *, at: datetime) -> QuerySet[NumberSeries]:
    """Return the series `by` may see: those of units where he issues, and those of councils he follows."""
    of_a_council = Council.objects.filter(series=OuterRef("pk"))
    own = within(by, Permission.PLAN_ISSUE, at=at, unit="unit") & ~Exists(of_a_council)
    followed = Q(pk__in=Council.objects.filter(following(by, at=at)).values("series"))
    return NumberSeries.objects.filter(own | followed).select_related("unit", "council__document")


def series_list(by: Acting, *, at: datetime, words: str = "") -> "QuerySet[ListedSeries]":
    """Return the series as asked for, by unit and name, each with how many numbers were taken and when the last."""
    found = series_seen(by, at=at)
    for word in words.split():
        plain = toneless(fold(word))
        found = found.filter(
            Q(name__icontains=word) | Q(notation__icontains=word) | Q(unit__search_key__contains=plain)
        )
    counted = found.annotate(taken=Count("numbers"), last_on=Max("numbers__taken_on"))
    return counted.order_by("unit__name", "name", "pk")


def numbers_of(
    series: NumberSeries, by: Acting, *, at: datetime, year: int | None = None, words: str = ""
) -> "QuerySet[KnownNumber]":
    """Return the numbers taken from `series`, newest first, each with whether `by` may know for what.

    What a plan he has no work on is called is not told by the number under which it was issued.
    """
    issued = Issuance.objects.filter(number=OuterRef("pk"))
    workable_by = workable(by, Permission.PLAN_ISSUE, at=at, document="submission__council__document__")
    mine = issued.filter(workable_by | following(by, at=at, council="submission__council__"))
    found = series.numbers.annotate(is_known=~Exists(issued) | Exists(mine)).select_related("taken_by")
    if year is not None:
        found = found.filter(year=year)
    for word in words.split():
        found = found.filter(Q(is_known=True, subject__icontains=word) | Q(notation__icontains=word))
    return found.order_by("-year", "-number")
