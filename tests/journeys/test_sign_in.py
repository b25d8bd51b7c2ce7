"""Signing in and out."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import PASSWORD, PLANNER, given_she_is_signed_in, then_the_page_is_in_order

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
