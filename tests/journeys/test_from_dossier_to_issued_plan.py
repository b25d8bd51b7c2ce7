"""From a final matrix to the issued plan: a council of six, each on his own device, with the dossier before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.council_story import (
    APPROVER,
    CHAIR,
    CLERK,
    DIRECTIVE,
    DIRECTIVE_NUMBER,
    FIRST_MEMBER,
    NAMES,
    REVIEWER,
    SECOND_MEMBER,
    SECRETARY,
    STANDING,
    THIRD_MEMBER,
    VICE_CHAIR,
)
from tests.journeys.steps import given_she_is_signed_in, open_address, when_she_freezes_it
from tests.journeys.steps_consultation import when_one_marks
from tests.journeys.steps_council import (
    LONGEST_JOB,
    SMALL,
    TABLET,
    Printed,
    then_it_is_in_order,
    then_it_is_laid_out_as_a_paper,
    then_the_board_says,
    told,
    when_a_meeting_is_planned,
    when_a_paper_is_made,
    when_a_revision_is_ordered,
    when_a_seat_is_filled,
    when_one_chooses,
    when_one_goes_to,
    when_one_judges_every_criterion,
    when_one_sends_it_again,
    when_one_sends_the_paper,
    when_one_signs,
    when_one_votes,
    when_revisions_are_answered,
    when_the_answer_to_the_paper_is_lost,
    when_the_secretary_marks,
)
from tests.journeys.steps_drafting import TEAM_HEAD, row, when_one_opens, when_one_writes, when_she_names_the_version

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.journey

NOW = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
SEATS = (
    (CHAIR, "Chủ tịch"),
    (VICE_CHAIR, "Phó Chủ tịch"),
    (FIRST_MEMBER, "Ủy viên"),
    (SECOND_MEMBER, "Ủy viên"),
    (REVIEWER, "Ủy viên phản biện"),
    (SECRETARY, "Ủy viên thư ký"),
    (THIRD_MEMBER, "Ủy viên"),
)
LEAVING = (VICE_CHAIR, REVIEWER, SECOND_MEMBER)
ROOM, LEFT = "Tại phòng họp", "Đã rời phiên họp"
ESTIMATE = "DỰ TOÁN\n1. Tổng mức 12,5 tỷ đồng.\n"
NOTE = "Hỏi lại vì sao thấp hơn Chỉ thị 61."
WHERE_TO_EXERCISE = "Chưa nói diễn tập ở đâu."
WHO_CONNECTS = "Chưa rõ đơn vị nào chủ trì nối trạm."
PROGRAMME, DRAFT = "Thông qua chương trình họp.", "Thông qua dự thảo Kế hoạch mạng lưới cảnh báo sớm."
PASSED, CONDITIONAL = "Thông qua", "Thông qua với điều kiện chỉnh sửa, bổ sung"
CONCLUSIONS = (
    "Làm rõ đơn vị chủ trì và thống nhất cách gọi kho dữ liệu.",
    "Bổ sung nơi diễn tập; bỏ việc tặng quà; rà soát chỉ tiêu theo Chỉ thị 61.",
)
CLARIFIED = "Cục Công nghệ thông tin và Dữ liệu chủ trì nối các trạm vào kho dữ liệu cảnh báo sớm."
EXERCISED = "Diễn tập ứng phó sự cố hằng năm tại các xã vùng nguy cơ."


@dataclass(slots=True)
class Council:
    """Where the council is, and everybody around it with the page each has open."""

    standing: Page
    chair: Page
    secretary: Page
    vice_chair: Page
    reviewer: Page
    first: Page
    second: Page
    third: Page
    council: str = ""
    dossier: str = ""
    meeting: str = ""
    ballot: str = ""
    submission: str = ""
    issuance: str = ""

    @property
    def members(self) -> tuple[Page, ...]:
        """The pages of those who sit there."""
        return self.chair, self.secretary, self.vice_chair, self.reviewer, self.first, self.second, self.third


@pytest.mark.usefixtures("plan_with_final_matrix")
def test_from_the_dossier_to_the_issued_plan(open_page: Callable[[], Page], page_without_script: Page) -> None:
    story = given_everybody_is_signed_in(open_page, page_without_script)
    when_the_standing_body_founds_the_council(story)
    when_the_dossier_is_frozen_and_sent(story)
    when_members_read_note_and_say_that_they_have_it(story)
    when_members_send_their_forms(story)
    when_the_meeting_is_planned_and_called(story)
    when_it_opens_once_enough_are_there(story)
    when_a_member_is_removed_his_page_tells(story)
    when_the_quorum_is_lost_while_a_ballot_is_open(story)
    when_six_vote_on_the_draft(story)
    then_each_may_look_for_his_paper(story)
    when_the_meeting_concludes(story)
    when_conclusions_become_required_revisions(story)
    then_the_minutes_are_signed_left_and_right(story)
    drafter = open_page()
    draft = when_the_drafters_answer_what_they_did_and_did_not_do(story, drafter)
    then_what_was_not_done_is_shown_and_mended(story, drafter, draft)
    when_the_plan_is_submitted_and_approved(story, open_page())
    when_the_plan_is_issued(story, open_page())
    then_an_amended_directive_tells_the_plans_owner(drafter, open_page())


def given_everybody_is_signed_in(open_page: Callable[[], Page], page_without_script: Page) -> Council:
    """Two at a desk, two with a tablet, of whom one runs no script, three with a phone; and the standing body."""
    story = Council(
        standing=open_page(),
        chair=open_page(),
        secretary=open_page(),
        vice_chair=page_without_script,
        reviewer=open_page(),
        first=open_page(),
        second=open_page(),
        third=open_page(),
    )
    for page in (story.vice_chair, story.reviewer):
        page.set_viewport_size(TABLET)
    for page in (story.first, story.second, story.third):
        page.set_viewport_size(SMALL)
    names = (CHAIR, SECRETARY, VICE_CHAIR, REVIEWER, FIRST_MEMBER, SECOND_MEMBER, THIRD_MEMBER)
    for page, name in zip(story.members, names, strict=True):
        given_she_is_signed_in(page, name)
    given_she_is_signed_in(story.standing, STANDING)
    return story


def when_the_standing_body_founds_the_council(story: Council) -> None:
    """Type a decision with two chairs, voting in secret and by the chair's side in a tie: both are told, and mended."""
    page = story.standing
    page.goto("/councils/new/")
    page.get_by_label("Quy hoạch, kế hoạch được thẩm định").fill("mang luoi canh bao som")
    page.get_by_label("Số quyết định thành lập").fill("77/QĐ-BATCĐ")
    page.get_by_label("Ngày quyết định").fill(f"{NOW:%d/%m/%Y}")
    page.get_by_label("Cơ quan quyết định").fill("Bộ An toàn cộng đồng")
    page.get_by_role("button", name="Thêm thành viên").click()
    for place, (officer, role) in enumerate(SEATS, start=1):
        when_a_seat_is_filled(page, place, officer=officer, role="Chủ tịch" if officer == VICE_CHAIR else role)
    page.get_by_role("radio", name="Bỏ phiếu kín").check()
    page.get_by_label("Ngang phiếu thì").select_option(label="theo bên có phiếu của Chủ tịch Hội đồng")
    page.get_by_role("button", name="Lập hội đồng").click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("Thành viên 2, Vai trò: Hội đồng có 2 Chủ tịch")
    expect(refused).to_contain_text("bỏ phiếu kín nên không ai biết Chủ tịch ở bên nào")
    then_it_is_in_order(page, "council-new")
    when_a_seat_is_filled(page, 2, officer=VICE_CHAIR, role="Phó Chủ tịch")
    page.get_by_label("Ngang phiếu thì").select_option(label="coi là không thông qua")
    page.get_by_role("button", name="Lập hội đồng").click()
    expect(told(page)).to_have_text("Đã lập hội đồng thẩm định.")
    then_it_is_in_order(page, "council")
    story.council = page.url


