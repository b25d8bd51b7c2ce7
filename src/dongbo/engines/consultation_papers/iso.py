"""The matrix in the columns of the ISO/IEC table of comments.

Our kinds become its three types: an opinion on the substance is technical (te); one on drafting technique or on
wording is editorial (ed), since what we call technique is how a paper is laid out and drafted; one on the whole draft
is general (ge), whatever its kind. Our papers count no lines, so that column stays empty; the quotation tells the
place within the clause.
"""

from collections.abc import Iterator

from dongbo.engines.consultation_papers.model import Head, Matrix, MatrixRow, Progress, plain
from dongbo.engines.consultation_papers.sheets import Book
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.consultation_papers.word import write_table_docx
from dongbo.engines.consultation_papers.wording import answer, consultees, topic
from dongbo.engines.decree30 import Column

ISO_COLUMNS = (
    Column("MB/NC", 14),
    Column("Line number", 11),
    Column("Clause/ Subclause", 16),
    Column("Paragraph/ Figure/ Table", 16),
    Column("Type of comment (ge/te/ed)", 15),
    Column("Comments", 33),
    Column("Proposed change", 27),
    Column("Observations of the secretariat", 32),
)
_TYPES = {"substance": "te", "technique": "ed", "wording": "ed"}
_TITLE = "Template for comments and secretariat observations"
_LEGEND = "MB/NC: cơ quan, tổ chức, cá nhân góp ý; ge: ý kiến chung; te: nội dung; ed: kỹ thuật trình bày, câu chữ."


def iso_type(row: MatrixRow) -> str:
    """Return "ge", "te" or "ed"."""
    return _TYPES[row.kind] if row.topic.strip() else "ge"


def iso_cells(row: MatrixRow, draft_label: str) -> Cells:
    """Return the eight cells of the ISO table."""
    quote = f"“{plain(row.quote)}”" if row.quote.strip() else ""
    return (
        consultees(row), "", topic(row), quote, iso_type(row), plain(row.opinion), plain(row.proposed),
        answer(row, draft_label),
    )  # fmt: skip


def write_iso_docx(matrix: Matrix, progress: Progress | None = None) -> bytes:
    """Return the matrix as a Word file in the ISO columns, without the head of a State paper."""
    document = Head(issuer="").landscape(title=_TITLE, subject="\n".join(_about(matrix)), opening=(_LEGEND,))
    return write_table_docx(TablePaper(document, ISO_COLUMNS, _rows(matrix)), progress)


def write_iso_xlsx(matrix: Matrix, progress: Progress | None = None) -> bytes:
    """Return the matrix as a workbook in the ISO columns."""
    book = Book()
    sheet = book.sheet("Comments", ISO_COLUMNS, above=(_TITLE, *_about(matrix), _LEGEND))
    for written, cells in enumerate(_rows(matrix), start=1):
        sheet.append(cells)
        if progress is not None:
            progress(written)
    return book.saved()


def _about(matrix: Matrix) -> list[str]:
    dated = matrix.head.date.isoformat() if matrix.head.date else ""
    named = (("Document", matrix.subject), ("Version", matrix.draft_label), ("Date", dated))
    return [f"{name}: {value}" for name, value in named if value]


def _rows(matrix: Matrix) -> Iterator[Cells]:
    for row in matrix.rows:
        yield iso_cells(row, matrix.draft_label)
