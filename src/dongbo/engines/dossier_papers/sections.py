"""Papers that are sections of one table each, under an official head."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dongbo.engines.consultation_papers.model import plain
from dongbo.engines.consultation_papers.tables import TablePaper
from dongbo.engines.decree30 import Column, OfficialDocument
from dongbo.engines.decree30.ruled import is_short, shared_out
from dongbo.engines.decree30.typeset import template_data
from dongbo.engines.decree30.wordml import text_width
from dongbo.engines.dossier_papers.model import Block, PartData


@dataclass(frozen=True, slots=True)
class Section:
    """A titled table; `none` stands in its place where it has no row, `note` above it, `after` beneath it.

    The rows are read once, in order.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    none: str = ""
    note: str = ""
    after: Sequence[str] = ()


def official_data(document: OfficialDocument) -> PartData:
    """Return the data of a paper that is an official document and nothing else."""
    return PartData({"paper": template_data(document)})


def sections_data(document: OfficialDocument, sections: Sequence[Section]) -> PartData:
    """Return the data of `sections` under the head of `document`."""
    width = text_width(document.rules)
    tables = [_table(section.columns, width) for section in sections]
    head: dict[str, Any] = {"paper": template_data(document), "tables": tables}
    return PartData(head, _blocks(sections, tables))


def table_data(paper: TablePaper) -> PartData:
    """Return the data of a paper that is one long table, with the lines after it."""
    after = [paper.after_heading, *(f"{ordinal}. {line}" for ordinal, line in enumerate(paper.after, start=1))]
    only = Section("", paper.columns, paper.rows, after=[line for line in after if line])
    return sections_data(paper.document, [only])


def _table(columns: Sequence[Column], width: int) -> dict[str, Any]:
    return {
        "headings": [column.heading for column in columns],
        "centred": [column.centred for column in columns],
        "widths": shared_out(columns, width),
    }


def _blocks(sections: Sequence[Section], tables: Sequence[dict[str, Any]]) -> Iterator[Block]:
    for at, section in enumerate(sections):
        if section.title:
            yield {"heading": plain(section.title)}
        if section.note:
            yield {"text": plain(section.note)}
        empty = True
        for row in section.rows:
            cells = [plain(cell) for cell in row]
            yield {"table": at, "cells": cells, "short": is_short(cells, tables[at]["widths"])}
            empty = False
        if empty and section.none:
            yield {"text": plain(section.none)}
        for line in section.after:
            yield {"text": plain(line)}
