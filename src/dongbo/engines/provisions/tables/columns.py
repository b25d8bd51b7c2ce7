"""The heading of an annex table: which column is which, under the many names ministries give them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.vietnamese import fold

Row = Sequence[str]


class TableKind(StrEnum):
    """What an annex table lists."""

    TARGETS = "targets"
    TASKS = "tasks"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its canonical `key`, its heading as written, the year it is for ("2030", "" when none)."""

    key: str
    heading: str
    horizon: str = ""


# Tried in order on the folded heading; the first found names the column. Folding writes tỷ as tỉ.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("number", r"^(?:s?\.?tt|số tt|số thứ tự|no\.?|mã số)$"),
        ("note", r"^ghi chú|^chú thích"),
        (
            "baseline",
            r"hiện trạng|thực trạng|hiện tại|ước (?:thực hiện|đạt)"
            r"|(?:thực hiện|đạt được)(?: đến)?(?: năm)? 20\d\d|20\d\d.*(?:thực hiện|ước)",
        ),
        ("authority", r"^cấp |thẩm quyền"),
        ("budget", r"kinh phí|nguồn vốn|dự toán|nguồn lực|tổng mức"),
        ("scope", r"^phạm vi|^qui mô|^địa bàn|^đối tượng"),
        ("lead_unit", r"chủ trì|chủ quản|đầu mối|chịu trách nhiệm|phụ trách|theo dõi"),
        ("support_units", r"phối hợp|tham gia"),
        ("unit", r"^đơn vị(?: tính| đo(?: lường)?)?$|^đ\.?v\.?t\.?$"),
        (
            "lead_unit",
            r"^(?:cơ quan|đơn vị|bộ phận|tổ chức|người|nơi)(?: \w+){0,2}$|(?:cơ quan|đơn vị).*thực hiện",
        ),
        ("deadline", r"^(?!.*bảo quản)(?:.*thời (?:hạn|gian|điểm)|.*tiến độ|.*lộ trình|.*hạn hoàn thành|hoàn thành)"),
        (
            "value",
            r"^(?:giai đoạn |mốc |năm |đến (?:hết )?(?:năm )?|hết năm )?(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?$",
        ),
        (
            "value",
            r"(?:chỉ tiêu|mục tiêu|kế hoạch|kết quả|giá trị|mức|phấn đấu|định hướng|chỉ số).*(?:19|20)\d\d",
        ),
        ("value", r"^giá trị|^mức |định lượng|^kế hoạch$|^chỉ tiêu (?:giao|phấn đấu|đạt)"),
        ("result", r"sản phẩm|kết quả|đầu ra|hình thức|dự kiến"),
        ("indicator", r"chỉ tiêu|mục tiêu|chỉ số|tiêu chí"),
        (
            "task",
            r"nhiệm vụ|công việc|công tác|^(?:các )?nội dung|đề án|dự án|hoạt động|giải pháp|chương trình",
        ),
    )
)
_YEARS = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"\(?(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]*")
_LONGEST_HEADING = 90
_HEADING_ROWS = 5


def clean_cell(text: str) -> str:
    """Return a cell's words without the emphasis marks a retyped table may keep."""
    return re.sub(r"\*\*|__|\\(?=[.\-*_()])", "", text).strip()


def name_of(heading: str) -> str:
    """Return the canonical column a heading stands for before the table's kind is known, or "" for none."""
    folded = fold(clean_cell(heading).replace("–", "-")).strip(" .:*()")
    if not folded or len(folded) > _LONGEST_HEADING:
        return ""
    return next((key for key, pattern in _NAMES if pattern.search(folded)), "")


def find_heading(rows: Sequence[Row]) -> tuple[int, int]:
    """Return (first, past the last) of the heading rows; (0, 0) when the table has none.

    The heading is the first row, among the top ones, most of whose cells name a column. A row beneath it
    belongs to it when its number and name cells are empty (years under "Mục tiêu") or it counts the columns.
    """
    for at, row in enumerate(rows[:_HEADING_ROWS]):
        if not is_heading(row):
            continue
        past = at + 1
        while past < len(rows) and (_completes(rows[at], rows[past]) or _counts_columns(rows[past])):
            past += 1
        return at, past
    return 0, 0


def is_heading(row: Row) -> bool:
    """Tell whether most cells of a row name different columns, or it heads a numbered list of any kind."""
    filled = [text for cell in row if (text := clean_cell(cell))]
    names = [name for text in filled if (name := name_of(text))]
    if not filled or _NUMBERED.fullmatch(filled[0]):
        return False
    listed = names[:1] == ["number"] and name_of(row[0]) == "number" and len(filled) == len(row) > 2
    return listed or (len(set(names) - {"value"}) >= 2 and 2 * len(names) > len(filled))


def repeats_heading(row: Row, columns: Sequence[Column]) -> bool:
    """Tell whether a row only says again, at the top of a page, what the heading says."""
    said = [(text, column) for cell, column in zip(row, columns, strict=False) if (text := clean_cell(cell))]
    return len(said) > 1 and all(fold(text) in fold(column.heading) for text, column in said)