def when_the_dossier_is_frozen_and_sent(story: Council) -> None:
    page = story.standing
    page.get_by_role("link", name="Lập hồ sơ").click()
    estimate = {"name": "Dự toán kinh phí.txt", "mimeType": "text/plain", "buffer": ESTIMATE.encode()}
    page.get_by_label("Tài liệu kèm theo").set_input_files(estimate)
    then_it_is_in_order(page)
    page.get_by_role("button", name="Lập hồ sơ").click()
    send = page.get_by_role("button", name="Gửi cho mọi thành viên")
    expect(send).to_be_visible(timeout=LONGEST_JOB)
    send.click()
    expect(told(page)).to_have_text("Đã gửi hồ sơ cho mọi thành viên.")
    then_it_is_in_order(page, "appraisal-dossier")
    story.dossier = page.url


def when_members_read_note_and_say_that_they_have_it(story: Council) -> None:
    for page in story.members[:-1]:
        page.goto("/")
        page.get_by_role("link", name=re.compile("^Hồ sơ lần 1: Kế hoạch Mạng lưới cảnh báo sớm")).click()
        page.get_by_role("button", name="Xác nhận đã nhận hồ sơ").click()
        expect(told(page)).to_have_text("Đã xác nhận nhận hồ sơ.")
    then_it_is_in_order(story.first)
    then_it_is_in_order(story.reviewer)
    story.standing.reload()
    expect(story.standing.get_by_text("Chưa xác nhận", exact=True)).to_have_count(1)
    page = story.first
    page.get_by_role("link", name="Đọc, ghi chú, góp ý").click()
    page.get_by_role("link", name=re.compile("^Ghi chú 1. Đến năm 2030, trên 85%")).click()
    page.get_by_label("Ghi chú", exact=True).fill(NOTE)
    then_it_is_in_order(page)
    page.get_by_role("button", name="Lưu ghi chú").click()
    expect(page.locator(".margin-notes")).to_contain_text(NOTE)
    when_one_marks(page, "hằng năm")
    page.get_by_role("radio", name="Bổ sung").check()
    page.get_by_label("Góp ý", exact=True).fill(WHERE_TO_EXERCISE)
    then_it_is_in_order(page)
    page.get_by_role("button", name="Lưu góp ý").click()
    expect(page.locator("main")).to_contain_text(WHERE_TO_EXERCISE)
    then_it_is_in_order(page, "council-reader")


