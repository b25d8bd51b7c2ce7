"""Two clocks at the same moment: each round is settled once and each step reminded of once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, at_once, own_database, run

ROUNDS = 2

PREPARE = f"""
import django; django.setup()
from datetime import UTC, datetime
from tests.builders import PLAN, found_site, frozen
from tests.rounds import leaders, respondents, term_of, tokens
from dongbo.documents.states import Standing
from dongbo.planning.operations.consultations import add_recipients, prepare_consultation, send_consultation
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
site = found_site(at=at)
leader, _drafter, _decider = leaders(site, at=at)
version = frozen(PLAN, site=site, at=at, standing=Standing.PLAN, by=leader)
units = [unit for unit, _officer, _head in respondents(site, 2, at=at)]
token = tokens()
for number in range({ROUNDS}):
    made = prepare_consultation(version=version, title=f"Vòng {{number}}", term=term_of(), days=2 + number,
                                remind_before=[0], by=leader, at=at)
    add_recipients(consultation=made, units=units, token=token, by=leader, at=at)
    send_consultation(consultation=made, by=leader, at=at)
"""
TICK = f"""
import sys
import django; django.setup()
from datetime import timedelta
from dongbo.planning.models import Consultation
from dongbo.planning.operations.consultations import close_due, remind_due
deadlines = sorted(Consultation.objects.values_list("deadline", flat=True))
for number in range({ROUNDS}):
    print("ready", flush=True)
    sys.stdin.readline()
    reminded = remind_due(at=deadlines[number] - timedelta(hours=1))
    print(f"{{reminded}} {{close_due(at=deadlines[number])}}", flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import Reminder
kinds = ("planning.consultees_reminded", "planning.consultation_closed")
print(*(Event.objects.filter(kind=kind).count() for kind in kinds), Reminder.objects.count(), verify_ledger())
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_of_two_clocks_exactly_one_settles_and_reminds(environment: Environment) -> None:
    run(PREPARE, environment)
    done = [[line.split() for line in round_] for round_ in at_once(TICK, environment, rounds=ROUNDS)]
    assert [[sum(int(one[place]) for one in round_) for place in (0, 1)] for round_ in done] == [[1, 1]] * ROUNDS
    assert run(AFTER, environment) == f"{ROUNDS} {ROUNDS} {ROUNDS} None"
