"""The letters of a consultation: what they say, and that they are official letters."""

import datetime
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from dongbo.engines.consultation_papers import Draft, Head, Term, extension_letter, reminder_letter, request_letter
from dongbo.engines.decree30 import OfficialDocument, write_docx, write_pdf
from tests.engines.consultation_papers.samples import HEAD

DRAFT = Draft("dự thảo Kế hoạch chuyển đổi số", "Dự thảo lần 2")
TERM = Term(datetime.date(2027, 1, 5), "15 ngày", "khoản 1 Điều 30 Luật A", deemed_agreement=False)
WAYS = ("trên Hệ thống", "bằng biểu Word hoặc Excel gửi kèm")
REQUEST = "Công văn số 12/BTN-PC ngày 20 tháng 12 năm 2026"
TERM_WORDS = "trước hết ngày 05 tháng 01 năm 2027 (thời hạn 15 ngày, theo khoản 1 Điều 30 Luật A)"


def lines_of(letter: OfficialDocument) -> list[str]:
    return [f"{node.number} {node.words}".strip() for node in letter.outline.walk()]


def request(addressees: list[str], head: Head = HEAD, term: Term = TERM) -> OfficialDocument:
    questions = ("Mục tiêu có khả thi không?", "Phân công tại Phụ lục II")
    return request_letter(
        head, DRAFT, term, addressees=addressees, questions=questions, ways=WAYS, enclosures=("Dự thảo lần 2",),
        copies=("Lãnh đạo Bộ",), archive="PC",
    )  # fmt: skip


def test_the_request_says_what_until_when_what_silence_means_and_how() -> None:
    letter = request(["Sở A", "Sở B"])
    assert lines_of(letter) == [
        "Bộ Thử nghiệm đang xây dựng dự thảo Kế hoạch chuyển đổi số (Dự thảo lần 2). Để hoàn thiện dự thảo, Bộ Thử "
        "nghiệm đề nghị Quý cơ quan, tổ chức, cá nhân nghiên cứu và cho ý kiến.",
        "1 Nội dung xin ý kiến:",
        "- Mục tiêu có khả thi không?",
        "- Phân công tại Phụ lục II.",
        f"2 Thời hạn: đề nghị gửi ý kiến {TERM_WORDS}. Hết thời hạn nêu trên, cơ quan, tổ chức, cá nhân không gửi ý "
        "kiến được ghi là không phản hồi trong bản tổng hợp ý kiến và không được tính là đồng ý.",
        "3 Cách trả lời: nêu rõ một trong các mức “Đồng ý”, “Đồng ý, có ý kiến”, “Không đồng ý”; mỗi ý kiến ghi rõ "
        "điều, khoản, nguyên văn đoạn được góp ý và nội dung đề nghị sửa, gửi theo một trong các cách sau:",
        "- trên Hệ thống;",
        "- bằng biểu Word hoặc Excel gửi kèm.",
        "4 Tài liệu gửi kèm:",
        "- Dự thảo lần 2.",
        "Bộ Thử nghiệm trân trọng cảm ơn./.",
    ]
    assert letter.recipients == ("Như trên;", "Lãnh đạo Bộ;", "Lưu: VT, PC.")


def test_silence_that_counts_as_agreement_is_said_so() -> None:
    letter = request(["Sở A"], term=replace(TERM, deemed_agreement=True))
    assert "không gửi ý kiến được coi là đồng ý với toàn bộ nội dung dự thảo." in "".join(lines_of(letter))


def test_the_letter_is_an_official_letter_with_its_subject_under_its_number() -> None:
    data = write_docx(request(["Sở A", "Sở B"]))
    word = Document(BytesIO(data))
    left = word.tables[0].cell(0, 0).text.split("\n")
    assert left[-2:] == ["Số: …/…", "V/v xin ý kiến đối với dự thảo Kế hoạch chuyển đổi số (Dự thảo lần 2)"]
    assert [line.text for line in word.paragraphs if line.text][:3] == ["Kính gửi:", "- Sở A;", "- Sở B."]


