"""An opinion form as an Excel workbook."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from dongbo.engines.opinion_forms.answers import LONGEST_CELL
from dongbo.engines.opinion_forms.columns import HEADINGS, Column
from dongbo.engines.opinion_forms.form import ANSWER_LABELS, KIND_LABELS, FormFor
from dongbo.engines.opinion_forms.wording import (
    ANSWER,
    ANSWER_SHEET,
    CHOOSE_ONE,
    DRAFT_HEADINGS,
    DRAFT_SHEET,
    GUIDE,
    GUIDE_SHEET,
    KEYS_SHEET,
    OPINION_SHEET,
    QUESTION_HEADINGS,
    ROUND_KEY,
    TITLE,
    TOKEN,
    UNIT_CODE,
    VERSION_KEY,
    WHOLE_LABEL,
    WHOLE_WORDS,
    facts,
    keywords,
)

READY_ROWS = 100
_CHECKED_ROWS = 2_000
_WIDTHS = {Column.NUMBER: 5, Column.PLACE: 24, Column.KIND: 13, Column.QUOTE: 40, Column.TEXT: 55, Column.PROPOSED: 45}
_COLUMNS = [column for column in Column if column is not Column.RESULT]
_THIN = Side(style="thin", color="999999")
_EDGES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E8E4DC")
_TO_FILL = PatternFill("solid", fgColor="FFF9E5")
_LISTS = {"bieu_tra_loi": "C", "bieu_loai": "D"}


def write_xlsx(form: FormFor) -> bytes:
    """Return the form as a workbook: the answer, the opinions, the draft to read, and how to fill it in.

    Its token and keys stand in a hidden sheet, in the file's properties, and printed on the first sheet.
    """
    book: Any = Workbook()
    answer = book.worksheets[0]
    answer.title = ANSWER_SHEET
    opinions, draft, guide, keys = (
        book.create_sheet(title) for title in (OPINION_SHEET, DRAFT_SHEET, GUIDE_SHEET, KEYS_SHEET)
    )
    _write_keys(keys, form)
    for name, column in _LISTS.items():
        last = len(ANSWER_LABELS) if column == "C" else len(KIND_LABELS)
        book.defined_names[name] = DefinedName(name, attr_text=f"'{KEYS_SHEET}'!${column}$1:${column}${last}")
    _write_answer(answer, form)
    _write_opinions(opinions, last_label=len(form.provisions) + 2)
    _write_draft(draft, form)
    for number, line in enumerate(GUIDE, start=1):
        put(guide, number, 1, line, bold=number == 1)
    guide.column_dimensions["A"].width = 110
    for sheet in (answer, opinions, draft, guide):
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.creator = ""
    book.properties.title = f"{TITLE}: {form.document_subject}"
    book.properties.identifier = form.token
    book.properties.keywords = keywords(form.keys)
    for name, value in (("MaBieu", form.token), ("MaDot", form.round_key), ("MaBan", form.version_key)):
        book.custom_doc_props.append(StringProperty(name=name, value=_text(value)))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def put(sheet: Any, row: int, column: int, text: str, *, bold: bool = False, edged: bool = False) -> Any:
    """This will set a cell to a text that is never computed, wrapped, and return the cell."""
    cell = sheet.cell(row, column)
    cell.value = _text(text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    if edged:
        cell.border = _EDGES
    return cell


def _text(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]


def _headings(sheet: Any, row: int, headings: Sequence[str]) -> None:
    for column, heading in enumerate(headings, start=1):
        put(sheet, row, column, heading, bold=True, edged=True).fill = _HEAD


def _write_keys(sheet: Any, form: FormFor) -> None:
    kept = ((TOKEN, form.token), (ROUND_KEY, form.round_key), (VERSION_KEY, form.version_key))
    for row, (label, value) in enumerate((*kept, (UNIT_CODE, form.unit_code)), start=1):
        put(sheet, row, 1, label)
        put(sheet, row, 2, value)
    for column, labels in ((3, ANSWER_LABELS.values()), (4, KIND_LABELS.values())):
        for row, label in enumerate(labels, start=1):
            put(sheet, row, column, label)
    sheet.sheet_state = "hidden"


def _write_answer(sheet: Any, form: FormFor) -> None:
    title = put(sheet, 1, 1, TITLE)
    title.font, title.alignment = Font(bold=True, size=14), Alignment(vertical="top")
    sheet.row_dimensions[1].height = 24
    row = 2
    for row, (label, value) in enumerate(facts(form), start=2):
        put(sheet, row, 1, label, bold=True)
        put(sheet, row, 2, value)
    row += 2
    put(sheet, row - 1, 2, CHOOSE_ONE)
    put(sheet, row, 1, ANSWER, bold=True)
    put(sheet, row, 2, "", edged=True).fill = _TO_FILL
    sheet.cell(row, 2).value = None
    _choice(sheet, "bieu_tra_loi", f"B{row}")
    if form.questions:
        _headings(sheet, row + 2, QUESTION_HEADINGS)
    for number, question in enumerate(form.questions, start=1):
        at = row + 2 + number
        put(sheet, at, 1, str(number), edged=True)
        put(sheet, at, 2, question, edged=True)
        sheet.cell(at, 3).fill, sheet.cell(at, 3).border = _TO_FILL, _EDGES
        sheet.cell(at, 3).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 18), ("B", 60), ("C", 60)):
        sheet.column_dimensions[letter].width = width


def _choice(sheet: Any, source: str, cells: str) -> None:
    """Offer a list in `cells`; another text may still be typed."""
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    choice.add(cells)


def _write_opinions(sheet: Any, *, last_label: int) -> None:
    _headings(sheet, 1, [HEADINGS[column] for column in _COLUMNS])
    for at, column in enumerate(_COLUMNS, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 12)
        sheet.column_dimensions[letter].number_format = "@"
    for row in range(2, READY_ROWS + 2):
        sheet.cell(row, 1).value = row - 1
        for at, column in enumerate(_COLUMNS, start=1):
            cell = sheet.cell(row, at)
            cell.border = _EDGES
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if column not in (Column.NUMBER, Column.CODE):
                cell.number_format = "@"
        put(sheet, row, len(_COLUMNS), str(row - 1))
    sheet.column_dimensions[get_column_letter(len(_COLUMNS))].hidden = True
    _choice(sheet, f"'{DRAFT_SHEET}'!$A$2:$A${last_label}", f"B2:B{_CHECKED_ROWS}")
    _choice(sheet, "bieu_loai", f"C2:C{_CHECKED_ROWS}")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{READY_ROWS + 1}"
    sheet.print_title_rows = "1:1"


def _write_draft(sheet: Any, form: FormFor) -> None:
    _headings(sheet, 1, DRAFT_HEADINGS)
    rows = [(WHOLE_LABEL, WHOLE_WORDS, "")]
    rows += [(each.label, each.words, each.path) for each in form.provisions]
    for row, texts in enumerate(rows, start=2):
        for column, text in enumerate(texts, start=1):
            put(sheet, row, column, text, edged=True)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 110
    sheet.column_dimensions["C"].hidden = True
    sheet.freeze_panes = "A2"
