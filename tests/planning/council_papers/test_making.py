"""Papers of a council say what happened, are kept with their data, and are made anew only while nobody has signed."""

from __future__ import annotations

import re
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.operations.storing import file_path
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import CouncilPaper, Meeting
from dongbo.planning.operations.council_papers import make_paper, sign_paper, take_back_signature
from dongbo.planning.operations.councils import change_role, end_seat
from dongbo.planning.operations.meetings import change_conclusion, close_meeting, note_discussion
from dongbo.planning.queries.council_papers import papers_of, papers_to_sign, written_again
from dongbo.planning.rules.council_papers import may_take_back
from dongbo.planning.states import CouncilForm, MeetingState, SeatRole
from tests.issuance import CONCLUSION, SUBJECT, Way, under_way
from tests.meetings import SECRET

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep

MINUTES, NOTICE, COUNTING = CouncilForm.MINUTES, CouncilForm.CONCLUSION_NOTICE, CouncilForm.COUNTING_RECORD


@pytest.fixture(scope="module")
def kept_way(keep: Keep, kept_site: Site, at: datetime) -> Way:
    return keep(lambda: under_way(kept_site, at=at))


@pytest.fixture
def way(kept_way: Way, db: None) -> Way:
    """A council of six, in session."""
    return deepcopy(kept_way)


@pytest.fixture(scope="module")
def kept_over(keep: Keep, kept_way: Way) -> Way:
    def build() -> Way:
        kept_way.votes()
        kept_way.concludes()
        return kept_way

    return keep(build)


@pytest.fixture
def over(kept_over: Way, db: None) -> Way:
    """One that voted by name and concluded."""
    return deepcopy(kept_over)


