"""A Word form sent back: a last column that says of each row what became of it, its cells coloured."""

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from dongbo.engines.decree30.wordml import Element, paragraph, run, w
from dongbo.engines.opinion_forms.columns import HEADINGS, Column
from dongbo.engines.opinion_forms.form import RowFinding
from dongbo.engines.opinion_forms.marks import reasons_by_place, with_codes
from dongbo.engines.opinion_forms.rows import marked_code
from dongbo.engines.opinion_forms.tables import WrittenRow, opinion_tables, written_rows
from dongbo.engines.opinion_forms.word_reading import (
    MAIN,
    W,
    blocks,
    cells_of,
    hidden_code,
    open_body,
    read_contents,
    rows_of,
    spans,
    text_of,
    without_code,
)
from dongbo.engines.opinion_forms.wording import NOT_RECEIVED, RECEIVED

_BAD, _GOOD, _HEAD = "F8D7DA", "DFF0D8", "E8E4DC"
_RESULT_SHARE = 0.18
_AFTER_SHADE = {f"{W}{tag}" for tag in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")}


def mark_word(data: bytes, findings: Sequence[RowFinding], *, name: str) -> bytes:
    """Return the Word form with its rows marked; every other part of the file stays byte for byte as it is."""
    _, body = open_body(data, name=name)
    contents = read_contents(data, name=name)
    tables = opinion_tables(contents, name=name)
    elements = [block for block in blocks(body) if block.tag == f"{W}tbl"]
    rows = {table.number: list(rows_of(elements[table.number])) for table in tables}
    reasons = reasons_by_place(findings)
    written = with_codes(written_rows(tables, name=name))
    results = {row.grid_row.place: _result(row, code, reasons.pop(row.grid_row.place, "")) for row, code in written}
    for table in tables:
        column = table.layout.places.get(Column.RESULT)
        if column is None:
            _make_room(elements[table.number])
        for grid_row in table.grid.rows:
            row = rows[table.number][grid_row.number - 1]
            cell = _new_cell(row) if column is None else _cell_at(row, column)
            _say(cell, row, results.get(grid_row.place), is_heading=grid_row == table.heading)
    _say_elsewhere(body, reasons)
    return _with_body(data, body)


Result = tuple[str, str, str]


def _result(row: WrittenRow, code: str, reason: str) -> Result:
    """Return what to say of a row, its colour, and its code from now on."""
    return (reason, _BAD, code) if reason else (RECEIVED, _GOOD, marked_code(row.row, code))


def _say(cell: Element, row: Element, result: Result | None, *, is_heading: bool) -> None:
    text, colour, code = (HEADINGS[Column.RESULT], _HEAD, "") if is_heading else result or ("", "", "")
    for old in cell.findall(f"{W}p"):
        cell.remove(old)
    cell.append(w("p", run(text, bold=is_heading)))
    if colour:
        for each in (cell,) if is_heading else cells_of(row):
            _shade(each, colour)
    if code:
        _set_code(next(cells_of(row)), code)


def _set_code(cell: Element, code: str) -> None:
    """Put the hidden code into the first cell of a row, in place of the one it had."""
    for words in cell.iter(f"{W}t"):
        words.text = without_code(words.text or "")[0] if "⟦" in (words.text or "") else words.text
    hidden = w("r", w("rPr", w("vanish")), w("t"))
    hidden[1].text = hidden_code(code)
    last = cell.findall(f"{W}p")
    if not last:
        cell.append(w("p"))
        last = cell.findall(f"{W}p")
    last[-1].append(hidden)


def _shade(cell: Element, colour: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = w("tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}shd"):
        properties.remove(old)
    at = next((at for at, child in enumerate(properties) if child.tag in _AFTER_SHADE), len(properties))
    properties.insert(at, w("shd", val="clear", color="auto", fill=colour))


def _new_cell(row: Element) -> Element:
    """Add a cell at the end of a row that may leave its last columns out."""
    left_out = row.find(f"{W}trPr/{W}gridAfter")
    if left_out is not None:
        row.append(w("tc", w("tcPr", w("gridSpan", val=left_out.get(f"{W}val", "1"))), w("p")))
        left_out.set(f"{W}val", "0")
    cell = w("tc", w("p"))
    row.append(cell)
    return cell


def _cell_at(row: Element, column: int) -> Element:
    """Return the cell of a row that covers `column`, or a new one behind all."""
    found = next((cell for begin, end, cell in spans(row) if begin <= column < end), None)
    return _new_cell(row) if found is None else found


def _make_room(table: Element) -> None:
    """Add a column to the grid of a table, the others narrower by its share, so that it stays on the page."""
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    widths = [int(column.get(f"{W}w", "0") or 0) for column in grid]
    for column, width in zip(grid, widths, strict=True):
        column.set(f"{W}w", str(round(width * (1 - _RESULT_SHARE))))
    grid.append(w("gridCol", w=round(sum(widths) * _RESULT_SHARE)))
    for cell_width in table.iter(f"{W}tcW"):
        if cell_width.get(f"{W}type") == "dxa":
            narrower = float(cell_width.get(f"{W}w", "0") or 0) * (1 - _RESULT_SHARE)
            cell_width.set(f"{W}w", str(round(narrower)))


def _say_elsewhere(body: Element, reasons: dict[str, str]) -> None:
    """Put what is wrong outside the opinions on top of the paper, in place of what stood there before."""
    for block in list(blocks(body)):
        if block.tag == f"{W}p" and text_of(block).startswith(f"{NOT_RECEIVED} (") and block.getparent() is body:
            body.remove(block)
    for at, (place, reason) in enumerate(reasons.items()):
        body.insert(at, paragraph(run(f"{NOT_RECEIVED} ({place}): {reason}", bold=True)))


def _with_body(data: bytes, body: Element) -> bytes:
    main = etree.tostring(body.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, main if part.filename == MAIN else old.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
