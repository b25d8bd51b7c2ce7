"""A form sent back to its unit: what was taken and what was not is marked in it, so that only the latter is mended."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

from dongbo.engines.opinion_forms import workbook_reading
from dongbo.engines.opinion_forms.columns import HEADINGS, Column
from dongbo.engines.opinion_forms.contents import CODE_COLUMN
from dongbo.engines.opinion_forms.form import RowFinding
from dongbo.engines.opinion_forms.marks import reasons_by_place, with_codes
from dongbo.engines.opinion_forms.rows import marked_code
from dongbo.engines.opinion_forms.safety import recognise
from dongbo.engines.opinion_forms.tables import OpinionTable, WrittenRow, opinion_tables, written_rows
from dongbo.engines.opinion_forms.word_marking import mark_word
from dongbo.engines.opinion_forms.wording import KEYS_SHEET, NOT_RECEIVED, RECEIVED
from dongbo.engines.opinion_forms.workbook_writing import put

_BAD = PatternFill("solid", fgColor="F8D7DA")
_GOOD = PatternFill("solid", fgColor="DFF0D8")
_RESULT_WIDTH = 50


def write_back(data: bytes, name: str, findings: Sequence[RowFinding]) -> bytes:
    """Return the form with its rows marked: why a row was not taken by `findings`, or that it was.

    The other cells stay as they are. Raises FormRefused as `read_form` does.
    """
    if recognise(data, name=name) == "docx":
        return mark_word(data, findings, name=name)
    book = workbook_reading.open_workbook(data, name=name)
    contents = workbook_reading.read_contents(book)
    tables = opinion_tables(contents, name=name)
    _forget_marks(book, {table.grid.name for table in tables})
    reasons = reasons_by_place(findings)
    results = {table.number: _result_column(book, table) for table in tables}
    for written, code in with_codes(written_rows(tables, name=name)):
        sheet = book[written.table.grid.name]
        _mark_row(sheet, written, code, reasons.pop(written.grid_row.place, ""), results[written.table.number])
    for place, reason in reasons.items():
        _mark_elsewhere(book, place, reason)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _forget_marks(book: Any, opinion_sheets: set[str]) -> None:
    for sheet in book.worksheets:
        if sheet.title in opinion_sheets or sheet.title == KEYS_SHEET:
            continue
        for cell in list(sheet._cells.values()):  # only the cells there are, as when reading
            if isinstance(cell.value, str) and cell.value.startswith(f"{NOT_RECEIVED}:"):
                cell.value = None


def _result_column(book: Any, table: OpinionTable) -> int:
    """Return the column for results, made behind the last one where there is none; forget what it held."""
    sheet = book[table.grid.name]
    column = table.layout.places.get(Column.RESULT)
    if column is None:
        column = max((at for row in (table.heading, *table.rows) if row for at in row.cells), default=0) + 1
        if table.heading is not None:
            put(sheet, table.heading.number, column, HEADINGS[Column.RESULT], bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _RESULT_WIDTH
        if sheet.auto_filter.ref:
            left, top, _, bottom = range_boundaries(sheet.auto_filter.ref)
            sheet.auto_filter.ref = f"{get_column_letter(left or 1)}{top}:{get_column_letter(column)}{bottom}"
    for row in table.rows:
        if row.at(column).text and (row.number, column) in sheet._cells:
            sheet.cell(row.number, column).value = None
    return column


def _mark_row(sheet: Any, written: WrittenRow, code: str, reason: str, result: int) -> None:
    number = written.grid_row.number
    for column in (*written.table.layout.places.values(), result):
        if column < CODE_COLUMN and not isinstance(sheet.cell(number, column), MergedCell):
            sheet.cell(number, column).fill = _BAD if reason else _GOOD
    put(sheet, number, result, reason or RECEIVED)
    at = written.table.layout.places[Column.CODE]
    if at < CODE_COLUMN:
        put(sheet, number, at, code if reason else marked_code(written.row, code))


def _mark_elsewhere(book: Any, place: str, reason: str) -> None:
    title, _, number = place.rpartition("!")
    if title not in book.sheetnames or not number.isdecimal():
        return
    sheet, row = book[title], int(number)
    free = max((column for at, column in sheet._cells if at == row), default=0) + 1
    put(sheet, row, free, f"{NOT_RECEIVED}: {reason}").fill = _BAD
