"""The official table of opinions and answers, as Word, PDF and Excel."""

from collections.abc import Iterator

from dongbo.engines.consultation_papers.model import KINDS, NO_ANSWER, OUTCOMES, Matrix, MatrixRow, Progress
from dongbo.engines.consultation_papers.sheets import Book
from dongbo.engines.consultation_papers.tables import Cells, TablePaper
from dongbo.engines.consultation_papers.typeset import write_table_pdf
from dongbo.engines.consultation_papers.word import write_table_docx
from dongbo.engines.consultation_papers.wording import (
    answer,
    consultees,
    opening,
    opinion,
    silent_heading,
    title,
    topic,
)
from dongbo.engines.decree30 import Column

COLUMNS = (
    Column("NHÓM VẤN ĐỀ / ĐIỀU, KHOẢN", 20),
    Column("CHỦ THỂ GÓP Ý", 15),
    Column("NỘI DUNG GÓP Ý", 33),
    Column("NỘI DUNG TIẾP THU, GIẢI TRÌNH", 32),
)
_WORKING_COLUMNS = (
    Column("TT", 6),
    Column("Nhóm vấn đề / điều, khoản", 30),
    Column("Chủ thể góp ý", 26),
    Column("Loại ý kiến", 16),
    Column("Trích dự thảo", 34),
    Column("Ý kiến", 50),
    Column("Đề nghị sửa thành", 40),
    Column("Kết quả", 18),
    Column("Nội dung tiếp thu, giải trình", 50),
    Column("Lý do", 34),
    Column("Vị trí trong dự thảo", 26),
)
_SILENT_COLUMNS = (Column("TT", 6), Column("Cơ quan, tổ chức, cá nhân không gửi ý kiến", 70), Column("Trả lời", 20))
_CHARACTERS_OF_A_SHARE = 1.6


def write_matrix_docx(matrix: Matrix, progress: Progress | None = None) -> bytes:
    """Return the official table as a Word file, on landscape pages, with those who did not answer at its end."""
    return write_table_docx(matrix_table(matrix), progress)


def write_matrix_pdf(matrix: Matrix, progress: Progress | None = None) -> bytes:
    """Return the official table as PDF, in the layout of its Word file."""
    return write_table_pdf(matrix_table(matrix), progress)


def write_matrix_xlsx(matrix: Matrix, progress: Progress | None = None) -> bytes:
    """Return a workbook: the official table, the same rows with every part in a column of its own, the silent."""
    book = Book()
    above = (title(matrix), matrix.draft_label, *opening(matrix))
    official = book.sheet("Bản tổng hợp", _wide(COLUMNS), above=above)
    working = book.sheet("Chi tiết", _WORKING_COLUMNS)
    for written, row in enumerate(matrix.rows, start=1):
        official.append(official_cells(row, matrix.draft_label))
        working.append(_working_cells(row))
        if progress is not None:
            progress(written)
    silent = book.sheet("Không gửi ý kiến", _SILENT_COLUMNS)
    for ordinal, unit in enumerate(matrix.silent_units, start=1):
        silent.append((ordinal, unit, NO_ANSWER))
    return book.saved()


def official_cells(row: MatrixRow, draft_label: str) -> Cells:
    """Return the four cells of the official table."""
    return topic(row), consultees(row), opinion(row), answer(row, draft_label)


def _working_cells(row: MatrixRow) -> tuple[str | int, ...]:
    return (
        row.ordinal, topic(row), consultees(row), KINDS[row.kind], row.quote, row.opinion, row.proposed,
        OUTCOMES[row.outcome], row.response, row.reason, row.place_now,
    )  # fmt: skip


def matrix_table(matrix: Matrix) -> TablePaper:
    """Return the official table under its head, its rows still to be read."""
    return TablePaper(
        matrix.head.landscape(title=title(matrix), subject=matrix.draft_label, opening=opening(matrix)),
        COLUMNS,
        _rows(matrix),
        after_heading=silent_heading(matrix),
        after=matrix.silent_units,
    )


def _rows(matrix: Matrix) -> Iterator[Cells]:
    for row in matrix.rows:
        yield official_cells(row, matrix.draft_label)


def _wide(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    return tuple(Column(column.heading, round(column.share * _CHARACTERS_OF_A_SHARE)) for column in columns)
