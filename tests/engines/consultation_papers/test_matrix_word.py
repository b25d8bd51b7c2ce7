"""The official table as a Word file: read back with python-docx and opened by LibreOffice."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dongbo.engines.consultation_papers import MatrixRow, write_matrix_docx
from tests.engines.consultation_papers.samples import (
    ANY_TEXT,
    FOLLOWS,
    HEADINGS,
    OFFICIAL,
    OPENING,
    TITLE,
    W,
    body_of,
    kept,
    many,
    matrix,
    paragraphs_of,
    table_of,
)


def test_title_opening_lines_and_rows_are_those_of_the_official_table() -> None:
    data = write_matrix_docx(matrix())
    shown = [line for line in paragraphs_of(data) if line]
    assert shown == [
        TITLE, "Dự thảo lần 3", OPENING, FOLLOWS, "Cơ quan, tổ chức, cá nhân không gửi ý kiến (2):", "1. Sở D",
        "2. Sở E",
    ]  # fmt: skip
    assert table_of(data, columns=4) == [HEADINGS, *OFFICIAL]


def test_where_all_answered_the_paper_says_so() -> None:
    lines = paragraphs_of(write_matrix_docx(matrix(silent=())))
    assert "Tất cả cơ quan, tổ chức, cá nhân được xin ý kiến đã gửi ý kiến." in lines


def test_head_and_signature_stand_as_on_any_official_paper() -> None:
    first, _, last = Document(BytesIO(write_matrix_docx(matrix()))).tables
    assert [line for line in first.cell(0, 0).text.split("\n") if line] == ["CHÍNH PHỦ", "BỘ THỬ NGHIỆM"]
    assert "Hà Nội, ngày 05 tháng 02 năm 2026" in first.cell(0, 1).text
    assert last.cell(0, 0).text.split("\n") == ["Nơi nhận:", "- Lãnh đạo Bộ;", "- Lưu: VT, PC."]
    assert last.cell(0, 1).text.split() == ["KT.", "BỘ", "TRƯỞNG", "THỨ", "TRƯỞNG", "Trần", "Văn", "Mẫu"]


def test_the_page_is_landscape_with_the_margins_of_the_decree() -> None:
    (page,) = Document(BytesIO(write_matrix_docx(matrix()))).sections
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [297, 210]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in margins] == [20, 20, 30, 15]
    assert page.page_width - page.left_margin - page.right_margin >= Mm(251)


def test_headings_are_repeated_and_only_long_rows_may_be_cut() -> None:
    rows = [*many(1), MatrixRow(2, "Điều 2", ("Sở A",), "rất dài " * 500), MatrixRow(3, "Điều 3", ("B",), "ngắn")]
    _, table, _ = body_of(write_matrix_docx(matrix(rows))).findall(f"{W}tbl")
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
    uncut = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")]
    assert repeated == [True, False, False, False]
    assert uncut == [True, True, False, True]


def test_a_very_long_table_goes_on_under_the_same_headings_on_a_new_page() -> None:
    told: list[int] = []
    body = body_of(write_matrix_docx(matrix(many(1001)), told.append))
    tables = [table for table in body.findall(f"{W}tbl") if len(table.findall(f"{W}tblGrid/{W}gridCol")) == 4]
    texts = [["".join(row.find(f"{W}tc").itertext()) for row in table.findall(f"{W}tr")] for table in tables]
    assert [len(rows) for rows in texts] == [501, 501, 2]
    assert [rows[0] for rows in texts] == [HEADINGS[0]] * 3
    assert [text for rows in texts for text in rows[1:]] == [f"Điều {at}" for at in range(1, 1002)]
    assert all(table.getprevious().find(f"{W}pPr/{W}pageBreakBefore") is not None for table in tables[1:])
    assert told == [*range(100, 1001, 100), 1001]


def test_an_empty_matrix_is_still_a_paper() -> None:
    assert table_of(write_matrix_docx(matrix([])), columns=4) == [HEADINGS]


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert write_matrix_docx(matrix()) == write_matrix_docx(matrix())


def test_an_opinion_of_a_hundred_thousand_signs_is_whole() -> None:
    opinion = "Đề nghị sửa “điểm a”; \n" * 4400
    _, row = table_of(write_matrix_docx(matrix([MatrixRow(1, "Điều 1", ("Sở A",), opinion)])), columns=4)
    assert row[2] == f"(1) {opinion}"


@settings(max_examples=60, deadline=None)
@given(opinion=ANY_TEXT, topic=ANY_TEXT, response=ANY_TEXT, units=st.lists(ANY_TEXT, min_size=1, max_size=3))
def test_no_sign_is_lost_and_none_breaks_the_file(opinion: str, topic: str, response: str, units: list[str]) -> None:
    row = MatrixRow(7, topic, tuple(units), opinion, outcome="accepted", response=response)
    data = write_matrix_docx(matrix([row]))
    _, cells = table_of(data, columns=4)
    assert cells[0] == (kept(topic).strip() or "Toàn bộ dự thảo")
    assert cells[1] == "\n".join(map(kept, units))
    assert cells[2] == f"(7) {kept(opinion)}"
    assert cells[3] == (f"Tiếp thu: {kept(response)}" if response.strip() else "Tiếp thu.")


def test_libreoffice_opens_the_file(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    source = tmp_path / "matrix.docx"
    source.write_bytes(write_matrix_docx(matrix(many(501))))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    pages = PdfReader(tmp_path / "matrix.pdf").pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert all("CHỦ THỂ GÓP Ý" in text for text in texts[:-1])
    assert [at for at in range(1, 502) if f"({at}) Ý kiến thứ {at}" not in " ".join(texts)] == []
