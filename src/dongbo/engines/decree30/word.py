"""An official paper as a Word file in the layout of Nghị định 30/2020/NĐ-CP or of the Party's guidance."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dongbo.engines.decree30.document import OfficialDocument, opens_in_italics
from dongbo.engines.decree30.passages import Passage, RowPassage, Style, passages
from dongbo.engines.decree30.rules import LayoutRules
from dongbo.engines.decree30.wordml import (
    Element,
    column_widths,
    data_table,
    flat_paragraph,
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
    body: list[Element] = [*head(document), *blocks(first, rules), *foot(document)]
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
    recipients = [paragraph(run(rules.recipients_label, bold=True, italic=True, size=sizes.recipients_label))]
    recipients += [paragraph(run(line, size=sizes.recipients)) for line in document.recipient_lines]
    signature = [_centred(title, sizes.signature, bold=True) for title in document.signer_titles]
    signature += [_centred("", sizes.signature) for _ in range(_SIGNATURE_ROOM)]
    signature.append(_centred(document.signer, sizes.signature, bold=True))
    half = text_width(rules) // 2
    yield paragraph()
    yield plain_table([recipients if document.recipients else [paragraph()], signature], [half, half])


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
    return paragraph(*(run(text, bold=text is bold) for text in (bold, rest) if text), style=passage.style)


def _table(rows: Iterable[Passage | RowPassage], rules: LayoutRules) -> Iterator[Element]:
    cells = [row.cells for row in rows if isinstance(row, RowPassage)]
    for _, table in groupby(cells, key=len):
        same_width = list(table)
        widths = column_widths(same_width, text_width(rules))
        yield data_table((table_row(row, rules.sizes.table) for row in same_width), widths)
        yield flat_paragraph()


def table_row(cells: Sequence[str], size: float) -> Element:
    """Return one table row of plain cells."""
    return w("tr", *(w("tc", w("p", run(cell, size=size))) for cell in cells))
