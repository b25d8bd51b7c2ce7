"""The deadline cell of a task: "6/2025", "Quý II/2025", "2025 và những năm tiếp theo", "Thường xuyên"."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dongbo.engines.vietnamese import fold


class DeadlineKind(StrEnum):
    """How a deadline binds: on a day, by a month, by a year, in a span, or without an end."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    OPEN = "open"
    YEARLY = "yearly"
    CONTINUOUS = "continuous"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: `due` and `start` are ISO 8601 of reduced precision ("2030", "2025-12", "2025-06-15").

    A quarter or half-year is due in its last month. OPEN has a start and no end ("2025 và những năm tiếp
    theo"), YEARLY and CONTINUOUS may have neither; TEXT states no date ("sau khi Luật được ban hành").
    """

    written: str
    kind: DeadlineKind
    due: str | None = None
    start: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"written": self.written, "kind": self.kind.value, "due": self.due, "start": self.start}


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d/.-])(?P<day>0?[1-9]|[12]\d|3[01])\s*[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)",
        rf"ngày (?P<day>\d{{1,2}}) tháng {_MONTH},? năm {_YEAR}",
        rf"(?<![\d/.-]){_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)",
        rf"tháng {_MONTH},? năm {_YEAR}",
        rf"qu[íý] (?P<quarter>iv|i{{1,3}}|[1-4])\s*(?:[/.,-]|,? năm)?\s*{_YEAR}",
        rf"(?P<half>6|sáu) tháng (?P<part>đầu|cuối)(?: năm)? {_YEAR}",
        rf"(?<![\d/]){_YEAR}(?![\d/])",
    )
)
_QUARTER_END = {"i": 3, "1": 3, "ii": 6, "2": 6, "iii": 9, "3": 9, "iv": 12, "4": 12}
_SHORT_START = re.compile(rf"(?<![\d/.]){_MONTH}\s*(?:-|–|đến)\s*(?=(?:0?[1-9]|1[0-2])\s*/\s*{_YEAR})")
_OPEN = re.compile(r"(?:những |các )?năm (?:tiếp theo|sau)|trở đi|về sau")
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi) (?:năm|qu[íý]|tháng|tuần)|(?<!\w)định k[ìỳ]")
_CONTINUOUS = re.compile(r"thường xuyên|liên tục")


def read_deadline(written: str) -> Deadline | None:
    """This will read a deadline cell; None when the cell is empty or holds only a dash."""
    text = fold(written.replace("–", "-"))
    if not text.strip(" -./…"):
        return None
    dates = _dates_in(text)
    if dates and _OPEN.search(text):
        return Deadline(written, DeadlineKind.OPEN, start=dates[0])
    if _YEARLY.search(text):
        return Deadline(written, DeadlineKind.YEARLY, *_ends(dates))
    if _CONTINUOUS.search(text):
        return Deadline(written, DeadlineKind.CONTINUOUS, *_ends(dates))
    if not dates:
        return Deadline(written, DeadlineKind.TEXT)
    if len(dates) > 1:
        return Deadline(written, DeadlineKind.SPAN, *_ends(dates))
    return Deadline(written, _PRECISION[dates[0].count("-")], due=dates[0])


_PRECISION = (DeadlineKind.YEAR, DeadlineKind.MONTH, DeadlineKind.DAY)


def _ends(dates: list[str]) -> tuple[str | None, str | None]:
    return (dates[-1] if dates else None), (dates[0] if len(dates) > 1 else None)


def _dates_in(text: str) -> list[str]:
    found: dict[int, str] = {}
    text = _SHORT_START.sub(lambda match: f"{match['month']}/{match['year']} - ", text)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            found[match.start()] = _iso(match.groupdict())
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return [found[place] for place in sorted(found)]


def _iso(parts: dict[str, str | None]) -> str:
    month = parts.get("month")
    quarter, part, day = parts.get("quarter"), parts.get("part"), parts.get("day")
    if quarter:
        month = str(_QUARTER_END[quarter])
    elif part:
        month = "6" if part == "đầu" else "12"
    pieces = [str(parts["year"]), *(f"{int(piece):02d}" for piece in (month, day) if piece)]
    return "-".join(pieces)
