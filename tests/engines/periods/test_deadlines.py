"""Deadlines fall where a clerk counting day by day on a wall calendar puts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.periods import (
    Calendar,
    CalendarFault,
    DayUnit,
    add_days,
    deadline,
    last_day,
    remind_on,
    working_days_between,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))
UNITS = st.sampled_from(DayUnit)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar with long runs of days off, as at Tết, and weekends worked."""
    off: set[date] = set()
    for first, length in draw(st.lists(st.tuples(DAYS, st.integers(1, 12)), max_size=6)):
        off |= {first + step * DAY for step in range(length)}
    weekends = st.dates(date(2025, 12, 1), date(2026, 8, 31)).filter(lambda day: day.weekday() > 4)
    return Calendar(frozenset(off), frozenset(draw(st.sets(weekends, max_size=8)) - off))


def _works(day: date, calendar: Calendar) -> bool:
    """Tell from the two sets alone whether a day is worked."""
    if day in calendar.made_up:
        return True
    return day.isoweekday() not in (6, 7) and day not in calendar.holidays


def _counted(start: date, n: int, unit: DayUnit, calendar: Calendar) -> date:
    """Count day by day, crossing out one after the other."""
    day = start
    while n:
        day += DAY
        n -= unit is DayUnit.CALENDAR or _works(day, calendar)
    while not _works(day, calendar):
        day += DAY
    return day


@given(st.dates(date(2025, 12, 1), date(2026, 9, 30)), calendars())
def test_a_day_is_worked_as_the_two_sets_say(day: date, calendar: Calendar) -> None:
    assert calendar.is_working(day) == _works(day, calendar)


@given(DAYS, st.integers(1, 90), UNITS, calendars())
def test_a_period_ends_where_counting_day_by_day_ends(start: date, n: int, unit: DayUnit, calendar: Calendar) -> None:
    assert add_days(start, n, unit, calendar) == _counted(start, n, unit, calendar)


@given(DAYS, DAYS, calendars())
def test_working_days_between_are_those_met_on_the_way(one: date, other: date, calendar: Calendar) -> None:
    first, last = sorted((one, other))
    met = sum(_works(first + step * DAY, calendar) for step in range(1, (last - first).days + 1))
    assert working_days_between(first, last, calendar) == met
    assert working_days_between(last, first, calendar) == -met


@given(DAYS, st.integers(1, 90), calendars())
def test_counting_undoes_adding(start: date, n: int, calendar: Calendar) -> None:
    assert working_days_between(start, add_days(start, n, DayUnit.WORKING, calendar), calendar) == n


@given(DAYS, st.integers(0, 1439), st.integers(1, 60), UNITS, calendars())
def test_a_deadline_is_the_end_of_the_last_day(
    day: date, minutes: int, n: int, unit: DayUnit, calendar: Calendar
) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
    end = deadline(start, n, unit, calendar, HANOI)
    last = _counted((start + timedelta(hours=7)).date(), n, unit, calendar)
    assert end == datetime(last.year, last.month, last.day, 17, tzinfo=UTC)
    assert end.tzinfo == HANOI
    assert last_day(end, HANOI) == last


@given(DAYS, st.lists(st.integers(0, 20), max_size=5), UNITS, calendars(), DAYS)
def test_reminders_stand_the_steps_before_on_days_worked(
    last: date, steps: list[int], unit: DayUnit, calendar: Calendar, since: date
) -> None:
    def back(step: int) -> date:
        day = last
        if unit is DayUnit.CALENDAR:
            day -= step * DAY
            step = 0
        while not _works(day, calendar):
            day -= DAY
        while step:
            day -= DAY
            step -= _works(day, calendar)
        return day

    moment = datetime(last.year, last.month, last.day, 17, tzinfo=UTC)
    days = remind_on(moment, steps, unit=unit, calendar=calendar, tz=HANOI)
    assert days == tuple(sorted({back(step) for step in steps}))
    told = remind_on(moment, steps, unit=unit, calendar=calendar, tz=HANOI, since=since)
    assert told == tuple(day for day in days if day > since)


def test_a_calendar_deadline_on_saturday_moves_to_monday_and_a_made_up_saturday_holds_it() -> None:
    friday = date(2026, 11, 20)
    assert add_days(friday, 1, DayUnit.CALENDAR, Calendar()) == date(2026, 11, 23)
    worked = Calendar(made_up=frozenset({date(2026, 11, 21)}))
    assert add_days(friday, 1, DayUnit.CALENDAR, worked) == date(2026, 11, 21)


def test_a_request_late_at_night_counts_from_its_local_day() -> None:
    start = datetime(2026, 11, 22, 18, tzinfo=UTC)  # 01:00 of Monday the 23rd in Hà Nội
    end = deadline(start, 5, DayUnit.WORKING, Calendar(), HANOI)
    assert end.isoformat() == "2026-12-01T00:00:00+07:00"


def test_a_deadline_within_a_day_is_that_day() -> None:
    assert last_day(datetime(2026, 11, 23, 10, 30, tzinfo=HANOI), HANOI) == date(2026, 11, 23)


def test_a_calendar_that_contradicts_itself_is_refused() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    with pytest.raises(CalendarFault, match="23/11/2026 không phải thứ Bảy"):
        Calendar(made_up=frozenset({monday}))
    with pytest.raises(CalendarFault, match="21/11/2026 vừa là ngày nghỉ"):
        Calendar(frozenset({saturday}), frozenset({saturday}))


@pytest.mark.parametrize("n", [0, -1, 36_501])
def test_a_period_of_no_days_or_of_centuries_is_refused(n: int) -> None:
    with pytest.raises(CalendarFault, match="từ 1 đến 36500"):
        add_days(date(2026, 11, 20), n, DayUnit.CALENDAR, Calendar())


def test_what_lies_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarFault, match="vượt quá"):
        add_days(date(9999, 12, 30), 5, DayUnit.WORKING, Calendar())
    with pytest.raises(CalendarFault, match="vượt quá"):
        add_days(date(9999, 12, 28), 3, DayUnit.CALENDAR, Calendar())
    with pytest.raises(CalendarFault, match="từ 0 đến"):
        remind_on(datetime(2026, 1, 1, tzinfo=UTC), [-1], unit=DayUnit.WORKING, calendar=Calendar(), tz=HANOI)


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(CalendarFault, match="múi giờ"):
        deadline(datetime(2026, 11, 20, 8), 5, DayUnit.WORKING, Calendar(), HANOI)  # noqa: DTZ001 (the fault tried)
