"""The receipt of a unit."""

from io import BytesIO

from pypdf import PdfReader

from dongbo.engines.consultation_papers import Receipt, ReceiptOpinion, write_receipt_docx, write_receipt_pdf
from tests.engines.consultation_papers.samples import HEAD, paragraphs_of, table_of

CELLS = [
    ["TT", "ĐIỀU, KHOẢN KHI GÓP Ý", "NỘI DUNG GÓP Ý", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"],
    [
        "1",
        "Khoản 2 Điều 5",
        "[Câu chữ] Sửa lời.\nTrích dự thảo: “đạt 80%”\nĐề nghị sửa thành: đạt từ 80% trở lên",
        "Giải trình: Giữ như dự thảo\nLý do: Theo văn bản chỉ đạo\nThể hiện tại Dự thảo lần 3: khoản 1 Điều 6",
    ],
    ["2", "Toàn bộ dự thảo", "[Nội dung] Nhất trí.", "Tiếp thu."],
]


def receipt(answer: str = "agrees_with") -> Receipt:
    opinions = (
        ReceiptOpinion(
            1, "Khoản 2 Điều 5", "Sửa lời.", quote="đạt 80%", proposed="đạt từ 80% trở lên", kind="wording",
            outcome="explained", response="Giữ như dự thảo", reason="Theo văn bản chỉ đạo", place_now="khoản 1 Điều 6",
        ),
        ReceiptOpinion(2, "", "Nhất trí.", outcome="accepted"),
    )  # fmt: skip
    return Receipt(HEAD, "Sở A", "dự thảo Kế hoạch", "Dự thảo lần 3", answer, opinions)


def test_every_opinion_stands_with_what_became_of_it() -> None:
    data = write_receipt_docx(receipt())
    assert table_of(data, columns=4) == CELLS
    assert [line for line in paragraphs_of(data) if line] == [
        "THÔNG BÁO KẾT QUẢ TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý",
        "Đối với dự thảo Kế hoạch",
        "Cơ quan, tổ chức, cá nhân góp ý: Sở A.",
        "Trả lời chung: Đồng ý, có ý kiến.",
        "Kết quả tiếp thu, giải trình thể hiện tại Dự thảo lần 3 như sau:",
    ]


def test_a_unit_that_did_not_answer_reads_so() -> None:
    assert "Trả lời chung: Không phản hồi." in paragraphs_of(write_receipt_docx(receipt("")))


def test_the_pdf_says_the_same() -> None:
    pages = PdfReader(BytesIO(write_receipt_pdf(receipt()))).pages
    whole = "".join("".join(page.extract_text().split()) for page in pages)
    assert [text for row in CELLS for text in row if "".join(text.split()) not in whole] == []
