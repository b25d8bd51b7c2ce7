"""The matrix in the ISO columns."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from dongbo.engines.consultation_papers import write_iso_docx, write_iso_xlsx
from tests.engines.consultation_papers.samples import matrix, paragraphs_of, table_of

HEADINGS = [
    "MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment (ge/te/ed)", "Comments",
    "Proposed change", "Observations of the secretariat",
]  # fmt: skip
ROWS = [
    [
        "Sở A\nỦy ban B", "", "Khoản 2 Điều 5: tỷ lệ hồ sơ trực tuyến", "“đạt 80% hồ sơ”", "te", "Cần nêu rõ lộ trình.",
        "đạt ít nhất 85% hồ sơ",
        "Tiếp thu một phần: Đã bổ sung lộ trình\nLý do: Nguồn lực chỉ bảo đảm từ năm 2027\n"
        "Thể hiện tại Dự thảo lần 3: khoản 3 Điều 6",
    ],
    ["Viện C", "", "Toàn bộ dự thảo", "", "ge", "Thống nhất thuật ngữ.", "", "Tiếp thu: Đã rà soát"],
    ["Sở A", "", "Điều 9: trách nhiệm", "", "ed", "Bỏ khoản 2.", "", "Chưa giải trình."],
]  # fmt: skip


def test_word_has_the_eight_columns_and_no_head_of_state() -> None:
    data = write_iso_docx(matrix())
    assert table_of(data, columns=8) == [HEADINGS, *ROWS]
    shown = [line for line in paragraphs_of(data) if line]
    assert shown[:4] == [
        "TEMPLATE FOR COMMENTS AND SECRETARIAT OBSERVATIONS", "Document: dự thảo Kế hoạch chuyển đổi số",
        "Version: Dự thảo lần 3", "Date: 2026-02-05",
    ]  # fmt: skip
    assert len(Document(BytesIO(data)).tables) == 1


def test_excel_has_the_same_rows() -> None:
    told: list[int] = []
    sheet = load_workbook(BytesIO(write_iso_xlsx(matrix(), told.append)))["Comments"]
    rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[5:] == [HEADINGS, *ROWS]
    assert told == [1, 2, 3]
