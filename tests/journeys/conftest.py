"""A real browser at a real server: neither is faked. What stands before a journey is told through the operations."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.journeys import council_story
from tests.journeys.server import running_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The browsers a journey may go by; the first has no windows to draw, so that it asks least of the machine."""

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
DESK = {"width": 1440, "height": 900}
LONGEST_WAIT = 10_000
"""Milliseconds a step may take on a busy machine."""


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The browser on this machine; journeys are skipped, saying so, where there is none."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    return CHROMIUM


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """What is expected of a page may take as long as a step may."""
    expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, Any]:
    """Debian's Chromium instead of a downloaded one; a container's root has no sandbox."""
    return {"executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site that the journeys of this process go to."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def address(site_folder: Path, chromium: str) -> Iterator[str]:
    """The address of a fresh site with the demonstration and its worker running."""
    with running_site(site_folder) as running:
        yield running


@pytest.fixture(scope="session")
def plan_with_final_matrix(address: str, site_folder: Path) -> None:
    """A plan whose matrix is final, a directive it is traced to, and the people of a council to be."""
    council_story.tell_in(site_folder)


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[[], Page]]:
    """What opens a page of one more browser, as each person has one of his own."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(_watched_page(browser, address))


@pytest.fixture
def page(open_page: Callable[[], Page]) -> Page:
    """A page of a browser nobody is signed in to."""
    return open_page()


@pytest.fixture
def page_without_script(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    with browser.new_context(base_url=address, viewport=DESK, locale="vi-VN", java_script_enabled=False) as context:
        context.set_default_timeout(LONGEST_WAIT)
        yield context.new_page()


@contextmanager
def _watched_page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page; it ends well only if the browser had nothing to complain of."""
    with browser.new_context(base_url=address, viewport=DESK, locale="vi-VN", color_scheme="light") as context:
        context.set_default_timeout(LONGEST_WAIT)
        opened = context.new_page()
        complaints: list[str] = []
        opened.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        opened.on("pageerror", lambda failure: complaints.append(str(failure)))
        yield opened
        assert complaints == []


def _is_complaint(said: ConsoleMessage) -> bool:
    """A refusal answered 422 is what we asked for; everything else the console calls an error is one."""
    return said.type in ("error", "warning") and "status of 4" not in said.text
