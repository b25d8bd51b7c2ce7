"""Deadlines: days and working days counted as the law counts them, over a calendar of holidays that is data."""

from dongbo.engines.periods.calendar import Calendar, CalendarFault, DayUnit
from dongbo.engines.periods.deadlines import add_days, deadline, last_day, remind_on, working_days_between

__all__ = [
    "Calendar",
    "CalendarFault",
    "DayUnit",
    "add_days",
    "deadline",
    "last_day",
    "remind_on",
    "working_days_between",
]
