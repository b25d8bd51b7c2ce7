"""Figures of the present state as workbooks: read row by row under their headings, and written the same way.

A row that cannot be taken is given back as it was, with the reason; it spoils none of the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dongbo.engines.figures import figure
from dongbo.engines.vietnamese import fold, toneless
from dongbo.engines.workbooks import Fault, Formula, NewSheet, Sheet, Value, day_in

HEADINGS = ("Chỉ tiêu", "Giá trị", "Đơn vị tính", "Tính đến ngày", "Nguồn")
REASON = "Lý do chưa nhận"
LONGEST = {"name": 300, "value": 100, "measure": 60, "source": 300}

_KEYS = ("name", "value", "measure", "as_of", "source")
_NAMED = dict(zip(_KEYS, HEADINGS, strict=True))
_MEANT = {
    "chi tieu": "name", "ten chi tieu": "name", "gia tri": "value", "so lieu": "value", "don vi tinh": "measure",
    "dvt": "measure", "tinh den ngay": "as_of", "ngay": "as_of", "thoi diem": "as_of", "nguon": "source",
    "nguon so lieu": "source",
}  # fmt: skip
_HEADING_WITHIN = 30


class FiguresRefused(Exception):
    """A workbook in which no table of figures is found; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row that can be taken: its place in the sheet and what it says."""

    place: int
    name: str
    value: str
    measure: str
    as_of: date
    source: str


@dataclass(frozen=True, slots=True)
class RefusedFigure:
    """A row as it was, and why it was not taken."""

    place: int
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """The good rows and the others."""

    rows: tuple[FigureRow, ...]
    refused: tuple[RefusedFigure, ...]


def read_figures(sheets: Sequence[Sheet]) -> ReadFigures:
    """Return the first table of figures found in `sheets`. Raises FiguresRefused."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
            columns = [_MEANT.get(toneless(str(value or ""))) for value in row.values]
            if "name" in columns and "value" in columns:
                return _read([(one.number, _under(columns, one.values)) for one in sheet.rows[at + 1 :]])
    raise FiguresRefused(
        "Không thấy bảng số liệu nào trong tệp: dòng đầu bảng phải có các cột «Chỉ tiêu», «Giá trị», «Đơn vị tính», "
        "«Tính đến ngày», «Nguồn». Hãy tải tệp mẫu rồi điền vào."
    )


def figures_sheet(rows: Iterable[Sequence[object]]) -> NewSheet:
    """Return figures, in the order of HEADINGS, as a sheet to be written."""
    return NewSheet("Số liệu hiện trạng", HEADINGS, rows)


def refused_sheet(refused: Iterable[RefusedFigure]) -> NewSheet:
    """Return refused rows as a sheet under the same headings, the reason in the last column."""
    return NewSheet("Dòng chưa nhận", (*HEADINGS, REASON), [(*row.values, row.reason) for row in refused])


def _under(columns: Sequence[str | None], values: Sequence[Value]) -> dict[str, Value]:
    found: dict[str, Value] = dict.fromkeys(_KEYS)
    for key, value in zip(columns, values, strict=False):
        if key is not None and found[key] is None:
            found[key] = value
    return found


def _read(rows: list[tuple[int, dict[str, Value]]]) -> ReadFigures:
    good: list[FigureRow] = []
    refused: list[RefusedFigure] = []
    seen: dict[tuple[str, date], int] = {}
    for place, cells in rows:
        texts = {key: _text(value) for key, value in cells.items()}
        if not any(texts.values()):
            continue
        day = day_in(cells["as_of"])
        reason = _fault(cells, texts, day)
        if not reason and day is not None:
            first = seen.setdefault((fold(texts["name"]), day), place)
            reason = f"Trùng chỉ tiêu và ngày với dòng {first}." if first != place else ""
        if reason or day is None:
            refused.append(RefusedFigure(place, tuple(texts[key] for key in _KEYS), reason))
        else:
            good.append(FigureRow(place, texts["name"], texts["value"], texts["measure"], day, texts["source"]))
    return ReadFigures(tuple(good), tuple(refused))


def _fault(cells: dict[str, Value], texts: dict[str, str], day: date | None) -> str:
    for key, name in _NAMED.items():
        if isinstance(cells[key], Formula):
            return f"Ô «{name}» là công thức; hãy dán giá trị thay cho công thức."
        if isinstance(cells[key], Fault):
            return f"Ô «{name}» bị lỗi {texts[key]}; hãy ghi lại giá trị."
        if not texts[key] and key != "measure":
            return f"Thiếu «{name}»."
        if len(texts[key]) > LONGEST.get(key, 40):
            return f"Ô «{name}» dài quá {LONGEST.get(key, 40)} ký tự."
    return "" if day else f"Không đọc được ngày «{texts['as_of']}»; hãy ghi ngày/tháng/năm, ví dụ 31/12/2025."


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case int() | float():
            return figure(value, decimals=10)
        case datetime():
            return value.strftime("%H:%M %d/%m/%Y")
        case date():
            return value.strftime("%d/%m/%Y")
    return " ".join(str(value).split())
