"""The same plan issued by two clerks at the same moment, in processes of their own: once, under one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.processes import Environment, at_once, own_database, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREPARE = """
import django; django.setup()
from datetime import UTC, datetime
from tests.builders import found_site
from tests.issuance import under_way
at = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
way = under_way(found_site(at=at), at=at)
way.approved()
way.series()
"""
ISSUE = """
import sys
import django; django.setup()
from datetime import UTC, date, datetime
from django.core.exceptions import ValidationError
from dongbo.documents.models import NumberSeries
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
from dongbo.planning.models import Submission
from dongbo.planning.operations.issuance import issue_plan
at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
clerk = acting_as(Officer.objects.get(username="hd-van-thu"), at=at)
signer = Officer.objects.get(username="hd-phe-duyet")
submission = Submission.objects.select_related("council__document__unit").get()
series = NumberSeries.objects.get(name="Quyết định")
print("ready", flush=True)
sys.stdin.readline()
try:
    issued = issue_plan(submission=submission, series=series, notation="QĐ-BTN", issued_on=date(2026, 11, 21),
                        effective_on=date(2026, 11, 21), signer=signer, signer_title="BỘ TRƯỞNG", by=clerk, at=at)
    print(issued.number.text, flush=True)
except ValidationError as refusal:
    print(getattr(refusal, "code", "") or "refused", flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.documents.models import IssuedNumber
from dongbo.planning.models import Issuance
from dongbo.planning.queries.issuances import verify_seal
issued = Issuance.objects.get()
told = Event.objects.filter(kind="planning.plan_issued").count()
numbers = IssuedNumber.objects.filter(series__name="Quyết định").count()
print(verify_seal(issued).holds, told, numbers, verify_ledger())
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_a_plan_is_issued_once(environment: Environment) -> None:
    run(PREPARE, environment)
    [told] = at_once(ISSUE, environment, rounds=1)
    assert told == ["01/QĐ-BTN", "issued"]
    assert run(AFTER, environment) == "True 1 1 None"
