"""An opinion form as a Word file."""

import io
from collections.abc import Iterator, Sequence

from docx import Document
from docx.shared import Mm, Pt
from lxml import etree

from dongbo.engines.decree30.wordml import Element, data_table, paragraph, printable, run, w
from dongbo.engines.opinion_forms.columns import HEADINGS, Column
from dongbo.engines.opinion_forms.form import ANSWER_LABELS, FormFor, FormKeys
from dongbo.engines.opinion_forms.word_reading import hidden_code
from dongbo.engines.opinion_forms.wording import (
    ANSWER,
    DRAFT_BELOW,
    DRAFT_HEADINGS,
    GUIDE,
    OPINIONS_BELOW,
    QUESTION_HEADINGS,
    QUESTIONS_BELOW,
    TICK_ONE,
    TITLE,
    WHOLE_LABEL,
    WHOLE_WORDS,
    facts,
    keywords,
)

READY_ROWS = 30
_WIDE = 15_100
_PROPERTY_SIGNS = 255
_WIDTHS = {
    Column.NUMBER: 700, Column.PLACE: 2_200, Column.KIND: 1_300, Column.QUOTE: 3_300, Column.TEXT: 4_200,
    Column.PROPOSED: 3_400,
}  # fmt: skip


def write_docx(form: FormFor) -> bytes:
    """Return the form as a Word file: whose it is, the answer, the questions, the opinions and the draft to read.

    Its token and keys stand in the file's properties and printed in the first table; the code of a row is hidden in
    its first cell.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(3)
    body = document.element.body
    for element in _blocks(form):
        body.insert(len(body) - 1, element)
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.title = printable(f"{TITLE}: {form.document_subject}")[:_PROPERTY_SIGNS]
    properties.identifier = printable(form.token)[:_PROPERTY_SIGNS]
    kept = keywords(form.keys)
    properties.keywords = kept if len(kept) <= _PROPERTY_SIGNS else keywords(FormKeys(form.token))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _blocks(form: FormFor) -> Iterator[Element]:
    yield paragraph(run(TITLE, bold=True, size=14), align="center")
    yield _table([*facts(form), (ANSWER, TICK_ONE)], [3_600, _WIDE - 3_600])
    yield paragraph()
    yield _table([(label, "") for label in ANSWER_LABELS.values()], [3_600, 1_500])
    if form.questions:
        yield paragraph(run(QUESTIONS_BELOW, bold=True), gap=8)
        rows = [(str(number), question, "") for number, question in enumerate(form.questions, start=1)]
        yield _table(rows, [700, 6_400, 8_000], headings=QUESTION_HEADINGS)
    yield paragraph(run(OPINIONS_BELOW, bold=True), gap=8)
    yield _opinions()
    yield paragraph(run(GUIDE[0], bold=True), gap=8)
    yield from (paragraph(run(line)) for line in GUIDE[1:])
    yield paragraph(run(DRAFT_BELOW, bold=True), gap=8)
    draft = [(WHOLE_LABEL, WHOLE_WORDS), *((each.label, each.words) for each in form.provisions)]
    yield _table(draft, [2_800, _WIDE - 2_800], headings=DRAFT_HEADINGS[:2])
    yield paragraph()


def _opinions() -> Element:
    headings = [HEADINGS[column] for column in _WIDTHS]
    rows = [_row(headings, header=True)]
    for number in range(1, READY_ROWS + 1):
        code = w("r", w("rPr", w("vanish")))
        words = etree.SubElement(code, w("t").tag)
        words.text = hidden_code(str(number))
        first = w("tc", w("p", run(str(number)), code))
        rows.append(w("tr", first, *(w("tc", w("p")) for _ in headings[1:])))
    return data_table(rows, list(_WIDTHS.values()))


def _table(rows: Sequence[Sequence[str]], widths: list[int], *, headings: Sequence[str] = ()) -> Element:
    head = [_row(headings, header=True)] if headings else []
    return data_table([*head, *(_row(row) for row in rows)], widths)


def _row(cells: Sequence[str], *, header: bool = False) -> Element:
    properties = w("trPr", w("tblHeader")) if header else None
    return w("tr", properties, *(w("tc", w("p", run(cell, bold=header))) for cell in cells))
