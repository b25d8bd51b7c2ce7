"""A database brought to the newest migrations once in a run: every worker, process and server begins with a copy of it.

Migrating takes many seconds. What comes of it stands in a folder that the process which began the run makes and
removes, so that no run ever meets what the migrations of another came to.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "DONGBO_TESTS_MIGRATED"
"""The variable by which workers know the folder of their run."""
Environment = dict[str, str]


@contextmanager
def folder_of_the_run() -> Iterator[None]:
    """Let this process and those it starts share what is migrated; whoever began the run removes it."""
    if FOLDER in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="dongbo-migrated-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            _drop_database()
            del os.environ[FOLDER]


@contextmanager
def beginning_migrated() -> Iterator[None]:
    """Let the test database begin as a copy of the migrated one, so that Django finds nothing left to migrate.

    A database in memory lives as long as somebody has it open: here that is for the whole run.
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database()
        yield
        return
    name = connection.creation._get_test_db_name()
    with (
        closing(sqlite3.connect(name, uri=True)) as copied,
        closing(sqlite3.connect(migrated_folder() / "dongbo.sqlite3")) as migrated,
    ):
        migrated.backup(copied)
        yield


def migrated_folder() -> Path:
    """Return the folder of a site whose SQLite database is migrated."""
    return made_once("site", lambda folder: migrate(environment(folder)))


def made_once(name: str, fill: Callable[[Path], None]) -> Path:
    """Return the run's folder of that name, which the first process that asks makes and fills."""
    folder = Path(os.environ[FOLDER]) / name

    def make() -> None:
        folder.mkdir(exist_ok=True)
        fill(folder)

    _once(folder.with_name(f"{name}.made"), make)
    return folder


def migrated_database() -> str:
    """Return the name of a migrated PostgreSQL database beside the one the tests run on, to which nobody connects."""
    name = _database_name()
    _once(_database_stands(), lambda: _migrate_database(name))
    return name


def environment(folder: Path, address: str | None = None) -> Environment:
    """Return the environment of a process whose site is in `folder`, on the database at `address` or its own."""
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dongbo.site.settings",
        "DONGBO_VAR": str(folder),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    own.pop("DATABASE_URL", None)
    return own if address is None else own | {"DATABASE_URL": address}


def migrate(own: Environment) -> None:
    """Bring the database of `own` to the newest migrations, in a process of its own."""
    subprocess.run([sys.executable, "-m", "dongbo.site.manage", "migrate", "-v0"], env=own, check=True)


def create_database(name: str, *, template: str | None = None) -> None:
    """Create a database on the server the tests run on, empty or a copy of `template`."""
    _maintain(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))


def drop_database(name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    _maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def database_address(name: str) -> str:
    """Return the address of a database on the server the tests run on."""
    from django.conf import settings

    there = settings.DATABASES["default"]
    return f"postgres://{there['USER']}@{there['HOST'].replace('/', '%2F')}/{name}"


def _once(done: Path, make: Callable[[], None]) -> None:
    with done.with_name(f"{done.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make()
            done.touch()


def _migrate_database(name: str) -> None:
    drop_database(name)
    create_database(name)
    with tempfile.TemporaryDirectory() as folder:
        migrate(environment(Path(folder), database_address(name)))


def _database_name() -> str:
    return Path(os.environ[FOLDER]).name.replace("-", "_")


def _database_stands() -> Path:
    return Path(os.environ[FOLDER]) / "postgresql"


def _drop_database() -> None:
    if _database_stands().exists():
        drop_database(_database_name())


def _maintain(statement: str) -> None:
    import psycopg
    from django.conf import settings

    there = settings.DATABASES["default"]
    address = {"host": there["HOST"], "user": there["USER"], "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as maintenance:
        maintenance.execute(statement)
