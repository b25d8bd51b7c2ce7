"""A long table as PDF, set by Typst in parts of so many rows, so that memory does not grow with the table."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from dongbo.engines.consultation_papers.model import Progress, plain
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.decree30.ruled import is_short
from dongbo.engines.decree30.typeset import TEMPLATE, template_data

_TABLE = Path(__file__).with_name("table.typ")
_ROWS_OF_A_PART = 500
_KEPT_BY_TYPST = 10
"""Typst keeps what it worked out for so many papers: 1.2 GB of a table of 20,000 rows."""


def write_table_pdf(paper: TablePaper, progress: Progress | None = None) -> bytes:
    """Return the PDF of `paper`, in the same layout as its Word file.

    A table of many rows is set part by part, each on a new page and counted on; only one that is set at once carries
    the tags by which a screen reader knows its rows.
    """
    fonts = typst.Fonts()
    rows, written = iter(paper.rows), 0
    part, following = _next(rows), _next(rows)
    if not following:
        pdf = _set(paper, _Part(part), fonts)
        _tell(progress, len(part))
        return pdf
    whole = pypdfium2.PdfDocument.new()
    while part:
        pdf = _set(paper, _Part(part, first_page=len(whole) + 1, closes=not following, alone=False), fonts)
        _append(whole, pdf)
        _forget(fonts)
        written += len(part)
        _tell(progress, written)
        part, following = following, _next(rows)
    return _saved(whole)


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows set at once: the first opens the paper, the last closes it."""

    rows: list[Cells]
    first_page: int = 1
    closes: bool = True
    alone: bool = True


def _next(rows: Iterator[Cells]) -> list[Cells]:
    return list(islice(rows, _ROWS_OF_A_PART))


def _tell(progress: Progress | None, written: int) -> None:
    if progress is not None:
        progress(written)


def _set(paper: TablePaper, part: _Part, fonts: typst.Fonts) -> bytes:
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
    inputs = {"paper": template_data(paper.document), "table": table}
    files: Any = {"main.typ": _TABLE.read_bytes(), "template.typ": TEMPLATE.read_bytes()}  # its stubs know one file
    pdf: bytes = typst.compile(
        files,
        format="pdf",
        font_paths=fonts,
        sys_inputs={name: json.dumps(data, ensure_ascii=False) for name, data in inputs.items()},
        pdf_tags=part.alone,
    )
    return pdf


def _forget(fonts: typst.Fonts) -> None:
    """Set empty papers until Typst has let go of the last part."""
    for _ in range(_KEPT_BY_TYPST + 1):
        typst.compile(b"", format="pdf", font_paths=fonts)


def _numbered(paper: TablePaper) -> Iterator[str]:
    for ordinal, line in enumerate(paper.after, start=1):
        yield f"{ordinal}. {plain(line)}"


def _append(whole: pypdfium2.PdfDocument, pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as part:
        whole.import_pages(part)


def _saved(whole: pypdfium2.PdfDocument) -> bytes:
    held = BytesIO()
    whole.save(held)
    whole.close()
    return held.getvalue()
