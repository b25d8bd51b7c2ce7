"""Matrices and receipts for the tests, and the files read back."""

import datetime
import re
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from hypothesis import strategies as st
from lxml import etree

from dongbo.engines.consultation_papers import Head, Matrix, MatrixRow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = Head(
    "Bộ Thử nghiệm",
    governing_body="Chính phủ",
    place="Hà Nội",
    date=datetime.date(2026, 2, 5),
    signer_titles=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    signer="Trần Văn Mẫu",
    recipients=("Lãnh đạo Bộ;", "Lưu: VT, PC."),
)
TITLE = (
    "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI ĐỐI VỚI DỰ THẢO KẾ HOẠCH CHUYỂN ĐỔI SỐ"
)
OPENING = (
    "Tổng số 1.500 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến, tham vấn/góp ý, phản biện xã hội "
    "và tổng số 3 ý kiến nhận được."
)
FOLLOWS = "Kết quả cụ thể như sau:"
HEADINGS = ["NHÓM VẤN ĐỀ / ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"]
ROWS = (
    MatrixRow(
        1,
        "Khoản 2 Điều 5: tỷ lệ hồ sơ trực tuyến",
        ("Sở A", "Ủy ban B"),
        "Cần nêu rõ lộ trình.",
        quote="đạt 80% hồ sơ",
        proposed="đạt ít nhất 85% hồ sơ",
        kind="substance",
        outcome="partly",
        response="Đã bổ sung lộ trình",
        reason="Nguồn lực chỉ bảo đảm từ năm 2027",
        place_now="khoản 3 Điều 6",
    ),
    MatrixRow(2, "", ("Viện C",), "Thống nhất thuật ngữ.", kind="wording", outcome="accepted", response="Đã rà soát"),
    MatrixRow(3, "Điều 9: trách nhiệm", ("Sở A",), "Bỏ khoản 2.", kind="technique"),
)
OFFICIAL = [
    [
        "Khoản 2 Điều 5: tỷ lệ hồ sơ trực tuyến",
        "Sở A\nỦy ban B",
        "(1) Cần nêu rõ lộ trình.\nTrích dự thảo: “đạt 80% hồ sơ”\nĐề nghị sửa thành: đạt ít nhất 85% hồ sơ",
        "Tiếp thu một phần: Đã bổ sung lộ trình\nLý do: Nguồn lực chỉ bảo đảm từ năm 2027\n"
        "Thể hiện tại Dự thảo lần 3: khoản 3 Điều 6",
    ],
    ["Toàn bộ dự thảo", "Viện C", "(2) Thống nhất thuật ngữ.", "Tiếp thu: Đã rà soát"],
    ["Điều 9: trách nhiệm", "Sở A", "(3) Bỏ khoản 2.", "Chưa giải trình."],
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@a",
        "<w:tr/>",
        "</w:t>&amp;",
        "👩‍💻 đồng ý",
        "\t a \r\n b\v\fc",
        "_x000D_",
        "  hai  đầu  ",
    ]
)


def matrix(rows: Sequence[MatrixRow] = ROWS, *, silent: tuple[str, ...] = ("Sở D", "Sở E")) -> Matrix:
    return Matrix(HEAD, "dự thảo Kế hoạch chuyển đổi số", "Dự thảo lần 3", 1500, 3, iter(rows), silent)


def many(count: int) -> list[MatrixRow]:
    return [MatrixRow(at, f"Điều {at}", (f"Đơn vị {at}",), f"Ý kiến thứ {at}") for at in range(1, count + 1)]


def kept(text: str) -> str:
    """What an office file can hold of a text, by the letter of XML 1.0."""
    text = re.sub("\r\n|[\r\v\f]", "\n", text)
    return "".join(
        sign
        for sign in text
        if sign in "\t\n" or "\x20" <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
    )


def body_of(data: bytes) -> etree._Element:
    with ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return body


def paragraphs_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def table_of(data: bytes, *, columns: int) -> list[list[str]]:
    """The rows of the one table of so many columns, as python-docx reads them."""
    (table,) = (table for table in Document(BytesIO(data)).tables if len(table.columns) == columns)
    return [[cell.text for cell in row.cells] for row in table.rows]
