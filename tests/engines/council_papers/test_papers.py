"""Every paper of a council, read back from its Word file and its PDF."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dongbo.engines.council_papers import (
    Present,
    appraisal_form,
    approval_decision,
    blank_form,
    conclusion_notice,
    counting_record,
    invitation,
    minutes,
    reviewer_opinion,
    revision_report,
    submission,
)
from dongbo.engines.decree30 import OfficialDocument, Passage, Table, write_docx, write_pdf
from tests.engines.council_papers import samples
from tests.engines.council_papers.samples import HEAD, UNKNOWN

MM = 72 / 25.4
PAPERS = {
    "invitation": invitation(samples.invitation_paper()),
    "invitation to a list": invitation(samples.invitation_paper(samples.many_people(40))),
    "form": appraisal_form(samples.filled_form()),
    "blank form": appraisal_form(blank_form(UNKNOWN, samples.COUNCIL, samples.DRAFT)),
    "opinion": reviewer_opinion(samples.opinion()),
    "secret count": counting_record(samples.secret_count()),
    "open count": counting_record(samples.open_count()),
    "minutes": minutes(samples.meeting(12)),
    "notice": conclusion_notice(samples.notice(60)),
    "report": revision_report(samples.report(8)),
    "submission": submission(samples.submitted()),
    "decision": approval_decision(samples.decision()),
}


def packed(text: str) -> str:
    """The text without its blanks: PDF breaks lines anew."""
    return "".join(text.split())


@cache
def pdf_of(name: str) -> bytes:
    return write_pdf(PAPERS[name])


def pages_of(data: bytes) -> list[str]:
    """The text of every page without its number."""
    texts = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    return [text.partition("\n")[2] if text.split("\n")[0].isdigit() else text for text in texts]


def body_of(document: OfficialDocument) -> list[str | list[tuple[str, ...]]]:
    """The lines of the body as they are told: text, and tables with their headings."""
    return [
        [tuple(column.heading for column in one.columns), *one.rows] if isinstance(one, Table) else one.text
        for one in document.body
    ]


def word_body(document: OfficialDocument) -> list[str | list[tuple[str, ...]]]:
    """The same, as python-docx reads it from the file, between head and foot."""
    found: list[str | list[tuple[str, ...]]] = []
    for one in Document(BytesIO(write_docx(document))).iter_inner_content():
        if hasattr(one, "rows"):
            found.append([tuple(cell.text for cell in row.cells) for row in one.rows])
        elif one.text:
            found.append(one.text)
    first = 1 + sum(map(bool, (document.type, *document.subject.split("\n"), *document.addressee_lines)))
    return found[first : first + len(document.body)]


@pytest.mark.parametrize("name", PAPERS)
def test_word_holds_every_line_and_every_cell_in_order(name: str) -> None:
    assert word_body(PAPERS[name]) == body_of(PAPERS[name])


@pytest.mark.parametrize("name", PAPERS)
def test_pdf_holds_every_line_and_every_cell(name: str) -> None:
    paper = PAPERS[name]
    pages = pages_of(pdf_of(name))
    whole = packed("".join(pages))
    wanted = [paper.type.upper(), paper.subject, *paper.signer_titles, paper.signer, *paper.recipient_lines]
    wanted += [one.text for one in paper.body if isinstance(one, Passage)]
    assert [text for text in wanted if packed(text) not in whole] == []
    cells = [cell for one in paper.body if isinstance(one, Table) for row in one.rows for cell in row]
    assert Counter(" ".join(cells).split()) - Counter("\n".join(pages).split()) == Counter()


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_is_wider_than_its_paper(name: str) -> None:
    for page in PdfReader(BytesIO(pdf_of(name))).pages:
        size = (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4))
        assert size == ((297, 210) if name == "report" else (210, 297))


def beyond_margins(data: bytes) -> list[str]:
    """The signs that show and stand outside the margins of their page."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, _, right, _ = text.get_charbox(at)
                if left < 29 * MM or right > page.get_width() - 14 * MM:
                    found.append(text.get_text_range(at, 1).strip())
        return [sign for sign in found if sign]


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_stands_outside_the_margins(name: str) -> None:
    assert beyond_margins(pdf_of(name)) == []


def test_words_without_end_are_broken_and_lose_nothing() -> None:
    address = "https://vi-du.example/" + "ho-so/" * 30
    member = Present(replace(samples.ABSENT, post=address), "absent", note=address)
    paper = replace(samples.meeting(1), attendance=(member,), conclusions=(f"Xem {address}",))
    data = write_pdf(minutes(paper))
    assert beyond_margins(data) == []
    assert packed("".join(pages_of(data))).count(address) == 3


