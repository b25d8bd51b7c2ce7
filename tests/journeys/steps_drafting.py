"""What those who draft a plan do and see, in the words of the journeys."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import open_address

TEAM_HEAD, WRITER, LEADER = "demo.to-truong", "demo.soan-thao", "demo.lanh-dao"


def row(page: Page, words: str) -> Locator:
    """The provision that says `words`, as it stands among the others."""
    return page.locator(".writing-row").filter(has_text=words)


def markers(page: Page) -> list[str]:
    """The numbers of the provisions on the page, in their order."""
    return [one.strip() for one in page.locator(".writing-row .marker").all_inner_texts()]


def when_she_opens_a_dossier(page: Page, *, template: str, subject: str, kind: str, decided_on: str) -> None:
    """Open a dossier from a template; the department keeps the draft and leads it."""
    page.goto("/drafting/new/")
    page.get_by_role("radio", name=re.compile(f"^{template}")).check()
    page.get_by_label("Tên (trích yếu) dự thảo").fill(subject)
    page.get_by_label("Tên loại văn bản").fill(kind)
    page.get_by_label("Đơn vị lưu dự thảo").fill("G98.01")
    page.get_by_label("Đơn vị thường trực").fill("G98.01")
    page.get_by_label("Số quyết định thành lập tổ soạn thảo").fill("15/QĐ-CNTT")
    page.get_by_label("Ngày quyết định").fill(decided_on)
    page.get_by_label("Cơ quan quyết định").fill("Cục Công nghệ thông tin và Dữ liệu")
    page.get_by_role("button", name="Lập hồ sơ").click()
    open_address(page, r"/drafting/[0-9a-f-]{36}/team/$")


def when_she_takes_in(page: Page, *, officer: str, role: str) -> None:
    """Put an officer into the team; the team's page stays open."""
    page.get_by_label("Cán bộ", exact=True).fill(officer)
    page.get_by_label("Vai trò").select_option(label=role)
    page.get_by_role("button", name="Thêm vào tổ").click()


def opened(page: Page, name: str) -> Locator:
    """The provision of that name, once it is open for writing."""
    return page.get_by_role("region", name=f"Viết {name}", exact=True)


def when_one_opens(page: Page, words: str, name: str) -> Locator:
    """Open the provision that says `words`, known by `name`."""
    row(page, words).get_by_role("link", name=re.compile("^Viết")).first.click()
    form = opened(page, name)
    expect(form).to_be_visible()
    return form


def when_one_writes(form: Locator, text: str, *, then: str) -> None:
    """Type the words of a provision and press the button that ends it."""
    form.get_by_label("Nội dung").fill(text)
    form.get_by_role("button", name=then, exact=True).click()


def when_she_names_the_version(page: Page, label: str) -> None:
    """Freeze what is being written under a name."""
    page.get_by_role("link", name="Chốt thành bản").click()
    page.get_by_label("Tên bản").fill(label)
    page.get_by_role("button", name="Chốt", exact=True).click()
    expect(page.locator(".note.well")).to_be_visible()
