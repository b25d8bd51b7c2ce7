"""The same work where the browser runs no script."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.papers import DIRECTIVE, PLAN
from tests.journeys.steps import DEPUTY, HEAD, given_she_is_signed_in, when_she_freezes_it, when_she_sends_a_paper

pytestmark = pytest.mark.journey

LONGEST_APPRAISAL = 60_000
NEXT_WEEK = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date() + timedelta(days=7)


def test_a_paper_is_registered_mended_filtered_and_appraised_without_script(page_without_script: Page) -> None:
    page = page_without_script
    given_she_is_signed_in(page)

    when_she_sends_a_paper(page, name="ct.txt", data=other(DIRECTIVE), standing="Văn bản chỉ đạo cấp trên")
    when_she_opens_the_acts_on_a_provision_and_renumbers_it(page)
    when_she_freezes_it(page)
    when_she_sends_a_paper(page, name="kh.txt", data=other(PLAN), standing="Quy hoạch, kế hoạch, đề án")
    when_she_freezes_it(page)

    when_she_filters_the_register(page)
    then_only_the_directive_is_left(page)
    when_she_asks_for_an_appraisal(page)
    then_the_page_reloads_itself_until_the_report_is_there(page)
    when_she_opens_the_rooms_and_leaves_for_the_links(page)


def test_a_right_is_passed_on_explained_and_taken_back_without_script(page_without_script: Page) -> None:
    page = page_without_script
    given_she_is_signed_in(page, HEAD)
    when_he_passes_his_right_on_choosing_among_those_who_match(page)
    then_it_hangs_from_his_own(page)
    when_he_asks_why_his_deputy_may_register(page)
    then_the_chain_is_told(page)
    when_he_takes_it_back(page)
    when_he_asks_why_his_deputy_may_register(page)
    then_it_is_said_that_she_may_not(page)


def when_he_passes_his_right_on_choosing_among_those_who_match(page: Page) -> None:
    page.goto("/delegations/")
    page.get_by_role("link", name=re.compile("^Cán bộ kế hoạch, ")).click()
    page.get_by_label("Người được ủy quyền").fill("van")
    page.get_by_label("Tư cách").select_option(label="Ký thay (KT.)")
    page.get_by_label("Đến trước ngày").fill(f"{NEXT_WEEK:%d/%m/%Y}")
    page.get_by_label("Số văn bản").fill("46/QĐ-VS")
    page.get_by_role("button", name="Xem tác động trước khi cấp").click()
    expect(page.get_by_role("alert")).to_contain_text("hãy chọn một")
    page.get_by_role("radio", name=re.compile("Cao Văn Suối Reo")).check()
    page.get_by_role("button", name="Xem tác động trước khi cấp").click()
    expect(page.locator("#effect")).to_contain_text("Đăng ký, sửa văn bản")
    page.get_by_role("button", name="Ủy quyền", exact=True).click()


def then_it_hangs_from_his_own(page: Page) -> None:
    expect(page.locator(".note.well")).to_contain_text("Đã ủy quyền")
    expect(page.locator("section", has_text="Chuỗi quyền").last).to_contain_text("46/QĐ-VS")


def when_he_asks_why_his_deputy_may_register(page: Page) -> None:
    page.goto("/explain/")
    page.get_by_label("Cán bộ", exact=True).fill(DEPUTY)
    page.get_by_label("Việc", exact=True).select_option(label="Đăng ký, sửa văn bản")
    page.get_by_label("Hồ sơ tại đơn vị").fill("G98.11")
    page.get_by_role("button", name="Giải thích").click()


def then_the_chain_is_told(page: Page) -> None:
    answer = page.locator("#answer section").filter(has_text="Khi làm thay Đàm Thị Giả Định")
    expect(answer.locator(".status")).to_have_text("Được")
    expect(answer).to_contain_text("46/QĐ-VS")


def when_he_takes_it_back(page: Page) -> None:
    page.goto("/delegations/")
    page.get_by_role("link", name="Cao Văn Suối Reo – Cán bộ kế hoạch").click()
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_label("Lý do thu hồi").fill("Hết việc được giao")
    page.get_by_role("button", name="Thu hồi ngay").click()
    expect(page.locator(".note.well")).to_contain_text("Đã thu hồi")


def then_it_is_said_that_she_may_not(page: Page) -> None:
    for status in page.locator("#answer section .status").all():
        expect(status).to_have_text("Không được")
    expect(page.locator("#answer")).to_contain_text("Hết việc được giao")


def other(paper: str) -> bytes:
    """Return the paper under another number and about another river, so that it is no duplicate."""
    return paper.replace("77/CT", "91/CT").replace("12/KH", "92/KH").replace("sông", "hồ").encode()


def when_she_opens_the_acts_on_a_provision_and_renumbers_it(page: Page) -> None:
    provision = page.locator(".review-row", has_text="Bồi dưỡng quan trắc viên")
    provision.get_by_role("link", name=re.compile("^Sửa")).click()
    provision.get_by_label("Số", exact=True).fill("3")
    provision.get_by_role("button", name="Đổi loại, số, tiêu đề").click()
    expect(provision.locator(".marker")).to_have_text("3.")


def when_she_filters_the_register(page: Page) -> None:
    page.goto("/documents/")
    page.get_by_label("Từ khóa, số ký hiệu").fill("91/ct")
    page.get_by_role("button", name="Lọc").click()


def then_only_the_directive_is_left(page: Page) -> None:
    expect(page.locator("#listing tbody tr")).to_have_count(1)
    expect(page.locator("#listing tbody tr")).to_contain_text("91/CT-BTVTN")


def when_she_asks_for_an_appraisal(page: Page) -> None:
    page.goto("/appraisals/new/")
    page.get_by_label("Dự thảo", exact=True).select_option(label="Kế hoạch 92/KH-BTVTN – Bản 1")
    page.get_by_label("Chỉ thị 91/CT-BTVTN – Bản 1").check()
    page.get_by_role("button", name="Bắt đầu đối chiếu").click()


def then_the_page_reloads_itself_until_the_report_is_there(page: Page) -> None:
    expect(page.get_by_role("heading", name="Báo cáo đối chiếu")).to_be_visible(timeout=LONGEST_APPRAISAL)


def when_she_opens_the_rooms_and_leaves_for_the_links(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Mở danh sách các phòng").check(force=True)
    page.get_by_role("link", name=re.compile("^Liên kết truy vết")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Liên kết truy vết")
