"""What those around an appraisal council do and see, in the words of the journeys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from playwright.sync_api import Error, Page, expect

from tests.journeys.council_story import NAMES
from tests.journeys.steps import then_it_is_in_order_at_its_width, then_the_page_is_in_order

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.sync_api import Locator, Route

TABLET, SMALL = {"width": 820, "height": 1180}, {"width": 390, "height": 844}
LONGEST_JOB = 60_000
"""Milliseconds the worker may take to put a dossier together or to hold a version against what was ordered."""


def then_it_is_in_order(page: Page, screen: str = "") -> None:
    """Hold the open page to the rules on the device it is open on; with a name, also at a desk and on a phone."""
    size = page.viewport_size
    then_it_is_in_order_at_its_width(page)
    if screen and size is not None:
        then_the_page_is_in_order(page, screen)
        page.set_viewport_size(size)


def told(page: Page) -> Locator:
    """What the page says went well."""
    return page.locator(".note.well").first


def when_one_goes_to(page: Page, address: str) -> None:
    """Go to an address, even where the page that is open is just loading itself anew."""
    try:
        page.goto(address)
    except Error:
        page.wait_for_load_state()
        page.goto(address)


def when_a_seat_is_filled(page: Page, place: int, *, officer: str, role: str) -> None:
    """Name an officer in the row of that place among a council's members."""
    row = page.get_by_role("group", name=f"Thành viên {place}", exact=True)
    row.get_by_label("Cán bộ").fill(officer)
    row.get_by_label("Vai trò").select_option(label=role)


def when_a_meeting_is_planned(page: Page, *, starts_at: datetime, items: tuple[str, ...]) -> None:
    """Fill in a meeting and its agenda."""
    page.get_by_label("Ngày họp").fill(f"{starts_at:%d/%m/%Y}")
    page.get_by_label("Giờ họp").fill(f"{starts_at:%H:%M}")
    page.get_by_label("Địa điểm", exact=True).fill("Phòng họp 301")
    page.get_by_label("Cách dự trực tuyến").fill("Phòng trực tuyến số 5, mã do thư ký gửi")
    for place, title in enumerate(items, start=1):
        page.get_by_role("group", name=f"Nội dung {place}", exact=True).get_by_label("Nội dung").fill(title)
    page.get_by_role("button", name="Ghi phiên họp").click()
    expect(told(page)).to_contain_text("Đã ghi phiên họp")


def when_the_secretary_marks(page: Page, member: str, mode: str) -> None:
    """Mark at a tap how a member is there."""
    name = NAMES[member]
    page.get_by_role("button", name=re.compile(f"^{mode} ?: {name}$")).click()
    expect(page.locator("#now .members > li").filter(has_text=name).locator(".status").first).to_have_text(mode)


def when_one_judges_every_criterion(page: Page) -> None:
    """Say of each criterion that the draft meets it."""
    for verdict in page.get_by_role("radio", name="Đạt", exact=True).all():
        verdict.check()


def when_one_chooses(page: Page, choice: str) -> None:
    """Choose on the paper of the ballot that is open, and see it once more."""
    page.get_by_role("radio", name=choice, exact=True).check()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("heading", name="Kiểm lại phiếu của bạn")).to_be_visible()


def when_one_sends_the_paper(page: Page) -> None:
    """Let the paper into the box."""
    page.get_by_role("button", name="Bỏ phiếu", exact=True).click()


def when_one_votes(page: Page, choice: str) -> None:
    """Vote, and be told that it counts."""
    when_one_chooses(page, choice)
    when_one_sends_the_paper(page)
    expect(page.get_by_role("heading", name="Phiếu của bạn đã được tính")).to_be_visible()


