"""The clock: what is due happens once, whoever ticks, and as often as one likes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from dongbo.jobs.clock import Ticked, tick
from dongbo.ledger.models import Event
from dongbo.organisation.models import AccessReview, AuthorityEpoch, EmergencyAccess, Role
from dongbo.organisation.operations.emergencies import agree_to_emergency, request_emergency
from dongbo.organisation.operations.reviews import open_reviews
from dongbo.organisation.states import EmergencyState, PostKind
from tests.builders import Site, enrolled
from tests.processes import Environment, at_once, own_database, run
from tests.rounds import sent_round

ROUNDS = 3


@pytest.fixture
def due(site: Site, at: datetime) -> datetime:
    """An open emergency and an open review, both over at this moment."""
    head = enrolled("bo-truong", "unit-head", unit=site.unit, kind=PostKind.HEAD, by=site.administrator, at=at)
    asked = request_emergency(
        role=Role.objects.get(code="planning-officer"),
        unit=site.unit,
        hours=24,
        reason="Sự cố mất dữ liệu lúc nửa đêm",
        by=site.reader,
        at=at,
    )
    agree_to_emergency(emergency=asked, by=head, at=at)
    open_reviews(year=2026, due_at=at + timedelta(hours=24), by=site.administrator, at=at)
    return at + timedelta(hours=24)


def test_what_is_due_is_done_once(site: Site, due: datetime) -> None:
    assert tick(at=due - timedelta(microseconds=1)).is_idle
    assert tick(at=due) == Ticked(units=0, emergencies=1, reviews=1)
    assert tick(at=due) == Ticked(units=0, emergencies=0, reviews=0)
    assert EmergencyAccess.objects.get().state == EmergencyState.ENDED
    assert AccessReview.objects.get().closed_at == due
    assert Event.objects.filter(kind="organisation.emergency_over").count() == 1
    assert Event.objects.filter(kind="organisation.review_closed").count() == 1


def test_an_empty_site_has_nothing_due(db: None) -> None:
    said = StringIO()
    call_command("clock", stdout=said)
    assert said.getvalue() == ""


def test_the_command_says_what_it_did(site: Site, due: datetime) -> None:
    AccessReview.objects.update(opened_at=due - timedelta(days=900), due_at=due - timedelta(days=800))
    said = StringIO()
    call_command("clock", stdout=said)
    assert "đợt rà soát khóa: 1;" in said.getvalue()


def test_a_tick_with_nothing_due_writes_nothing_so_that_nothing_compiled_is_lost(site: Site, at: datetime) -> None:
    before = AuthorityEpoch.objects.get().epoch, Event.objects.count()
    assert tick(at=at).is_idle
    assert (AuthorityEpoch.objects.get().epoch, Event.objects.count()) == before


def test_a_round_is_reminded_of_and_closed_by_the_clock(site: Site, at: datetime) -> None:
    sent = sent_round(site, at=at, units=1, remind_before=(0,))
    deadline = sent.consultation.deadline
    assert deadline is not None
    assert tick(at=deadline - timedelta(hours=2)) == Ticked(units=0, emergencies=0, reviews=0, reminders=1)
    assert tick(at=deadline) == Ticked(units=0, emergencies=0, reviews=0, rounds=1)
    assert tick(at=deadline).is_idle


PREPARE = f"""
import django; django.setup()
from datetime import UTC, datetime, timedelta
from django.utils import timezone
from dongbo.organisation.models import Role
from dongbo.organisation.operations.emergencies import agree_to_emergency, request_emergency
from dongbo.organisation.operations.reviews import open_reviews
from dongbo.organisation.states import PostKind
from tests.builders import enrolled, found_site, unit_beneath
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
site = found_site(at=at)
head = enrolled("bo-truong", "unit-head", unit=site.unit, kind=PostKind.HEAD, by=site.administrator, at=at)
for number in range({ROUNDS}):
    unit = unit_beneath(site.unit, f"G99.{{number}}", f"Cục {{number}}", by=site.administrator, at=at)
    enrolled(f"can-bo-{{number}}", "reader", unit=unit, by=site.administrator, at=at)
    asked = request_emergency(role=Role.objects.get(code="planning-officer"), unit=unit, hours=number + 1,
                              reason="Sự cố mất dữ liệu lúc nửa đêm", by=site.reader, at=at)
    agree_to_emergency(emergency=asked, by=head, at=at)
    open_reviews(year=2026, due_at=at + timedelta(hours=number + 1), by=site.administrator, at=at, units=[unit])
"""
TICK = f"""
import sys
import django; django.setup()
from datetime import UTC, datetime, timedelta
from dongbo.jobs.clock import tick
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
for number in range({ROUNDS}):
    print("ready", flush=True)
    sys.stdin.readline()
    done = tick(at=at + timedelta(hours=number + 1))
    print(f"{{done.emergencies}} {{done.reviews}}", flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.organisation.models import RightsAlarm
kinds = ("organisation.emergency_over", "organisation.review_closed")
print(*(Event.objects.filter(kind=kind).count() for kind in kinds), verify_ledger(),
      RightsAlarm.objects.filter(cause="lapsed").count())
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_of_two_processes_that_tick_together_exactly_one_does_each_thing(environment: Environment) -> None:
    run(PREPARE, environment)
    done = [[line.split() for line in round_] for round_ in at_once(TICK, environment, rounds=ROUNDS)]
    assert [[sum(int(one[place]) for one in round_) for place in (0, 1)] for round_ in done] == [[1, 1]] * ROUNDS
    assert run(AFTER, environment) == f"{ROUNDS} {ROUNDS} None {ROUNDS}"
