"""What a person does and sees, in the words of the journeys."""

import os
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PLANNER, READER, ADMINISTRATOR = "demo.ke-hoach", "demo.doc", "demo.quan-tri"
HEAD, DEPUTY, SECURITY = "demo.giam-doc", "demo.pho", "demo.an-ninh"
PASSWORD = "dong-bo-trinh-dien"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENS = Path(__file__).resolve().parents[2] / "docs" / "screens"
LARGEST_SCREEN = 200_000
WRITES_SCREENS = os.environ.get("DONGBO_SCREENSHOTS") == "1"

_axe = Axe()


def given_she_is_signed_in(page: Page, username: str = PLANNER) -> None:
    """Sign in as one of the demonstration's officers."""
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def when_she_sends_a_paper(page: Page, *, name: str, data: bytes, standing: str, unit: str = "") -> None:
    """Send a file to the register, kept in the unit of that code or in her own."""
    page.goto("/documents/new/")
    page.get_by_label("Vị trí trong mạch chỉ đạo").select_option(label=standing)
    if unit:
        page.get_by_label("Đơn vị lưu").fill(unit)
    page.get_by_label("Tệp văn bản").set_input_files({"name": name, "mimeType": "text/plain", "buffer": data})
    page.get_by_role("button", name="Đọc tệp và đăng ký").click()


def when_she_freezes_it(page: Page) -> None:
    """Freeze the version under review; its reader opens."""
    page.get_by_role("button", name="Chốt bản này").click()
    expect(page.locator(".note.well")).to_contain_text("Đã chốt bản này")


def downloaded(page: Page, link: str) -> bytes:
    """Return what clicking the link of that name brings."""
    with page.expect_download() as caught:
        page.get_by_role("link", name=link, exact=True).click()
    return Path(caught.value.path()).read_bytes()


def then_the_page_is_in_order(page: Page, screen: str = "") -> None:
    """Hold the open page to the accessibility rules and to the width of a desk and of a phone.

    With a name for its screen, the page is also written to docs/screens where that is asked for.
    """
    page.wait_for_load_state()
    for size, ending in ((PHONE, "phone"), (DESK, "desk")):
        page.set_viewport_size(size)
        then_it_is_in_order_at_its_width(page)
        if screen and WRITES_SCREENS:
            _write(page, f"{screen}-{ending}.png")


def then_it_is_in_order_at_its_width(page: Page) -> None:
    """Hold the open page to the accessibility rules and to the width of the screen it is open on."""
    page.wait_for_load_state()
    beside = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert beside <= 0, f"sideways at {page.viewport_size}"
    told = _axe.run(page).response
    found = [*told["violations"], *_of_no_contrast(told["incomplete"])]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []


def _of_no_contrast(doubted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the doubts about words of the colour of their ground, which the rules leave for a person to judge."""
    contrast = [rule for rule in doubted if rule["id"] == "color-contrast"]
    return [rule for rule in contrast if any("equalRatio" in str(node["any"]) for node in rule["nodes"])]


def _write(page: Page, name: str) -> None:
    """Write the top of the page, or the act that is open on a provision, or the last answer.

    A page dense with text is cut shorter until it is light enough to keep.
    """
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / name
    page.evaluate(
        "(document.querySelector('.mend, #answer > :last-child') ?? document.querySelector('h1'))"
        ".scrollIntoView({block: 'center'})"
    )
    size = page.viewport_size
    assert size is not None
    for share in (1, 0.75, 0.5):
        cut = {"x": 0, "y": 0, "width": size["width"], "height": int(size["height"] * share)}
        page.screenshot(path=path, clip=cut, animations="disabled", caret="hide")
        if path.stat().st_size < LARGEST_SCREEN:
            return
    raise AssertionError(f"{name} is too heavy for the documentation")


def open_address(page: Page, pattern: str) -> None:
    """Wait until the address matches `pattern`."""
    expect(page).to_have_url(re.compile(pattern))
