"""The official table as a workbook, read back with openpyxl."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from dongbo.engines.consultation_papers import MatrixRow, write_matrix_xlsx
from tests.engines.consultation_papers.samples import (
    ANY_TEXT,
    FOLLOWS,
    HEADINGS,
    OFFICIAL,
    OPENING,
    TITLE,
    kept,
    matrix,
)


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def values(book: Workbook, name: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


def test_the_first_sheet_is_the_official_table() -> None:
    rows = values(opened(write_matrix_xlsx(matrix())), "Bản tổng hợp")
    assert [row[0] for row in rows[:4]] == [TITLE, "Dự thảo lần 3", OPENING, FOLLOWS]
    assert rows[4:] == [HEADINGS, *OFFICIAL]


def test_the_second_sheet_has_every_part_in_a_column_of_its_own() -> None:
    rows = values(opened(write_matrix_xlsx(matrix())), "Chi tiết")
    assert rows[1] == [
        1, "Khoản 2 Điều 5: tỷ lệ hồ sơ trực tuyến", "Sở A\nỦy ban B", "Nội dung", "đạt 80% hồ sơ",
        "Cần nêu rõ lộ trình.", "đạt ít nhất 85% hồ sơ", "Tiếp thu một phần", "Đã bổ sung lộ trình",
        "Nguồn lực chỉ bảo đảm từ năm 2027", "khoản 3 Điều 6",
    ]  # fmt: skip
    assert [row[3] for row in rows[2:]] == ["Câu chữ", "Kỹ thuật trình bày"]
    assert [row[7] for row in rows[2:]] == ["Tiếp thu", "Chưa giải trình"]


def test_the_third_sheet_names_the_silent() -> None:
    rows = values(opened(write_matrix_xlsx(matrix())), "Không gửi ý kiến")
    assert rows[1:] == [[1, "Sở D", "Không phản hồi"], [2, "Sở E", "Không phản hồi"]]


def test_headings_stay_in_sight_filter_and_are_printed_on_every_page() -> None:
    book = opened(write_matrix_xlsx(matrix()))
    official, working = book["Bản tổng hợp"], book["Chi tiết"]
    assert (official.freeze_panes, official.auto_filter.ref) == ("A6", "A5:D8")
    assert (working.freeze_panes, working.auto_filter.ref) == ("A2", "A1:K4")
    assert official.print_title_rows == "$5:$5"
    assert official.page_setup.orientation == "landscape"
    assert official["C6"].alignment.wrap_text
    assert [official.column_dimensions[letter].width for letter in "ABCD"] == [32, 24, 53, 51]


def test_what_looks_like_a_formula_is_a_text() -> None:
    row = MatrixRow(
        1, "=1+1", ("=cmd|' /C calc'!A0", "+2"), "x", response="-3", proposed="@SUM(A1)", outcome="accepted"
    )
    book = opened(write_matrix_xlsx(matrix([row])))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert book["Bản tổng hợp"]["A6"].value == "=1+1"
    assert book["Bản tổng hợp"]["A6"].quotePrefix
    assert [book["Chi tiết"][place].value for place in ("G2", "I2")] == ["@SUM(A1)", "-3"]


def test_what_is_too_long_for_a_cell_goes_on_beneath() -> None:
    opinion = "".join(chr(0x1F600 + at % 50) + "Đề nghị sửa." for at in range(7000))
    rows = values(opened(write_matrix_xlsx(matrix([MatrixRow(1, "Điều 1", ("Sở A",), opinion)]))), "Chi tiết")[1:]
    pieces = [str(row[5]) for row in rows]
    assert "".join(piece.removeprefix("(tiếp) ") for piece in pieces) == opinion
    assert len(pieces) == 3
    assert max(len(piece.encode("utf-16-le")) // 2 for piece in pieces) <= 32_767
    assert [row[0] for row in rows] == [1, None, None]


def test_a_text_that_reads_like_an_escape_is_escaped() -> None:
    data = write_matrix_xlsx(matrix([MatrixRow(1, "Điều 1", ("Sở A",), "dòng_x000D_hai")]))
    with ZipFile(BytesIO(data)) as archive:
        assert "_x005F_x000D_hai" in archive.read("xl/worksheets/sheet2.xml").decode()


@settings(max_examples=60, deadline=None)
@given(opinion=ANY_TEXT, quote=ANY_TEXT, reason=ANY_TEXT)
def test_no_sign_is_lost_and_none_breaks_the_file(opinion: str, quote: str, reason: str) -> None:
    row = MatrixRow(1, "Điều 1", ("Sở A",), opinion, quote=quote, reason=reason)
    (_, cells) = values(opened(write_matrix_xlsx(matrix([row]))), "Chi tiết")
    held = ["" if cell is None else str(cell).replace("_x005F_", "_") for cell in (cells[5], cells[4], cells[9])]
    assert held == [kept(text) for text in (opinion, quote, reason)]
