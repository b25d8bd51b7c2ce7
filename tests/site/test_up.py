"""`./dong-bo up` serves, and leaves no process behind when it is told to end."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
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


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_and_ends_with_everything_it_started(told: signal.Signals, folder: Path) -> None:
    own = os.environ | {"DONGBO_VAR": str(folder), "DONGBO_DEMO": "0", "PYTHONPATH": str(SRC)}
    own.pop("DATABASE_URL", None)
    port = free_port()
    command = [sys.executable, "-m", "dongbo.site.up", "--port", str(port)]
    site = subprocess.Popen(command, env=own, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        assert answers(port, within=120)
        site.send_signal(told)
        assert site.wait(timeout=40) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(site.pid, 0)
    finally:
        if site.poll() is None:
            os.killpg(site.pid, signal.SIGKILL)
