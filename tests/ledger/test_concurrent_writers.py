"""Several processes write at once: the chain stays unbroken, and readers do not wait."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, own_database, run

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
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_writers_in_several_processes_keep_one_unbroken_chain(environment: Environment) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITE], env=environment) for _ in range(WRITERS)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    assert run(VERIFY, environment) == f"{WRITERS * ACTS} None"


def test_a_reader_does_not_wait_for_a_writer(environment: Environment) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert run(COUNT, environment) == "0"
    holder.communicate("go on\n", timeout=30)
    assert run(COUNT, environment) == "1"
