"""A head answers for who holds what in his branch; a right for an emergency takes three persons."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import (
    ADMINISTRATOR,
    HEAD,
    READER,
    SECURITY,
    given_she_is_signed_in,
    open_address,
    then_the_page_is_in_order,
)

pytestmark = pytest.mark.journey

DUE = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date() + timedelta(days=30)
PROVINCE, PROVINCE_CODE = "An toàn cộng đồng tỉnh Vân Sơn", "G98.11"
READER_NAME = "Lường Văn Thác"
WHY = "Vỡ đê lúc 2 giờ sáng, cần kế hoạch sơ tán của phường bên"
FINDINGS = "Chỉ xem đúng kế hoạch sơ tán; không vượt quá điều cần thiết."


def test_the_head_confirms_who_holds_what_in_his_branch(page: Page, open_page: Callable[[], Page]) -> None:
    head = open_page()
    given_she_is_signed_in(page, ADMINISTRATOR)
    when_the_review_of_the_province_is_opened(page)
    given_she_is_signed_in(head, HEAD)
    when_he_opens_it_from_what_waits_for_him(head)
    when_he_keeps_the_right_of_the_reader(head)
    when_he_ticks_nothing_he_is_told_so(head)


def test_an_emergency_takes_three_persons(page: Page, open_page: Callable[[], Page]) -> None:
    head, security = open_page(), open_page()
    given_she_is_signed_in(page, READER)
    when_he_asks_for_a_right_in_an_emergency(page)
    given_she_is_signed_in(head, HEAD)
    when_the_head_agrees(head)
    when_he_ends_it_before_its_hours_are_over(page)
    given_she_is_signed_in(security, SECURITY)
    when_a_third_person_writes_what_she_found(security)


def when_the_review_of_the_province_is_opened(page: Page) -> None:
    page.goto("/access-reviews/")
    then_the_page_is_in_order(page)
    page.get_by_role("link", name="Mở đợt rà soát").first.click()
    page.get_by_label("Hạn xác nhận").fill(f"{DUE:%d/%m/%Y}")
    page.get_by_label("Chỉ các đơn vị").fill(f"{PROVINCE_CODE}\nG00.00")
    page.get_by_role("button", name="Mở đợt rà soát").click()
    expect(page.get_by_role("alert")).to_contain_text("Dòng 2: không có đơn vị đang hoạt động nào mang mã G00.00.")
    then_the_page_is_in_order(page)
    page.get_by_label("Chỉ các đơn vị").fill(PROVINCE_CODE)
    page.get_by_role("button", name="Mở đợt rà soát").click()
    expect(page.locator("#listing tbody tr").filter(has_text=PROVINCE)).to_contain_text("Đang xác nhận")
    then_the_page_is_in_order(page, "access-reviews")


def when_he_opens_it_from_what_waits_for_him(page: Page) -> None:
    page.goto("/")
    then_the_page_is_in_order(page, "home-of-a-head")
    page.locator("main .lines").get_by_role("link", name=re.compile("quyền chờ xác nhận$")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(PROVINCE)


def when_he_keeps_the_right_of_the_reader(page: Page) -> None:
    page.get_by_role("checkbox", name=re.compile(f"^Chọn: {READER_NAME}")).check()
    page.get_by_label("Lý do thu hồi, hoặc ghi chú").fill("Vẫn công tác tại xã")
    then_the_page_is_in_order(page, "access-review")
    page.get_by_role("button", name="Giữ", exact=True).click()
    expect(page.locator(".note.well")).to_contain_text("Đã giữ 1 quyền.")
    page.get_by_role("link", name="Bỏ lọc").click()
    row = page.locator("#listing tbody tr").filter(has_text=READER_NAME)
    expect(row).to_contain_text("Vẫn công tác tại xã")
    then_the_page_is_in_order(page)


def when_he_ticks_nothing_he_is_told_so(page: Page) -> None:
    page.get_by_role("button", name="Thu hồi", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    then_the_page_is_in_order(page)


def when_he_asks_for_a_right_in_an_emergency(page: Page) -> None:
    page.goto("/emergencies/")
    then_the_page_is_in_order(page)
    page.get_by_role("link", name="Xin quyền khẩn cấp").click()
    page.get_by_label("Vai trò cần có").select_option(label="Người đọc")
    page.get_by_label("Tại đơn vị").fill("G98.11.13")
    page.get_by_label("Số giờ").fill("2")
    page.get_by_label("Lý do khẩn cấp").fill(WHY)
    then_the_page_is_in_order(page, "emergency-new")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    open_address(page, r"/emergencies/\d+/$")
    expect(page.locator(".note.well")).to_contain_text("Quyền chỉ mở khi người thứ hai đồng ý")
    then_the_page_is_in_order(page)


def when_the_head_agrees(page: Page) -> None:
    when_the_emergency_is_opened(page)
    then_the_page_is_in_order(page, "emergency")
    page.get_by_role("button", name="Đồng ý, mở ngay").click()
    expect(page.locator(".note.well")).to_contain_text("quyền khẩn cấp mở từ lúc này")


def when_he_ends_it_before_its_hours_are_over(page: Page) -> None:
    page.reload()
    page.get_by_label("Lý do kết thúc sớm").fill("Đã sơ tán xong")
    page.get_by_role("button", name="Kết thúc ngay").click()
    expect(page.locator(".note.well")).to_contain_text("Đã kết thúc quyền khẩn cấp")
    then_the_page_is_in_order(page)


def when_a_third_person_writes_what_she_found(page: Page) -> None:
    when_the_emergency_is_opened(page)
    page.get_by_label("Kết luận hậu kiểm").fill(FINDINGS)
    then_the_page_is_in_order(page)
    page.get_by_role("button", name="Ghi kết luận").click()
    expect(page.locator("main")).to_contain_text(FINDINGS)
    expect(page.locator("main .status").first).to_have_text("Đã hậu kiểm")
    page.goto("/emergencies/")
    then_the_page_is_in_order(page, "emergencies")


def when_the_emergency_is_opened(page: Page) -> None:
    page.goto("/emergencies/")
    page.locator("#listing tbody").get_by_role("link", name=READER_NAME).click()
    expect(page.locator("main")).to_contain_text(WHY)
