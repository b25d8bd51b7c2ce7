"""When a period of days ends, how many working days lie between two days, and when to remind.

The first day is not counted: Bộ luật Dân sự 2015, Điều 147 khoản 2. A period in days ends with its last day (Điều 148
khoản 1); where that is a weekly rest day or a holiday, with the next day worked (khoản 5); and a day ends at 24:00
(khoản 6). Working days are counted over the same calendar, so that their last day is always one that is worked.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from dongbo.engines.periods.calendar import Calendar, CalendarFault, DayUnit

MOST_DAYS = 36_500
_DAY = timedelta(days=1)
_MIDNIGHT = time()


def add_days(start: date, n: int, unit: DayUnit, calendar: Calendar) -> date:
    """Return the last day of a period of `n` days that begins on `start`; the day after `start` is day 1.

    Bộ luật Dân sự 2015, Điều 147 khoản 2 and Điều 148 khoản 5: see the module.
    """
    if not 1 <= n <= MOST_DAYS:
        raise CalendarFault(f"Số ngày của thời hạn là {n}; hãy nhập số từ 1 đến {MOST_DAYS}.")
    if unit is DayUnit.WORKING:
        return calendar.day_worked(n, after=start)
    last = calendar.day(start.toordinal() + n)
    return last if calendar.is_working(last) else calendar.day_worked(1, after=last)


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Return how many days are worked after `start` up to `end`, `end` counted; negative when `end` is earlier.

    It undoes `add_days`: the same first day left out, the same last day counted.
    """
    return calendar.worked_until(end.toordinal()) - calendar.worked_until(start.toordinal())


def deadline(start: datetime, n: int, unit: DayUnit, calendar: Calendar, tz: tzinfo) -> datetime:
    """Return the moment a period of `n` days ends: 24:00 of its last day in `tz`, written as the next midnight.

    The day of `start` is that of `tz`, whatever zone it is told in. Bộ luật Dân sự 2015, Điều 148 khoản 6.
    """
    if start.tzinfo is None:
        raise CalendarFault("Thời điểm bắt đầu thời hạn không có múi giờ.")
    last = add_days(start.astimezone(tz).date(), n, unit, calendar)
    return datetime.combine(last + _DAY, _MIDNIGHT, tz)


def last_day(moment: datetime, tz: tzinfo) -> date:
    """Return the last day, in `tz`, on which one is still in time for a deadline at `moment`.

    For a midnight it is the day before, since 24:00 ends a day (Bộ luật Dân sự 2015, Điều 148 khoản 6).
    """
    local = moment.astimezone(tz)
    return local.date() - _DAY if local.time() == _MIDNIGHT else local.date()


def remind_on(
    moment: datetime,
    steps_before: Sequence[int],
    *,
    unit: DayUnit,
    calendar: Calendar,
    tz: tzinfo,
    since: date | None = None,
) -> tuple[date, ...]:
    """Return the days on which to remind of a deadline at `moment`, ascending, each once.

    Step 0 is the deadline's last day, step n lies n days before it in `unit`. A day that falls on a rest day or
    holiday gives way to the last day worked before it, so that nobody is reminded too late. Days up to and including
    `since`, the day the request went out, are left out. No rule of law: the office's own practice.
    """
    if any(not 0 <= step <= MOST_DAYS for step in steps_before):
        raise CalendarFault(f"Số ngày nhắc trước hạn phải từ 0 đến {MOST_DAYS}.")
    last = last_day(moment, tz)
    days = {_step_back(last, step, unit, calendar) for step in steps_before}
    return tuple(sorted(day for day in days if since is None or day > since))


def _step_back(last: date, step: int, unit: DayUnit, calendar: Calendar) -> date:
    """Return the day `step` days before `last`; in working days, `step` of them lie after it up to `last`."""
    if unit is DayUnit.WORKING:
        return calendar.day_worked(-step, after=last)
    return calendar.day_worked(0, after=calendar.day(last.toordinal() - step))