def when_the_answer_to_the_paper_is_lost(page: Page) -> None:
    """Send the paper so that it reaches the server, and have the link break before the answer is here."""

    def break_off(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort("connectionreset")

    page.route("**/cast/", break_off, times=1)
    when_one_sends_the_paper(page)
    expect(page).to_have_url(re.compile("^chrome-error:"))


def when_one_sends_it_again(page: Page) -> None:
    """Load what failed to load anew, which sends the same paper again."""
    page.reload()


def when_a_revision_is_ordered(page: Page, council: str, kind: str, text: str, *, place: str = "", **more: str) -> None:
    """Order a revision from the first conclusion; `more` are fields by their labels, as words."""
    page.goto(f"{council}revisions/new/?kind={kind}")
    page.get_by_label("Yêu cầu", exact=True).fill(text)
    if place:
        page.get_by_label("Tìm điều khoản").fill(place)
        page.locator("#places-offered").get_by_role("checkbox").first.check()
    for field, value in more.items():
        named = page.locator(f"[name={field}]")
        if named.evaluate("field => field.tagName") == "SELECT":
            named.select_option(label=value)
        else:
            named.fill(value)
    page.get_by_role("button", name="Ghi yêu cầu").click()
    expect(told(page)).to_have_text("Đã ghi yêu cầu.")


def when_revisions_are_answered(page: Page, *numbers: int, claim: str, response: str) -> None:
    """Answer several revisions at once from the board."""
    for number in numbers:
        page.locator(f"#revision-{number}").get_by_role("checkbox", name="Chọn để trả lời").check()
    page.get_by_role("radio", name=claim, exact=True).check()
    page.get_by_label("Nội dung tiếp thu, giải trình").fill(response)
    page.get_by_role("button", name="Trả lời các yêu cầu đã chọn").click()
    expect(told(page)).to_contain_text("Đã trả lời")


def then_the_board_says(page: Page, board: str, number: int, words: str) -> None:
    """Load the board until the worker has held the newest version against a revision and it says `words`."""
    revision = page.locator(f"#revision-{number}")
    for _attempt in range(LONGEST_JOB // 1000):
        page.goto(board)
        if words in revision.inner_text():
            return
        page.wait_for_timeout(1000)
    expect(revision).to_contain_text(words)


def when_a_paper_is_made(page: Page, council: str, name: str) -> str:
    """Make a paper of the council; return its address."""
    page.goto(f"{council}papers/new/")
    page.get_by_label("Giấy tờ", exact=True).select_option(label=name)
    page.get_by_role("button", name="Lập", exact=True).click()
    expect(told(page)).to_contain_text("Đã lập")
    return page.url


def when_one_signs(page: Page, paper: str) -> None:
    """Sign a paper."""
    page.goto(paper)
    page.get_by_role("link", name="Ký", exact=True).click()
    page.get_by_role("button", name="Ký", exact=True).click()
    expect(told(page)).to_have_text("Đã ký.")


class Printed:
    """A PDF as it is printed: every page drawn, its words with where they stand."""

    def __init__(self, page: Page, link: str) -> None:
        with page.expect_download() as caught:
            page.get_by_role("link", name=link, exact=True).click()
        self.pdf = pypdfium2.PdfDocument(Path(caught.value.path()).read_bytes())
        self.pages = [one.get_textpage() for one in self.pdf]
        for one in self.pdf:
            assert one.render().to_numpy().min() < 128, "a page without ink"

    @property
    def text(self) -> str:
        """All words, each line break a space."""
        return " ".join(" ".join(one.get_text_range() for one in self.pages).split())

    def places(self, words: str) -> list[tuple[int, float, float]]:
        """Return where `words` stand: the page, the middle and the top, as shares of its width and height."""
        found = []
        for number, page in enumerate(self.pages):
            search = page.search(words, match_case=True)
            while (at := search.get_next()) is not None:
                left, right = page.get_charbox(at[0]), page.get_charbox(at[0] + at[1] - 1)
                width, height = self.pdf[number].get_size()
                found.append((number, (left[0] + right[2]) / 2 / width, 1 - left[3] / height))
        assert found, f"{words} is not printed"
        return found


def then_it_is_laid_out_as_a_paper(printed: Printed, *, title: str, left: str, right: str) -> None:
    """Hold a paper to its parts: agency left and motto right on top, the title in the middle, who signs where."""
    first, motto, height = printed.places("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")[0]
    assert first == 0
    assert motto > 0.5
    assert height < 0.15
    page, middle, below = printed.places(title)[0]
    assert page == 0
    assert abs(middle - 0.5) < 0.1
    assert below > height
    on_the_left, on_the_right = printed.places(left)[-1], printed.places(right)[-1]
    assert on_the_left[0] == on_the_right[0]
    assert on_the_left[1] < 0.5 < on_the_right[1]