def when_members_send_their_forms(story: Council) -> None:
    """Two members send their forms, the reviewer his opinion; nobody else reads a private note."""
    for page in (story.first, story.chair):
        page.goto(f"{story.dossier}review/form/")
        when_one_judges_every_criterion(page)
        page.get_by_label("Nhận xét chung").fill("Dự thảo bám sát Chỉ thị 61.")
        page.get_by_role("radio", name=CONDITIONAL).check()
        then_it_is_in_order(page, "review-form" if page is story.first else "")
        page.get_by_role("button", name="Xem lại để gửi").click()
        page.get_by_role("button", name="Gửi", exact=True).click()
        expect(page.get_by_role("heading", name="Biên nhận")).to_be_visible()
    page = story.reviewer
    page.goto(f"{story.dossier}review/opinion/")
    for field in page.locator("section").filter(has_text="Nhận xét theo nội dung thẩm định").locator("textarea").all():
        field.fill("Đạt yêu cầu; cần nêu rõ đơn vị chủ trì.")
    page.get_by_label("Nhận xét chung").fill(WHO_CONNECTS)
    page.get_by_label("Kết luận, kiến nghị").fill("Đề nghị thông qua sau khi chỉnh sửa.")
    page.get_by_role("radio", name=CONDITIONAL).check()
    then_it_is_in_order(page)
    page.get_by_role("button", name="Xem lại để gửi").click()
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("heading", name="Biên nhận")).to_be_visible()
    then_it_is_in_order(page, "reviewer-opinion")
    standing = story.standing
    standing.goto(f"{story.dossier}reviews/")
    expect(standing.get_by_role("heading", name="2 trong 7 thành viên đã gửi phiếu")).to_be_visible()
    then_it_is_in_order(standing, "reviews")
    standing.goto(f"{story.dossier}remarks/")
    expect(standing.locator("main")).to_contain_text(WHERE_TO_EXERCISE)
    expect(standing.locator("main")).not_to_contain_text(NOTE)


