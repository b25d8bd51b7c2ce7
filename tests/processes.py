"""Several processes on one database of their own: what a test of real concurrency needs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.migrated import (
    ROOT,
    Environment,
    create_database,
    database_address,
    drop_database,
    environment,
    migrate,
    migrated_database,
    migrated_folder,
)

__all__ = ["ROOT", "Environment", "at_once", "migrate", "own_database", "run"]


@contextmanager
def own_database(folder: Path, *, migrated: bool = True) -> Iterator[Environment]:
    """Yield the environment of processes on a fresh database of the kind the tests run on, migrated or still empty."""
    if connection.vendor == "postgresql":
        name = f"concurrent_{os.getpid()}"
        create_database(name, template=migrated_database() if migrated else None)
        try:
            yield environment(folder, database_address(name))
        finally:
            drop_database(name)
    else:
        if migrated:
            shutil.copytree(migrated_folder(), folder, dirs_exist_ok=True)
        yield environment(folder)


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
