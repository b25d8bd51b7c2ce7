"""A filled Excel form as its sheets hold it: merged cells spread, rich text, numbers, formulas and comments as text."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText

from dongbo.engines.opinion_forms.contents import Cell, Contents, Grid, GridRow
from dongbo.engines.opinion_forms.safety import damaged
from dongbo.engines.opinion_forms.wording import KEYS_SHEET
from dongbo.engines.workbooks import WORKBOOK_ERRORS


def open_workbook(data: bytes, *, name: str) -> Workbook:
    """Return the workbook, its rich text kept; raises FormRefused where it is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), rich_text=True, keep_links=False)
    except WORKBOOK_ERRORS as error:
        raise damaged(name) from error


def read_contents(book: Workbook) -> Contents:
    """Return all that the sheets hold."""
    grids = tuple(Grid(sheet.title, tuple(_rows(sheet))) for sheet in book.worksheets if sheet.title != KEYS_SHEET)
    return Contents(
        grids=grids,
        properties=" ".join(_properties(book)),
        hidden_keys=_hidden_keys(book),
        margins=tuple(text for sheet in book.worksheets for text in _margins(sheet)),
    )


def _rows(sheet: Any) -> Iterator[GridRow]:
    rows: dict[int, dict[int, Cell]] = {}
    # The cells there are: iter_rows would make every cell up to the last, of which a damaged file may have millions.
    for (number, column), cell in sheet._cells.items():
        read = _cell(cell)
        if read.text or read.notes:
            rows.setdefault(number, {})[column] = read
    for merged in sheet.merged_cells.ranges:
        above = rows.get(merged.min_row, {}).get(merged.min_col)
        for number in range(merged.min_row + 1, merged.max_row + 1):
            if above is not None and number in rows:
                rows[number][merged.min_col] = Cell(above.text, carried=True, fault=above.fault)
    for number in sorted(rows):
        yield GridRow(f"{sheet.title}!{number}", number, rows[number])


def _cell(cell: Any) -> Cell:
    comment = getattr(cell, "comment", None)
    notes = (comment.text.strip(),) if comment is not None and comment.text else ()
    value, kind = cell.value, cell.data_type
    if value is None:
        return Cell("", notes=notes)
    if kind == "f":
        return Cell(str(getattr(value, "text", None) or value), fault="formula", notes=notes)
    return Cell(written(value), fault="error" if kind == "e" else "", notes=notes)


def written(value: object) -> str:
    """Return the text of a cell as a person sees it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    text = "".join(map(str, value)) if isinstance(value, CellRichText) else str(value)
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _properties(book: Any) -> Iterator[str]:
    core = book.properties
    yield from (str(text) for text in (core.keywords, core.identifier, core.description) if text)
    yield from (str(held.value) for held in book.custom_doc_props.props if held.value)


def _hidden_keys(book: Workbook) -> dict[str, str]:
    if KEYS_SHEET not in book.sheetnames:
        return {}
    rows = book[KEYS_SHEET].iter_rows(min_row=1, max_row=10, max_col=2, values_only=True)
    return {written(row[0]): written(row[1]) for row in rows if row[0] is not None and row[1] is not None}


def _margins(sheet: Any) -> Iterator[str]:
    for place in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for side in ("left", "center", "right"):
            text = getattr(getattr(getattr(sheet, place), side), "text", None)
            if text:
                yield str(text)