def when_the_meeting_is_planned_and_called(story: Council) -> None:
    """Called in less than an hour, which the rules of the decision do not allow without a reason."""
    page = story.standing
    page.goto(f"{story.council}meetings/new/")
    starts_at = datetime.now(NOW.tzinfo) + timedelta(minutes=30)
    when_a_meeting_is_planned(page, starts_at=starts_at, items=("Tờ trình dự thảo", "Thảo luận, bỏ phiếu"))
    story.meeting = page.url
    page.get_by_role("link", name="Mời họp").click()
    page.get_by_role("button", name="Mời họp").click()
    expect(page.get_by_role("alert")).to_contain_text("hồ sơ phải đến thành viên trước phiên họp 3 ngày")
    then_it_is_in_order(page)
    page.get_by_label("Lý do mời gấp").fill("Bộ trưởng yêu cầu trình trong tuần.")
    page.get_by_role("button", name="Mời họp").click()
    expect(told(page)).to_contain_text("Đã mời họp")


def when_it_opens_once_enough_are_there(story: Council) -> None:
    """Three join by phone, the secretary marks four in the room; the chair's page tells the quorum by itself."""
    chair, secretary = story.chair, story.secretary
    when_one_goes_to(chair, story.meeting)
    chair.get_by_role("link", name="Khai mạc").click()
    chair.get_by_role("button", name="Khai mạc").click()
    expect(chair.get_by_role("alert")).to_contain_text("có mặt 0/7 thành viên, cần 5")
    when_one_goes_to(chair, story.meeting)
    for page in (story.first, story.second, story.third):
        when_one_goes_to(page, story.meeting)
        page.get_by_role("button", name="Tôi dự trực tuyến").click()
        expect(page.get_by_role("region", name="Bạn dự phiên này")).to_contain_text("Trực tuyến")
    expect(chair.locator("#now")).to_contain_text("có mặt 3/7 thành viên")
    when_one_goes_to(secretary, story.meeting)
    for member in (CHAIR, VICE_CHAIR, REVIEWER, SECRETARY):
        when_the_secretary_marks(secretary, member, ROOM)
    expect(chair.locator("#now")).to_contain_text("Đủ điều kiện họp: có mặt 7/7 thành viên")
    then_it_is_in_order(story.first)
    chair.get_by_role("link", name="Khai mạc").click()
    chair.get_by_role("button", name="Khai mạc").click()
    expect(told(chair)).to_have_text("Phiên họp đã khai mạc.")
    then_it_is_in_order(chair, "meeting")


def when_a_member_is_removed_his_page_tells(story: Council) -> None:
    page = story.standing
    page.goto(story.council)
    page.get_by_role("link", name=f"Cho thôi {NAMES[THIRD_MEMBER]}").click()
    page.get_by_label("Lý do").fill("Điều động công tác")
    page.get_by_role("button", name="Cho thôi").click()
    expect(told(page)).to_contain_text("Đã ghi thành viên thôi tham gia")
    expect(story.third.locator("main")).to_contain_text("Bạn đã thôi tham gia hội đồng này")
    expect(story.third.locator("main")).to_contain_text("Điều động công tác")
    then_it_is_in_order(story.third)
    expect(story.chair.locator("#now")).to_contain_text("có mặt 6/6 thành viên")


