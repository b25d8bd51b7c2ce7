"""Several processes on one database of their own: what a test of real concurrency needs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
Environment = dict[str, str]


@contextmanager
def own_database(folder: Path, *, migrated: bool = True) -> Iterator[Environment]:
    """Yield the environment of processes on a fresh database of the kind the tests run on, migrated or still empty."""
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dongbo.site.settings",
        "DONGBO_VAR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    own.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        with _on_postgresql() as url:
            yield _prepared(own | {"DATABASE_URL": url}, migrated)
    else:
        yield _prepared(own, migrated)


@contextmanager
def _on_postgresql() -> Iterator[str]:
    import psycopg

    there = settings.DATABASES["default"]
    name = f"concurrent_{os.getpid()}"
    address = {"host": there["HOST"], "user": there["USER"], "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgres://{there['USER']}@{there['HOST'].replace('/', '%2F')}/{name}"
        finally:
            maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _prepared(own: Environment, migrated: bool) -> Environment:
    if migrated:
        migrate(own)
    return own


def migrate(own: Environment) -> None:
    """Bring the database of `own` to the newest migrations, in a process of its own."""
    subprocess.run([sys.executable, "-m", "dongbo.site.manage", "migrate", "-v0"], env=own, check=True)


def run(code: str, own: Environment) -> str:
    """Run `code` in a process of its own and return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", code], env=own, check=True, capture_output=True, text=True, timeout=120
    ).stdout.strip()


def at_once(code: str, own: Environment, *, rounds: int, count: int = 2) -> list[list[str]]:
    """Run `code` in `count` processes that act together; return what they print in each round, sorted.

    In every round a process says "ready" where it stands at the start, goes on when all do, and prints one line.
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(count)
    ]
    printed = []
    for _ in range(rounds):
        assert [_line(process) for process in running] == ["ready"] * count
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        printed.append(sorted(_line(process) for process in running))
    for process in running:
        process.communicate(timeout=60)
    return printed


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
