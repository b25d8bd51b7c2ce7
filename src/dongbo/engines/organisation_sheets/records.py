"""Cells read as values of their columns: texts cleaned, days in any usual writing, and what is wrong with a cell."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dongbo.engines.numbers.dates import iso_date
from dongbo.engines.organisation_sheets.columns import Column, Layout, Reading
from dongbo.engines.organisation_sheets.findings import Finding
from dongbo.engines.usernames import holds_identity_number
from dongbo.engines.vietnamese import clean, toneless
from dongbo.engines.workbooks import Fault, Formula, Row, Value

Read = str | bool | date | None
"""What a cell came to be; None where it is blank."""

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?:\s+00?:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(1, 109_574)
"""The days a spreadsheet counts, up to the end of 2199."""

_YES = frozenset(("co", "x", "yes", "y", "true", "1", "dung", "chinh"))
_NO = frozenset(("khong", "no", "n", "false", "0", "sai", "kiem nhiem", "kiem"))


class _Wrong(Exception):
    """A cell that cannot be read, with the code and the sentence of the finding."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row as values by column key; a key that is missing is a column the file does not have.

    `numeric` are codes that stood there as numbers, so that zeros in front may have been lost.
    """

    number: int
    values: Mapping[str, Read]
    numeric: frozenset[str] = frozenset()

    def text(self, key: str) -> str:
        """Return the text under `key`, "" where it is blank or no column of the file."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """Return the day under `key`."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def yes(self, key: str, *, otherwise: bool) -> bool:
        """Return yes or no under `key`, or `otherwise` where nothing is said."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else otherwise

    def as_json(self) -> dict[str, object]:
        """Return the values as they are stored."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in self.values.items()}


def record_from_json(number: int, stored: Mapping[str, object], columns: Sequence[Column]) -> Record:
    """Return the record that was stored as `stored`."""
    days = {column.key for column in columns if column.reading in (Reading.DAY, Reading.LAST_DAY)}
    values: dict[str, Read] = {}
    for key, value in stored.items():
        if isinstance(value, str) and key in days:
            values[key] = date.fromisoformat(value)
        elif value is None or isinstance(value, str | bool):
            values[key] = value
    return Record(number, values)


def read_records(layout: Layout, columns: Sequence[Column]) -> tuple[list[Record], list[Finding]]:
    """Return a record of every row, and what is wrong with its cells; what is wrong is left out of the record."""
    wanted = [(column, layout.places[column.key]) for column in columns if column.key in layout.places]
    records: list[Record] = []
    findings: list[Finding] = []
    for row in layout.rows:
        record, wrong = _record(row, wanted, layout.headings)
        records.append(record)
        findings += wrong
    return records, findings


def _record(
    row: Row, wanted: Iterable[tuple[Column, int]], headings: Mapping[str, str]
) -> tuple[Record, list[Finding]]:
    values: dict[str, Read] = {}
    findings: list[Finding] = []
    numeric: set[str] = set()
    for column, place in wanted:
        value = row.values[place] if place < len(row.values) else None
        try:
            values[column.key] = _read(value, column)
        except _Wrong as wrong:
            code, message = wrong.args
            findings.append(Finding(row.number, headings[column.key], code, message))
            continue
        if column.required and values[column.key] is None:
            message = f"Thiếu «{column.heading}»: hãy điền."
            findings.append(Finding(row.number, headings[column.key], "missing", message))
        if column.reading is Reading.CODE and isinstance(value, int | float) and not isinstance(value, bool):
            numeric.add(column.key)
    return Record(row.number, values, frozenset(numeric)), findings


def _read(value: Value, column: Column) -> Read:
    if isinstance(value, Formula):
        raise _Wrong("formula", "Ô là công thức, không được tính khi nhập: hãy chép rồi dán dạng giá trị.")
    if isinstance(value, Fault):
        raise _Wrong("fault", f"Ô đang báo lỗi {value}: hãy sửa trong Excel rồi gửi lại.")
    if column.reading is Reading.YES_NO:
        return _yes_or_no(value)
    if column.reading is Reading.DAY:
        return _day(value)
    if column.reading is Reading.LAST_DAY:
        last = _day(value)
        return last + timedelta(days=1) if last is not None else None
    return _text(value, column)


def _text(value: Value, column: Column) -> str | None:
    if isinstance(value, date):
        raise _Wrong("text-is-a-day", "Ô là ngày tháng nhưng cột này cần chữ: hãy định dạng cột là Văn bản rồi gõ lại.")
    text = clean(_written(value)).replace("\n", " ")
    if not text.isprintable():
        raise _Wrong("strange-signs", "Ô có ký tự lạ không nhìn thấy được: hãy xóa rồi gõ lại.")
    if len(text) > column.most:
        raise _Wrong("too-long", f"Ô dài {len(text)} ký tự, quá {column.most}: hãy rút ngắn.")
    if holds_identity_number(text) and column.key in ("full_name", "rank", "title", "email"):
        raise _Wrong(
            "identity-number",
            "Ô có dãy số như số căn cước hay chứng minh nhân dân: hãy xóa, hệ thống không lưu số này.",
        )
    return text or None


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _yes_or_no(value: Value) -> bool | None:
    if isinstance(value, bool):
        return value
    text = toneless(_written(value))
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise _Wrong("yes-or-no", f"«{value}» không phải Có hay Không: hãy ghi Có, Không hoặc để trống.")


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in _SERIALS:
            return _SERIAL_ZERO + timedelta(days=int(value))
        raise _no_day(value)
    text = clean(_written(value))
    if not text:
        return None
    found = _DAY_FIRST.fullmatch(text)
    if found is not None:
        day, month, year = (int(part) for part in found.groups())
    elif (found := _YEAR_FIRST.fullmatch(text)) is not None:
        year, month, day = (int(part) for part in found.groups())
    else:
        raise _no_day(value)
    iso = iso_date(day, month, year)
    if iso is None:
        raise _no_day(value)
    return date.fromisoformat(iso)


def _no_day(value: object) -> _Wrong:
    return _Wrong("no-day", f"«{value}» không phải một ngày có trong lịch: hãy ghi ngày/tháng/năm, ví dụ 01/07/2025.")


def as_sent(value: Value) -> str | None:
    """Return a cell as it is shown and sent back: days as dd/mm/yyyy, the rest as it was written."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else _written(value) or None