def when_the_quorum_is_lost_while_a_ballot_is_open(story: Council) -> None:
    """What is sent meanwhile is refused and kept, and counts once enough are there; what comes too late does not."""
    when_a_ballot_is_opened(story, PROGRAMME)
    for page in (story.first, story.second):
        when_one_goes_to(page, story.ballot)
        when_one_chooses(page, PASSED)
    secretary = story.secretary
    when_one_goes_to(secretary, story.meeting)
    for member in LEAVING:
        when_the_secretary_marks(secretary, member, LEFT)
    expect(secretary.locator("#now")).to_contain_text("Tạm dừng nhận phiếu")
    then_it_is_in_order(secretary)
    when_one_sends_the_paper(story.first)
    expect(story.first.get_by_role("alert")).to_contain_text("Phiếu của bạn chưa được tính và vẫn còn ở đây")
    expect(story.first.get_by_role("radio", name=PASSED, exact=True)).to_be_checked()
    then_it_is_in_order(story.first)
    for member in LEAVING:
        when_the_secretary_marks(secretary, member, ROOM)
    when_one_sends_the_paper(story.first)
    expect(story.first.get_by_role("heading", name="Phiếu của bạn đã được tính")).to_be_visible()
    when_the_chair_closes_the_ballot(story)
    when_one_sends_the_paper(story.second)
    expect(story.second.get_by_role("alert")).to_contain_text("phiếu vừa gửi đến sau nên không được tính")
    then_it_is_in_order(story.second)


def when_a_ballot_is_opened(story: Council, subject: str) -> None:
    secretary, chair = story.secretary, story.chair
    when_one_goes_to(secretary, story.meeting)
    secretary.get_by_role("link", name="Lập lượt bỏ phiếu").click()
    secretary.get_by_label("Nội dung biểu quyết").fill(subject)
    secretary.get_by_role("button", name="Lập", exact=True).click()
    open_address(secretary, r"/ballots/[0-9a-f-]{36}/$")
    story.ballot = secretary.url
    secretary.goto(story.meeting)
    when_one_goes_to(chair, story.ballot)
    chair.get_by_role("link", name="Mở bỏ phiếu").click()
    chair.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(chair.get_by_role("heading", name="0/6 người đã bỏ phiếu")).to_be_visible()


def when_the_chair_closes_the_ballot(story: Council) -> None:
    when_one_goes_to(story.chair, story.ballot)
    story.chair.get_by_role("link", name="Đóng, kiểm phiếu").click()
    story.chair.get_by_role("button", name="Đóng và kiểm phiếu").click()
    expect(story.chair.get_by_role("heading", name="Kết quả")).to_be_visible()


def when_six_vote_on_the_draft(story: Council) -> None:
    """One without script, one whose answer is lost and who sends again: his paper counts once."""
    when_a_ballot_is_opened(story, DRAFT)
    for page, choice in (
        (story.vice_chair, PASSED),
        (story.first, CONDITIONAL),
        (story.secretary, CONDITIONAL),
        (story.reviewer, CONDITIONAL),
    ):
        when_one_goes_to(page, story.ballot)
        if page is story.first:
            then_it_is_in_order(page, "ballot-paper")
        when_one_votes(page, choice)
    expect(story.chair.get_by_role("heading", name="4/6 người đã bỏ phiếu")).to_be_visible()
    page = story.second
    when_one_goes_to(page, story.ballot)
    when_one_chooses(page, CONDITIONAL)
    when_the_answer_to_the_paper_is_lost(page)
    when_one_sends_it_again(page)
    expect(page.locator("main")).to_contain_text("Phiếu này đã được tính một lần từ trước")
    expect(story.chair.get_by_role("heading", name="5/6 người đã bỏ phiếu")).to_be_visible()
    then_it_is_in_order(story.chair)
    when_one_votes(story.chair, CONDITIONAL)
    when_the_chair_closes_the_ballot(story)
    expect(story.chair.get_by_role("row", name=re.compile(f"^{PASSED} 1$"))).to_be_visible()
    expect(story.chair.get_by_role("row", name=re.compile(f"^{CONDITIONAL} 5$"))).to_be_visible()
    expect(story.chair.get_by_role("heading", name="Kết quả")).to_contain_text(CONDITIONAL)
    then_it_is_in_order(story.chair, "ballot-counted")


