"""A long table as a Word file: its rows go as text straight into the archive, never through a tree of the whole."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import IO
from xml.sax.saxutils import escape

from dongbo.engines.consultation_papers.model import Progress, plain
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.decree30.passages import Style
from dongbo.engines.decree30.ruled import is_short
from dongbo.engines.decree30.word import foot, head
from dongbo.engines.decree30.wordml import (
    Element,
    data_table,
    flat_paragraph,
    package,
    paragraph,
    run,
    section,
    w,
)

_DOCUMENT = "word/document.xml"
_ROWS_HERE = b"<w:tr/>"
_ROWS_OF_A_PART = 500
"""LibreOffice needs time in the square of a table's rows: 61 s for 5,000. A longer table goes on in a new one, on a new
page and under the same headings, so that a reader sees one."""
_NEXT_PART = (
    '</w:tbl><w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_BATCH = 100


def write_table_docx(paper: TablePaper, progress: Progress | None = None) -> bytes:
    """Return the Word file of `paper`.

    The headings stand on every page; a row is cut between pages only where it is long.
    """
    frame = zipfile.ZipFile(BytesIO(_frame(paper)))
    packed = BytesIO()
    with frame, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in frame.infolist():
            if part.filename != _DOCUMENT:
                archive.writestr(part, frame.read(part), zipfile.ZIP_DEFLATED)
                continue
            before, after = frame.read(part).split(_ROWS_HERE)
            target = zipfile.ZipInfo(part.filename, part.date_time)
            target.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(target, "w") as document:
                document.write(before)
                _write_rows(document, paper, before[before.rindex(b"<w:tbl>") :], progress)
                document.write(after)
    return packed.getvalue()


def _frame(paper: TablePaper) -> bytes:
    """Return the file with an empty row where the rows belong."""
    rules = paper.document.rules
    body = [
        *head(paper.document), data_table([w("tr")], paper.widths), *_after(paper), *foot(paper.document),
        flat_paragraph(), section(rules, restart=False),
    ]  # fmt: skip
    return package(body, rules, title=paper.title)


def _after(paper: TablePaper) -> Iterator[Element]:
    if paper.after_heading:
        yield paragraph(run(plain(paper.after_heading), bold=True), style=Style.TEXT)
    for ordinal, line in enumerate(paper.after, start=1):
        yield paragraph(run(f"{ordinal}. {plain(line)}"), style=Style.TEXT)


def _write_rows(document: IO[bytes], paper: TablePaper, opening: bytes, progress: Progress | None) -> None:
    """Write the rows in batches; a new part of the table opens with `opening` and the headings."""
    widths = paper.widths
    cell = _CellWriter(widths, paper.document.rules.sizes.table)
    headings = cell.headings([column.heading for column in paper.columns]).encode()
    document.write(headings)
    rows, written = iter(paper.rows), 0
    while batch := list(islice(rows, _BATCH)):
        if written and written % _ROWS_OF_A_PART == 0:
            document.write(_NEXT_PART.encode() + opening + headings)
        document.write("".join(map(cell.row, batch)).encode())
        written += len(batch)
        if progress is not None:
            progress(written)


class _CellWriter:
    """Rows of a table as WordprocessingML, of columns of fixed widths."""

    def __init__(self, widths: Sequence[int], size: float) -> None:
        self.widths = widths
        self.opened = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        self.look = f'<w:sz w:val="{round(size * 2)}"/>'

    def headings(self, cells: Sequence[str]) -> str:
        """Return the row that is repeated on every page."""
        centred = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/>{self.look}</w:rPr><w:t>'
        shown = (
            f"{opened}{centred}{escape(text)}</w:t></w:r></w:p></w:tc>"
            for opened, text in zip(self.opened, cells, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(shown)}</w:tr>"

    def row(self, cells: Cells) -> str:
        """Return one row, kept whole where it is short."""
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if is_short(cells, self.widths) else ""
        shown = (f"{opened}{self._lines(text)}</w:tc>" for opened, text in zip(self.opened, cells, strict=True))
        return f"<w:tr>{whole}{''.join(shown)}</w:tr>"

    def _lines(self, text: str) -> str:
        return "".join(map(self._line, escape(plain(text)).split("\n")))

    def _line(self, line: str) -> str:
        if not line:
            return "<w:p/>"
        words = '<w:t xml:space="preserve">' + line.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') + "</w:t>"
        return f"<w:p><w:r><w:rPr>{self.look}</w:rPr>{words}</w:r></w:p>"
