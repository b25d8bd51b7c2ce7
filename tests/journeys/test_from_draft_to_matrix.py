"""From a first draft to a matrix in which every answer is true: team, units and leader, each in his own browser."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.steps import downloaded, given_she_is_signed_in, open_address, then_the_page_is_in_order
from tests.journeys.steps_consultation import (
    COMMUNE,
    COMMUNE_HEAD,
    FINANCE,
    FINANCE_HEAD,
    FINANCE_OFFICER,
    OFFICE,
    OFFICE_HEAD,
    PROVINCE,
    PROVINCE_HEAD,
    PROVINCE_OFFICER,
    SILENT,
    filled_form,
    given_one_has_the_round_open,
    when_a_paper_is_made,
    when_one_hands_in,
    when_one_marks,
    when_one_says,
    when_the_head_approves,
    when_the_team_answers,
)
from tests.journeys.steps_drafting import (
    LEADER,
    TEAM_HEAD,
    WRITER,
    markers,
    opened,
    row,
    when_one_opens,
    when_one_writes,
    when_she_names_the_version,
    when_she_opens_a_dossier,
    when_she_takes_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.journey

TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
ROUND = "Lấy ý kiến Kế hoạch chuyển đổi số năm tới"
FINANCE_NAME, OFFICE_NAME = "Cục Kế hoạch và Tài chính", "Văn phòng Bộ"
PROVINCE_NAME, COMMUNE_NAME = "An toàn cộng đồng tỉnh Vân Sơn", "An toàn cộng đồng xã Ven Sông"

STORE = "Xây dựng kho dữ liệu dùng chung của Cục, hoàn thành trước ngày {day}."
CONNECT = "Kết nối 12 đơn vị cấp xã với kho dữ liệu nêu tại điểm a mục {at} phần IV."
TRAIN = "Đào tạo 60 cán bộ làm công tác dữ liệu."
TRAIN_FIRST = "Ưu tiên cấp xã. Đào tạo 60 cán bộ làm công tác dữ liệu."
MONEY = "Kinh phí lấy từ dự toán được giao."

TOO_LATE = "Thời hạn cuối năm là muộn, các đơn vị cần kho dữ liệu để lập dự toán."
TOO_FEW = "Đề nghị đào tạo 80 cán bộ vì số xã đã tăng."
ALL_COMMUNES = "Nên kết nối cả các đơn vị cấp xã còn lại trong năm."
NOWHERE = "Điều này nên viết gọn hơn."
NOT_GROWN = "Số xã không thay đổi trong kỳ kế hoạch."
LONGEST_JOB = 60_000
"""Milliseconds the worker may take to hold a round against a version."""


def test_from_the_first_draft_to_the_final_matrix(open_page: Callable[[], Page], page_without_script: Page) -> None:
    head = open_page()
    given_she_is_signed_in(head, TEAM_HEAD)
    dossier = when_she_founds_the_team(head)
    when_she_writes_the_first_provisions(head, dossier)
    then_numbers_and_references_follow_what_comes_before_them(head)

    writer = open_page()
    given_she_is_signed_in(writer, WRITER)
    when_two_write_the_same_and_the_second_merges(head, writer, dossier)
    when_his_tab_crashes_his_words_come_back(writer, dossier)
    when_she_freezes(head, dossier, "Dự thảo 1")

    when_she_asks_five_units(head, dossier)
    round_ = head.url
    when_an_officer_marks_words_and_his_head_sends_them(open_page(), open_page())
    when_another_unit_agrees_at_once(open_page())
    when_a_third_sends_the_excel_form_with_one_bad_row(open_page(), open_page())
    when_a_fourth_answers_without_script(page_without_script)
    when_she_ends_the_round_early(head)

    when_the_team_answers_every_group(head, f"{round_}board/")
    when_she_carries_out_what_was_accepted_but_one(head, dossier)
    when_she_freezes(head, dossier, "Dự thảo 2")
    then_closure_shows_what_is_not_true(head, round_)
    when_the_lie_and_the_change_are_mended(head)
    when_the_leader_signs_and_makes_it_final(open_page(), round_)
    then_the_matrix_says_what_became_of_every_opinion(head, round_)
    then_the_unit_sees_what_became_of_its_own(open_page())


def when_she_founds_the_team(head: Page) -> str:
    """Open the dossier and take two into the team; return its address."""
    when_she_opens_a_dossier(
        head,
        template="Kế hoạch chuyển đổi số hằng năm",
        subject="Chuyển đổi số năm tới của Cục",
        kind="Kế hoạch",
        decided_on=f"{TODAY:%d/%m/%Y}",
    )
    dossier = head.url.removesuffix("team/")
    when_she_takes_in(head, officer=TEAM_HEAD, role="Tổ trưởng")
    when_she_takes_in(head, officer=WRITER, role="Thành viên")
    expect(head.get_by_role("row", name=re.compile("Khổng Văn Bút Chì"))).to_contain_text("Toàn bộ dự thảo")
    then_the_page_is_in_order(head)
    head.goto(dossier)
    then_the_page_is_in_order(head, "dossier")
    return dossier


def when_she_writes_the_first_provisions(head: Page, dossier: str) -> None:
    head.goto(f"{dossier}write/")
    when_one_opens(head, "Nhiệm vụ mới", "IV.2: Nhiệm vụ mới").get_by_role("button", name="Thêm cấp dưới").click()
    when_one_writes(opened(head, "IV.2.a"), STORE.format(day="30 tháng 6"), then="Lưu và thêm cùng cấp")
    form = opened(head, "IV.2.b")
    form.get_by_label("Nội dung").fill(CONNECT.format(at=2))
    then_the_page_is_in_order(head, "writing")
    form.get_by_label("Nội dung").press("Control+s")
    expect(row(head, "Kết nối 12 đơn vị")).to_contain_text("tại điểm a mục 2 phần IV")


def then_numbers_and_references_follow_what_comes_before_them(head: Page) -> None:
    first = when_one_opens(head, "Nhiệm vụ chuyển tiếp", "IV.1: Nhiệm vụ chuyển tiếp")
    first.get_by_role("button", name="Lưu và thêm cùng cấp").click()
    when_one_writes(opened(head, "IV.2"), TRAIN, then="Lưu")
    expect(row(head, TRAIN)).to_be_visible()
    expect(row(head, "Kết nối 12 đơn vị")).to_contain_text("tại điểm a mục 3 phần IV")
    assert markers(head)[3:10] == ["IV.", "1.", "2.", "3.", "a)", "b)", "4."]


def when_two_write_the_same_and_the_second_merges(head: Page, writer: Page, dossier: str) -> None:
    writer.goto(f"{dossier}write/")
    his = when_one_opens(writer, "Xây dựng kho dữ liệu", "IV.3.a")
    his.get_by_label("Nội dung").fill(STORE.format(day="30 tháng 9"))
    hers = when_one_opens(head, "Xây dựng kho dữ liệu", "IV.3.a")
    when_one_writes(hers, STORE.format(day="31 tháng 12"), then="Lưu")
    expect(row(head, "31 tháng 12")).to_be_visible()
    his.get_by_role("button", name="Lưu", exact=True).click()
    expect(writer.get_by_role("heading", level=1)).to_have_text("Hai người cùng sửa: IV.3.a")
    expect(writer.locator("section", has_text="Lời của bạn").first).to_contain_text("30 tháng 9")
    then_the_page_is_in_order(writer, "writing-merge")
    writer.get_by_role("radio", name="Của người kia: «12»").check()
    expect(writer.get_by_label("Kết quả: Nội dung")).to_have_value(STORE.format(day="31 tháng 12"))
    writer.get_by_role("button", name="Ghép theo lựa chọn rồi lưu").click()
    expect(row(writer, "31 tháng 12")).to_be_visible()


def when_his_tab_crashes_his_words_come_back(writer: Page, dossier: str) -> None:
    when_one_opens(writer, TRAIN, "IV.2").get_by_label("Nội dung").fill(TRAIN_FIRST)
    with writer.expect_event("crash"), pytest.raises(Exception, match="chrome://crash"):
        writer.goto("chrome://crash")
    again = writer.context.new_page()
    again.goto(f"{dossier}write/")
    again.get_by_role("region", name="Lời chưa lưu trên máy này").get_by_role("link", name="IV.2").click()
    expect(again.get_by_label("Nội dung")).to_have_value(TRAIN)
    again.get_by_role("button", name="Lấy lại", exact=True).click()
    expect(again.get_by_label("Nội dung")).to_have_value(TRAIN_FIRST)
    then_the_page_is_in_order(again)
    again.get_by_role("button", name="Lưu", exact=True).click()
    expect(row(again, TRAIN_FIRST)).to_be_visible()


def when_she_freezes(head: Page, dossier: str, label: str) -> None:
    head.goto(f"{dossier}write/")
    when_she_names_the_version(head, label)
    expect(head.locator("main .status").first).to_have_text("Đã chốt")


def when_she_asks_five_units(head: Page, dossier: str) -> None:
    head.goto(dossier)
    head.get_by_role("link", name="Lập vòng lấy ý kiến").click()
    head.get_by_label("Tên vòng lấy ý kiến").fill(ROUND)
    head.get_by_label("Nội dung cần góp ý").fill("Đề nghị tập trung góp ý phần IV.")
    head.get_by_label("Câu hỏi cho mọi đơn vị").fill("Thời hạn tại mục 3 phần IV có khả thi không?")
    head.get_by_role("radio", name=re.compile("^Lấy ý kiến trong ngành theo quy chế")).check()
    head.get_by_label("Số ngày trả lời").fill("5")
    expect(head.locator("#deadline")).to_contain_text("hết ngày")
    then_the_page_is_in_order(head, "round-new")
    head.get_by_role("button", name="Lập vòng và chọn nơi nhận").click()
    head.get_by_label("Dán mã định danh").fill("\n".join([FINANCE, OFFICE, PROVINCE, COMMUNE, SILENT]))
    head.get_by_role("button", name="Thêm nơi nhận").click()
    expect(head.locator("#listing tbody tr")).to_have_count(5)
    then_the_page_is_in_order(head)
    head.get_by_role("link", name="Xem lại và gửi").click()
    then_the_page_is_in_order(head, "round-send")
    head.get_by_role("button", name="Gửi lấy ý kiến").click()
    expect(head.locator(".note.well")).to_contain_text("Đã gửi lấy ý kiến")
    open_address(head, r"/consultations/[0-9a-f-]{36}/$")
    then_the_page_is_in_order(head, "round")


def when_an_officer_marks_words_and_his_head_sends_them(officer: Page, director: Page) -> None:
    given_one_has_the_round_open(officer, FINANCE_OFFICER, title=ROUND, unit=FINANCE_NAME)
    officer.get_by_role("link", name="Đọc và góp ý").click()
    when_one_marks(officer, "trước ngày 31 tháng 12")
    expect(officer.get_by_label("Trích nguyên văn")).to_have_value("trước ngày 31 tháng 12")
    then_the_page_is_in_order(officer)
    when_one_says(officer, TOO_LATE, proposed="trước ngày 30 tháng 9")
    then_the_page_is_in_order(officer, "reply-reader")
    expect(officer.get_by_role("link", name="Xem lại để duyệt gửi")).to_have_count(0)

    given_one_has_the_round_open(director, FINANCE_HEAD, title=ROUND, unit=FINANCE_NAME)
    expect(director.locator("#remarks")).to_contain_text("Ngân Thị Hạt Dẻ")
    then_the_page_is_in_order(director, "reply")
    director.get_by_role("link", name="Soạn trả lời").click()
    director.get_by_role("radio", name="Đồng ý, có ý kiến").check()
    director.get_by_label(re.compile("^1. Thời hạn")).fill("Khả thi nếu giao sớm.")
    then_the_page_is_in_order(director)
    director.get_by_role("button", name="Xem lại để duyệt gửi").click()
    then_the_page_is_in_order(director, "reply-send")
    director.get_by_role("button", name="Duyệt và gửi").click()
    expect(director.locator(".note.well")).to_contain_text("Đã gửi trả lời của đơn vị")


def when_another_unit_agrees_at_once(director: Page) -> None:
    given_one_has_the_round_open(director, OFFICE_HEAD, title=ROUND, unit=OFFICE_NAME)
    director.get_by_role("button", name="Nhất trí, không có ý kiến").click()
    expect(director.get_by_role("heading", level=2, name="Đồng ý hoàn toàn")).to_be_visible()
    expect(director.locator("main")).to_contain_text("Không có ý kiến.")


def when_a_third_sends_the_excel_form_with_one_bad_row(officer: Page, director: Page) -> None:
    given_one_has_the_round_open(officer, PROVINCE_OFFICER, title=ROUND, unit=PROVINCE_NAME)
    form = filled_form(
        downloaded(officer, "Tải biểu Excel"),
        answer="Nhất trí, có ý kiến",
        reply="Khả thi.",
        rows=[
            {"Vị trí": "IV.3.a", "Trích nguyên văn": "trước ngày 31 tháng 12", "Ý kiến": TOO_LATE.replace(",", ";"),
             "Đề nghị sửa thành": "trước ngày 30 tháng 9"},
            {"Vị trí": "IV.2", "Trích nguyên văn": "60 cán bộ", "Ý kiến": TOO_FEW, "Đề nghị sửa thành": "80 cán bộ"},
            {"Vị trí": "Điều 99", "Ý kiến": NOWHERE},
        ],
    )  # fmt: skip
    when_one_hands_in(officer, form)
    expect(officer.locator("main")).to_contain_text("nhận 2 ý kiến")
    expect(officer.get_by_role("row", name=re.compile("Điều 99"))).to_contain_text(NOWHERE)
    then_the_page_is_in_order(officer, "form-findings")
    marked = load_workbook(io.BytesIO(downloaded(officer, "Tải tệp đã đánh dấu")))["Ý kiến"]
    told = {str(cell.value): cell.column for cell in marked[1]}["Vì sao chưa nhận"]
    results = [str(marked.cell(number, told).value) for number in (2, 3, 4)]
    assert results[:2] == ["Đã nhận", "Đã nhận"]
    assert "Điều 99" in results[2]

    given_one_has_the_round_open(director, PROVINCE_HEAD, title=ROUND, unit=PROVINCE_NAME)
    director.get_by_role("link", name="Soạn trả lời").click()
    expect(director.get_by_role("radio", name="Đồng ý, có ý kiến")).to_be_checked()
    when_the_head_approves(director)


def when_a_fourth_answers_without_script(director: Page) -> None:
    given_one_has_the_round_open(director, COMMUNE_HEAD, title=ROUND, unit=COMMUNE_NAME)
    director.get_by_role("link", name="Đọc và góp ý").click()
    director.get_by_role("link", name=re.compile(r"^Góp ý b\) Kết nối 12")).click()
    director.get_by_label("Trích nguyên văn").fill("12 đơn vị cấp xã")
    when_one_says(director, ALL_COMMUNES)
    director.get_by_role("link", name="Soạn trả lời").click()
    director.get_by_role("radio", name="Đồng ý, có ý kiến").check()
    director.get_by_label(re.compile("^1. Thời hạn")).fill("Khả thi.")
    when_the_head_approves(director)


def when_she_ends_the_round_early(head: Page) -> None:
    head.get_by_role("link", name="Kết thúc sớm").click()
    head.get_by_label("Lý do").fill("Bốn trên năm đơn vị đã trả lời; kế hoạch phải trình trong tuần.")
    then_the_page_is_in_order(head)
    head.get_by_role("button", name="Kết thúc sớm").click()
    expect(head.locator("main")).to_contain_text("kế hoạch phải trình trong tuần")
    expect(head.get_by_role("list", name="Mạch chỉ đạo")).to_contain_text("4/5 đơn vị đã trả lời")


def when_the_team_answers_every_group(head: Page, board: str) -> None:
    head.goto(board)
    expect(head.locator("#grouping")).to_contain_text("Đã gom ý kiến giống nhau", timeout=LONGEST_JOB)
    head.goto(board)
    expect(head.locator("#listing tbody tr")).to_have_count(3)
    both = head.locator("#listing tbody tr").filter(has_text="IV.3.a")
    expect(both.locator('[data-label="Đơn vị"]')).to_have_text("2")
    head.locator("#listing tbody tr").filter(has_text=TOO_FEW).get_by_role("checkbox").check()
    head.locator(".mend").get_by_label("Giao cho").select_option(label="Khổng Văn Bút Chì")
    head.get_by_role("button", name="Giao các nhóm đã chọn").click()
    expect(head.locator(".note.well")).to_contain_text("Đã giao 1 nhóm")
    then_the_page_is_in_order(head, "board")

    answered = "Thời hạn của kho dữ liệu sửa thành trước ngày 30 tháng 9."
    when_the_team_answers(head, board, "Thời hạn cuối năm", outcome="Tiếp thu", response=answered)
    expect(head.locator("main .status").first).to_have_text("Tiếp thu")
    then_the_page_is_in_order(head, "opinion-group")
    when_the_team_answers(head, board, TOO_FEW, outcome="Tiếp thu", response="Nâng lên 80 cán bộ.")
    kept = "Giữ 12 đơn vị cấp xã."
    when_the_team_answers(head, board, ALL_COMMUNES, outcome="Giải trình", response=kept)
    expect(head.get_by_role("alert")).to_contain_text("Hãy nêu lý do của phần không tiếp thu")
    expect(head.get_by_label("Nội dung tiếp thu, giải trình")).to_have_value(kept)
    head.get_by_label("Lý do của phần không tiếp thu").fill("Kinh phí chỉ đủ cho 12 đơn vị.")
    head.get_by_role("button", name="Lưu trả lời").click()
    expect(head.locator("main .status").first).to_have_text("Giải trình")


def when_she_carries_out_what_was_accepted_but_one(head: Page, dossier: str) -> None:
    """Change what the first answer promises and something nobody asked for; the other promise is left a lie."""
    head.goto(f"{dossier}write/")
    when_one_writes(when_one_opens(head, "31 tháng 12", "IV.3.a"), STORE.format(day="30 tháng 9"), then="Lưu")
    expect(row(head, "30 tháng 9")).to_be_visible()
    when_one_writes(when_one_opens(head, "Nguồn lực", "V: Nguồn lực"), MONEY, then="Lưu")
    expect(row(head, MONEY)).to_be_visible()


def then_closure_shows_what_is_not_true(head: Page, round_: str) -> None:
    head.goto(f"{round_}closure/")
    head.get_by_role("button", name="Đối chiếu lại").click()
    when_the_worker_has_examined(head)
    for kind, place in (
        ("Nói tiếp thu nhưng văn bản không đổi", "IV.2"),
        ("Văn bản đổi mà không có căn cứ", "V"),
        ("Đơn vị không phản hồi", "Phòng An toàn thông tin"),
    ):
        expect(head.get_by_role("heading", level=3, name=f"{kind}: {place}", exact=True)).to_be_visible()
    expect(head.get_by_role("article")).to_have_count(3)
    then_the_page_is_in_order(head, "closure")


def when_the_worker_has_examined(page: Page) -> None:
    """Wait while the page follows the worker; then see what it found."""
    page.get_by_role("link", name="Xem kết quả mới").click(timeout=LONGEST_JOB)
    expect(page.locator("#examination")).to_contain_text("Đã đối chiếu")


def when_the_lie_and_the_change_are_mended(head: Page) -> None:
    closure = head.url
    head.get_by_role("link", name="Nêu căn cứ").click()
    head.get_by_role("radio", name="Kết luận của lãnh đạo, hội nghị").check()
    head.get_by_label("Nêu rõ").fill("Kết luận họp giao ban của Cục.")
    then_the_page_is_in_order(head)
    head.get_by_role("button", name="Ghi căn cứ").click()
    expect(head.locator(".note.well")).to_contain_text("đã khắc phục")
    head.get_by_role("link", name="Xem, sửa trả lời").click()
    head.get_by_role("radio", name="Giải trình", exact=True).check()
    head.get_by_label("Nội dung tiếp thu, giải trình").fill("Giữ 60 cán bộ.")
    head.get_by_label("Lý do của phần không tiếp thu").fill(NOT_GROWN)
    head.get_by_role("button", name="Lưu trả lời").click()
    expect(head.locator("main .status").first).to_have_text("Giải trình")
    head.goto(closure)
    head.get_by_role("button", name="Đối chiếu lại").click()
    when_the_worker_has_examined(head)
    expect(head.get_by_role("heading", name=re.compile("^Còn 1 việc"))).to_be_visible()
    expect(head.get_by_role("article").filter(has_text="Đã khắc phục")).to_have_count(2)


def when_the_leader_signs_and_makes_it_final(leader: Page, round_: str) -> None:
    given_she_is_signed_in(leader, LEADER)
    leader.goto(f"{round_}closure/")
    leader.get_by_role("button", name="Khép vòng theo bản này").click()
    expect(leader.get_by_role("alert")).to_be_visible()
    leader.get_by_label("Chọn để ký nhận").check()
    leader.get_by_label("Lý do ký nhận").fill("Đơn vị báo qua điện thoại là không có ý kiến.")
    leader.get_by_role("button", name="Ký nhận các việc đã chọn").click()
    expect(leader.get_by_role("article").filter(has_text="Thái Văn Mực Thước ký nhận")).to_have_count(1)
    leader.get_by_role("button", name="Khép vòng theo bản này").click()
    expect(leader.locator("main")).to_contain_text("Vòng đã khép theo Dự thảo 2")
    then_the_page_is_in_order(leader, "closure-final")


def then_the_matrix_says_what_became_of_every_opinion(head: Page, round_: str) -> None:
    head.goto(f"{round_}papers/")
    word = Document(io.BytesIO(when_a_paper_is_made(head, "Bảng tổng hợp (Word)")))
    excel = load_workbook(io.BytesIO(when_a_paper_is_made(head, "Bảng tổng hợp (Excel)"))).worksheets[0]
    then_the_page_is_in_order(head, "round-papers")
    in_word = [[cell.text for cell in line.cells] for line in word.tables[-1].rows]
    in_excel = [[str(cell or "") for cell in line] for line in excel.iter_rows(values_only=True)]
    assert in_excel[-5:] == in_word
    assert any(said.text.startswith("Tổng số 5 cơ quan, tổ chức, cá nhân") for said in word.paragraphs)
    units = [unit for _place, unit, _opinion, _answer in in_word[1:]]
    assert units == [PROVINCE_NAME, FINANCE_NAME, PROVINCE_NAME, COMMUNE_NAME]
    train, *stores, connect = [answer for _place, _unit, _opinion, answer in in_word[1:]]
    assert train == f"Giải trình: Giữ 60 cán bộ.\nLý do: {NOT_GROWN}"
    assert {store.splitlines()[-1] for store in stores} == {"Thể hiện tại Dự thảo 2: IV.3.a"}
    assert connect.endswith("Lý do: Kinh phí chỉ đủ cho 12 đơn vị.")
    head.goto(f"{round_}statistics/")
    then_the_page_is_in_order(head, "round-statistics")


def then_the_unit_sees_what_became_of_its_own(officer: Page) -> None:
    given_one_has_the_round_open(officer, FINANCE_OFFICER, title=ROUND, unit=FINANCE_NAME)
    officer.get_by_role("link", name="Trả lời đã gửi").click()
    expect(officer.locator(".note.well")).to_contain_text("Thời hạn của kho dữ liệu sửa thành trước ngày 30 tháng 9.")
    expect(officer.locator("main")).not_to_contain_text(ALL_COMMUNES)
    receipt = Document(io.BytesIO(downloaded(officer, "Thông báo kết quả (Word)")))
    told = "\n".join(cell.text for table in receipt.tables for line in table.rows for cell in line.cells)
    assert TOO_LATE in told
    assert ALL_COMMUNES not in told
    then_the_page_is_in_order(officer, "reply-sent")