def then_each_may_look_for_his_paper(story: Council) -> None:
    page = story.second
    when_one_goes_to(page, story.ballot)
    expect(page.get_by_label("Mã biên nhận của bạn")).not_to_have_value("")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(told(page)).to_have_text("Mã của bạn có trong hòm và phiếu đó đã được kiểm.")
    then_it_is_in_order(page)
    page.get_by_label("Mã biên nhận của bạn").fill("AAAAA-BBBBB-CCCCC-DDDDD")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Không có phiếu nào mang mã này trong hòm")


def when_the_meeting_concludes(story: Council) -> None:
    page, name = story.secretary, NAMES[REVIEWER]
    when_one_goes_to(page, story.meeting)
    note = page.locator("#note-form")
    note.get_by_label("Thành viên phát biểu").select_option(label=f"{name} – Ủy viên phản biện, Văn phòng Bộ")
    note.get_by_label("Nội dung phát biểu").fill(WHO_CONNECTS)
    note.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.locator("#notes .said")).to_have_text([WHO_CONNECTS])
    for conclusion in CONCLUSIONS:
        page.locator("#conclusions").get_by_label("Nội dung kết luận").fill(conclusion)
        page.get_by_role("button", name="Ghi kết luận").click()
        expect(page.locator("#conclusions .said").last).to_contain_text(conclusion)
    then_it_is_in_order(page, "meeting-record")
    when_one_goes_to(story.chair, story.meeting)
    story.chair.get_by_role("link", name="Bế mạc").click()
    story.chair.get_by_role("button", name="Bế mạc").click()
    expect(told(story.chair)).to_contain_text("Phiên họp đã bế mạc")


def when_conclusions_become_required_revisions(story: Council) -> None:
    page, council = story.standing, story.council
    page.goto(f"{council}revisions/new/")
    then_it_is_in_order(page)
    clarify = "Nêu rõ đơn vị chủ trì nối trạm."
    when_a_revision_is_ordered(page, council, "clarify", clarify, place="noi cac tram", unit="G98.01")
    unify = "Thống nhất viết «kho dữ liệu»."
    when_a_revision_is_ordered(page, council, "unify", unify, keep="kho dữ liệu", variants="kho số liệu")
    when_a_revision_is_ordered(page, council, "supplement", "Bổ sung nơi diễn tập.", place="dien tap")
    when_a_revision_is_ordered(page, council, "cut", "Bỏ việc tặng quà lưu niệm.", place="tang qua")
    align = {"place": "85% ho dan", "directive": DIRECTIVE_NUMBER, "axis": "Mục tiêu"}
    when_a_revision_is_ordered(page, council, "align", "Rà soát chỉ tiêu hộ dân theo Chỉ thị 61.", **align)
    expect(page.get_by_role("heading", name="Còn 5 trong 5 yêu cầu chưa xong")).to_be_visible()


def then_the_minutes_are_signed_left_and_right(story: Council) -> None:
    """The secretary signs first; then the conclusions are announced by a paper of the same two."""
    secretary, chair = story.secretary, story.chair
    minutes = when_a_paper_is_made(secretary, story.council, "Biên bản họp – phiên họp 1")
    chair.goto(minutes)
    expect(chair.get_by_role("link", name="Ký", exact=True)).to_have_count(0)
    when_one_signs(secretary, minutes)
    when_one_signs(chair, minutes)
    expect(chair.get_by_role("heading", level=1)).to_contain_text("01/BB-HĐTĐ")
    then_it_is_in_order(chair, "council-paper")
    printed = Printed(chair, "Tải PDF")
    then_it_is_laid_out_as_a_paper(printed, title="BIÊN BẢN", left=NAMES[SECRETARY], right=NAMES[CHAIR])
    assert "Thông qua với điều kiện chỉnh sửa, bổ sung 5 83,33%" in printed.text
    assert all(conclusion in printed.text for conclusion in (*CONCLUSIONS, WHO_CONNECTS))
    notice = when_a_paper_is_made(secretary, story.council, "Thông báo kết luận – phiên họp 1")
    when_one_signs(secretary, notice)
    when_one_signs(chair, notice)
    expect(chair.get_by_role("heading", level=1)).to_contain_text("02/TB-HĐTĐ")
    then_it_is_laid_out_as_a_paper(Printed(chair, "Tải PDF"), title="THÔNG BÁO", left="Nơi nh", right=NAMES[CHAIR])


