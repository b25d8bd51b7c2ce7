"""Annex tables found in a paper: titled, joined over page breaks, their columns and rows named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions.tables.columns import (
    Column,
    TableKind,
    clean_cell,
    find_heading,
    join_heading,
    name_columns,
)
from dongbo.engines.provisions.tables.rows import AnnexTable, horizon_of, read_rows
from dongbo.engines.vietnamese import fold

_ANNEX = re.compile(
    r"(?i)^\W*(?:phụ lục|phụ biểu|biểu mẫu|biểu|bảng)(?:\s+số)?"
    r"(?:\s*(?P<number>[IVXLC]+|\d+[a-zđ]?|[A-Z])\b|(?=\W*$))(?P<rest>.*)$"
)
_BESIDE_TITLE = re.compile(r"^\W*(?:kèm theo|ban hành kèm|đơn vị(?: tính)?\s*:|\d+$)")
_TITLE_LINES = 12
_LONGEST_TITLE_LINE = 400


def read_annex_tables(paper: Paper) -> list[AnnexTable]:
    """This will return the tables of a paper that have a heading, in order, each row with its cells named.

    A table that goes on over a page, with its heading repeated or without one, is one table. Tables without a
    recognisable heading (the title block, the signatures) are left out.
    """
    tables: list[_Gathered] = []
    before: list[Line] = []
    for block in paper.blocks:
        if isinstance(block, Line):
            before.append(block)
            continue
        _gather(block, before, tables)
        before = []
    return [table.finish() for table in tables]


@dataclass(slots=True)
class _Gathered:
    """A table being put together from the pieces a page break left."""

    number: int
    annex: str
    title: str
    headings: list[str]
    kind: TableKind
    columns: tuple[Column, ...]
    rows: list[tuple[int, Sequence[str]]] = field(default_factory=list)

    def finish(self) -> AnnexTable:
        years = [column.horizon for column in self.columns if column.key == "result" and column.horizon]
        horizon = years[0] if years else horizon_of(self.title)
        rows = read_rows(self.rows, self.columns, horizon=horizon)
        return AnnexTable(self.kind, self.number, self.title, self.annex, self.columns, rows)


def _gather(table: Table, before: Sequence[Line], tables: list[_Gathered]) -> None:
    first, past = find_heading(table.rows)
    numbered: list[tuple[int, Sequence[str]]] = [(table.number + at, row) for at, row in enumerate(table.rows)]
    annex, title = _title(before)
    if not past:
        if tables and not title and len(table.rows[0]) == len(tables[-1].headings):
            tables[-1].rows.extend(numbered)
        return
    headings = join_heading(table.rows[first:past])
    if tables and not title and list(map(fold, headings)) == list(map(fold, tables[-1].headings)):
        tables[-1].rows.extend(numbered[past:])
        return
    if first and not title:
        title = " ".join(clean_cell(cell) for row in table.rows[:first] for cell in row if clean_cell(cell))
    kind, columns = name_columns(headings)
    tables.append(_Gathered(table.number, annex, title, headings, kind, columns, numbered[past:]))


def _title(before: Sequence[Line]) -> tuple[str, str]:
    """Return (annex number, title) from the lines above: all after "PHỤ LỤC …", else the last line."""
    texts = [text for line in before if (text := clean_cell(line.text).strip("# "))][-_TITLE_LINES:]
    labels = [at for at, text in enumerate(texts) if _ANNEX.match(text)]
    if not labels:
        last = next((text for text in reversed(texts) if not _BESIDE_TITLE.match(fold(text))), "")
        return "", last if len(last) <= _LONGEST_TITLE_LINE else ""
    match = _ANNEX.match(texts[labels[-1]])
    number, rest = (match["number"] or "", match["rest"].strip(" .:-–")) if match else ("", "")
    words = [rest, *(text for text in texts[labels[-1] + 1 :] if not _BESIDE_TITLE.match(fold(text)))]
    return number, " ".join(filter(None, words))
