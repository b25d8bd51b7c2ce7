"""Signing in and out, keeping what was typed, and passkeys."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import (
    ADMINISTRATOR,
    PASSWORD,
    PLANNER,
    READER,
    given_she_is_signed_in,
    then_the_page_is_in_order,
)

pytestmark = pytest.mark.journey


def test_a_wrong_password_keeps_the_name_and_a_right_one_leads_where_she_was_going(page: Page) -> None:
    when_she_opens_the_register_unknown(page)
    then_she_is_asked_to_sign_in(page)
    when_she_mistypes_her_password(page)
    then_her_name_is_kept_and_the_summary_says_what_is_wrong(page)
    when_she_types_it_right(page)
    then_she_stands_in_the_register(page)


def test_after_signing_out_nothing_is_shown(page: Page) -> None:
    given_she_is_signed_in(page)
    page.get_by_role("button", name="Thoát").click()
    page.goto("/documents/")
    then_she_is_asked_to_sign_in(page)


def test_every_screen_is_reached_by_keyboard_alone(page: Page) -> None:
    given_she_is_signed_in(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đăng ký văn bản")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng ký văn bản")


def test_what_was_typed_outlives_the_session(page: Page) -> None:
    given_she_is_signed_in(page)
    when_she_edits_the_plan(page)
    when_she_signs_out_in_another_tab(page)
    when_she_sends_what_she_typed(page, "Kế hoạch sửa dở khi phiên đã hết")
    then_she_is_told_that_nothing_is_lost(page)
    when_she_signs_in_as(page, PLANNER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Gửi tiếp nội dung đang giữ")
    page.get_by_text("Xem lại nội dung đã gõ").click()
    expect(page.get_by_text("Kế hoạch sửa dở khi phiên đã hết")).to_be_visible()
    then_the_page_is_in_order(page, "go-on")
    page.get_by_role("button", name="Gửi tiếp").click()
    expect(page.locator("main")).to_contain_text("Kế hoạch sửa dở khi phiên đã hết")
    expect(page).to_have_url(re.compile(r"/documents/[0-9a-f-]+/$"))


def test_what_was_typed_outlives_the_session_without_script(page_without_script: Page) -> None:
    page = page_without_script
    given_she_is_signed_in(page)
    when_she_edits_the_plan(page)
    when_she_signs_out_in_another_tab(page)
    when_she_sends_what_she_typed(page, "Sửa dở khi trình duyệt không chạy mã")
    when_she_signs_in_as(page, PLANNER)
    page.get_by_role("button", name="Gửi tiếp").click()
    expect(page.locator("main")).to_contain_text("Sửa dở khi trình duyệt không chạy mã")


def test_the_pages_of_ones_account_are_in_order(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    pictured = {"/account/": "account", "/account/application/": "application"}
    plain = ("/account/password/", "/account/passkeys/new/", "/account/history/", "/account/history/?act=wrong")
    helping = ("/account/locks/", "/account/forgotten/")
    for address in (*pictured, *plain, *helping):
        page.goto(address)
        then_the_page_is_in_order(page, pictured.get(address, ""))
    page.goto("/sign-in/again/?next=/")
    then_the_page_is_in_order(page, "sign-in-again")
    page.goto("/activate/khong-con-dung/")
    then_the_page_is_in_order(page)


def test_a_passkey_is_made_and_opens_the_account_alone(browser: Browser, address: str) -> None:
    """Browsers make passkeys for names only, never for an address in numbers."""
    named = address.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=named, locale="vi-VN") as context:
        page = context.new_page()
        given_a_device_with_a_fingerprint_reader(page)
        given_she_is_signed_in(page, READER)
        when_she_makes_a_passkey(page)
        then_she_is_shown_recovery_codes_once(page)
        page.get_by_role("button", name="Thoát").click()
        when_she_touches_her_device(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
        when_she_confirms_by_touching_her_device(page)
        when_she_removes_the_passkey(page)
        page.get_by_role("button", name="Thoát").click()
        given_she_is_signed_in(page, READER)


def given_a_device_with_a_fingerprint_reader(page: Page) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def when_she_makes_a_passkey(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    page.get_by_label("Tên khóa").fill("Máy ở cơ quan")
    page.get_by_role("button", name="Tạo khóa truy cập").click()


def then_she_is_shown_recovery_codes_once(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã khôi phục")
    expect(page.locator("main ol li")).to_have_count(10)
    then_the_page_is_in_order(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")
    expect(page.locator("main")).to_contain_text("Máy ở cơ quan")


def when_she_touches_her_device(page: Page) -> None:
    page.get_by_role("button", name="Dùng khóa truy cập").click()


def when_she_confirms_by_touching_her_device(page: Page) -> None:
    page.goto("/sign-in/again/?next=/account/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tài khoản của tôi")


def when_she_removes_the_passkey(page: Page) -> None:
    page.get_by_role("button", name="Bỏ Máy ở cơ quan").click()
    expect(page.locator(".note")).to_contain_text("Đã bỏ yếu tố thứ hai này")


def when_she_edits_the_plan(page: Page) -> None:
    page.goto("/documents/?standing=plan")
    page.locator("#listing tbody tr", has_text="Quyết định").get_by_role("link").first.click()
    page.get_by_role("link", name="Sửa thông tin", exact=True).first.click()


def when_she_signs_out_in_another_tab(page: Page) -> None:
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Thoát").click()
    other.close()


def when_she_sends_what_she_typed(page: Page, subject: str) -> None:
    page.get_by_label("Trích yếu").fill(subject)
    page.locator("main form[method=post] button").first.click()


def then_she_is_told_that_nothing_is_lost(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    expect(page.get_by_role("status")).to_contain_text("Nội dung bạn vừa gửi còn nguyên")


def when_she_signs_in_as(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def when_she_opens_the_register_unknown(page: Page) -> None:
    page.goto("/documents/")


def then_she_is_asked_to_sign_in(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def when_she_mistypes_her_password(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill(PLANNER)
    page.get_by_label("Mật khẩu").fill("sai-mat-khau-roi")
    page.get_by_role("button", name="Đăng nhập").click()


def then_her_name_is_kept_and_the_summary_says_what_is_wrong(page: Page) -> None:
    expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value(PLANNER)
    then_the_page_is_in_order(page)


def when_she_types_it_right(page: Page) -> None:
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def then_she_stands_in_the_register(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ đăng ký văn bản")
