"""An official paper as PDF, set by Typst from a fixed template: texts are data to it, never markup."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from dongbo.engines.decree30.document import OfficialDocument, opens_in_italics
from dongbo.engines.decree30.passages import Passage, RowPassage, passages
from dongbo.engines.decree30.ruled import Table, is_short
from dongbo.engines.decree30.rules import LayoutRules
from dongbo.engines.decree30.wordml import column_widths, printable, text_width
from dongbo.engines.provisions import Node

TEMPLATE = Path(__file__).with_name("template.typ")
_LONG_WORD = 24
SUBSTITUTES = ("Liberation Serif", "Tinos", "Libertinus Serif")  # the last comes with Typst itself


def write_pdf(document: OfficialDocument) -> bytes:
    """Return the PDF of `document`, in the same layout as its Word file.

    Set in Times New Roman where the system has it, else in a face of the same metrics, else in Typst's own serif. The
    same document gives the same bytes: no moment is written into the file.
    """
    return write_template_pdf(template_data(document))


def write_template_pdf(data: dict[str, Any]) -> bytes:
    """Return the PDF of a paper as `template_data` told it, once or long ago."""
    pdf: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
    )
    return pdf


def template_data(document: OfficialDocument) -> dict[str, Any]:
    """Return what the template prints of `document`, in the shape the template reads."""
    rules = document.rules
    first, *attached = document.parts
    return {
        "title": printable(document.subject),
        "width": rules.paper[0],
        "height": rules.paper[1],
        "margins": asdict(rules.margins),
        "sizes": asdict(rules.sizes),
        "fonts": [rules.font, *SUBSTITUTES],
        "gap": rules.gap,
        "line_spacing": rules.line_spacing,
        "first_indent": rules.first_indent,
        "national_title": rules.national_title,
        "motto": rules.motto,
        "star": rules.star,
        "recipients_label": rules.recipients_label,
        **_fields(document),
        "body": [*(_ready(one, rules) for one in document.body), *_entries(first, rules)],
        "attached": [list(_entries(nodes, rules)) for nodes in attached],
    }


def _fields(document: OfficialDocument) -> dict[str, Any]:
    return {
        "has_head": document.has_head,
        "has_foot": document.has_foot,
        "governing_body": printable(document.governing_body.upper()),
        "issuer": printable(document.issuer.upper()),
        "number": printable(document.numbered),
        "place_and_date": printable(document.place_and_date),
        "draft_mark": printable(document.draft_mark),
        "type": printable(document.type.upper()),
        "subject": _lines(document.subject.split("\n") if document.subject else ()),
        "letter_subject": f"V/v {printable(document.subject)}" if document.subject and not document.type else "",
        "addressees": _lines(document.addressee_lines),
        "opening": [{"text": printable(line), "italic": opens_in_italics(line)} for line in document.opening],
        "recipients": _lines(document.recipient_lines),
        "signer_titles": _lines(document.signer_titles),
        "signer": printable(document.signer),
        "left_signatures": [
            {"titles": _lines(one.titles), "name": printable(one.name)} for one in document.left_signatures
        ],
    }


def _lines(lines: Iterable[str]) -> list[str]:
    return [printable(line) for line in lines]


def _ready(one: Passage | Table, rules: LayoutRules) -> dict[str, Any]:
    if isinstance(one, Passage):
        return _line(one)
    widths = one.widths(text_width(rules))
    return {
        "headings": [column.heading for column in one.columns],
        "centred": [column.centred for column in one.columns],
        "widths": widths,
        "whole": one.whole,
        "rows": [_row(row, widths) for row in one.rows],
    }


def _line(passage: Passage) -> dict[str, Any]:
    text = printable(passage.text)
    bold, rest = text[: passage.bold], text[passage.bold :]
    return {"style": passage.style.value, "bold": bold, "rest": rest, "long": _has_long_word(text)}


def _row(cells: Sequence[str], widths: Sequence[int]) -> dict[str, Any]:
    written = _lines(cells)
    return {"cells": written, "short": is_short(written, widths), "long": any(map(_has_long_word, written))}


def _has_long_word(text: str) -> bool:
    """Whether a word is longer than any of the language, so that it may have to be broken."""
    return any(len(word) >= _LONG_WORD for word in text.split())


def _entries(nodes: Sequence[Node], rules: LayoutRules) -> Iterator[dict[str, Any]]:
    for width, group in groupby(passages(nodes), key=_cell_count):
        if width:
            yield _told_table([passage for passage in group if isinstance(passage, RowPassage)], rules)
            continue
        for passage in group:
            if isinstance(passage, Passage):
                yield _line(passage)


def _told_table(rows: Sequence[RowPassage], rules: LayoutRules) -> dict[str, Any]:
    widths = column_widths([row.cells for row in rows], text_width(rules))
    headings = rows[0].cells if rows[0].is_heading else ()
    return {
        "headings": _lines(headings),
        "centred": [],
        "widths": widths,
        "rows": [_row(row.cells, widths) for row in rows if not row.is_heading],
    }


def _cell_count(passage: Passage | RowPassage) -> int:
    return len(passage.cells) if isinstance(passage, RowPassage) else 0
