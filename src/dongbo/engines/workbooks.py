"""Workbooks (.xlsx) and comma-separated files as rows of values, read safely, and rows written as a workbook.

The kind of a file is told by its content. Nothing is computed: a formula is its own text. Every file is bounded in
bytes, sheets, rows, columns, signs a cell and bytes unpacked before it is opened.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from dongbo.engines.papers.archive import UNPACKING_ERRORS

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 1_000
MAX_SHEETS = 20
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_SIGNS = 2_000

WORKBOOK_ERRORS = (
    *UNPACKING_ERRORS,
    InvalidFileException,
    SyntaxError,  # what the parser of XML raises
    AttributeError,
    LookupError,
    TypeError,
)
"""What the reader of workbooks raises over a file that is cut off, damaged or made up."""

_DELIMITERS = ",;\t|"
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Formula(str):
    """A formula as written, never computed."""

    __slots__ = ()


class Fault(str):
    """What a spreadsheet shows in a cell it could not compute, as #REF!."""

    __slots__ = ()


Value = str | int | float | bool | date | None
"""What a cell holds; texts are Formula or Fault where the file says so. A moment is a day where it has no hour."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank, and its number as the spreadsheet shows it."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet in order, blank ones left out."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be written."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


class WorkbookRefused(Exception):
    """A file that cannot be read as a workbook; `code` is stable, the message a Vietnamese sentence how to mend it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def day_in(value: object) -> date | None:
    """Return the day a cell holds or spells, day first or as ISO 8601 has it; None where it is no day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_workbook(data: bytes, *, name: str) -> tuple[Sheet, ...]:
    """Return the visible sheets of the workbook or comma-separated file `data`, called `name` in sentences.

    Raises WorkbookRefused where it is another kind of file, locked, damaged, empty or over a bound.
    """
    if not data:
        raise WorkbookRefused("empty", f"Tệp «{name}» rỗng: hãy chọn lại tệp.")
    if len(data) > MAX_BYTES:
        raise WorkbookRefused(
            "too-large", f"Tệp «{name}» lớn hơn {MAX_BYTES // 1024**2} MB: hãy chia thành nhiều tệp nhỏ hơn."
        )
    is_archive = data.startswith(b"PK\x03\x04")
    sheets = _read_xlsx(data, name) if is_archive else (_read_csv(_decoded(data, name), name),)
    if not any(sheet.rows for sheet in sheets):
        raise WorkbookRefused("empty", f"Tệp «{name}» không có dòng nào: hãy chọn lại tệp.")
    return sheets


def _read_xlsx(data: bytes, name: str) -> tuple[Sheet, ...]:
    _require_safe(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if len(visible) > MAX_SHEETS:
                raise WorkbookRefused(
                    "too-many-sheets", f"Tệp «{name}» có quá {MAX_SHEETS} trang tính: hãy chỉ giữ trang cần nhập."
                )
            return tuple(Sheet(sheet.title, tuple(_bounded(_rows_of(sheet), name, sheet.title))) for sheet in visible)
    except WorkbookRefused:
        raise
    except WORKBOOK_ERRORS as error:
        raise WorkbookRefused(
            "damaged", f"Tệp «{name}» bị hỏng nên không đọc được: hãy mở bằng Excel, lưu lại rồi gửi lại."
        ) from error


def _require_safe(data: bytes, name: str) -> None:
    """Refuse what is no workbook or not safe to open, before its content is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _require_workbook({part.filename for part in parts}, name)
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise WorkbookRefused(
                    "unsafe", f"Tệp «{name}» bung ra quá lớn nên không an toàn để mở: hãy chỉ giữ các dòng cần nhập."
                )
            if any(_declares_type(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise WorkbookRefused(
                    "unsafe",
                    f"Tệp «{name}» có khai báo mà Excel không bao giờ ghi nên không an toàn để mở: "
                    "hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại.",
                )
    except WorkbookRefused:
        raise
    except WORKBOOK_ERRORS as error:
        raise WorkbookRefused(
            "damaged", f"Tệp «{name}» bị cắt giữa chừng hoặc bị hỏng: hãy tải hoặc chép lại rồi gửi lại."
        ) from error


def _require_workbook(parts: set[str], name: str) -> None:
    if "xl/workbook.xml" not in parts:
        raise WorkbookRefused(
            "not-a-workbook", f"Tệp «{name}» không phải bảng tính Excel: hãy gửi tệp .xlsx hoặc .csv."
        )
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise WorkbookRefused(
            "macros", f"Tệp «{name}» có macro nên không được nhận: hãy lưu thành tệp .xlsx rồi gửi lại."
        )


def _declares_type(part: bytes) -> bool:
    """A part with a document type, or in an encoding that could hide one, was not written by a spreadsheet."""
    return b"<!DOCTYPE" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:64]


def _rows_of(sheet: Any) -> Iterator[tuple[int, list[Value]]]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [_value(cell.value, cell.data_type) for cell in cells]


def _value(value: Any, data_type: str) -> Value:
    if isinstance(value, str):
        kinds: dict[str, type[str]] = {"f": Formula, "e": Fault}
        return kinds.get(data_type, str)(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return Formula(getattr(value, "text", None) or f"={value}") if data_type == "f" else str(value)


def _bounded(rows: Iterable[tuple[int, list[Value]]], name: str, sheet: str) -> Iterator[Row]:
    """Yield the rows that are not blank, without blanks behind their last cell, and stop at the bounds."""
    found = 0
    for number, values in rows:
        while values and (values[-1] is None or values[-1] == ""):
            values.pop()
        if not values:
            continue
        found += 1
        if found > MAX_ROWS:
            raise WorkbookRefused(
                "too-many-rows", f"Trang «{sheet}» của tệp «{name}» có quá {MAX_ROWS} dòng: hãy chia thành nhiều tệp."
            )
        if len(values) > MAX_COLUMNS:
            raise WorkbookRefused(
                "too-many-columns", f"Dòng {number} của tệp «{name}» có quá {MAX_COLUMNS} cột: hãy xóa các cột thừa."
            )
        if any(isinstance(value, str) and len(value) > MAX_SIGNS for value in values):
            raise WorkbookRefused(
                "too-long", f"Dòng {number} của tệp «{name}» có ô dài quá {MAX_SIGNS} ký tự: hãy rút ngắn."
            )
        yield Row(number, tuple(values))


def _decoded(data: bytes, name: str) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise WorkbookRefused(
            "legacy",
            f"Tệp «{name}» là bảng tính kiểu cũ (.xls) hoặc bị khóa bằng mật khẩu: "
            "hãy bỏ mật khẩu, lưu thành .xlsx rồi gửi lại.",
        )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise WorkbookRefused(
            "encoding",
            f"Tệp «{name}» không phải bảng tính .xlsx, cũng không phải tệp .csv theo bảng mã UTF-8: "
            "trong Excel hãy chọn Lưu thành, kiểu «CSV UTF-8», hoặc gửi tệp .xlsx.",
        ) from error
    if "\x00" in text or data.startswith((b"%PDF", b"{\\rtf", b"<")):
        raise WorkbookRefused("not-a-workbook", f"Tệp «{name}» không phải bảng tính: hãy gửi tệp .xlsx hoặc .csv.")
    return text


def _read_csv(text: str, name: str) -> Sheet:
    lines = io.StringIO(text, newline="")
    head = [line for line, _place in zip(lines, range(20), strict=False)]
    lines.seek(0)
    delimiter, skipped = _delimiter(head), 0
    if head and head[0].lower().startswith("sep="):
        delimiter, skipped = head[0].strip()[4:5] or delimiter, 1
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return Sheet(name, tuple(_bounded(_numbered(reader, skipped), name, name)))
    except csv.Error as error:
        place = skipped + reader.line_num
        raise WorkbookRefused(
            "damaged", f"Tệp «{name}» sai dấu nháy hoặc dấu cách cột ở dòng {place}: hãy sửa dòng đó rồi gửi lại."
        ) from error


def _numbered(reader: Any, skipped: int) -> Iterator[tuple[int, list[Value]]]:
    """The number of a row is the line it begins on."""
    begins = skipped + 1
    for cells in reader:
        yield begins, [Formula(cell) if cell.startswith("=") else cell for cell in cells]
        begins = skipped + reader.line_num + 1


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that most of the first lines hold, and of several the one they hold most of."""
    head = [line for line in lines if not line.lower().startswith("sep=")]
    return max(
        _DELIMITERS, key=lambda sign: (sum(sign in line for line in head), sum(line.count(sign) for line in head))
    )


def write_workbook(sheets: Sequence[NewSheet]) -> bytes:
    """Return a workbook of `sheets`: headings in bold that stay in sight, every text set as text, so that nothing is
    computed and no zero in front is lost, and days as dd/mm/yyyy."""
    book = Workbook(write_only=True)
    for new in sheets:
        sheet = book.create_sheet(new.name[:31])
        sheet.freeze_panes = "A2"
        for place, heading in enumerate(new.headings, start=1):
            column = sheet.column_dimensions[get_column_letter(place)]
            column.width = max(14, min(60, len(heading) * 2))
            column.number_format = "@"
        sheet.append([_heading(sheet, heading) for heading in new.headings])
        for row in new.rows:
            sheet.append([_cell(sheet, value) for value in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _heading(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: object) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
        cell.number_format = "dd/mm/yyyy"
        return cell
    if isinstance(value, int | float):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type, cell.number_format = "s", "@"
    return cell
