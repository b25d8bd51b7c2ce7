"""What cannot be taken in: a clear message, nothing changed, what was chosen kept."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.papers import PROGRAM, SECRET, scanned_pdf
from tests.journeys.steps import given_she_is_signed_in, then_the_page_is_in_order, when_she_sends_a_paper

pytestmark = pytest.mark.journey

REFUSALS = {
    "a secret paper": ("chi-thi.txt", SECRET.encode(), "mật"),
    "a program renamed": ("ke-hoach.docx", PROGRAM, "Word"),
    "an empty file": ("trong.docx", b"", "rỗng"),
    "a scanned paper": ("ban-quet.pdf", scanned_pdf(), "số hóa"),
}


@pytest.mark.parametrize(("name", "data", "said"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_paper_is_refused_in_plain_words(page: Page, name: str, data: bytes, said: str) -> None:
    given_she_is_signed_in(page)
    before = how_many_papers(page)
    when_she_sends_a_paper(page, name=name, data=data, standing="Quy hoạch, kế hoạch, đề án")
    then_she_is_told_why(page, said)
    then_what_she_chose_is_kept(page, "" if said == "mật" else name)
    then_the_page_is_in_order(page, "refusal" if said == "mật" else "")
    assert how_many_papers(page) == before


def how_many_papers(page: Page) -> str:
    page.goto("/documents/")
    return page.locator("#listing .list-head span").first.inner_text()


def then_she_is_told_why(page: Page, said: str) -> None:
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("alert").get_by_role("link").first).to_have_attribute("href", "#id_file")


def then_what_she_chose_is_kept(page: Page, name: str) -> None:
    expect(page.get_by_label("Vị trí trong mạch chỉ đạo")).to_have_value("plan")
    expect(page.get_by_text(f"Tệp vừa gửi: {name}")).to_have_count(1 if name else 0)
