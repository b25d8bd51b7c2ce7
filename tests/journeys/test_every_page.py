"""Every page of the demonstration, at a desk and on a phone: accessible, no wider than the screen, and pictured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import ADMINISTRATOR, READER, given_she_is_signed_in, then_the_page_is_in_order
from tests.journeys.steps_consultation import FINANCE_HEAD
from tests.journeys.steps_drafting import LEADER, TEAM_HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.journey

STANDING, MEMBER, CLERK = "demo.thuong-truc", "demo.uy-vien-2", "demo.van-thu"
AT_WORK, JUDGED = "Hội đồng thẩm định Quy hoạch ứng dụng", "Hội đồng thẩm định Kế hoạch bảo đảm"
PLAIN = {
    "/": "home",
    "/documents/": "register",
    "/documents/?q=khongcogi": "",
    "/documents/new/": "register-a-paper",
    "/search/": "",
    "/search/?q=an+toan+thong+tin": "search",
    "/search/?q=zzzqqq": "",
    "/appraisals/": "",
    "/appraisals/new/": "ask-for-an-appraisal",
    "/links/": "links",
    "/links/?state=rejected": "",
    "/links/new/": "",
    "/nowhere/": "",
}
"""The pages with an address of their own, each with the name of its picture where the documentation shows it."""
RIGHTS = {
    "/grants/": "grants",
    "/grants/?q=zzzz": "",
    "/grants/new/": "",
    "/delegations/": "",
    "/explain/": "",
    "/who-can/": "",
    "/roles/": "roles",
    "/roles/new/": "",
    "/roles/unit-head/": "",
    "/roles/unit-head/edit/": "",
    "/roles/unit-head/end/": "",
    "/legal-rules/": "legal-rules",
    "/legal-rules/delegation/new/": "",
    "/legal-rules/separation/new/": "",
    "/alarms/": "",
    "/access-reviews/": "",
    "/access-reviews/new/": "",
    "/emergencies/": "",
    "/emergencies/new/": "",
}
"""The pages of who may do what, as the administrator sees them."""
ACCOUNT = {
    "/account/": "account",
    "/account/password/": "",
    "/account/application/": "",
    "/account/passkeys/new/": "",
    "/account/history/": "",
    "/account/locks/": "",
    "/account/forgotten/": "",
}
DRAFTING = {
    "/drafting/": "dossiers",
    "/drafting/?words=zzzz": "",
    "/drafting/new/": "dossier-new",
    "/drafting/continue/": "",
    "/consultations/": "consultations",
    "/consultations/?words=zzzz": "",
    "/recipient-lists/": "",
    "/reply-terms/": "reply-terms",
    "/special-days/": "special-days",
    "/opinion-groups/mine/": "",
}
"""The pages of those who draft and ask for opinions."""
DOSSIER_PARTS = {
    "team/": "dossier-team",
    "bases/?q=nghi": "dossier-bases",
    "road-map/": "dossier-road-map",
    "figures/": "dossier-figures",
    "figures/import/": "",
    "close/": "",
    "write/": "",
    "write/compare/": "",
    "write/references/": "",
    "write/freeze/": "",
}
ROUND_PARTS = {
    "": "",
    "board/": "",
    "closure/": "",
    "opinions-now/": "opinions-now",
    "papers/": "",
    "statistics/": "",
    "extend/": "",
}
"""The pages beneath a round, each on what its address ends with."""
COUNCILS = {
    "/councils/": "councils",
    "/councils/?words=zzzz": "",
    "/councils/new/": "",
    "/council-models/": "council-models",
    "/meetings/": "meetings",
    "/meetings/?words=zzzz": "",
    "/issuances/": "issuances",
    "/issuances/?words=zzzz": "",
    "/number-series/": "number-series",
}
"""The pages of councils with an address of their own, as a standing body sees them."""
COUNCIL_PARTS = {
    "": "",
    "rules/": "council-rules",
    "seats/new/": "",
    "close/": "",
    "dossiers/new/": "",
    "meetings/new/": "meeting-new",
    "papers/new/": "",
    "submit/": "",
    "return/": "",
    "revisions/": "",
    "revisions/?words=zzzz": "",
    "revisions/new/": "revision-kinds",
    "revisions/new/?kind=clarify": "",
    "revisions/new/?kind=unify": "",
    "revisions/new/?kind=align": "",
    "revisions/new/?kind=supplement": "",
    "revisions/new/?kind=cut": "",
    "revisions/remarks/": "revision-remarks",
}
COUNCIL_DOSSIER_PARTS = {"": "", "read/": "", "verify/": "", "reviews/": "", "remarks/": "", "remarks/?words=zzzz": ""}
MEETING_PARTS = {"": "", "change/": "", "chair/": "", "cancel/": "", "ballots/new/": ""}
MEMBERS_PARTS = {"": "", "read/": "", "note/": "", "remarks/new/": "", "review/form/": "", "review/form/send/": ""}
"""The pages beneath a council, a dossier and a meeting of it, each on what its address ends with."""
REFUSING = {
    "/grants/new/": "Xem tác động trước khi cấp",
    "/roles/new/": "Lập vai trò",
    "/legal-rules/delegation/new/": "Ghi quy tắc",
    "/legal-rules/separation/new/": "Ghi quy tắc",
    "/emergencies/new/": "Gửi yêu cầu",
}
"""Forms that say what is missing when nothing was filled in, each with its button."""
OFFICER_ACTS = {
    "edit": "Lưu",
    "appoint": "Ghi quyết định",
    "transfer": "Ghi quyết định",
    "suspend": "Cho thôi công tác",
}
TABS = ("coverage", "provisions", "targets", "terms", "citations", "changes", "remarks")
PICTURED = {"coverage", "provisions", "targets", "terms", "changes"}


def test_the_sign_in_page(page: Page) -> None:
    page.goto("/")
    then_the_page_is_in_order(page, "sign-in")


def test_pages_with_an_address_of_their_own(page: Page) -> None:
    given_she_is_signed_in(page)
    for address, screen in PLAIN.items():
        page.goto(address)
        then_the_page_is_in_order(page, screen)


def test_the_ledger_and_the_history_of_a_unit(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    page.goto("/ledger/?verify=1")
    expect(page.locator(".note.well")).to_contain_text("Chuỗi nguyên vẹn")
    then_the_page_is_in_order(page, "ledger")
    page.goto("/ledger/unit/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ai đã làm gì ở đây")
    expect(page.locator("#listing tbody tr").first).to_contain_text("Lập hệ thống")
    then_the_page_is_in_order(page)


@pytest.mark.parametrize("pages", [RIGHTS, ACCOUNT], ids=["rights", "account"])
def test_the_pages_of_rights_and_of_ones_account(page: Page, pages: dict[str, str]) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    for address, screen in pages.items():
        opened = page.goto(address)
        assert opened is not None
        assert opened.status == 200, address
        then_the_page_is_in_order(page, screen)


def test_the_pages_of_drafting(page: Page) -> None:
    given_she_is_signed_in(page, TEAM_HEAD)
    for address, screen in DRAFTING.items():
        page.goto(address)
        then_the_page_is_in_order(page, screen)
    page.goto("/drafting/?words=quy+hoach")
    page.locator("#listing tbody a").first.click()
    expect(page.get_by_role("navigation", name="Các phần của hồ sơ")).to_be_visible()
    then_each_part_is_in_order(page, DOSSIER_PARTS)
    page.goto(f"{page.url.split('write/')[0]}write/")
    page.get_by_role("navigation", name="Mục lục").get_by_role("link", name=re.compile("^Phụ lục")).first.click()
    page.get_by_role("link", name=re.compile("^Bảng")).first.click()
    then_the_page_is_in_order(page, "writing-table")
    when_she_follows(page, "Nhập từ Excel")
    then_the_page_is_in_order(page)


def test_the_pages_of_the_first_round(page: Page) -> None:
    given_she_is_signed_in(page, TEAM_HEAD)
    page.goto("/consultations/")
    page.locator("#listing tbody a").filter(has_text="vòng 1").click()
    expect(page.get_by_role("link", name="Bảng ý kiến")).to_be_visible()
    round_ = page.url
    then_each_part_is_in_order(page, ROUND_PARTS)
    page.goto(f"{round_}board/")
    when_she_follows(page, "Đọc theo điều khoản")
    then_the_page_is_in_order(page, "board-provision")
    page.goto(f"{round_}board/?outcome=partly")
    page.locator("#listing tbody a").first.click()
    then_the_page_is_in_order(page)


def test_the_pages_of_who_decides_and_who_is_asked(page: Page, open_page: Callable[[], Page]) -> None:
    given_she_is_signed_in(page, LEADER)
    page.goto("/opinion-groups/to-decide/")
    then_the_page_is_in_order(page, "groups-to-decide")
    page.locator("#listing tbody a").first.click()
    then_the_page_is_in_order(page)
    head = open_page()
    given_she_is_signed_in(head, FINANCE_HEAD)
    head.goto("/replies/?state=waiting")
    then_the_page_is_in_order(head, "replies")
    head.locator("#listing tbody a").filter(has_text="vòng 2").click()
    then_the_page_is_in_order(head)
    for link in ("Đọc và góp ý", "Góp ý toàn bộ dự thảo"):
        when_she_follows(head, link)
        then_the_page_is_in_order(head)
    when_she_follows(head, "Thôi")
    when_she_follows(head, "Đính kèm công văn")
    then_the_page_is_in_order(head)


def test_the_pages_of_councils(page: Page) -> None:
    given_she_is_signed_in(page, STANDING)
    for address, screen in COUNCILS.items():
        page.goto(address)
        then_the_page_is_in_order(page, screen)
    when_she_opens_the_council(page, AT_WORK)
    then_each_part_is_in_order(page, COUNCIL_PARTS)


def test_the_acts_upon_a_council_and_what_hangs_on_it(page: Page) -> None:
    given_she_is_signed_in(page, STANDING)
    for link in ("Đổi vai trò", "Cho thôi", "Khai, ghi thêm"):
        when_she_opens_the_council(page, AT_WORK)
        page.locator("#seats").get_by_role("link", name=re.compile(f"^{link}")).first.click()
        then_the_page_is_in_order(page)
    when_she_opens_the_council(page, AT_WORK)
    page.locator("#dossiers tbody a").first.click()
    then_each_part_is_in_order(page, COUNCIL_DOSSIER_PARTS)
    when_she_opens_the_council(page, AT_WORK)
    page.locator("#meetings tbody a", has_text="Phiên 2").click()
    expect(page.get_by_role("heading", name="Lượt bỏ phiếu")).to_be_visible()
    then_each_part_is_in_order(page, MEETING_PARTS)
    page.goto(page.url.removesuffix("ballots/new/"))
    page.get_by_role("region", name="Lượt bỏ phiếu").get_by_role("link").click()
    then_the_page_is_in_order(page)
    when_she_opens_the_council(page, AT_WORK)
    when_she_follows(page, "Mở bảng yêu cầu")
    page.get_by_role("link", name=re.compile("^Yêu cầu số")).first.click()
    then_the_page_is_in_order(page, "revision")
    when_she_follows(page, "Rút yêu cầu")
    then_the_page_is_in_order(page)


def test_the_pages_of_a_plan_that_was_judged_and_issued(page: Page, open_page: Callable[[], Page]) -> None:
    given_she_is_signed_in(page, STANDING)
    when_she_opens_the_council(page, JUDGED)
    then_the_page_is_in_order(page)
    council = page.url
    for part, link in (("meetings", "Phiên 1"), ("dossiers", "Lần 1"), ("revisions", "Mở bảng yêu cầu")):
        page.goto(council)
        page.locator(f"#{part}").get_by_role("link", name=link).click()
        then_the_page_is_in_order(page)
    for table in ("Bảng giấy tờ của hội đồng", "Bảng lần trình phê duyệt"):
        page.goto(council)
        page.get_by_role("region", name=table).locator("tbody a").first.click()
        then_the_page_is_in_order(page)
    page.goto("/issuances/")
    page.locator("#listing tbody a").first.click()
    expect(page.locator(".note.well")).to_contain_text("Niêm phong còn nguyên")
    then_the_page_is_in_order(page)
    page.goto("/number-series/")
    page.locator("#listing tbody a").first.click()
    then_the_page_is_in_order(page)
    head = open_page()
    given_she_is_signed_in(head, TEAM_HEAD)
    head.goto("/directive-notices/")
    then_the_page_is_in_order(head, "directive-notices")
    head.locator("#listing tbody a").first.click()
    then_the_page_is_in_order(head)


def test_what_waits_for_those_around_a_council(page: Page, open_page: Callable[[], Page]) -> None:
    given_she_is_signed_in(page, MEMBER)
    then_the_page_is_in_order(page, "home-of-a-member")
    page.get_by_role("link", name=re.compile("^Phiên họp")).first.click()
    then_the_page_is_in_order(page)
    when_she_opens_the_council(page, AT_WORK)
    page.locator("#dossiers tbody a").first.click()
    then_each_part_is_in_order(page, MEMBERS_PARTS)
    clerk = open_page()
    given_she_is_signed_in(clerk, CLERK)
    clerk.goto("/number-series/new/")
    when_she_presses_it_with_nothing_filled_in(clerk, "Mở dãy số")
    administrator = open_page()
    given_she_is_signed_in(administrator, ADMINISTRATOR)
    administrator.goto("/council-models/new/")
    then_the_page_is_in_order(administrator)


def test_forms_of_rights_say_what_is_missing(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    for address, button in REFUSING.items():
        page.goto(address)
        when_she_presses_it_with_nothing_filled_in(page, button)
    page.goto("/legal-rules/")
    for rule in ("Ký thay (KT.)", "Cấp và thu hồi quyền"):
        page.get_by_role("link", name=f"Cho hết hiệu lực {rule}").click()
        then_the_page_is_in_order(page)
        page.go_back()


def test_the_acts_upon_an_officer(page: Page) -> None:
    given_she_is_signed_in(page, ADMINISTRATOR)
    page.goto("/officers/?q=luong+van+thac")
    page.locator("#listing tbody a").first.click()
    own = page.url
    for act, button in OFFICER_ACTS.items():
        page.goto(f"{own}{act}/")
        then_the_page_is_in_order(page)
        if act != "edit":
            when_she_presses_it_with_nothing_filled_in(page, button)
    page.goto(own)
    page.get_by_role("link", name=re.compile("^Kết thúc")).first.click()
    then_the_page_is_in_order(page)


def test_the_pages_of_the_plan(page: Page) -> None:
    given_she_is_signed_in(page)
    when_she_opens_the_plan(page)
    then_the_page_is_in_order(page, "document")
    when_she_follows(page, "Sửa thông tin")
    then_the_page_is_in_order(page)
    when_she_opens_the_plan(page)
    when_she_follows(page, "Nơi lưu, mức phổ biến")
    then_the_page_is_in_order(page)
    when_she_opens_the_plan(page)
    when_she_follows(page, "Nhập bản mới")
    then_the_page_is_in_order(page)
    when_she_opens_the_plan(page)
    when_she_follows(page, "Dự thảo lần 2")
    then_the_page_is_in_order(page, "reader")
    when_she_follows(page, "So với bản trước")
    then_the_page_is_in_order(page, "redline-inline")
    when_she_follows(page, "Hai cột")
    then_the_page_is_in_order(page, "redline-side-by-side")


def test_the_pages_of_the_appraisal(page: Page) -> None:
    given_she_is_signed_in(page)
    page.goto("/appraisals/")
    page.get_by_role("link", name=re.compile("Dự thảo lần 2$")).last.click()
    report = page.url
    for tab in TABS:
        page.goto(f"{report}?tab={tab}")
        then_the_page_is_in_order(page, f"appraisal-{tab}" if tab in PICTURED else "")
    page.goto(f"{report}?tab=targets&relation=weaker")
    page.get_by_role("link", name=re.compile("^Hai bên")).first.click()
    then_the_page_is_in_order(page)


def test_a_suspect_link_shows_what_changed(page: Page) -> None:
    given_she_is_signed_in(page)
    page.goto("/links/?state=suspect")
    page.locator("#listing tbody a").last.click()
    expect(page.locator("main .status").first).to_have_text("Nghi vấn")
    then_the_page_is_in_order(page, "link-suspect")


def test_a_list_filters_itself_and_keeps_the_filter_in_the_address(page: Page) -> None:
    given_she_is_signed_in(page, READER)
    page.goto("/documents/")
    page.get_by_label("Vị trí").select_option("directive")
    expect(page.locator("#listing tbody tr").filter(has_text="Văn bản chỉ đạo cấp trên")).to_have_count(4)
    expect(page.locator("#listing tbody tr").filter(has_text="Văn bản khác")).to_have_count(0)
    assert "standing=directive" in page.url


def test_a_page_is_readable_in_the_dark_and_on_paper(page: Page) -> None:
    given_she_is_signed_in(page)
    page.emulate_media(color_scheme="dark")
    for name, address in (("home-dark", "/"), ("", "/links/"), ("", "/search/?q=an+toan"), ("", "/grants/")):
        page.goto(address)
        then_the_page_is_in_order(page, name)
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_role("navigation", name="Các phòng")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def when_she_opens_the_plan(page: Page) -> None:
    page.goto("/documents/?standing=plan")
    page.locator("#listing tbody tr", has_text="Quy hoạch ứng dụng").get_by_role("link").first.click()


def when_she_opens_the_council(page: Page, name: str) -> None:
    page.goto("/councils/")
    page.locator("#listing tbody tr", has_text=name).get_by_role("link").first.click()


def when_she_presses_it_with_nothing_filled_in(page: Page, button: str) -> None:
    """Send the form as a browser would that does not check it first."""
    page.locator("main form").evaluate_all("forms => forms.forEach(form => { form.noValidate = true })")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    then_the_page_is_in_order(page)


def then_each_part_is_in_order(page: Page, parts: dict[str, str]) -> None:
    """Hold every page beneath the open one to the rules; the last stays open."""
    above = page.url
    for part, screen in parts.items():
        opened = page.goto(f"{above}{part}")
        assert opened is not None
        assert opened.status == 200, part
        then_the_page_is_in_order(page, screen)


def when_she_follows(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
