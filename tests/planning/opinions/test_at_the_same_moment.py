"""Heads who send at the same moment: no number is given twice, and of two who send for one unit one does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import Environment, at_once, own_database, run

PREPARE = """
import django; django.setup()
from datetime import UTC, datetime
from tests.builders import found_site
from tests.rounds import sent_round
from dongbo.planning.operations.opinions.remarks import raise_remark
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
for unit in sent_round(found_site(at=at), at=at, units=3, questions=()):
    for number in range(5):
        raise_remark(consultee=unit.consultee, kind="wording", text=f"Ý kiến {number}", by=unit.officer, at=at)
"""
SEND = """
import os, sys
import django; django.setup()
from datetime import UTC, datetime
from django.core.exceptions import ValidationError
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.planning.models import Consultee
from dongbo.planning.operations.opinions.replies import send_answer
at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
heads = [acting_as(Officer.objects.get(username=f"thu-truong-{place}"), at=at) for place in (1, 2, 3)]
units = [Consultee.objects.get(unit__name=f"Cục số {place}") for place in (1, 2, 3)]
try:
    os.mkdir(os.environ["CLAIMED"])
    first = 0
except FileExistsError:
    first = 1
for place in (first, 2):
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        send_answer(consultee=units[place], answer="agrees_with", reason="", by=heads[place], at=at)
        print("sent", flush=True)
    except ValidationError as refusal:
        print(refusal.code, flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.queries import verify_ledger
from dongbo.planning.models import Opinion, OpinionGroup
numbers = sorted(Opinion.objects.values_list("number", flat=True))
ordinals = sorted(OpinionGroup.objects.values_list("ordinal", flat=True))
print(numbers == list(range(1, 16)), ordinals == numbers, verify_ledger())
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own | {"CLAIMED": str(tmp_path / "claimed")}


def test_answers_that_are_sent_at_once_are_numbered_once(environment: Environment) -> None:
    run(PREPARE, environment)
    assert at_once(SEND, environment, rounds=2) == [["sent", "sent"], ["answered", "sent"]]
    assert run(AFTER, environment) == "True True None"
