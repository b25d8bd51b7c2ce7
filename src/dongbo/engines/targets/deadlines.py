"""Deadlines and horizons in a sentence: where they stand and when they fall."""

import re
from dataclasses import dataclass

from dongbo.engines.targets.screening import holds_any
from dongbo.engines.targets.wording import FLAGS, any_of

LIMITS = (
    "từ nay", "cho", "chậm nhất", "muộn nhất", "tầm nhìn", "định hướng", "đến", "tới", "trước", "vào", "trong",
    "hết", "cuối",
)  # fmt: skip
_LEAD = rf"(?:(?:{any_of([*LIMITS, 'đầu', 'giữa', 'là', 'khoảng'])})\s+)*"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|\.\d|\s*%)"
_DASH = r"\s*(?:-|–|—|÷|đến(?:\s+năm)?|tới)\s*"
_PATTERNS = (
    rf"{_LEAD}ngày\s+(?P<day>\d{{1,2}})\s*(?:/|-|tháng)\s*(?P<month>\d{{1,2}})\s*(?:/|-|năm)\s*{_YEAR}",
    rf"{_LEAD}(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.]{_YEAR}",
    rf"{_LEAD}tháng\s+(?P<month>\d{{1,2}})\s*(?:/|năm|-)\s*(?:năm\s*)?{_YEAR}",
    rf"{_LEAD}quý\s+(?P<quarter>IV|I{{1,3}}|[1-4])\s*(?:/|năm|-)?\s*(?:năm\s*)?{_YEAR}",
    rf"(?:trong\s+)?(?:giai đoạn|thời k[ỳì]|nhiệm k[ỳì]|các năm|những năm|thập niên)\s*(?:từ\s*)?(?:năm\s*)?"
    rf"(?:19|20)\d\d{_DASH}{_YEAR}",
    rf"(?:19|20)\d\d\s*[-–—]\s*{_YEAR}",
    rf"{_LEAD}năm\s+{_YEAR}",
    rf"(?:đến|tới|trước|vào)\s+(?:cuối\s+|hết\s+)?{_YEAR}",
)
# One of these stands in what each of the patterns finds, and is sought first.
_HINTS = (
    ("ngày",), ("/", "."), ("tháng",), ("quý",), ("giai", "thời k", "nhiệm k", "năm", "niên"), ("-", "–", "—"),
    ("năm",), ("đến", "tới", "trước", "vào"),
)  # fmt: skip
_DEADLINE = [(hints, re.compile(rf"(?<!\w){pattern}", FLAGS)) for hints, pattern in zip(_HINTS, _PATTERNS, strict=True)]
# "từ năm 2021" begins a period, "so với năm 2020" is a base: neither says when a target is due.
_NOT_DUE = re.compile(
    r"(?<!\w)(?:kể từ|từ|sau|tính|so với(?: mức| thời điểm| giai đoạn| trung bình)?|của|mức|cùng kỳ)\s+$", FLAGS
)
# "Gấp ba lần năm 2020" compares with that year.
_COMPARED = re.compile(r"(?<!\w)gấp\s+(?:\S+\s+){0,2}?(?:đôi|rưỡi|\S+\s+lần)\s+$", FLAGS)
_BY = re.compile(rf"(?:{any_of(LIMITS)})(?!\w)", FLAGS)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment named in a text: its place, its ISO form, whether a word such as "đến" makes it a limit.

    `due` is False for the start of a period, a base of comparison or the date of a paper.
    """

    start: int
    end: int
    iso: str
    limit: bool
    due: bool

    @property
    def year(self) -> int:
        """The year in which it falls."""
        return int(self.iso[:4])


def find_deadlines(text: str) -> list[Deadline]:
    """Return every moment named in `text`, in order, the most precise reading of each place."""
    found: list[Deadline] = []
    if not _ANY_YEAR.search(text):
        return found
    lowered = text.lower()
    for hints, pattern in _DEADLINE:
        for match in pattern.finditer(text) if holds_any(hints, lowered) else ():
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(_deadline(match, text))
    return sorted(found, key=lambda deadline: deadline.start)


def _deadline(match: re.Match[str], text: str) -> Deadline:
    parts = match.groupdict()
    limit = bool(_BY.match(match.group()))
    dated = "day" in parts
    before = text[: match.start()]
    due = not _NOT_DUE.search(before) and (limit or not (dated or _COMPARED.search(before)))
    return Deadline(match.start(), match.end(), _iso(parts), limit=limit, due=due)


def _iso(parts: dict[str, str | None]) -> str:
    quarter, month, day = parts.get("quarter"), parts.get("month"), parts.get("day")
    if quarter:
        return f"{parts['year']}-{_QUARTERS[quarter.lower()]:02d}"
    return "-".join([str(parts["year"]), *(f"{int(part):02d}" for part in (month, day) if part)])
