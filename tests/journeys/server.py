"""The site as `./dong-bo up` starts it, on a free port, in a folder of its own, with the demonstration."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.migrated import made_once, migrated_folder

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 240.0
"""Seconds a fresh site may take to gather its files and tell the demonstration."""


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """Start server and worker on the demonstration in `folder`; yield the address, stop both, leave nothing."""
    shutil.copytree(made_once("demonstration", _tell), folder, dirs_exist_ok=True)
    port = _free_port()
    log = folder / "up.log"
    with log.open("wb") as written:
        started = subprocess.Popen(
            [sys.executable, "-m", "dongbo.site.up", "--port", str(port)],
            env=_environment(folder),
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, started, log)
        yield address
    finally:
        _stop(started)


def _tell(folder: Path) -> None:
    """Tell the demonstration in `folder`, once for every site of the run."""
    shutil.copytree(migrated_folder(), folder, dirs_exist_ok=True)
    subprocess.run([sys.executable, "-m", "dongbo.site.manage", "demo"], env=_environment(folder), check=True)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DONGBO_TASKS")}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "DONGBO_VAR": str(folder), "DONGBO_DEMO": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, started: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and started.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"the site did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(started: subprocess.Popen[bytes]) -> None:
    """Server and worker stand in one process group, so that neither outlives the journeys."""
    if started.poll() is None:
        os.killpg(started.pid, signal.SIGINT)
    try:
        started.wait(timeout=15)
    except subprocess.TimeoutExpired:
        pass
    finally:
        try:
            os.killpg(started.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        started.wait(timeout=15)
