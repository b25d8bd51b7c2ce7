"""Annex tables of targets and of tasks as workbooks: rows read under any official heading, and written the same way.

A row that cannot be taken is given back as it was, with the reason; it spoils none of the others.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dongbo.engines.provisions.tables import heading_of, in_order
from dongbo.engines.provisions.tables.columns import TableKind, is_heading, join_heading, name_columns
from dongbo.engines.vietnamese import fold
from dongbo.engines.workbooks import Fault, Formula, NewSheet, Sheet, Value

COLUMNS = {
    TableKind.TARGETS: ("indicator", "unit", "baseline", "result", "agency", "note"),
    TableKind.TASKS: ("task", "lead_unit", "support_units", "deliverable", "deadline", "note"),
}
"""The columns a new table begins with."""

NAMES = {TableKind.TARGETS: "Chỉ tiêu", TableKind.TASKS: "Nhiệm vụ"}
"""What the sheet of each kind is called."""

NUMBER = "STT"
REASON = "Lý do chưa nhận"
_HEADING_WITHIN = 30
_LONGEST_NUMBER = 20
_NUMBER = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])?[.)]*")
_NUMBERED = re.compile(r"([IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)]\s+(?=\S)")


class SheetRefused(Exception):
    """A workbook in which no table of targets or tasks is found; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that can be taken: its place in the sheet, its number as written, its cells by column."""

    place: int
    number: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row as it was, and why it was not taken."""

    place: int
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a workbook holds: which kind of table, under which headings, the good rows and the others."""

    kind: TableKind
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    refused: tuple[RefusedRow, ...]


def name_in(cells: Mapping[str, str]) -> str:
    """Return what a row is about: its indicator or its task, else its first words."""
    told = (cells.get("indicator"), cells.get("task"), *(cells[key] for key in in_order(cells)))
    return next((words for words in told if words), "")


def sheet_of(kind: TableKind, rows: Iterable[tuple[str, Mapping[str, str]]]) -> NewSheet:
    """Return the rows, number and cells, as a sheet to be written; without any, the headings of an empty table."""
    kept = list(rows)
    columns = in_order({key for _number, cells in kept for key in cells}) or list(COLUMNS[kind])
    return NewSheet(
        NAMES.get(kind, "Bảng"),
        (NUMBER, *map(heading_of, columns)),
        [(number, *(cells.get(column, "") for column in columns)) for number, cells in kept],
    )


def refused_sheet(read: ReadSheet) -> NewSheet:
    """Return the refused rows as a sheet under their own headings, the reason in the last column."""
    return NewSheet("Dòng chưa nhận", (*read.headings, REASON), [(*row.values, row.reason) for row in read.refused])


def read_sheet(sheets: Sequence[Sheet]) -> ReadSheet:
    """Return the first table of targets or tasks found in `sheets`. Raises SheetRefused."""
    for sheet in sheets:
        width = max((len(row.values) for row in sheet.rows), default=0)
        rows = [(row.number, [_text(value) for value in row.values], row.values) for row in sheet.rows]
        for at, (_place, texts, _values) in enumerate(rows[:_HEADING_WITHIN]):
            padded = texts + [""] * (width - len(texts))
            if not is_heading(padded):
                continue
            headings = join_heading([padded])
            kind, columns = name_columns(headings)
            if kind is not TableKind.OTHER:
                return _read(kind, headings, [column.key for column in columns], rows[at + 1 :])
    raise SheetRefused(
        "Không thấy bảng chỉ tiêu hay nhiệm vụ nào trong tệp: dòng đầu bảng phải có tên cột, ví dụ «STT», «Nhiệm vụ», "
        "«Cơ quan chủ trì», «Thời hạn hoàn thành». Hãy tải tệp mẫu rồi điền vào."
    )


def _read(
    kind: TableKind,
    headings: list[str],
    columns: list[str],
    rows: list[tuple[int, list[str], tuple[Value, ...]]],
) -> ReadSheet:
    good: list[SheetRow] = []
    refused: list[RefusedRow] = []
    seen: dict[tuple[str, ...], int] = {}
    for place, texts, values in rows:
        padded = (*texts, *[""] * (len(columns) - len(texts)))[: len(columns)]
        if not any(padded) or padded == tuple(headings):
            continue
        cells = {key: text for key, text in zip(columns, padded, strict=True) if key != "number"}
        number = next((text for key, text in zip(columns, padded, strict=True) if key == "number"), "")
        number, cells = _group_title(number, cells)
        same = tuple(fold(text) for text in padded)
        if reason := _fault(number, cells, values, headings) or _repeated(same, seen):
            refused.append(RefusedRow(place, padded, reason))
        else:
            good.append(SheetRow(place, number.strip(" .)"), cells))
        seen.setdefault(same, place)
    return ReadSheet(kind, tuple(headings), tuple(good), tuple(refused))


def _group_title(number: str, cells: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the number and cells of a row; a group's title written across the row stands in its first cell."""
    if any(cells.values()) or _NUMBER.fullmatch(number):
        return number, cells
    told = _NUMBERED.match(number)
    name = next((key for key in cells if key in ("indicator", "task")), "")
    if not name:
        return number, cells
    return (told[1] if told else ""), {**cells, name: number[told.end() :] if told else number}


def _fault(number: str, cells: Mapping[str, str], values: Sequence[Value], headings: Sequence[str]) -> str:
    for heading, value in zip(headings, values, strict=False):
        if isinstance(value, Formula):
            return f"Cột «{heading}» là công thức: hãy dán giá trị thay cho công thức."
        if isinstance(value, Fault):
            return f"Cột «{heading}» báo lỗi {value}: hãy sửa ô này trong bảng tính."
    if len(number) > _LONGEST_NUMBER:
        return f"Số thứ tự «{number[:40]}…» quá dài: hãy ghi số như 1, 1.1 hoặc II."
    name = cells.get("indicator", "") or cells.get("task", "")
    if not name and any(cells.values()):
        return "Thiếu tên chỉ tiêu hoặc nhiệm vụ ở dòng này: hãy ghi tên rồi gửi lại."
    if not any(cells.values()):
        return "Dòng này chỉ có số thứ tự: hãy ghi nội dung hoặc xóa dòng."
    return ""


def _repeated(same: tuple[str, ...], seen: Mapping[tuple[str, ...], int]) -> str:
    return f"Trùng hoàn toàn với dòng {seen[same]}: hãy xóa một trong hai." if same in seen else ""


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case float():
            return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
        case datetime():
            return value.strftime("%H:%M %d/%m/%Y")
        case date():
            return value.strftime("%d/%m/%Y")
    return str(value).strip()
