"""The whole thread: a directive in, a plan in, an appraisal out, links decided, a later draft that unsettles one."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.journeys.papers import DIRECTIVE, PLAN, PLAN_SECOND
from tests.journeys.steps import (
    downloaded,
    given_she_is_signed_in,
    open_address,
    then_the_page_is_in_order,
    when_she_freezes_it,
    when_she_sends_a_paper,
)

pytestmark = pytest.mark.journey

TABS = ("Bảy trục", "Điều khoản chỉ đạo", "Chỉ tiêu", "Thuật ngữ", "Viện dẫn", "Thay đổi", "Cần sửa trong dự thảo")
SHARED_PLATFORM = "Xây dựng nền tảng chia sẻ số liệu mực nước"
FIRE_DRILL = "Diễn tập phòng cháy kho lưu trữ"
LONGEST_APPRAISAL = 60_000
"""Milliseconds the worker may take for two small papers."""


def test_the_thread_from_a_directive_to_a_link_looked_at_again(page: Page) -> None:
    given_she_is_signed_in(page)

    when_she_sends_a_paper(page, name="ct77.txt", data=DIRECTIVE.encode(), standing="Văn bản chỉ đạo cấp trên")
    then_she_sees_what_was_read_and_where_the_reader_doubts(page)
    when_she_mends_the_tree(page)
    then_the_tree_reads_as_the_paper_should(page)
    when_she_freezes_it(page)
    then_she_reads_it_with_its_outline(page)
    then_it_is_found_without_tones_and_by_phrase(page)

    when_she_sends_a_paper(page, name="kh12.txt", data=PLAN.encode(), standing="Quy hoạch, kế hoạch, đề án")
    when_she_freezes_it(page)
    then_the_plan_cites_the_directive(page)
    then_it_leaves_in_every_format(page)

    when_she_asks_for_an_appraisal(page)
    then_every_tab_opens_and_leaves_as_a_workbook(page)
    then_the_report_leaves_as_word_and_as_one_page(page)
    when_she_confirms_the_answer(page)
    when_she_rejects_another(page)
    when_she_adds_one_the_machine_did_not_see(page)

    when_she_imports_the_second_draft(page)
    then_she_sees_what_changed_in_one_column_and_in_two(page)
    then_the_confirmed_link_is_suspect_until_she_looks_again(page)


def then_she_sees_what_was_read_and_where_the_reader_doubts(page: Page) -> None:
    open_address(page, r"/versions/\d+/review/")
    facts = page.locator("section", has_text="Thể thức đọc được").first
    for fact in ("Chỉ thị", "77/CT-BTVTN", "05/03/2026", "Trần Văn Mẫu"):
        expect(facts).to_contain_text(fact)
    expect(page.locator("section", has_text="Báo cáo chất lượng").first).to_contain_text("thiếu")
    then_the_page_is_in_order(page, "review")


def row(page: Page, words: str) -> Locator:
    return page.locator(".review-row", has_text=words)


def act_on(page: Page, words: str, act: str) -> None:
    row(page, words).get_by_role("link", name=re.compile("^Sửa")).click()
    row(page, words).get_by_role("button", name=act, exact=True).click()
    expect(page.locator(".note.well")).to_contain_text("Đã sửa cây điều khoản")


def when_she_mends_the_tree(page: Page) -> None:
    act_on(page, "Giám sát nhiệt độ", "Nâng cấp")
    act_on(page, "Giám sát nhiệt độ", "Hạ cấp")
    act_on(page, FIRE_DRILL, "Gộp vào trước")
    merged = row(page, FIRE_DRILL)
    merged.get_by_role("link", name=re.compile("^Sửa")).click()
    merged.get_by_label("Số", exact=True).fill("b")
    merged.get_by_label(re.compile("^Tách trước dòng")).fill("2")
    merged.get_by_role("button", name="Tách", exact=True).click()
    expect(page.locator(".note.well")).to_be_visible()
    last = row(page, "Bồi dưỡng quan trắc viên")
    last.get_by_role("link", name=re.compile("^Sửa")).click()
    last.get_by_label("Số", exact=True).fill("3")
    then_the_page_is_in_order(page, "mend")
    last.get_by_role("button", name="Đổi loại, số, tiêu đề").click()
    expect(page.locator(".note.well")).to_be_visible()


def then_the_tree_reads_as_the_paper_should(page: Page) -> None:
    markers = [marker.strip() for marker in page.locator(".review-row .marker").all_inner_texts()]
    assert markers == ["I.", "1.", "2.", "II.", "1.", "2.", "a)", "b)", "3."]


def then_she_reads_it_with_its_outline(page: Page) -> None:
    open_address(page, r"/versions/\d+/$")
    page.get_by_role("navigation", name="Mục lục").get_by_role("link", name="II. NHIỆM VỤ").click()
    expect(page.locator(".provision:target")).to_contain_text("NHIỆM VỤ")
    expect(page.get_by_role("list", name="Mạch chỉ đạo")).to_contain_text("77/CT-BTVTN")


def then_it_is_found_without_tones_and_by_phrase(page: Page) -> None:
    page.get_by_role("searchbox", name="Tìm trong mọi văn bản").fill("nen tang chia se so lieu muc nuoc")
    page.keyboard.press("Enter")
    expect(page.locator("#listing li").first).to_contain_text(SHARED_PLATFORM)
    expect(page.locator("#listing mark").first).to_be_visible()
    page.get_by_role("searchbox", name="Tìm trong mọi văn bản").fill("“phòng cháy kho lưu trữ”")
    page.keyboard.press("Enter")
    expect(page.locator("#listing ol li")).to_have_count(1)


def then_the_plan_cites_the_directive(page: Page) -> None:
    expect(page.locator("aside").get_by_role("link", name=re.compile("77.CT-BTVTN"))).to_be_visible()
    expect(page.get_by_text("chưa đối chiếu với chỉ đạo nào")).to_be_visible()


def then_it_leaves_in_every_format(page: Page) -> None:
    word = zipfile.ZipFile(io.BytesIO(downloaded(page, "Word"))).read("word/document.xml").decode()
    assert "mực nước" in word
    assert len(PdfReader(io.BytesIO(downloaded(page, "PDF"))).pages) >= 1
    root = ElementTree.fromstring(downloaded(page, "Akoma Ntoso"))
    assert root.tag.endswith("akomaNtoso")
    assert SHARED_PLATFORM in downloaded(page, "Markdown").decode()
    assert downloaded(page, "Tệp gốc") == PLAN.encode()


def when_she_asks_for_an_appraisal(page: Page) -> None:
    page.goto("/appraisals/new/")
    page.get_by_label("Dự thảo", exact=True).select_option(label="Kế hoạch 12/KH-BTVTN – Bản 1")
    page.get_by_label("Chỉ thị 77/CT-BTVTN – Bản 1").check()
    page.get_by_role("button", name="Bắt đầu đối chiếu").click()
    expect(page.get_by_role("heading", name="Báo cáo đối chiếu")).to_be_visible(timeout=LONGEST_APPRAISAL)


def then_every_tab_opens_and_leaves_as_a_workbook(page: Page) -> None:
    for tab in TABS:
        page.get_by_role("navigation", name="Các phần của báo cáo").get_by_role("link", name=tab).click()
        expect(page.get_by_role("heading", level=2, name=tab)).to_be_attached()
        book = load_workbook(io.BytesIO(downloaded(page, f"Excel: {tab}")))
        assert book.active is not None
        assert book.active.max_row >= 1


def then_the_report_leaves_as_word_and_as_one_page(page: Page) -> None:
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(downloaded(page, "Word"))).namelist()
    assert b"<!doctype html" in downloaded(page, "HTML")[:200].lower()
    assert downloaded(page, "JSON").startswith(b"{")


def open_answer_to(page: Page, words: str) -> None:
    page.get_by_role("link", name=re.compile("^Điều khoản chỉ đạo")).click()
    page.get_by_role("row", name=re.compile(words)).locator(".answers a").first.click()
    expect(page.get_by_role("heading", name="Hai đầu của liên kết")).to_be_visible()


def when_she_confirms_the_answer(page: Page) -> None:
    report = page.url
    open_answer_to(page, SHARED_PLATFORM)
    then_the_page_is_in_order(page)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("main .status").first).to_have_text("Đã xác nhận")
    page.goto(report)


def when_she_rejects_another(page: Page) -> None:
    open_answer_to(page, "Giám sát nhiệt độ")
    page.get_by_role("button", name="Bác bỏ").click()
    expect(page.locator("main .status").first).to_have_text("Đã bác bỏ")


def when_she_adds_one_the_machine_did_not_see(page: Page) -> None:
    page.goto("/links/new/")
    page.get_by_label("Văn bản chỉ đạo", exact=True).select_option(label="Chỉ thị 77/CT-BTVTN")
    page.get_by_label("Đường dẫn điều khoản chỉ đạo").fill("II/9")
    page.get_by_label("Dự thảo", exact=True).select_option(label="Kế hoạch 12/KH-BTVTN")
    page.get_by_label("Đường dẫn điều khoản dự thảo").fill("I/2")
    page.get_by_label("Lý do").fill("Sửa kho là điều kiện để diễn tập phòng cháy.")
    page.get_by_role("button", name="Thêm và xác nhận").click()
    expect(page.get_by_role("alert")).to_contain_text("không có điều khoản nào ở đường dẫn đó")
    expect(page.get_by_label("Lý do")).to_have_value("Sửa kho là điều kiện để diễn tập phòng cháy.")
    page.get_by_label("Đường dẫn điều khoản chỉ đạo").fill("II/2/b")
    page.get_by_role("button", name="Thêm và xác nhận").click()
    expect(page.locator("main .status").first).to_have_text("Đã xác nhận")


def when_she_imports_the_second_draft(page: Page) -> None:
    page.goto("/documents/?q=12/KH-BTVTN")
    page.get_by_role("link", name=re.compile("^Kế hoạch Số hóa")).click()
    page.get_by_role("link", name="Nhập bản mới").click()
    page.get_by_label("Tên bản").fill("Dự thảo lần 2")
    sent = {"name": "kh12-lan-2.txt", "mimeType": "text/plain", "buffer": PLAN_SECOND.encode()}
    page.get_by_label("Tệp văn bản").set_input_files(sent)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", name="Rà soát cây điều khoản")).to_be_visible()
    when_she_freezes_it(page)


def then_she_sees_what_changed_in_one_column_and_in_two(page: Page) -> None:
    page.get_by_role("link", name="So với bản trước").click()
    expect(page.locator("ins", has_text=FIRE_DRILL)).to_be_visible()
    expect(page.locator("del", has_text="toàn ngành")).to_be_visible()
    page.get_by_role("link", name="Hai cột").click()
    expect(page.locator(".both.changed")).not_to_have_count(0)
    word = zipfile.ZipFile(io.BytesIO(downloaded(page, "Word có vết sửa"))).read("word/document.xml")
    assert b"w:ins " in word
    assert b"w:del " in word


def then_the_confirmed_link_is_suspect_until_she_looks_again(page: Page) -> None:
    page.goto("/")
    waiting = page.locator("section", has_text="Liên kết cần xem lại").get_by_role(
        "link", name=re.compile("77.CT-BTVTN")
    )
    waiting.click()
    expect(page.locator("main .status").first).to_have_text("Nghi vấn")
    expect(page.locator("del", has_text="toàn ngành")).to_be_visible()
    page.get_by_role("button", name="Đã xem, xác nhận lại").click()
    expect(page.locator("main .status").first).to_have_text("Đã xác nhận")
    page.goto("/")
    expect(waiting).to_have_count(0)
