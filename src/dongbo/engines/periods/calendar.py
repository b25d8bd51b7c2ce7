"""Which days are worked: Monday to Friday, less the holidays, and the rest days worked instead of others."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

_WEEK = 7
_WORKED_IN_WEEK = 5


class DayUnit(StrEnum):
    """How a period is counted: every day (ngày) or only days worked (ngày làm việc)."""

    CALENDAR = "calendar"
    WORKING = "working"


class CalendarFault(ValueError):
    """A calendar or a period that cannot be; `str(error)` is a Vietnamese sentence saying what to mend."""


@dataclass(frozen=True)
class Calendar:
    """The days off and the days made up that the Government announces for each year; both are given, none is built in.

    `holidays`: public holidays and the days off in lieu (Bộ luật Lao động 2019, Điều 111 khoản 3 and Điều 112).
    `made_up`: Saturdays and Sundays worked in exchange for a day off. Saturday and Sunday otherwise rest: the week of
    40 hours of Quyết định 188/1999/QĐ-TTg.
    """

    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()
    _lost: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _gained: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for day in sorted(self.made_up):
            if not _rests(day):
                raise CalendarFault(f"Ngày làm bù {day:%d/%m/%Y} không phải thứ Bảy hay Chủ nhật; hãy bỏ ngày này.")
            if day in self.holidays:
                raise CalendarFault(f"Ngày {day:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm bù; hãy chọn một.")
        object.__setattr__(self, "_lost", tuple(sorted(day.toordinal() for day in self.holidays if not _rests(day))))
        object.__setattr__(self, "_gained", tuple(sorted(day.toordinal() for day in self.made_up)))

    def is_working(self, day: date) -> bool:
        """Return whether `day` is worked."""
        return day in self.made_up or not (_rests(day) or day in self.holidays)

    def worked_until(self, ordinal: int) -> int:
        """Return how many days are worked from the first day of our era to the day of that ordinal, itself counted."""
        weeks, days = divmod(ordinal, _WEEK)
        by_the_week = weeks * _WORKED_IN_WEEK + min(days, _WORKED_IN_WEEK)
        return by_the_week - bisect_right(self._lost, ordinal) + bisect_right(self._gained, ordinal)

    def day_worked(self, number: int, *, after: date) -> date:
        """Return the `number`-th day worked after `after`; for a number beneath 1, so many days worked further back.

        Number 0 is the last day worked up to `after`, that day included.
        """
        wanted = self.worked_until(after.toordinal()) + number
        reach = _WEEK * ((abs(number) + len(self._lost)) // _WORKED_IN_WEEK + 2)
        here = after.toordinal()
        ordinals = range(here - reach, here + reach + 1)
        return self.day(ordinals[bisect_left(ordinals, wanted, key=self.worked_until)])

    def day(self, ordinal: int) -> date:
        """Return the day of that ordinal; the last of all years is left out, as no midnight follows it."""
        if not 1 <= ordinal < date.max.toordinal():
            raise CalendarFault("Thời hạn vượt quá những ngày mà lịch tính được.")
        return date.fromordinal(ordinal)


def _rests(day: date) -> bool:
    return day.weekday() >= _WORKED_IN_WEEK
