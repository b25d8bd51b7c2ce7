"""Several processes on one database of their own: what a test of real concurrency needs."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
Environment = dict[str, str]


@contextmanager
def own_database(folder: Path, *, migrated: bool = True) -> Iterator[Environment]:
    """Yield the environment of processes on a fresh database of the kind the tests run on, migrated or still empty.

    Migrating takes many seconds: it is done once, and every migrated database is a copy of what came of it.
    """
    if connection.vendor == "postgresql":
        name = f"concurrent_{os.getpid()}"
        with _database(name, template=_migrated_database() if migrated else None):
            yield _environment(folder, _address(name))
    else:
        if migrated:
            shutil.copytree(_migrated_folder(), folder, dirs_exist_ok=True)
        yield _environment(folder)


@cache
def _migrated_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dongbo-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    migrate(_environment(folder))
    return folder


@cache
def _migrated_database() -> str:
    name = f"migrated_{os.getpid()}"
    standing = ExitStack()
    standing.enter_context(_database(name))
    atexit.register(standing.close)
    with tempfile.TemporaryDirectory() as folder:
        migrate(_environment(Path(folder), _address(name)))
    return name


def _environment(folder: Path, address: str | None = None) -> Environment:
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dongbo.site.settings",
        "DONGBO_VAR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    own.pop("DATABASE_URL", None)
    return own if address is None else own | {"DATABASE_URL": address}


@contextmanager
def _database(name: str, *, template: str | None = None) -> Iterator[None]:
    import psycopg

    there = settings.DATABASES["default"]
    address = {"host": there["HOST"], "user": there["USER"], "dbname": "postgres"}
    copied = f' TEMPLATE "{template}"' if template else ""
    with psycopg.connect(**address, autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}"{copied}')
    try:
        yield
    finally:
        with psycopg.connect(**address, autocommit=True) as maintenance:
            maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(name: str) -> str:
    there = settings.DATABASES["default"]
    return f"postgres://{there['USER']}@{there['HOST'].replace('/', '%2F')}/{name}"


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
