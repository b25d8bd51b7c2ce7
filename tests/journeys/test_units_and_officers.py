"""An organisation officer finds a unit, merges two provinces, looks back, and brings in a list of officers."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from dongbo.engines.workbooks import NewSheet, write_workbook
from tests.journeys.steps import (
    ADMINISTRATOR,
    downloaded,
    given_she_is_signed_in,
    open_address,
    then_the_page_is_in_order,
)

pytestmark = pytest.mark.journey

TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
YESTERDAY = TODAY - timedelta(days=1)
EAST, WEST = "An toàn cộng đồng tỉnh Đông Hành Trình", "An toàn cộng đồng tỉnh Tây Hành Trình"
DECISION = "71/QĐ-ATCĐ"


def test_two_provinces_become_one_and_yesterday_stays_as_it_was(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    given_a_province_founded_yesterday(page, code="G98.71", name=EAST)
    given_a_province_founded_yesterday(page, code="G98.72", name=WEST)
    given_a_commune_beneath(page, code="G98.72.11", name="An toàn cộng đồng xã Cuối Đường")

    when_she_finds_a_unit_without_typing_tones(page, "tay hanh trinh", WEST)
    then_the_page_is_in_order(page, "unit")
    when_she_starts_a_merger_with_it_and_adds(page, "dong hanh trinh", EAST)
    when_she_answers_with_a_day_that_is_none(page)
    then_the_day_is_asked_again_and_the_decision_is_still_there(page)
    when_she_mends_the_day(page)
    then_she_sees_what_would_happen(page)
    when_she_confirms(page)

    then_the_act_names_the_decision_and_who_has_the_records(page)
    then_the_timeline_of_the_one_that_goes_on_tells_it(page)
    then_the_tree_of_yesterday_has_both_and_the_tree_of_today_one(page)


def test_the_good_rows_of_a_list_of_officers_come_in(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    when_she_sends_a_list_with_a_bad_row(page)
    then_she_sees_the_rows_that_are_new_and_why_one_is_refused(page)
    then_the_refused_row_leaves_to_be_mended(page)
    when_she_keeps_the_good_rows(page)
    then_the_new_officer_waits_for_a_password(page)
    when_she_issues_the_link_it_is_shown_once(page)


def test_the_pages_of_this_desk_are_in_order(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    for address, screen in {
        "/units/": "units",
        "/units/?on=01/01/1950": "",
        "/units/?q=zzzz": "",
        "/units/new/": "",
        "/units/merge/": "",
        "/officers/": "officers",
        "/officers/?q=zzzz": "",
        "/officers/new/": "",
        "/intakes/": "",
        "/intakes/new/": "",
    }.items():
        page.goto(address)
        then_the_page_is_in_order(page, screen)
    page.goto("/units/?q=van+son&level=province")
    page.locator("#listing tbody a").first.click()
    own = page.url
    for act in ("rename", "contact", "move", "split", "dissolve"):
        page.goto(f"{own}{act}/")
        then_the_page_is_in_order(page)
        page.get_by_role("button").filter(has_text=re.compile("^(Ghi|Lưu|Giải|Xem trước)")).first.click()
        page.wait_for_load_state()
        then_the_page_is_in_order(page)


def test_a_branch_opens_by_the_keyboard_and_stays_in_the_address(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    page.goto("/units/")
    toggle = branch(page, "An toàn cộng đồng tỉnh Vân Sơn").locator("a.toggle")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="An toàn cộng đồng xã Ven Sông")).to_be_visible()
    open_address(page, "open=")
    page.reload()
    expect(page.get_by_role("link", name="An toàn cộng đồng xã Ven Sông")).to_be_visible()


def test_a_unit_is_chosen_among_several_while_one_types(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    page.goto("/officers/new/")
    page.get_by_label("Đơn vị công tác").press_sequentially("phong tham muu")
    offered = page.get_by_role("radio", name=re.compile("Phòng Tham mưu tỉnh Hải Giang"))
    expect(offered).to_be_visible()
    offered.check()
    page.get_by_label("Họ và tên").fill("Người Chọn")
    page.get_by_label("Tên đăng nhập").fill("Không Hợp Lệ")
    page.get_by_label("Chức vụ").fill("Cán bộ")
    page.get_by_label("Từ ngày", exact=True).fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Đơn vị công tác")).to_have_value("G98.12.01 – Phòng Tham mưu tỉnh Hải Giang")


def test_the_tree_and_the_choosing_of_a_unit_need_no_script(page_without_script: Page) -> None:
    page = page_without_script
    given_she_is_signed_in(page, ADMINISTRATOR)
    page.goto("/units/")
    branch(page, "An toàn cộng đồng tỉnh Vân Sơn").locator("a.toggle").click()
    expect(page.get_by_role("link", name="An toàn cộng đồng xã Ven Sông")).to_be_visible()
    page.goto("/units/?q=van+son&level=province")
    page.locator("#listing tbody a").first.click()
    page.get_by_role("link", name="Chuyển đơn vị cấp trên").click()
    page.get_by_label("Đơn vị cấp trên mới").fill("phong tham muu")
    page.get_by_label("Có hiệu lực từ ngày").fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("alert")).to_contain_text("hãy chọn một")
    expect(page.get_by_role("radio", name=re.compile("Phòng Tham mưu tỉnh Hải Giang"))).to_be_visible()
    expect(page.get_by_label("Có hiệu lực từ ngày")).to_have_value(f"{TODAY:%d/%m/%Y}")


def branch(page: Page, name: str) -> Locator:
    """Return the branch of the unit of that name in the tree."""
    return page.locator(".tree li").filter(has=page.locator("> .twig").get_by_role("link", name=name, exact=True)).last


def given_a_province_founded_yesterday(page: Page, *, code: str, name: str) -> None:
    page.goto("/units/new/")
    page.get_by_label("Đơn vị cấp trên").fill("G98")
    page.get_by_label("Mã định danh").fill(code)
    page.get_by_label("Tên đơn vị").fill(name)
    page.get_by_label("Cấp", exact=True).select_option("province")
    page.get_by_label("Thành lập từ ngày").fill(f"{YESTERDAY:%d/%m/%Y}")
    page.get_by_role("button", name="Thành lập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def given_a_commune_beneath(page: Page, *, code: str, name: str) -> None:
    page.get_by_role("link", name="Thành lập đơn vị trực thuộc").click()
    expect(page.get_by_label("Đơn vị cấp trên")).to_have_value(f"G98.72 – {WEST}")
    page.get_by_label("Mã định danh").fill(code)
    page.get_by_label("Tên đơn vị").fill(name)
    page.get_by_label("Cấp", exact=True).select_option("commune")
    page.get_by_label("Thành lập từ ngày").fill(f"{YESTERDAY:%d/%m/%Y}")
    page.get_by_role("button", name="Thành lập", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def when_she_finds_a_unit_without_typing_tones(page: Page, words: str, name: str) -> None:
    page.goto("/units/")
    page.get_by_label("Tên, tên viết tắt, mã").fill(words)
    page.locator("#listing tbody").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def when_she_starts_a_merger_with_it_and_adds(page: Page, words: str, name: str) -> None:
    page.get_by_role("link", name="Hợp nhất", exact=True).click()
    page.get_by_label("Tìm đơn vị để thêm").fill(words)
    page.get_by_role("button", name="Tìm và cập nhật").click()
    page.get_by_role("checkbox", name=re.compile(name)).check()
    then_the_page_is_in_order(page)
    page.get_by_role("button", name="Tiếp tục").click()


def when_she_answers_with_a_day_that_is_none(page: Page) -> None:
    page.get_by_role("radio", name=re.compile(EAST)).check()
    page.get_by_label("Có hiệu lực từ ngày").fill("31/02/2026")
    page.get_by_label("Số quyết định").fill(DECISION)
    page.get_by_role("button", name="Xem trước").click()


def then_the_day_is_asked_again_and_the_decision_is_still_there(page: Page) -> None:
    expect(page.get_by_role("alert")).to_contain_text("Không đọc được ngày này")
    expect(page.get_by_label("Số quyết định")).to_have_value(DECISION)
    then_the_page_is_in_order(page, "merge-details")


def when_she_mends_the_day(page: Page) -> None:
    page.get_by_label("Có hiệu lực từ ngày").fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Xem trước").click()


def then_she_sees_what_would_happen(page: Page) -> None:
    expect(page.locator(".card", has_text="Kết thúc").first).to_contain_text(f"{WEST} G98.72 → {EAST}")
    expect(page.locator(".figures div", has_text="hồ sơ bị sửa")).to_contain_text("0")
    expect(page.get_by_text("An toàn cộng đồng xã Cuối Đường")).to_be_visible()
    then_the_page_is_in_order(page, "merge-preview")


def when_she_confirms(page: Page) -> None:
    page.get_by_role("button", name="Xác nhận hợp nhất").click()
    open_address(page, r"/unit-acts/\d+/$")


def then_the_act_names_the_decision_and_who_has_the_records(page: Page) -> None:
    expect(page.locator(".note.well")).to_contain_text("Đã ghi quyết định hợp nhất")
    expect(page.locator("main")).to_contain_text(DECISION)
    then_the_page_is_in_order(page, "merge-done")


def then_the_timeline_of_the_one_that_goes_on_tells_it(page: Page) -> None:
    page.get_by_role("link", name=EAST).first.click()
    expect(page.locator(".timeline > li").first).to_contain_text(f"Kế thừa từ «{WEST}».")
    expect(page.locator(".timeline > li").first).to_contain_text(DECISION)


def then_the_tree_of_yesterday_has_both_and_the_tree_of_today_one(page: Page) -> None:
    page.goto("/units/")
    expect(page.get_by_role("link", name=EAST, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=WEST, exact=True)).to_have_count(0)
    page.get_by_label("Cây đơn vị ngày").fill(f"{YESTERDAY:%d/%m/%Y}")
    expect(page.locator(".note.warning")).to_contain_text(f"{YESTERDAY:%d/%m/%Y}")
    expect(page.get_by_role("link", name=EAST, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=WEST, exact=True)).to_be_visible()


def when_she_sends_a_list_with_a_bad_row(page: Page) -> None:
    day = f"{TODAY:%d/%m/%Y}"
    rows = [
        ("Bàn Thị Hành Trình", "ban.thi.hanh.trinh", "G98.11.12", "Cán bộ", day),
        ("Chẩu Văn Hành Trình", "chau.van.hanh.trinh", "G98.99", "Cán bộ", day),
    ]
    headings = ("Họ và tên", "Tên đăng nhập", "Mã đơn vị", "Chức vụ", "Từ ngày")
    data = write_workbook([NewSheet("Danh sách", headings, rows)])
    page.goto("/officers/")
    page.get_by_role("link", name="Nhập từ Excel").click()
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Tệp Excel").set_input_files({"name": "danh-sach.xlsx", "mimeType": mime, "buffer": data})
    page.get_by_role("button", name="Đọc tệp và xem trước").click()


def then_she_sees_the_rows_that_are_new_and_why_one_is_refused(page: Page) -> None:
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Bàn Thị Hành Trình")
    then_the_page_is_in_order(page, "intake")
    page.get_by_role("link", name=re.compile("^Sai")).click()
    expect(page.locator("tbody tr").first).to_contain_text("G98.99")
    then_the_page_is_in_order(page)


def then_the_refused_row_leaves_to_be_mended(page: Page) -> None:
    sheet = load_workbook(io.BytesIO(downloaded(page, "Tải các dòng sai"))).active
    assert sheet is not None
    _headings, row = sheet.iter_rows(values_only=True)
    assert row[0] == "Chẩu Văn Hành Trình"


def when_she_keeps_the_good_rows(page: Page) -> None:
    page.get_by_role("button", name="Nhập các dòng đúng, bỏ 1 dòng sai").click()
    expect(page.locator(".note.well").first).to_contain_text("Đã nhập 1 dòng")


def then_the_new_officer_waits_for_a_password(page: Page) -> None:
    page.goto("/officers/?q=ban+thi+hanh")
    page.locator("#listing tbody").get_by_role("link", name="Bàn Thị Hành Trình").click()
    expect(page.locator("main .status.warning")).to_have_text("Chờ đặt mật khẩu")
    then_the_page_is_in_order(page, "officer")


def when_she_issues_the_link_it_is_shown_once(page: Page) -> None:
    page.get_by_role("button", name="Cấp liên kết kích hoạt").click()
    expect(page.get_by_label(re.compile("^Liên kết, dùng một lần"))).to_have_value(re.compile(r"/activate/"))
    then_the_page_is_in_order(page)
