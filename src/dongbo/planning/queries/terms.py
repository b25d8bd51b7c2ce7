"""Terms of reply and the calendar of holidays, as they stand on a day."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dongbo.engines.periods import Calendar, deadline
from dongbo.engines.periods import DayUnit as PeriodUnit
from dongbo.planning.models import ReplyTerm, SpecialDay
from dongbo.planning.states import DayKind


def terms_on(at: datetime) -> QuerySet[ReplyTerm]:
    """Return the terms that hold on the day of `at`."""
    day = timezone.localdate(at)
    return ReplyTerm.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def office_calendar() -> Calendar:
    """Return the days off and the days made up, as they are known. One query."""
    known = SpecialDay.objects.values_list("day", "kind")
    days: dict[str, set[date]] = {kind: set() for kind in DayKind}
    for day, kind in known:
        days[kind].add(day)
    return Calendar(frozenset(days[DayKind.HOLIDAY]), frozenset(days[DayKind.WORKED_INSTEAD]))


def deadline_of(days: int, unit: str, *, since: datetime) -> datetime:
    """Return the moment a term of `days` counted in `unit` ends that begins at `since`. One query.

    Raises CalendarFault where the calendar does not reach so far.
    """
    return deadline(since, days, PeriodUnit(unit), office_calendar(), timezone.get_current_timezone())


def years_without_holidays(first: date, last: date) -> list[int]:
    """Return the years between two days of which no holiday is known, so that a deadline may be wrong. One query."""
    years = range(first.year, last.year + 1)
    holidays = SpecialDay.objects.filter(kind=DayKind.HOLIDAY, day__year__range=(first.year, last.year))
    known = {day.year for day in holidays.values_list("day", flat=True)}
    return [year for year in years if year not in known]