def test_a_draft_to_be_signed_has_blanks() -> None:
    paper = invitation(replace(samples.invitation_paper(), head=UNKNOWN))
    assert (paper.numbered, paper.place_and_date) == ("Số: …/GM-…", "…, ngày … tháng … năm …")
    assert (paper.signer_titles, paper.signer) == (("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",), "Họ và tên")


def test_minutes_are_signed_by_the_secretary_on_the_left_and_the_chair_on_the_right() -> None:
    word = Document(BytesIO(write_docx(PAPERS["minutes"])))
    left, right = ([line for line in cell.text.split("\n") if line] for cell in word.tables[-1].rows[0].cells)
    assert (left, right) == (["THƯ KÝ", "Lê Thị Ví Dụ"], ["CHỦ TỌA", "Trần Văn Mẫu"])
    after = [line.text for line in word.paragraphs if line.text][-4:]
    assert after == ["Nơi nhận:", "- Bộ trưởng (để báo cáo);", "- Các thành viên Hội đồng;", "- Lưu: VT, HĐTĐ."]


def test_minutes_show_no_place_and_date_at_their_head_and_close_with_the_hour() -> None:
    word = Document(BytesIO(write_docx(PAPERS["minutes"])))
    lines = [line for line in word.tables[0].rows[0].cells[1].text.split("\n") if line]
    assert lines == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert body_of(PAPERS["minutes"])[-1] == "Cuộc họp kết thúc vào 11 giờ 05 phút, ngày 05 tháng 02 năm 2026./."


def test_minutes_go_on_over_pages_and_the_signatures_never_stand_alone() -> None:
    for speeches in range(8):
        last = PdfReader(BytesIO(write_pdf(minutes(samples.meeting(speeches))))).pages[-1].extract_text()
        assert packed("Cuộc họp kết thúc vào 11 giờ 05 phút") in packed(last)


def test_forty_members_with_names_of_sixty_letters_all_stand_in_the_minutes() -> None:
    people = samples.many_people(40)
    attendance = tuple(Present(person, "room") for person in people)
    quorum = replace(samples.QUORUM, members=40, present=40)
    paper = minutes(replace(samples.meeting(), attendance=attendance, quorum=quorum))
    whole = packed("".join(pages_of(write_pdf(paper))))
    assert [person.name for person in people if whole.count(packed(person.name)) != 1] == []


def test_the_plan_goes_with_the_decision_whole() -> None:
    assert packed("".join(pages_of(pdf_of("decision"))[1:])) == packed(
        "KẾ HOẠCH Chuyển đổi số giai đoạn 2026 - 2030 (Kèm theo Quyết định số 99/QĐ-BTN ngày 05 tháng 02 năm 2026 của "
        "Bộ Thử nghiệm) Bộ Thử nghiệm ban hành Kế hoạch như sau: Điều 1. Mục tiêu 1. Đến năm 2030, 100% hồ sơ được xử "
        "lý trên môi trường mạng. 2. Trong đó: đ) 80% trực tuyến. Điều 2. Tổ chức thực hiện Các đơn vị thực hiện theo "
        "Phụ lục. Phụ lục DANH MỤC NHIỆM VỤ TT Nhiệm vụ Thời hạn hoàn thành 1 Nhiệm vụ 1 2030 2 Nhiệm vụ 2 2030"
    )


def test_the_plan_is_left_as_it_is() -> None:
    given_plan = samples.plan()
    before = given_plan.as_json()
    approval_decision(replace(samples.decision(), plan=given_plan))
    assert given_plan.as_json() == before


_DIGESTS = """
from hashlib import sha256
from dongbo.engines.decree30 import write_docx, write_pdf
from tests.engines.council_papers.test_papers import PAPERS
for name, paper in PAPERS.items():
    print(name, sha256(write_docx(paper)).hexdigest(), sha256(write_pdf(paper)).hexdigest())
"""


def test_another_process_writes_the_same_bytes() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": os.pathsep.join(("src", "."))}
    told = subprocess.run([sys.executable, "-c", _DIGESTS], env=environment, capture_output=True, text=True, check=True)
    here = [
        f"{name} {sha256(write_docx(paper)).hexdigest()} {sha256(pdf_of(name)).hexdigest()}"
        for name, paper in PAPERS.items()
    ]
    assert told.stdout.splitlines() == here


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_any_text_is_written_and_kept(text: str) -> None:
    paper = replace(samples.meeting(1), dissents=(samples.Statement(None, f"đầu {text} cuối"),))
    document = minutes(paper)
    assert word_body(document) == body_of(document)
    assert write_pdf(document).startswith(b"%PDF")


def test_a_paper_without_a_number_of_its_own_shows_none() -> None:
    assert appraisal_form(samples.filled_form()).numbered == ""
    assert invitation(samples.invitation_paper()).numbered == f"Số: {HEAD.number}"
