"""`./dong-bo up` serves, and leaves no process behind when it is told to end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, *, within: float) -> bool:
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as page:
                return bool(page.status == 200)
        except OSError:
            time.sleep(0.3)
    return False


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it has: empty at its first start, brought to date at the next."""
    return tmp_path_factory.mktemp("site")


def told_to_end(process: int) -> None:
    os.kill(process, signal.SIGTERM)


def interrupted_at_the_keyboard(process: int) -> None:
    """A terminal interrupts everything that the command started, too."""
    os.killpg(process, signal.SIGINT)


@pytest.mark.parametrize("end", [told_to_end, interrupted_at_the_keyboard])
def test_the_server_answers_and_ends_with_everything_it_started(end: Callable[[int], None], folder: Path) -> None:
    """It ends though a browser keeps its connection open."""
    own = os.environ | {"DONGBO_VAR": str(folder), "DONGBO_DEMO": "0", "PYTHONPATH": str(SRC)}
    own.pop("DATABASE_URL", None)
    port = free_port()
    command = [sys.executable, "-m", "dongbo.site.up", "--port", str(port)]
    site = subprocess.Popen(command, env=own, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        assert answers(port, within=120)
        with closing(HTTPConnection("127.0.0.1", port)) as browser:
            browser.request("GET", "/sign-in/")
            assert browser.getresponse().read() != b""
            end(site.pid)
            assert site.wait(timeout=20) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(site.pid, 0)
    finally:
        if site.poll() is None:
            os.killpg(site.pid, signal.SIGKILL)
