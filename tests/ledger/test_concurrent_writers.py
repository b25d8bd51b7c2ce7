"""Several processes write at once: the chain stays unbroken, and readers do not wait."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
WRITERS, ACTS = 4, 25

SETUP = """
import sys
import django; django.setup()
from datetime import UTC, datetime
from django.db import transaction
from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event
from dongbo.ledger.queries import verify_ledger
def act(n):
    append_event(kind="test.acted", subject_kind="test", subject_id=n, payload={"n": n}, at=datetime.now(UTC))
"""
WRITE = f"""{SETUP}
for n in range({ACTS}):
    with transaction.atomic():
        act(n)
"""
HOLD = f"""{SETUP}
with transaction.atomic():
    act(0)
    print("held", flush=True)
    sys.stdin.readline()
"""
COUNT = f"{SETUP}\nprint(Event.objects.count())"
VERIFY = f"{SETUP}\nprint(Event.objects.count(), verify_ledger())"


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database of its own, migrated, that several processes may open."""
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dongbo.site.settings",
        "DONGBO_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
    }
    own.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        yield from _on_postgresql(own)
        return
    _migrate(own)
    yield own


def _on_postgresql(own: dict[str, str]) -> Iterator[dict[str, str]]:
    import psycopg

    there = settings.DATABASES["default"]
    name = f"concurrent_{os.getpid()}"
    address = {"host": there["HOST"], "user": there["USER"], "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{name}"')
        try:
            host = there["HOST"].replace("/", "%2F")
            own["DATABASE_URL"] = f"postgres://{there['USER']}@{host}/{name}"
            _migrate(own)
            yield own
        finally:
            maintenance.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _migrate(own: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "dongbo.site.manage", "migrate", "-v0"], env=own, check=True)


def _run(code: str, own: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], env=own, check=True, capture_output=True, text=True, timeout=60
    ).stdout.strip()


def test_writers_in_several_processes_keep_one_unbroken_chain(environment: dict[str, str]) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITE], env=environment) for _ in range(WRITERS)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    assert _run(VERIFY, environment) == f"{WRITERS * ACTS} None"


def test_a_reader_does_not_wait_for_a_writer(environment: dict[str, str]) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert _run(COUNT, environment) == "0"
    holder.communicate("go on\n", timeout=30)
    assert _run(COUNT, environment) == "1"