def when_the_drafters_answer_what_they_did_and_did_not_do(story: Council, drafter: Page) -> str:
    """Write what three revisions ask, say that four are done, and explain the fifth; return the draft's address."""
    given_she_is_signed_in(drafter, TEAM_HEAD)
    drafter.goto("/drafting/?words=canh+bao+som")
    drafter.locator("#listing tbody a", has_text="Mạng lưới cảnh báo sớm").click()
    open_address(drafter, r"/drafting/[0-9a-f-]{36}/")
    draft = drafter.url
    drafter.goto(f"{draft}write/")
    when_one_writes(when_one_opens(drafter, "Nối các trạm", "II.3"), CLARIFIED, then="Lưu")
    expect(row(drafter, CLARIFIED)).to_be_visible()
    when_one_writes(when_one_opens(drafter, "tặng quà", "III.2"), "Tổ chức hội nghị tổng kết.", then="Lưu")
    expect(row(drafter, "hội nghị tổng kết.")).to_be_visible()
    when_she_names_the_version(drafter, "Bản tiếp thu")
    drafter.goto(f"{story.council}revisions/")
    when_revisions_are_answered(drafter, 1, 2, 3, 4, claim="Đã chỉnh sửa", response="Đã sửa như yêu cầu.")
    reason = "Nguồn lực chỉ đủ cho 85% hộ dân."
    when_revisions_are_answered(drafter, 5, claim="Không tiếp thu, có lý do", response=reason)
    return draft


def then_what_was_not_done_is_shown_and_mended(story: Council, drafter: Page, draft: str) -> None:
    board, standing = f"{story.council}revisions/", story.standing
    then_the_board_says(drafter, board, 3, "báo đã thực hiện, nhưng bản sau không thể hiện. II.2 không thay đổi.")
    for number in (1, 2, 4):
        expect(drafter.locator(f"#revision-{number} .status").first).to_have_text("Đã xong")
    then_it_is_in_order(drafter, "revisions")
    standing.goto(f"{story.council}submit/")
    expect(standing.locator("main")).to_contain_text("còn yêu cầu chỉnh sửa chưa xong: số 3, 5")
    drafter.goto(f"{draft}write/")
    when_one_writes(when_one_opens(drafter, "Diễn tập", "II.2"), EXERCISED, then="Lưu")
    expect(row(drafter, EXERCISED)).to_be_visible()
    when_she_names_the_version(drafter, "Bản trình")
    then_the_board_says(standing, board, 3, "Văn bản đã sửa đúng chỗ")
    standing.locator("#revision-5").get_by_role("checkbox", name="Chọn để ký nhận").check()
    standing.get_by_label("Lý do ký nhận").fill("Chỉ tiêu 85% đã được Bộ trưởng đồng ý.")
    standing.get_by_role("button", name="Ký nhận các yêu cầu đã chọn").click()
    expect(told(standing)).to_have_text("Đã ký nhận 1 yêu cầu.")
    expect(standing.get_by_role("heading", name="Còn 0 trong 5 yêu cầu chưa xong")).to_be_visible()
    then_it_is_in_order(standing)


