"""Two provinces become one; its head passes a right on to his deputy, who acts for him until it is taken back."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.journeys.papers import PLAN
from tests.journeys.steps import (
    ADMINISTRATOR,
    PASSWORD,
    SECURITY,
    given_she_is_signed_in,
    open_address,
    then_the_page_is_in_order,
    when_she_sends_a_paper,
)

pytestmark = pytest.mark.journey

TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
NEXT_MONTH = TODAY + timedelta(days=30)
PROVINCE, MERGED, CODE = "An toàn cộng đồng tỉnh Hải Giang", "An toàn cộng đồng thành phố Lam Thủy", "G98.12"
HEAD, HEAD_NAME, HEAD_POST = "truong.hai.giang", "Bế Văn Dẫn Đầu", "Giám đốc"
DEPUTY, DEPUTY_NAME, DEPUTY_POST = "pho.hai.giang", "Lù Thị Kế Bên", "Phó Giám đốc"
ROLE, REGISTER, READ = "Cán bộ kế hoạch", "Đăng ký, sửa văn bản", "Xem văn bản"
DECISION, WHY_REVOKED = "45/QĐ-HG", "Giám đốc đã trở lại làm việc"
PAPER = PLAN.replace("12/KH", "45/KH").replace("sông", "cửa biển").encode()


def test_a_right_is_passed_on_used_explained_and_taken_back(page: Page, open_page: Callable[[], Page]) -> None:
    administrator, head, deputy, phone, security = page, open_page(), open_page(), open_page(), open_page()
    given_she_is_signed_in(administrator, ADMINISTRATOR)
    given_two_provinces_become_one(administrator)
    given_an_officer(administrator, head, username=HEAD, name=HEAD_NAME, title=HEAD_POST, kind="Người đứng đầu")
    given_an_officer(administrator, deputy, username=DEPUTY, name=DEPUTY_NAME, title=DEPUTY_POST, kind="Cấp phó")
    when_the_administrator_gives_the_head_a_right_after_seeing_its_effect(administrator)
    given_who_guards_security_may_read_papers(administrator)

    given_she_is_signed_in(deputy, DEPUTY)
    then_she_has_no_papers_and_reads_why(deputy)
    given_she_is_signed_in(head, HEAD)
    when_the_head_passes_his_right_on(head)

    when_she_acts_for_the_head(deputy)
    paper = when_she_registers_a_paper_for_him(deputy)
    then_she_reads_why_she_may(deputy)
    given_she_is_signed_in(phone, DEPUTY)
    when_she_acts_for_the_head(phone)
    when_she_begins_to_register_another(phone)

    head.get_by_role("button", name="Thoát").click()
    given_she_is_signed_in(head, HEAD)
    when_the_head_takes_it_back(head)
    then_her_next_page_says_that_it_ended(deputy)
    then_what_she_had_begun_is_refused(phone)
    then_she_reads_why_she_may_no_longer(deputy)

    given_she_is_signed_in(security, SECURITY)
    when_the_changes_of_rights_are_confirmed(security)
    then_the_head_can_still_do_it_and_the_deputy_cannot(security)
    then_the_history_of_the_paper_says_who_acted_for_whom(security, paper)


def given_two_provinces_become_one(page: Page) -> None:
    page.goto("/units/merge/")
    for words, name in (("hai giang", PROVINCE), ("lam thuy", MERGED)):
        page.get_by_label("Tìm đơn vị để thêm").fill(words)
        page.get_by_role("button", name="Tìm và cập nhật").click()
        page.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("radio", name=re.compile(rf"^{PROVINCE} \({CODE}\)")).check()
    page.get_by_label("Có hiệu lực từ ngày").fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_label("Số quyết định").fill("44/QĐ-ATCĐ")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Xác nhận hợp nhất").click()
    open_address(page, r"/unit-acts/\d+/$")
    expect(page.locator(".note.well")).to_contain_text("Đã ghi quyết định hợp nhất")


def given_an_officer(page: Page, her_page: Page, *, username: str, name: str, title: str, kind: str) -> None:
    page.goto("/officers/new/")
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Đơn vị công tác").fill(CODE)
    page.get_by_label("Chức vụ").fill(title)
    page.get_by_label("Vị trí", exact=True).select_option(label=kind)
    page.get_by_label("Từ ngày", exact=True).fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.get_by_role("button", name="Cấp liên kết kích hoạt").click()
    link = page.get_by_label(re.compile("^Liên kết, dùng một lần")).input_value()
    her_page.goto(link)
    then_the_page_is_in_order(her_page)
    her_page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    her_page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    her_page.get_by_role("button", name="Đặt mật khẩu").click()
    her_page.wait_for_load_state()


def when_the_administrator_gives_the_head_a_right_after_seeing_its_effect(page: Page) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="Cấp quyền").click()
    then_the_page_is_in_order(page)
    when_she_asks_what_a_right_would_do(page, HEAD, ROLE)
    effect = page.locator("#effect")
    expect(effect.get_by_role("row", name=re.compile(f"^{REGISTER}"))).to_contain_text(re.compile(r"0 → [1-9]"))
    then_the_page_is_in_order(page, "give")
    page.get_by_role("button", name="Cấp quyền").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{ROLE} – {HEAD_NAME}")
    expect(page.locator(".note.well")).to_contain_text("Đã cấp quyền")
    then_the_page_is_in_order(page, "grant")


def given_who_guards_security_may_read_papers(page: Page) -> None:
    """The history of a paper is for who reads both the paper and the ledger of its unit."""
    page.goto("/grants/new/")
    when_she_asks_what_a_right_would_do(page, SECURITY, "Người đọc")
    page.get_by_role("button", name="Cấp quyền").click()
    expect(page.locator(".note.well")).to_contain_text("Đã cấp quyền")


def when_she_asks_what_a_right_would_do(page: Page, username: str, role: str) -> None:
    page.get_by_label("Cán bộ", exact=True).fill(username)
    page.get_by_label("Vai trò", exact=True).select_option(label=role)
    page.get_by_label("Tại đơn vị").fill(CODE)
    page.get_by_role("button", name="Xem tác động trước khi cấp").click()
    expect(page.locator("#effect")).to_be_visible()


def then_she_has_no_papers_and_reads_why(page: Page) -> None:
    expect(page.get_by_role("navigation", name="Các phòng").get_by_role("link", name="Văn bản")).to_have_count(0)
    when_she_asks_why(page, REGISTER)
    expect(answer(page, "Bằng quyền của mình")).to_contain_text(f"{DEPUTY_NAME} chưa từng được cấp quyền nào")
    then_the_page_is_in_order(page)


def when_she_asks_why(page: Page, permission: str) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="Vì sao?").click()
    page.get_by_label("Việc", exact=True).select_option(label=permission)
    page.get_by_role("button", name="Giải thích").click()


def answer(page: Page, heading: str) -> Locator:
    """Return the part of an explanation under that heading."""
    return page.locator("#answer section").filter(has=page.get_by_role("heading", name=re.compile(f"^{heading}")))


def when_the_head_passes_his_right_on(page: Page) -> None:
    page.goto("/delegations/")
    page.get_by_role("link", name=re.compile(f"^{ROLE}, {PROVINCE}")).click()
    page.get_by_label("Người được ủy quyền").fill(DEPUTY)
    page.get_by_label("Tư cách").select_option(label="Ký thay (KT.)")
    page.get_by_label("Đến trước ngày").fill(f"{NEXT_MONTH:%d/%m/%Y}")
    page.get_by_label("Số văn bản").fill(DECISION)
    page.get_by_label("Ngày văn bản").fill(f"{TODAY:%d/%m/%Y}")
    page.get_by_role("button", name="Xem tác động trước khi cấp").click()
    expect(page.locator("#effect")).to_contain_text(REGISTER)
    then_the_page_is_in_order(page, "delegate")
    page.get_by_role("button", name="Ủy quyền", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{ROLE} – {DEPUTY_NAME}")
    page.goto("/delegations/")
    expect(page.locator("section", has_text="Tôi đã giao")).to_contain_text(DECISION)
    then_the_page_is_in_order(page, "delegations")


def when_she_acts_for_the_head(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Thực hiện với tư cách").select_option(label=f"KT. {HEAD_POST} {PROVINCE} ({HEAD_NAME})")
    page.get_by_role("button", name="Đổi").click()
    then_the_banner_says_for_whom_she_acts(page)


def then_the_banner_says_for_whom_she_acts(page: Page) -> None:
    banner = page.get_by_role("form", name="Đang thực hiện thay người khác")
    expect(banner).to_contain_text(f"KT. {HEAD_POST} {PROVINCE} theo văn bản số {DECISION}")
    expect(banner).to_contain_text(f"thay {HEAD_NAME}")


def when_she_registers_a_paper_for_him(page: Page) -> str:
    """Return the key of the paper."""
    for address in ("/", "/documents/", "/units/", "/account/"):
        page.goto(address)
        then_the_banner_says_for_whom_she_acts(page)
    page.goto("/")
    then_the_page_is_in_order(page, "acting-for")
    when_she_sends_a_paper(page, name="kh.txt", data=PAPER, standing="Quy hoạch, kế hoạch, đề án", unit=CODE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rà soát cây điều khoản")
    then_the_banner_says_for_whom_she_acts(page)
    page.goto("/documents/")
    page.locator("#listing tbody tr").filter(has_text="45/KH-BTVTN").get_by_role("link").first.click()
    open_address(page, r"/documents/[0-9a-f-]+/$")
    return page.url.rstrip("/").rsplit("/", 1)[1]


def then_she_reads_why_she_may(page: Page) -> None:
    when_she_asks_why(page, REGISTER)
    expect(answer(page, "Bằng quyền của mình").locator(".status")).to_have_text("Không được")
    on_behalf = answer(page, f"Khi làm thay {HEAD_NAME}")
    expect(on_behalf.locator(".status")).to_have_text("Được")
    chain = on_behalf.get_by_role("listitem")
    expect(chain).to_have_count(2)
    expect(chain.first).to_contain_text(f"cấp cho {HEAD_NAME} vai trò «{ROLE}»")
    expect(chain.last).to_contain_text(f"{HEAD_NAME} ủy quyền cho {DEPUTY_NAME}, tư cách «Ký thay (KT.)»")
    expect(chain.last).to_contain_text(DECISION)
    expect(chain.last).to_contain_text(f"› {PROVINCE}")
    then_the_page_is_in_order(page, "explain")


def when_she_begins_to_register_another(page: Page) -> None:
    page.goto("/documents/new/")
    page.get_by_label("Đơn vị lưu").fill(CODE)
    another = FilePayload(name="kh2.txt", mimeType="text/plain", buffer=PAPER.replace(b"45/KH", b"46/KH"))
    page.get_by_label("Tệp văn bản").set_input_files(another)


def when_the_head_takes_it_back(page: Page) -> None:
    page.goto("/delegations/")
    page.get_by_role("link", name=f"{DEPUTY_NAME} – {ROLE}").click()
    page.get_by_role("link", name="Thu hồi").click()
    losses = page.locator("section", has_text="Ai sẽ mất gì")
    expect(losses).to_contain_text(f"{DEPUTY_NAME} khi làm thay {HEAD_NAME}")
    expect(losses.get_by_role("row", name=re.compile(f"^{READ}"))).to_contain_text(re.compile(r"[1-9]\d* → 0"))
    then_the_page_is_in_order(page, "revoke")
    page.get_by_label("Lý do thu hồi").fill(WHY_REVOKED)
    page.get_by_role("button", name="Thu hồi ngay").click()
    expect(page.locator(".note.well")).to_contain_text("Đã thu hồi")
    then_the_page_is_in_order(page)


def then_her_next_page_says_that_it_ended(page: Page) -> None:
    page.goto("/units/")
    expect(page.locator(".note.warning")).to_contain_text("đã hết hiệu lực. Bạn đã trở lại quyền của mình.")
    expect(page.get_by_role("form", name="Đang thực hiện thay người khác")).to_have_count(0)
    then_the_page_is_in_order(page)
    refused = page.goto("/documents/")
    assert refused is not None
    assert refused.status == 403


def then_what_she_had_begun_is_refused(page: Page) -> None:
    page.get_by_role("button", name="Đọc tệp và đăng ký").click()
    expect(page.locator("main")).to_contain_text("nên việc này chưa được thực hiện")
    then_the_page_is_in_order(page)


def then_she_reads_why_she_may_no_longer(page: Page) -> None:
    when_she_asks_why(page, REGISTER)
    for status in page.locator("#answer section .status").all():
        expect(status).to_have_text("Không được")
    expect(page.locator("#answer")).to_contain_text(WHY_REVOKED)
    then_the_page_is_in_order(page, "explain-no")


def when_the_changes_of_rights_are_confirmed(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Xem và xác nhận").click()
    then_the_page_is_in_order(page, "alarms")
    page.get_by_role("checkbox", name=re.compile(f"^Chọn: {DEPUTY_NAME}, Bị thu hồi quyền")).first.check()
    page.get_by_role("checkbox", name=re.compile(f"^Chọn: {HEAD_NAME}")).first.check()
    page.get_by_role("button", name="Xác nhận các mục đã chọn").click()
    expect(page.locator(".note.well")).to_contain_text("Đã xác nhận 2 thay đổi quyền.")
    page.goto("/alarms/?state=confirmed")
    expect(page.locator("#listing tbody tr").filter(has_text=DEPUTY_NAME).first).to_contain_text("Đã xác nhận")
    then_the_page_is_in_order(page)


def then_the_head_can_still_do_it_and_the_deputy_cannot(page: Page) -> None:
    page.goto("/grants/")
    page.get_by_role("link", name="Ai làm được?").click()
    page.get_by_label("Việc", exact=True).select_option(label=REGISTER)
    page.get_by_label("Hồ sơ tại đơn vị").fill(CODE)
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    expect(page.locator("#listing tbody")).to_contain_text(HEAD_NAME)
    expect(page.locator("#listing tbody")).not_to_contain_text(DEPUTY_NAME)
    then_the_page_is_in_order(page, "who-can")


def then_the_history_of_the_paper_says_who_acted_for_whom(page: Page, paper: str) -> None:
    page.goto(f"/ledger/document/{paper}/")
    act = page.locator("#listing tbody tr").filter(has_text="Đăng ký văn bản").first
    expect(act).to_contain_text(f"{DEPUTY_NAME} thay {HEAD_NAME}")
    expect(act).to_contain_text(f"{DEPUTY_POST}, {PROVINCE}")
    expect(act).to_contain_text("127.0.0.1")
    expect(act).to_contain_text(re.compile(rf"{REGISTER}\s*quyền được cấp số \d+"))
    then_the_page_is_in_order(page, "record-history")