def _completes(heading: Row, row: Row) -> bool:
    """Tell whether `row` only splits cells of the heading above: nothing beneath the leading columns."""
    filled = [at for at, cell in enumerate(row) if clean_cell(cell)]
    if not filled or filled[0] < 2 or len(filled) == len(row):
        return False
    spanned = all(not clean_cell(heading[at]) or not clean_cell(heading[min(at + 1, len(row) - 1)]) for at in filled)
    return all(bool(name_of(row[at])) for at in filled) or (spanned and len(filled) > 1)


def _counts_columns(row: Row) -> bool:
    marks = [re.sub(r"[()\s.]", "", clean_cell(cell)) for cell in row]
    numbers = [int(mark) for mark in marks if mark.isdecimal()]
    letters = [mark for mark in marks if re.fullmatch(r"[A-Z]", mark)]
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else bool(letters)
    return (
        counted
        and len(numbers) + len(letters) == len([mark for mark in marks if mark])
        and len(marks) > 2
        and all(marks)
    )


def join_heading(rows: Sequence[Row]) -> list[str]:
    """Return one heading a column; a cell spanning several columns is carried over those beneath it."""
    rows = [row for row in rows if not _counts_columns(row)]
    headings = [clean_cell(cell) for cell in rows[0]]
    for below in rows[1:]:
        spanning = ""
        for at, cell in enumerate(below):
            spanning = clean_cell(rows[0][at]) or spanning
            if text := clean_cell(cell):
                headings[at] = text if fold(text) in fold(headings[at]) else f"{spanning} {text}".strip()
    return headings


def name_columns(headings: Sequence[str]) -> tuple[TableKind, tuple[Column, ...]]:
    """This will name every column and decide what the table lists.

    Some headings mean one thing among targets and another among tasks: "Kết quả" is the value aimed at or
    the deliverable, "Đơn vị" the unit of measure or the agency, "Cơ quan chủ trì" follows or leads.
    """
    names = [name_of(heading) for heading in headings]
    kind = _kind(set(names))
    if kind is TableKind.TARGETS:
        names = _as_targets(names)
    elif kind is TableKind.TASKS:
        names = _as_tasks(names)
    names = _each_once(names, headings)
    return kind, tuple(
        _column(name or heading or f"cột {at + 1}", heading, several=names.count(name) > 1)
        for at, (name, heading) in enumerate(zip(names, headings, strict=True))
    )


def _column(key: str, heading: str, *, several: bool) -> Column:
    years = _YEARS.findall(heading) if key in _BY_YEAR else []
    if not years:
        return Column(key, heading)
    return Column(f"{key}:{years[-1]}" if several else key, heading, years[-1])


def _kind(present: set[str]) -> TableKind:
    followed = present & {"deadline", "lead_unit", "support_units", "result"}
    if "task" in present and followed and not {"indicator", "value"} & present:
        return TableKind.TASKS
    if "task" in present and {"deadline", "lead_unit"} <= present:
        return TableKind.TASKS
    if {"indicator", "task"} & present and {"value", "baseline"} & present:
        return TableKind.TARGETS
    if "indicator" in present and (followed or "unit" in present):
        return TableKind.TARGETS
    if "lead_unit" in present and {"deadline", "support_units"} & present:
        return TableKind.TASKS
    return TableKind.OTHER


def _as_targets(names: Sequence[str]) -> list[str]:
    """Name the columns of targets; "Mục tiêu" beside "Chỉ tiêu" is the value when no other column holds one."""
    indicator = "indicator" if "indicator" in names else "task"
    first = names.index(indicator)
    valued = bool({"value", "result"} & set(names))
    swap = {"value": "result", "lead_unit": "agency"}
    if indicator == "task":
        swap["task"] = "indicator"
    return [
        "result" if name == indicator and at > first and not valued else swap.get(name, name)
        for at, name in enumerate(names)
    ]


def _as_tasks(names: Sequence[str]) -> list[str]:
    swap = {"result": "deliverable", "value": "deliverable"}
    if "lead_unit" not in names:
        swap["unit"] = "lead_unit"
    if "task" not in names:
        swap["indicator"] = "task"
    return [swap.get(name, name) for name in names]


_BY_YEAR = {"result", "baseline"}
_PLAINEST = {
    "indicator": "chỉ tiêu",
    "task": "nhiệm vụ",
    "lead_unit": "chủ trì",
    "deliverable": "sản phẩm",
    "deadline": "hoàn thành",
}


def _each_once(names: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Leave each name to one column, the one whose heading says it plainest; the others keep their heading."""
    kept = list(names)
    for name in set(names) - _BY_YEAR - {""}:
        places = [at for at, other in enumerate(names) if other == name]
        best = next((at for at in places if _PLAINEST.get(name, name) in fold(headings[at])), places[0])
        for at in places:
            kept[at] = name if at == best else ""
    return kept