def test_a_draft_to_be_signed_has_blanks_where_nothing_is_known() -> None:
    letter = request(["Sở A"], head=Head("Bộ Thử nghiệm"))
    assert (letter.numbered, letter.place_and_date) == ("Số: …/…", "…, ngày … tháng … năm …")
    assert (letter.signer_titles, letter.signer) == (("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",), "Họ và tên")


@pytest.mark.parametrize(("asked", "listed"), [(20, 0), (21, 21)])
def test_more_than_twenty_recipients_stand_in_a_list(asked: int, listed: int) -> None:
    names = [f"Sở {at}" for at in range(1, asked + 1)]
    letter = request(names)
    annexes = [node for node in letter.outline.nodes if node.heading]
    rows = [list(row.cells.values()) for annex in annexes for row in annex.children]
    assert rows == [[name] for name in names[:listed]]
    on_letter = list(letter.addressees)
    assert on_letter == (["Các cơ quan, tổ chức, cá nhân (theo danh sách gửi kèm)"] if listed else names)
    if listed:
        page = PdfReader(BytesIO(write_pdf(letter))).pages[-1].extract_text()
        assert "Kèm theo Công văn số …/… ngày 05 tháng 02 năm 2026 của Bộ Thử nghiệm" in " ".join(page.split())


def test_the_reminder_names_what_is_missing_and_both_terms() -> None:
    letter = reminder_letter(
        HEAD, DRAFT, TERM, addressees=("Sở A",), request=REQUEST, missing=("Trả lời chung", "Câu hỏi 2"), ways=WAYS,
        old_deadline=datetime.date(2026, 12, 31),
    )  # fmt: skip
    assert letter.subject == "đôn đốc gửi ý kiến đối với dự thảo Kế hoạch chuyển đổi số (Dự thảo lần 2)"
    assert lines_of(letter)[:4] == [
        f"Bộ Thử nghiệm đã gửi {REQUEST} xin ý kiến đối với dự thảo Kế hoạch chuyển đổi số (Dự thảo lần 2). Đến nay, "
        "Bộ Thử nghiệm chưa nhận được:",
        "- Trả lời chung;",
        "- Câu hỏi 2.",
        f"1 Đề nghị Quý cơ quan, tổ chức, cá nhân gửi ý kiến {TERM_WORDS}, thay cho thời hạn trước đây là ngày 31 "
        f"tháng 12 năm 2026. {TERM.silence}",
    ]


def test_the_reminder_of_an_unchanged_term_names_only_that() -> None:
    letter = reminder_letter(
        HEAD, DRAFT, TERM, addressees=("Sở A",), request=REQUEST, missing=("Trả lời chung",), ways=WAYS
    )
    assert lines_of(letter)[2] == f"1 Đề nghị Quý cơ quan, tổ chức, cá nhân gửi ý kiến {TERM_WORDS}. {TERM.silence}"


def test_the_extension_gives_its_reason_and_both_terms() -> None:
    letter = extension_letter(
        HEAD, DRAFT, TERM, addressees=("Sở A",), request=REQUEST, old_deadline=datetime.date(2026, 12, 31),
        reason="Trùng kỳ nghỉ lễ", ways=WAYS,
    )  # fmt: skip
    assert lines_of(letter)[:3] == [
        f"Bộ Thử nghiệm đã gửi {REQUEST} xin ý kiến đối với dự thảo Kế hoạch chuyển đổi số (Dự thảo lần 2), thời hạn "
        "đến hết ngày 31 tháng 12 năm 2026.",
        "1 Lý do gia hạn: Trùng kỳ nghỉ lễ.",
        f"2 Thời hạn mới: đề nghị gửi ý kiến {TERM_WORDS}. {TERM.silence}",
    ]
    assert letter.recipients == ("Như trên;", "Lưu: VT.")
