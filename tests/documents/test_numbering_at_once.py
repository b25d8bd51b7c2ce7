"""Several clerks take numbers from one series at the same moment: none is given twice, none is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.processes import Environment, at_once, own_database, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAKERS, ROUNDS, EACH = 3, 2, 10

PREPARE = """
import django; django.setup()
from datetime import UTC, datetime
from dongbo.documents.operations.numbering import open_series
from tests.builders import enrolled, found_site
at = datetime(2026, 11, 21, 8, tzinfo=UTC)
site = found_site(at=at)
clerk = enrolled("van-thu", "issuing-officer", unit=site.unit, by=site.administrator, at=at)
open_series(unit=site.unit, name="Quyết định", notation="QĐ", by=clerk, at=at)
"""
TAKE = f"""
import sys
import django; django.setup()
from datetime import UTC, date, datetime
from django.db import transaction
from dongbo.documents.models import NumberSeries
from dongbo.documents.operations.numbering import take_number
from dongbo.organisation.models import Officer
from dongbo.organisation.queries import acting_as
at = datetime(2027, 1, 5, 8, tzinfo=UTC)
clerk = acting_as(Officer.objects.get(username="van-thu"), at=at)
series = NumberSeries.objects.get()
for year in (2026, 2027):
    print("ready", flush=True)
    sys.stdin.readline()
    numbers = []
    for time in range({EACH}):
        try:
            with transaction.atomic():
                taken = take_number(series=series, notation="QĐ", subject="Về", on=date(year, 1, 5), by=clerk, at=at)
                if time % 5 == 4:
                    raise RuntimeError
        except RuntimeError:
            continue
        numbers.append(taken.number)
    print(*numbers, flush=True)
"""
AFTER = """
import django; django.setup()
from dongbo.documents.models import IssuedNumber
for year in (2026, 2027):
    print(*IssuedNumber.objects.filter(year=year).order_by("number").values_list("number", flat=True))
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[Environment]:
    """A database of its own, migrated, that several processes may open."""
    with own_database(tmp_path) as own:
        yield own


def test_numbers_taken_at_once_have_no_gap_and_no_double(environment: Environment) -> None:
    """One act in five fails after it took its number, which is then free again."""
    run(PREPARE, environment)
    told = at_once(TAKE, environment, rounds=ROUNDS, count=TAKERS)
    expected = list(range(1, TAKERS * EACH * 4 // 5 + 1))
    for printed in told:
        assert sorted(int(number) for line in printed for number in line.split()) == expected
    assert run(AFTER, environment).splitlines() == [" ".join(map(str, expected))] * ROUNDS
