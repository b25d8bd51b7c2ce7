"""Filling a form in as a unit would, with openpyxl."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from dongbo.engines.opinion_forms import KIND_LABELS, OpinionKind, write_xlsx
from dongbo.planning.operations.opinions.forms import form_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dongbo.planning.models import Consultee

Row = tuple[str, str, str, str]
"""The place, the quote, the opinion, the wording proposed."""

_SHEET, _PLACE, _TEXT = "Ý kiến", "Vị trí", "Ý kiến"


def filled_form(consultee: Consultee, rows: Sequence[Row], *, blank: bytes | None = None) -> bytes:
    """Return the unit's form with `rows` written beneath its headings."""
    book = load_workbook(BytesIO(blank or write_xlsx(form_for(consultee))))
    sheet = book[_SHEET]
    headings = next(row for row in sheet.iter_rows() if {_PLACE, _TEXT} <= {str(cell.value) for cell in row})
    columns = {str(cell.value): cell.column for cell in headings if cell.value}
    names = (_PLACE, "Trích nguyên văn", _TEXT, "Đề nghị sửa thành")
    for number, row in enumerate(rows, start=headings[0].row + 1):
        for name, value in zip(names, row, strict=True):
            sheet.cell(number, columns[name]).value = value
        sheet.cell(number, columns["Loại ý kiến"]).value = KIND_LABELS[OpinionKind.SUBSTANCE]
    return saved(book)


def saved(book: object) -> bytes:
    """Return a workbook as a file."""
    held = BytesIO()
    book.save(held)  # type: ignore[attr-defined]  # openpyxl has no types
    return held.getvalue()
