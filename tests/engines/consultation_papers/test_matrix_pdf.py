"""The official table as PDF, read back with pypdf."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from dongbo.engines.consultation_papers import Matrix, MatrixRow, write_matrix_pdf
from tests.engines.consultation_papers.samples import FOLLOWS, HEADINGS, OFFICIAL, OPENING, TITLE, many, matrix


def texts_of(paper: Matrix) -> list[str]:
    """The text of every page without its blanks, since lines are broken anew."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(write_matrix_pdf(paper))).pages]


def packed(text: str) -> str:
    return "".join(text.split())


def test_everything_of_the_official_table_stands_on_landscape_pages() -> None:
    data = write_matrix_pdf(matrix())
    page = PdfReader(BytesIO(data)).pages[0]
    assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == (297, 210)
    whole = "".join(texts_of(matrix()))
    wanted = [TITLE, "Dự thảo lần 3", OPENING, FOLLOWS, *HEADINGS, *(cell for row in OFFICIAL for cell in row)]
    wanted += ["Cơ quan, tổ chức, cá nhân không gửi ý kiến (2):", "1. Sở D", "2. Sở E", "Trần Văn Mẫu"]
    assert [text for text in wanted if packed(text) not in whole] == []


def test_headings_stand_on_every_page_of_the_table() -> None:
    first, *others = texts_of(matrix(many(60), silent=()))
    assert len(others) >= 2
    assert all(packed(HEADINGS[1]) in text for text in [first, *others])


def test_a_long_table_is_set_in_parts_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dongbo.engines.consultation_papers.typeset._ROWS_OF_A_PART", 20)
    told: list[int] = []
    data = write_matrix_pdf(matrix(many(60)), told.append)
    texts = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]
    assert told == [20, 40, 60]
    assert [text.startswith(str(at)) for at, text in enumerate(texts, start=1)] == [False, *(True for _ in texts[1:])]
    whole = "".join(texts)
    assert [at for at in range(1, 61) if whole.count(packed(f"({at}) Ý kiến thứ {at}")) != 1] == []
    assert whole.count(packed(TITLE)) == whole.count("TrầnVănMẫu") == whole.count(packed("2. Sở E")) == 1


def test_markup_in_a_text_is_only_text() -> None:
    rows = [MatrixRow(1, "#let x = 1", ("*Sở*",), '$a$ #import "x"', response="[a] // b", outcome="accepted")]
    whole = "".join(texts_of(matrix(rows)))
    assert [text for text in ("#letx=1", "*Sở*", '(1)$a$#import"x"', "Tiếpthu:[a]//b") if text not in whole] == []


def test_odd_signs_do_not_stop_the_setting() -> None:
    rows = [MatrixRow(1, "a\x00\x0b\ud800", ("👩‍💻",), "\ufffe" * 3 + "còn lại")]
    assert "(1)cònlại" in "".join(texts_of(matrix(rows)))
