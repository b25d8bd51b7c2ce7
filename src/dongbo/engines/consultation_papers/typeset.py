"""A long table as PDF, set by Typst in parts of so many rows, so that memory does not grow with the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dongbo.engines.consultation_papers.model import Progress, plain
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.decree30.ruled import is_short
from dongbo.engines.decree30.runs import Runs
from dongbo.engines.decree30.typeset import template_data

_TABLE = Path(__file__).with_name("table.typ")
_ROWS_OF_A_PART = 500


def write_table_pdf(paper: TablePaper, progress: Progress | None = None) -> bytes:
    """Return the PDF of `paper`, in the same layout as its Word file.

    A table of many rows is set part by part, each on a new page and counted on; only one that is set at once carries
    the tags by which a screen reader knows its rows. The same table gives the same bytes.
    """
    runs = Runs(_TABLE.read_bytes())
    rows, written = iter(paper.rows), 0
    part, following = _next(rows), _next(rows)
    if not following:
        runs.add(_inputs(paper, _Part(part)), alone=True)
        _tell(progress, len(part))
        return runs.saved()
    while part:
        runs.add(_inputs(paper, _Part(part, first_page=runs.pages + 1, closes=not following)), alone=False)
        written += len(part)
        _tell(progress, written)
        part, following = following, _next(rows)
    return runs.saved()


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows set at once: the first opens the paper, the last closes it."""

    rows: list[Cells]
    first_page: int = 1
    closes: bool = True


def _next(rows: Iterator[Cells]) -> list[Cells]:
    return list(islice(rows, _ROWS_OF_A_PART))


def _tell(progress: Progress | None, written: int) -> None:
    if progress is not None:
        progress(written)


def _inputs(paper: TablePaper, part: _Part) -> dict[str, Any]:
    widths = paper.widths
    table: dict[str, Any] = {
        "title": plain(paper.title),
        "first_page": part.first_page,
        "opens": part.first_page == 1,
        "closes": part.closes,
        "widths": widths,
        "headings": [column.heading for column in paper.columns],
        "rows": [{"cells": list(map(plain, cells)), "short": is_short(cells, widths)} for cells in part.rows],
        "after_heading": plain(paper.after_heading),
        "after": list(_numbered(paper)),
    }
    return {"paper": template_data(paper.document), "table": table}


def _numbered(paper: TablePaper) -> Iterator[str]:
    for ordinal, line in enumerate(paper.after, start=1):
        yield f"{ordinal}. {plain(line)}"
