"""Files that come in from units: a form filled in, a letter written."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document as WordFile
from openpyxl import load_workbook

from dongbo.engines.opinion_forms import KIND_LABELS, FormFor, OpinionKind, write_xlsx

SHEET, PLACE, QUOTE, TEXT, PROPOSED, KIND = (
    "Ý kiến", "Vị trí", "Trích nguyên văn", "Ý kiến", "Đề nghị sửa thành", "Loại ý kiến",
)  # fmt: skip

FormRow = tuple[str, str, str, str, str]
"""The kind, the place, the quote, the opinion, the wording proposed."""


def filled_form(form: FormFor, rows: Sequence[FormRow]) -> bytes:
    """Return a unit's form as a workbook with `rows` written beneath its headings."""
    book = load_workbook(BytesIO(write_xlsx(form)))
    sheet = book[SHEET]
    headings = next(row for row in sheet.iter_rows() if {PLACE, TEXT} <= {str(cell.value) for cell in row})
    columns = {str(cell.value): cell.column for cell in headings if cell.value}
    first = headings[0].row or 1
    for number, row in enumerate(rows, start=first + 1):
        kind, *words = row
        sheet.cell(number, columns[KIND] or 1).value = KIND_LABELS[OpinionKind(kind)]
        for name, value in zip((PLACE, QUOTE, TEXT, PROPOSED), words, strict=True):
            sheet.cell(number, columns[name] or 1).value = value
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def letter(lines: Sequence[str]) -> bytes:
    """Return a letter as a Word file."""
    file = WordFile()
    for line in lines:
        file.add_paragraph(line)
    held = BytesIO()
    file.save(held)
    return held.getvalue()