def words_of(pdf: bytes) -> str:
    """The words of a PDF without blanks, page numbers left out."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(pages[place].get_textpage().get_text_range().split()) for place in range(len(pages)))


def lines_of(word: bytes) -> list[str]:
    """The paragraphs of a Word file outside its tables."""
    return [line.text for line in docx.Document(BytesIO(word)).paragraphs if line.text.strip()]


def stored(paper: CouncilPaper) -> tuple[bytes, bytes]:
    return file_path(str(paper.word_id)).read_bytes(), file_path(str(paper.pdf_id)).read_bytes()


def test_the_minutes_say_what_happened(over: Way) -> None:
    word, _pdf = stored(over.signs(over.makes(MINUTES)))
    assert lines_of(word) == [
        "BIÊN BẢN",
        "Họp Hội đồng thẩm định kế hoạch",
        "Thời gian bắt đầu: 15 giờ 00 phút, ngày 21 tháng 11 năm 2026.",
        "Địa điểm: Phòng họp số 2.",
        "Nội dung họp: thẩm định dự thảo Kế hoạch Ứng dụng công nghệ thông tin giai đoạn 2026 - 2030 (Bản 1).",
        "Thành phần tham dự:",
        "1. Thành viên Hội đồng:",
        "Khi khai mạc có mặt 6/6 thành viên Hội đồng. Điều kiện: Có mặt ít nhất 2/3 thành viên Hội đồng (không tính Tổ "
        "giúp việc); phải có ít nhất 1 Chủ tịch Hội đồng hoặc Phó Chủ tịch Hội đồng. Đủ điều kiện tiến hành.",
        "Chủ trì (chủ tọa): Cán bộ hd-chair - Cục hd, Chủ tịch Hội đồng.",
        "Thư ký (người ghi biên bản): Cán bộ hd-secretary - Cục hd, Ủy viên thư ký.",
        "Nội dung (theo diễn biến cuộc họp):",
        *agenda_lines(over),
        f"1. Biểu quyết công khai: {SUBJECT}.",
        "Khi mở bỏ phiếu có mặt 6/6 thành viên Hội đồng.",
        "Phát ra 6 phiếu; thu về 6 phiếu, trong đó 6 phiếu hợp lệ, 0 phiếu không hợp lệ. Tỷ lệ tính trên số thành viên "
        "được biểu quyết có mặt: 6.",
        "Quy tắc quyết định: “Thông qua” khi số phiếu “Thông qua” đạt trên 1/2 số thành viên được biểu quyết có mặt. "
        "“Thông qua với điều kiện chỉnh sửa, bổ sung” khi số phiếu “Thông qua” hoặc “Thông qua với điều kiện chỉnh "
        "sửa, bổ sung” đạt trên 1/2 số thành viên được biểu quyết có mặt. “Không thông qua” khi số phiếu “Không thông "
        "qua” đạt trên 1/2 số thành viên được biểu quyết có mặt. Khi không ngưỡng nào đạt: Không thông qua.",
        "Kết quả: Thông qua. 6 phiếu “Thông qua” trên 6 (số thành viên được biểu quyết có mặt), ngưỡng trên 1/2 là 4.",
        "Kèm theo: Biên bản kiểm phiếu lượt 1.",
        f"{'IV' if over.meeting.agenda.exists() else 'II'}. KẾT LUẬN CỦA CHỦ TỌA",
        f"1. {CONCLUSION}",
        "Cuộc họp kết thúc vào 15 giờ 00 phút, ngày 21 tháng 11 năm 2026./.",
        "Nơi nhận:",
        "- Lưu: VT.",
    ]


def agenda_lines(way: Way) -> list[str]:
    """What the minutes say before the ballots: the agenda where the meeting has one."""
    items = list(way.meeting.agenda.all())
    if not items:
        return ["I. BỎ PHIẾU, BIỂU QUYẾT"]
    told = [f"{item.title} (trình bày: {item.presenter})" if item.presenter else item.title for item in items]
    titles = [item.title for item in items]
    listed = [f"- {title};" for title in titles[:-1]] + [f"- {titles[-1]}."]
    held = [f"{place}. {one}." for place, one in enumerate(told, start=1)]
    return ["I. CHƯƠNG TRÌNH HỌP", *listed, "II. DIỄN BIẾN CUỘC HỌP", *held, "III. BỎ PHIẾU, BIỂU QUYẾT"]


def test_the_secretary_signs_on_the_left_the_chair_on_the_right(over: Way) -> None:
    _word, pdf = stored(over.signs(over.makes(MINUTES)))
    pages = pypdfium2.PdfDocument(pdf)
    page = pages[len(pages) - 1]
    text = page.get_textpage()
    places = {}
    for words in ("THƯ KÝ", "CHỦ TỌA", "Cán bộ hd-secretary", "Cán bộ hd-chair"):
        found = text.search(words, match_case=True)
        *_before, (first, count) = iter(found.get_next, None)
        boxes = [text.get_charbox(place) for place in range(first, first + count)]
        places[words] = (min(box[0] for box in boxes), max(box[2] for box in boxes), boxes[0][1])
    middle = page.get_size()[0] / 2
    assert places["THƯ KÝ"][1] < middle < places["CHỦ TỌA"][0]
    assert places["Cán bộ hd-secretary"][1] < middle < places["Cán bộ hd-chair"][0]
    assert places["Cán bộ hd-secretary"][2] == pytest.approx(places["Cán bộ hd-chair"][2])
    assert places["THƯ KÝ"][2] > places["Cán bộ hd-secretary"][2]


def test_a_record_of_a_secret_count_has_sorted_receipts_and_nobodys_choice(site: Site, at: datetime) -> None:
    way = under_way(site, at=at, rules=SECRET)
    ballot = way.votes()
    paper = way.signs(way.makes(COUNTING, ballot=ballot))
    word, pdf = stored(paper)
    rows = [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(word)).tables[-1].rows]
    assert rows == [
        ["TT", "Mã biên nhận"],
        *([str(place + 1), f"ABCDE-{place}FGHJ-KMNPQ"] for place in range(6)),
    ]
    names = {one.officer.full_name for one in way.people.voting} - {"Cán bộ hd-chair", "Cán bộ hd-secretary"}
    assert not [name for name in names if "".join(name.split()) in words_of(pdf)]


@pytest.mark.parametrize("form", [MINUTES, NOTICE])
def test_written_again_from_its_data_it_is_the_same_bytes(over: Way, form: CouncilForm) -> None:
    made = over.makes(form)
    for paper in (made, over.signs(made)):
        kept = CouncilPaper.objects.get(pk=paper.pk)
        again = written_again(kept)
        assert (again.word, again.pdf) == stored(kept)


def test_made_again_it_replaces_the_former(over: Way) -> None:
    first = over.makes(MINUTES)
    second = over.makes(MINUTES)
    first.refresh_from_db()
    assert (first.replaced_at, first.replaced_by) == (over.at, over.people.standing.officer)
    assert second.replaced_at is None
    assert list(papers_of(over.people.council, over.people.standing, at=over.at)) == [second]
    with pytest.raises(ValidationError) as refusal:
        sign_paper(paper=first, by=over.people.secretary, at=over.at)
    assert refusal.value.code == "replaced"


def test_what_is_signed_is_never_made_anew_until_the_secretary_takes_it_back(over: Way) -> None:
    paper = sign_paper(paper=over.makes(MINUTES), by=over.people.secretary, at=over.at)
    with pytest.raises(ValidationError) as refusal:
        over.makes(MINUTES)
    assert refusal.value.code == "signed"
    with pytest.raises(NotAllowed):
        take_back_signature(paper=paper, by=over.people.chair, at=over.at)
    take_back_signature(paper=paper, by=over.people.secretary, at=over.at)
    with pytest.raises(NotAllowed):
        take_back_signature(paper=paper, by=over.people.secretary, at=over.at)
    again = over.makes(MINUTES)
    signed = over.signs(again)
    for act in (lambda: over.makes(MINUTES), lambda: over.signs(signed)):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "signed"
    with pytest.raises(ValidationError) as refusal:
        take_back_signature(paper=signed, by=over.people.secretary, at=over.at)
    assert refusal.value.code == "signed"


def test_the_secretary_signs_first_then_who_presided_each_on_his_own_seat(over: Way) -> None:
    people, paper = over.people, over.makes(MINUTES)
    for one in (people.chair, people.vice_chair, people.standing):
        with pytest.raises(NotAllowed):
            sign_paper(paper=paper, by=one, at=over.at)
    assert [list(papers_to_sign(one, at=over.at)) for one in (people.secretary, people.chair)] == [[paper], []]
    paper = sign_paper(paper=paper, by=people.secretary, at=over.at)
    assert [list(papers_to_sign(one, at=over.at)) for one in (people.secretary, people.chair)] == [[], [paper]]
    for one in (people.secretary, people.vice_chair):
        with pytest.raises(NotAllowed):
            sign_paper(paper=paper, by=one, at=over.at)
    paper = sign_paper(paper=paper, by=people.chair, at=over.at)
    seats = (people.seat_of(people.secretary), people.seat_of(people.chair))
    assert (paper.secretary, paper.chair) == seats
    assert list(papers_to_sign(people.chair, at=over.at)) == []


def test_where_who_presided_has_left_the_chair_of_now_signs_in_his_own_name(over: Way) -> None:
    people = over.people
    decided = {"by": people.standing, "at": over.at}
    end_seat(seat=people.seat_of(people.chair), reason="Nghỉ hưu", **decided)
    change_role(
        seat=people.seat_of(people.vice_chair), role=SeatRole.CHAIR, position="", basis="Quyết định 9/QĐ-BTN", **decided
    )
    over.meeting = Meeting.objects.get(pk=over.meeting.pk)
    notice = sign_paper(paper=over.makes(NOTICE), by=people.secretary, at=over.at)
    assert list(papers_to_sign(people.vice_chair, at=over.at)) == [notice]
    notice = sign_paper(paper=notice, by=people.vice_chair, at=over.at)
    assert notice.chair == people.seat_of(people.vice_chair)
    assert (notice.data["signer_titles"], notice.data["signer"]) == (
        ["TM. HỘI ĐỒNG", "CHỦ TỊCH"],
        "Cán bộ hd-vice-chair",
    )


def test_the_signature_of_a_secretary_who_has_left_is_taken_back_by_the_secretary_of_now(over: Way) -> None:
    people, at = over.people, over.at
    newcomer = people.members[0]
    paper = sign_paper(paper=over.makes(NOTICE), by=people.secretary, at=at)
    end_seat(seat=people.seat_of(people.secretary), reason="Nghỉ hưu", by=people.standing, at=at)
    change_conclusion(conclusion=over.meeting.conclusions.get(), text="Lời khác hẳn.", by=people.standing, at=at)
    for one in (newcomer, people.chair):
        with pytest.raises(NotAllowed):
            take_back_signature(paper=paper, by=one, at=at)
    change_role(
        seat=people.seat_of(newcomer), role=SeatRole.SECRETARY, position="", basis="Quyết định 9/QĐ-BTN",
        by=people.standing, at=at,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="hãy lập lại rồi ký"):
        sign_paper(paper=paper, by=people.chair, at=at)
    assert may_take_back(newcomer, CouncilPaper.objects.get(pk=paper.pk), at=at)
    take_back_signature(paper=paper, by=newcomer, at=at)
    again = sign_paper(paper=over.makes(NOTICE), by=newcomer, at=at)
    assert sign_paper(paper=again, by=people.chair, at=at).number is not None


def test_the_chair_signs_after_a_secretary_who_signed_and_left(over: Way) -> None:
    people, at = over.people, over.at
    paper = sign_paper(paper=over.makes(NOTICE), by=people.secretary, at=at)
    end_seat(seat=people.seat_of(people.secretary), reason="Nghỉ hưu", by=people.standing, at=at)
    signed = sign_paper(paper=paper, by=people.chair, at=at)
    assert (signed.secretary_signed_by, signed.chair_signed_by) == (people.secretary.officer, people.chair.officer)
    assert signed.number is not None


def test_a_paper_that_no_longer_says_what_stands_is_not_signed(over: Way) -> None:
    paper = sign_paper(paper=over.makes(NOTICE), by=over.people.secretary, at=over.at)
    conclusion = over.meeting.conclusions.get()
    change_conclusion(
        conclusion=conclusion, text="Hội đồng đề nghị bổ sung kinh phí.", by=over.people.secretary, at=over.at
    )
    with pytest.raises(ValidationError) as refusal:
        sign_paper(paper=paper, by=over.people.chair, at=over.at)
    assert refusal.value.code == "stale"
    assert CouncilPaper.objects.get(pk=paper.pk).number is None


def test_the_notice_takes_its_number_and_ends_the_meeting(over: Way) -> None:
    notice = over.signs(over.makes(NOTICE))
    over.meeting.refresh_from_db()
    assert over.meeting.state == MeetingState.CONCLUDED
    assert (over.meeting.concluded_at, over.meeting.concluded_by) == (over.at, over.people.chair.officer)
    assert notice.number is not None
    assert (notice.number.text, notice.number.series) == ("01/TB-HĐTĐ", over.people.council.series)
    word, pdf = stored(notice)
    assert "Số:01/TB-HĐTĐ" in words_of(pdf)
    assert "Căn cứ" not in " ".join(lines_of(word))
    event = Event.objects.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.payload["number"]) == ("planning.conclusions_announced", "01/TB-HĐTĐ")


def test_numbers_of_a_council_follow_each_other(over: Way) -> None:
    papers = [over.signs(over.makes(form)) for form in (MINUTES, NOTICE)]
    assert [paper.number and paper.number.text for paper in papers] == ["01/BB-HĐTĐ", "02/TB-HĐTĐ"]


def test_what_was_said_and_reserved_stands_in_the_minutes(way: Way) -> None:
    people, said = way.people, {"meeting": way.meeting, "by": way.people.secretary, "at": way.at}
    note_discussion(text="Đề nghị nêu rõ nguồn kinh phí.", seat=people.seat_of(people.reviewer), **said)
    note_discussion(text="Xin được lắng nghe.", speaker="Ông Khách Mời", **said)
    note_discussion(
        text="Chưa thống nhất về thời hạn.", seat=people.seat_of(people.members[0]), is_dissent=True, **said
    )
    way.votes()
    way.concludes()
    _word, pdf = stored(way.makes(MINUTES))
    words = words_of(pdf)
    reviewer = "Cán bộ hd-reviewer - Cục hd, Ủy viên phản biện: Đề nghị nêu rõ nguồn kinh phí."
    reserved = "Ý KIẾN BẢO LƯU - Cán bộ hd-uy-vien-1 - Cục hd, Ủy viên: Chưa thống nhất về thời hạn."
    for line in (reviewer, "Ông Khách Mời: Xin được lắng nghe.", reserved):
        assert re.sub(r"\s", "", line) in words
    assert words.count("Chưathốngnhấtvềthờihạn") == 1


def test_a_paper_of_what_is_not_so_far_is_refused(way: Way) -> None:
    for form, said, field in (
        (MINUTES, {"meeting": way.meeting}, "meeting"),
        (NOTICE, {"meeting": way.meeting}, "meeting"),
        (CouncilForm.INVITATION, {"meeting": way.meeting}, "meeting"),
        (MINUTES, {"version": way.version}, "meeting"),
        (COUNTING, {"meeting": way.meeting}, "ballot"),
        (CouncilForm.APPROVAL, {"meeting": way.meeting}, "version"),
    ):
        with pytest.raises(ValidationError) as refusal:
            way.makes(form, **said)
        assert list(refusal.value.message_dict) == [field]
    assert not CouncilPaper.objects.exists()


def test_a_notice_without_a_conclusion_is_refused(way: Way) -> None:
    way.votes()
    close_meeting(meeting=way.meeting, by=way.people.chair, at=way.at)
    with pytest.raises(ValidationError) as refusal:
        way.makes(NOTICE)
    assert list(refusal.value.message_dict) == ["meeting"]


def test_members_and_drafters_make_no_papers_of_a_meeting(over: Way) -> None:
    people = over.people
    for one in (people.chair, people.members[0], people.drafter, people.approver, people.clerk):
        with pytest.raises(NotAllowed):
            make_paper(council=people.council, form=MINUTES, meeting=over.meeting, by=one, at=over.at)
    assert not CouncilPaper.objects.exists()


def test_who_follows_from_outside_sees_the_papers_of_a_meeting_once_it_is_announced(over: Way) -> None:
    people = over.people
    minutes = over.signs(over.makes(MINUTES))

    def seen() -> list[list[CouncilPaper]]:
        readers = (people.members[1], people.standing, people.drafter, people.approver)
        return [list(papers_of(people.council, one, at=over.at)) for one in readers]

    assert seen() == [[minutes], [minutes], [], []]
    notice = over.signs(over.makes(NOTICE))
    both = sorted([minutes, notice], key=lambda one: (one.made_at, one.pk), reverse=True)
    assert seen() == [both] * 4
