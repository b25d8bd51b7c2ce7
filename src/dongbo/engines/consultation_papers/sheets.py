"""Workbooks of long texts: headings and filters in sight, every text a text, none cut off."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dongbo.engines.consultation_papers.model import plain
from dongbo.engines.decree30 import Column

_FONT = "Times New Roman"
_A4 = 9
_MOST_UNITS = 32_767
"""What a cell of Excel holds, in units of UTF-16."""
_CONTINUED = "(tiếp) "
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads "_x000D_" as the sign of that number, unless its first mark is itself written so."""
_FORMULA_SIGNS = ("=", "+", "-", "@")


class Book:
    """A workbook written sheet by sheet and row by row."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)
        self._sheets: list[TextSheet] = []

    def sheet(self, name: str, columns: Sequence[Column], *, above: Sequence[str] = ()) -> "TextSheet":
        """Return a new sheet with the lines `above`, then the headings; a column's share is its width in letters."""
        sheet = TextSheet(self._book.create_sheet(name), columns, above)
        self._sheets.append(sheet)
        return sheet

    def saved(self) -> bytes:
        """Return the file; nothing can be appended afterwards."""
        for sheet in self._sheets:
            sheet.close()
        held = BytesIO()
        self._book.save(held)
        return held.getvalue()


class TextSheet:
    """A sheet for landscape pages; its headings stay in sight, are printed on every page, and filter the rows."""

    def __init__(self, sheet: Any, columns: Sequence[Column], above: Sequence[str]) -> None:
        self._sheet = sheet
        self._headings = len(above) + 1
        self._last = self._headings
        self._letter = get_column_letter(len(columns))
        sheet.freeze_panes = f"A{self._headings + 1}"
        sheet.print_title_rows = f"{self._headings}:{self._headings}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for place, column in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = column.share
        self._text, self._quoted = _look(sheet), _look(sheet, quoted=True)
        bold = _look(sheet, bold=True, wrapped=False)
        for line in above:
            sheet.append([self._cell(line, bold)])
        bold = _look(sheet, bold=True)
        sheet.append([self._cell(column.heading, bold) for column in columns])

    def append(self, values: Sequence[str | int]) -> None:
        """Add a row; what is too long for its cell goes on in rows beneath."""
        pieces = [list(_pieces(value)) for value in values]
        for row in zip_longest(*pieces, fillvalue=""):
            self._sheet.append([self._cell(value) for value in row])
            self._last += 1

    def close(self) -> None:
        """Set the filters over all that was written."""
        self._sheet.auto_filter.ref = f"A{self._headings}:{self._letter}{self._last}"

    def _cell(self, value: str | int, look: Any = None) -> Any:
        if value == "":
            return None
        cell: Any = WriteOnlyCell(self._sheet, value=value)
        if isinstance(value, str):
            cell.data_type = "s"
            look = look or (self._quoted if value.startswith(_FORMULA_SIGNS) else self._text)
        cell._style = (
            look or self._text
        )._style  # one look shared by all: setting it cell by cell takes most of the time
        return cell


def _look(sheet: Any, *, bold: bool = False, wrapped: bool = True, quoted: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.font = Font(name=_FONT, size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
    cell.quotePrefix = quoted
    return cell


def _pieces(value: str | int) -> Iterator[str | int]:
    """Yield a value in pieces that a cell holds, each after the first marked as going on."""
    if isinstance(value, int):
        yield value
        return
    text = _ESCAPE.sub("_x005F_", plain(value))
    if len(text) * 2 <= _MOST_UNITS or _units(text) <= _MOST_UNITS:
        yield text
        return
    most, mark = _MOST_UNITS, ""
    while text:
        at = _fitting(text, most)
        yield mark + text[:at]
        text, mark, most = text[at:], _CONTINUED, _MOST_UNITS - len(_CONTINUED)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(text: str, most: int) -> int:
    """Return how many signs of `text` fit into `most` units."""
    return len(text[:most].encode("utf-16-le")[: most * 2].decode("utf-16-le", errors="ignore"))