def when_the_plan_is_submitted_and_approved(story: Council, leader: Page) -> None:
    page = story.standing
    page.goto(f"{story.council}submit/")
    then_it_is_in_order(page)
    page.get_by_label("Nội dung thêm").fill("Kính trình Bộ trưởng xem xét, phê duyệt.")
    page.get_by_role("button", name="Trình phê duyệt").click()
    expect(told(page)).to_contain_text("Đã trình phê duyệt")
    story.submission = page.url
    given_she_is_signed_in(leader, APPROVER)
    leader.get_by_role("link", name=re.compile("^Kế hoạch Mạng lưới cảnh báo sớm")).first.click()
    open_address(leader, r"/submissions/[0-9a-f-]{36}/$")
    then_it_is_in_order(leader, "submission")
    leader.get_by_role("link", name="Phê duyệt", exact=True).click()
    leader.get_by_role("button", name="Phê duyệt").click()
    expect(told(leader)).to_contain_text("Đã phê duyệt")


def when_the_plan_is_issued(story: Council, clerk: Page) -> None:
    """Open a series, take its first number, and see the seal hold."""
    given_she_is_signed_in(clerk, CLERK)
    clerk.goto("/number-series/new/")
    clerk.get_by_label("Đơn vị").fill("G98")
    clerk.get_by_label("Tên dãy số").fill("Kế hoạch của Bộ")
    clerk.get_by_label("Ký hiệu sau số").fill("KHB-BATCĐ")
    clerk.get_by_role("button", name="Mở dãy số").click()
    expect(told(clerk)).to_contain_text("Đã mở dãy số")
    clerk.goto(story.submission)
    clerk.get_by_role("link", name="Cấp số, ban hành").click()
    clerk.get_by_label("Dãy số").select_option(label="Kế hoạch của Bộ")
    clerk.get_by_label("Người ký", exact=True).select_option(label=NAMES[APPROVER])
    clerk.get_by_label("Chức vụ người ký").fill("BỘ TRƯỞNG")
    then_it_is_in_order(clerk)
    clerk.get_by_role("button", name="Ban hành").click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text("01/KHB-BATCĐ")
    expect(clerk.locator("main")).to_contain_text("Niêm phong còn nguyên: 10 điều khoản")
    then_it_is_in_order(clerk, "issuance")
    printed = Printed(clerk, "Tải PDF")
    then_it_is_laid_out_as_a_paper(printed, title="QUYẾT ĐỊNH", left="Nơi nh", right=NAMES[APPROVER])
    assert printed.places("Số: 01/KHB-BATCĐ")[0][1] < 0.5
    assert all(words in printed.text for words in (CLARIFIED, EXERCISED))
    clerk.goto("/issuances/")
    expect(clerk.locator("#listing")).to_contain_text("01/KHB-BATCĐ")


def then_an_amended_directive_tells_the_plans_owner(drafter: Page, planner: Page) -> None:
    given_she_is_signed_in(planner)
    planner.goto("/documents/?standing=directive")
    planner.locator("#listing tbody tr", has_text=DIRECTIVE_NUMBER).get_by_role("link").first.click()
    planner.get_by_role("link", name="Nhập bản mới").first.click()
    planner.get_by_label("Tên bản").fill("Bản sửa đổi")
    amended = DIRECTIVE.replace("trên 90% hộ dân", "trên 95% hộ dân").encode()
    file = {"name": "chi-thi-61-sua.txt", "mimeType": "text/plain", "buffer": amended}
    planner.get_by_label("Tệp văn bản").set_input_files(file)
    planner.get_by_role("button", name="Đọc tệp").click()
    when_she_freezes_it(planner)
    notice = drafter.locator("#listing tbody tr", has_text=DIRECTIVE_NUMBER)
    for _attempt in range(LONGEST_JOB // 1000):
        drafter.goto("/directive-notices/")
        if notice.count():
            break
        drafter.wait_for_timeout(1000)
    expect(notice).to_contain_text("Văn bản chỉ đạo có bản mới")
    notice.get_by_role("link").first.click()
    expect(drafter.locator("main")).to_contain_text("trên 85% hộ dân vùng nguy cơ")
    then_it_is_in_order(drafter, "directive-notice")
