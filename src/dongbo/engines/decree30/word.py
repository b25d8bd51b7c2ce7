"""An official paper as a Word file in the layout of Nghị định 30/2020/NĐ-CP or of the Party's guidance."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dongbo.engines.decree30.document import OfficialDocument, Signature, opens_in_italics
from dongbo.engines.decree30.passages import Passage, RowPassage, Style, passages
from dongbo.engines.decree30.ruled import Table, is_short
from dongbo.engines.decree30.rules import LayoutRules
from dongbo.engines.decree30.wordml import (
    NAMESPACE,
    Element,
    column_widths,
    data_table,
    flat_paragraph,
    keep_with_next,
    leading_on,
    package,
    paragraph,
    plain_table,
    rule,
    run,
    section,
    text_width,
    w,
)
from dongbo.engines.provisions import Node

_LEFT_SHARE = 0.38
_LETTER_WIDTH = 0.52  # the mean width of a letter in bold Times, as a part of its size
_ASIDE_OF_ISSUER = 0.35
_ASIDE_OF_SUBJECT = 0.4
_ASIDE_OF_DRAFT_MARK = 0.36
_SIGNATURE_ROOM = 4


def write_docx(document: OfficialDocument) -> bytes:
    """Return the Word file of `document`.

    A4 with the margins, sizes and boxes of the rule set of the paper's date: national title and motto with
    the line beneath, issuer, number, place and date, type, subject, opening, body, recipients and signature;
    the page number centred in the top margin and hidden on page 1; every annex on a new page, counted from 1
    again.
    """
    rules = document.rules
    first, *attached = document.parts
    body: list[Element] = [*head(document), *leading_on(lines_and_tables(document.body, rules)), *blocks(first, rules)]
    if body and document.has_foot:
        body.append(keep_with_next(body.pop()))
    body += foot(document)
    for at, nodes in enumerate(attached):
        body.append(w("p", w("pPr", section(rules, restart=at > 0))))
        body += blocks(nodes, rules)
    body += [flat_paragraph(), section(rules, restart=bool(attached))]
    return package(body, rules, title=document.subject)


def head(document: OfficialDocument) -> Iterator[Element]:
    """Yield everything above the first provision."""
    rules = document.rules
    width = text_width(rules)
    if document.has_head:
        left = round(width * _LEFT_SHARE)
        yield plain_table([_issuer(document, left), _national_title(document, width - left)], [left, width - left])
    if document.draft_mark:
        mark = run(document.draft_mark, bold=True, size=rules.sizes.type)
        yield paragraph(mark, align="center", gap=rules.gap, box_aside=round(width * _ASIDE_OF_DRAFT_MARK))
    if document.type:
        yield _centred(document.type.upper(), rules.sizes.type, bold=True, gap=rules.gap * 3)
        for line in document.subject.split("\n") if document.subject else ():
            yield _centred(line, rules.sizes.subject, bold=True)
        yield rule(round(width * _ASIDE_OF_SUBJECT))
    for line in document.addressee_lines:
        yield _centred(line, rules.sizes.body)
    for line in document.opening:
        yield paragraph(run(line, italic=opens_in_italics(line)), style=Style.TEXT)


def _issuer(document: OfficialDocument, width: int) -> list[Element]:
    rules, sizes = document.rules, document.rules.sizes
    lines = [_centred(document.governing_body.upper(), sizes.issuer)] if document.governing_body else []
    lines.append(_centred(document.issuer.upper(), sizes.issuer, bold=True))
    lines.append(_centred(rules.star, sizes.issuer) if rules.star else rule(round(width * _ASIDE_OF_ISSUER)))
    lines.append(_centred(document.numbered, sizes.number, gap=rules.gap))
    if not document.type and document.subject:
        lines.append(_centred(f"V/v {document.subject}", sizes.number, gap=rules.gap))
    return lines


def _national_title(document: OfficialDocument, width: int) -> list[Element]:
    rules, sizes = document.rules, document.rules.sizes
    lines = [_centred(rules.national_title, sizes.national_title, bold=True)]
    underlined, size = rules.national_title, sizes.national_title
    if rules.motto:
        underlined, size = rules.motto, sizes.motto
        lines.append(_centred(underlined, size, bold=True))
    lines.append(rule(max(round((width - len(underlined) * size * _LETTER_WIDTH * 20) / 2), 0)))
    dated = run(document.place_and_date, italic=True, size=sizes.place_and_date)
    lines.append(paragraph(dated, align="center", gap=rules.gap))
    return lines


def _centred(text: str, size: float, *, bold: bool = False, gap: float | None = None) -> Element:
    return paragraph(run(text, bold=bold, size=size), align="center", gap=gap)


def foot(document: OfficialDocument) -> Iterator[Element]:
    """Yield the recipients and the signature block, side by side."""
    if not document.has_foot:
        return
    rules, sizes = document.rules, document.rules.sizes
    recipients = list(_recipients(document)) if document.recipients else []
    signature = list(_signature(Signature(document.signer_titles, document.signer), sizes.signature))
    left: list[Element] = []
    for one in document.left_signatures:
        left += [*([paragraph()] if left else []), *_signature(one, sizes.signature)]
    half = text_width(rules) // 2
    yield keep_with_next(paragraph())
    if left:
        yield plain_table([[*map(keep_with_next, left)], signature], [half, half])
        yield from (keep_with_next(line) for line in (paragraph(), *recipients[:-1]))
        yield from recipients[-1:]
    else:
        yield plain_table([recipients or [paragraph()], signature], [half, half])


def _recipients(document: OfficialDocument) -> Iterator[Element]:
    rules, sizes = document.rules, document.rules.sizes
    yield paragraph(run(rules.recipients_label, bold=True, italic=True, size=sizes.recipients_label))
    for line in document.recipient_lines:
        yield paragraph(run(line, size=sizes.recipients))


def _signature(signature: Signature, size: float) -> Iterator[Element]:
    for title in signature.titles:
        yield _centred(title, size, bold=True)
    for _ in range(_SIGNATURE_ROOM):
        yield _centred("", size)
    yield _centred(signature.name, size, bold=True)


def lines_and_tables(body: Iterable[Passage | Table], rules: LayoutRules) -> Iterator[Element]:
    """Yield the paragraphs and tables that stand before the first provision."""
    for one in body:
        if isinstance(one, Table):
            yield _ruled_table(one, rules)
            yield flat_paragraph()
        else:
            yield text_paragraph(one)


def _ruled_table(table: Table, rules: LayoutRules) -> Element:
    size, widths = rules.sizes.table, table.widths(text_width(rules))
    headings = _headings([column.heading for column in table.columns], size)
    rows = [headings, *(_ruled_row(row, table, widths, size) for row in table.rows)]
    for line in rows if table.whole else ():
        for cell in line.iterchildren(f"{{{NAMESPACE}}}tc"):
            keep_with_next(cell[0])
    return data_table(rows, widths)


def _headings(names: Sequence[str], size: float) -> Element:
    cells = (w("tc", _centred(name, size, bold=True)) for name in names)
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _ruled_row(row: Sequence[str], table: Table, widths: Sequence[int], size: float) -> Element:
    cells = (
        w(
            "tc",
            *(paragraph(run(line, size=size), align="center" if column.centred else "") for line in cell.split("\n")),
        )
        for cell, column in zip(row, table.columns, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit")) if is_short(row, widths) else None, *cells)


def blocks(nodes: Sequence[Node], rules: LayoutRules) -> Iterator[Element]:
    """Yield the paragraphs and tables of `nodes` and all beneath them."""
    for is_row, group in groupby(passages(nodes), key=lambda passage: isinstance(passage, RowPassage)):
        if is_row:
            yield from _table(group, rules)
        else:
            yield from (text_paragraph(passage) for passage in group if isinstance(passage, Passage))


def text_paragraph(passage: Passage) -> Element:
    """Return the paragraph of one line of running text."""
    bold, rest = passage.text[: passage.bold], passage.text[passage.bold :]
    element = paragraph(*(run(text, bold=text is bold) for text in (bold, rest) if text), style=passage.style)
    return element if rest else keep_with_next(element)


def _table(rows: Iterable[Passage | RowPassage], rules: LayoutRules) -> Iterator[Element]:
    told = [row for row in rows if isinstance(row, RowPassage)]
    for _, table in groupby(told, key=lambda row: len(row.cells)):
        same_width = list(table)
        widths = column_widths([row.cells for row in same_width], text_width(rules))
        size = rules.sizes.table
        yield data_table(
            (_headings(row.cells, size) if row.is_heading else table_row(row.cells, size) for row in same_width), widths
        )
        yield flat_paragraph()


def table_row(cells: Sequence[str], size: float) -> Element:
    """Return one table row of plain cells."""
    return w("tr", *(w("tc", w("p", run(cell, size=size))) for cell in cells))
