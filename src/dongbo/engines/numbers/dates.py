"""Dates as official documents write them, and their ISO form."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_LONG = (
    r"(?:ngày|Ngày|NGÀY)\s*(?P<day>\d\s?\d?|[.…_\s]*)\s*(?:tháng|THÁNG)\s*(?P<month>\d\s?\d?|[.…_\s]*)"
    r"\s*(?:năm|NĂM)\s*(?P<year>\d{4}|\d{0,3}[.…_]*)"
)
_SHORT = (
    r"(?:(?:ngày|Ngày|NGÀY)\s+)?(?<![\d/.-])"
    r"(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?![\d/])"
)
_MONTHS = [month for month in calendar.month_name if month]
_ENGLISH = (
    rf"(?P<name>{'|'.join(_MONTHS)})"
    r"\s+(?P<dd>\d{1,2}),?\s+(?P<yyyy>\d{4})"
)
_DATE = re.compile(f"{_LONG}|{_SHORT}|{_ENGLISH}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `start`..`end` of a text; `iso` is None where it is blank or no day of the calendar.

    `blank` tells the two apart: a place left open to be filled by hand, or a day that does not exist.
    """

    text: str
    start: int
    end: int
    iso: str | None
    blank: bool = False


def iso_date(day: int, month: int, year: int) -> str | None:
    """Return YYYY-MM-DD, or None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def vietnamese_date(iso: str) -> str:
    """Return an ISO date as Vietnamese write it: "2031-02-05" → "05/02/2031"."""
    return "/".join(reversed(iso.split("-")))


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of `text` in order, blanks too.

    "ngày 5 tháng 02 năm 2026", "05/02/2026", "February 5, 2026".
    """
    for match in _DATE.finditer(text):
        parts = _parts(match)
        iso = iso_date(*parts) if parts else None
        yield FoundDate(match[0], match.start(), match.end(), iso, blank=parts is None)


def _parts(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match["name"]:
        return int(match["dd"]), _MONTHS.index(match["name"]) + 1, int(match["yyyy"])
    if match["d"]:
        return int(match["d"]), int(match["m"]), int(match["y"])
    day, month, year = ("".join(match[part].split()) for part in ("day", "month", "year"))
    if not (day.isdigit() and month.isdigit() and year.isdigit() and len(year) == 4):
        return None
    return int(day), int(month), int(year)
