"""A throw-away PostgreSQL cluster: `python -m tests.postgresql COMMAND …` runs a command on it and removes it.

PostgreSQL refuses to run as root; there the cluster is given to the account `postgres` that its package makes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "jit=off",
    "listen_addresses=",
    "max_connections=50",
)


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version first, or None where PostgreSQL is not installed."""
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: -float(path.parents[1].name))
    found = shutil.which("initdb")
    return debian[0].parent if debian else Path(found).parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster in a temporary folder, yield its DATABASE_URL, stop and remove it."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="dongbo-postgresql-"))
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_owner:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    options = " ".join(f"-c {setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}"))
    try:
        _run(
            [
                *as_owner,
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "dongbo",
                "--auth=trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ]
        )
        _run([*as_owner, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"postgres://dongbo@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            _run([*as_owner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[object]) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL naming a fresh cluster; return its exit status."""
    with cluster() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
