"""What those who ask and those who are asked for opinions do and see, in the words of the journeys."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.steps import given_she_is_signed_in, open_address

FINANCE_OFFICER, FINANCE_HEAD = "demo.tai-chinh", "demo.cuc-truong"
OFFICE_HEAD = "demo.chanh-van-phong"
PROVINCE_OFFICER, PROVINCE_HEAD = "demo.tham-muu", "demo.giam-doc"
COMMUNE_HEAD = "demo.xa-truong"
FINANCE, OFFICE, PROVINCE, COMMUNE, SILENT = "G98.02", "G98.03", "G98.11", "G98.11.11", "G98.01.03"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MARK = """words => {
  const place = [...document.querySelectorAll('[data-provision]')].find(one => one.textContent.includes(words));
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const start = texts.currentNode.data.indexOf(words);
    if (start < 0) continue;
    getSelection().setBaseAndExtent(texts.currentNode, start, texts.currentNode, start + words.length);
    return;
  }
}"""


def given_one_has_the_round_open(page: Page, username: str, *, title: str, unit: str) -> None:
    """Sign in as an officer of a unit that is asked, and open what it is asked."""
    given_she_is_signed_in(page, username)
    page.goto("/replies/")
    asked = page.locator("#listing tbody tr").filter(has_text=title)
    asked.filter(has=page.get_by_role("cell", name=unit, exact=True)).get_by_role("link").click()
    open_address(page, r"/replies/\d+/$")


def when_one_marks(page: Page, words: str) -> None:
    """Mark words of the draft, as a finger or a mouse would, and follow what is offered."""
    open_address(page, r"/read/(#.*)?$")
    page.wait_for_load_state()
    page.evaluate(_MARK, words)
    expect(page.locator("#marked")).to_contain_text(words)
    page.get_by_role("link", name="Góp ý vào đoạn đã chọn").click()


def when_one_says(page: Page, text: str, *, proposed: str = "") -> None:
    """Write a remark down."""
    page.get_by_label("Ý kiến", exact=True).fill(text)
    page.get_by_label("Đề nghị sửa thành").fill(proposed)
    page.get_by_role("button", name="Lưu ý kiến").click()
    expect(page.locator(".note.well")).to_contain_text("Đã ghi ý kiến")


def when_the_head_approves(page: Page) -> None:
    """Read what goes out, approve and send it."""
    page.get_by_role("button", name="Xem lại để duyệt gửi").click()
    page.get_by_role("button", name="Duyệt và gửi").click()
    expect(page.locator(".note.well")).to_contain_text("Đã gửi trả lời của đơn vị")


def filled_form(form: bytes, *, answer: str, reply: str, rows: Sequence[dict[str, str]]) -> bytes:
    """Return the Excel form as a unit fills it: its answer, its reply to the question, a row for each opinion."""
    book = load_workbook(io.BytesIO(form))
    opinions = book["Ý kiến"]
    columns = {str(cell.value): cell.column for cell in opinions[1]}
    for number, row in enumerate(rows, start=2):
        for heading, value in row.items():
            opinions.cell(number, columns[heading]).value = value
    for first, second, third in book["Trả lời"].iter_rows(max_col=3):
        if first.value == "Trả lời chung":
            second.value = answer
        if str(first.value) == "1":
            third.value = reply
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def when_one_hands_in(page: Page, form: bytes) -> None:
    """Send the filled form up."""
    page.get_by_role("link", name="Nộp biểu đã điền").click()
    page.get_by_label("Tệp biểu đã điền").set_input_files({"name": "phieu.xlsx", "mimeType": EXCEL, "buffer": form})
    page.get_by_role("button", name="Nộp biểu").click()


def when_the_team_answers(
    page: Page, board: str, opinion: str, *, outcome: str, response: str, reason: str = ""
) -> None:
    """Open a group from the board and answer it."""
    page.goto(board)
    page.get_by_role("link", name=opinion).click()
    page.get_by_role("radio", name=outcome, exact=True).check()
    page.get_by_label("Nội dung tiếp thu, giải trình").fill(response)
    page.get_by_label("Lý do của phần không tiếp thu").fill(reason)
    page.get_by_role("button", name="Lưu trả lời").click()


def when_a_paper_is_made(page: Page, name: str) -> bytes:
    """Ask for a paper of the round, wait until the worker has written it, and take it."""
    page.get_by_label("Giấy tờ", exact=True).select_option(label=name)
    page.get_by_role("button", name="Lập", exact=True).click()
    written = page.get_by_role("link", name=re.compile(f"^Tải {re.escape(name)}"))
    with page.expect_download() as caught:
        written.click(timeout=60_000)
    return Path(caught.value.path()).read_bytes()
