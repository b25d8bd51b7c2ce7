"""Number series: numbers follow each other from 01 every year, in the order of the days of the papers."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.documents.models import IssuedNumber, NumberSeries
from dongbo.documents.operations.numbering import open_series, take_number
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from tests.builders import enrolled, unit_beneath

if TYPE_CHECKING:
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def kept_clerk(keep: Keep, kept_site: Site, at: datetime) -> Acting:
    return keep(lambda: enrolled("van-thu", "issuing-officer", unit=kept_site.unit, by=kept_site.administrator, at=at))


@pytest.fixture
def clerk(kept_clerk: Acting, db: None) -> Acting:
    return deepcopy(kept_clerk)


@pytest.fixture(scope="module")
def kept_series(keep: Keep, kept_site: Site, kept_clerk: Acting, at: datetime) -> NumberSeries:
    return keep(
        lambda: open_series(unit=kept_site.unit, name="Quyết định của Bộ", notation="QĐ-BTN", by=kept_clerk, at=at)
    )


@pytest.fixture
def series(kept_series: NumberSeries, db: None) -> NumberSeries:
    return deepcopy(kept_series)


def taken(series: NumberSeries, on: date, by: Acting, *, at: datetime, notation: str = "QĐ-BTN") -> IssuedNumber:
    return take_number(series=series, notation=notation, subject="Về việc ban hành", on=on, by=by, at=at)


def test_the_first_number_is_01_and_the_next_follows_whatever_its_type(
    series: NumberSeries, clerk: Acting, at: datetime
) -> None:
    first, second = taken(series, TODAY, clerk, at=at), taken(series, TODAY, clerk, at=at, notation="TB-BTN")
    assert [first.text, second.text, str(second)] == ["01/QĐ-BTN", "02/TB-BTN", "02/TB-BTN"]
    assert (second.year, second.subject, second.taken_on, second.taken_by) == (
        2026, "Về việc ban hành", TODAY, clerk.officer,
    )  # fmt: skip


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_whoever_takes_a_number_holds_its_series_so_that_who_comes_beside_waits(
    series: NumberSeries, clerk: Acting, at: datetime
) -> None:
    with CaptureQueriesContext(connection) as asked:
        taken(series, TODAY, clerk, at=at)
    read = [one["sql"] for one in asked if 'FROM "documents_numberseries"' in one["sql"]]
    assert [sql.endswith('FOR UPDATE OF "documents_numberseries"') for sql in read] == [True]


def test_a_number_beyond_99_is_written_whole(series: NumberSeries, clerk: Acting, at: datetime) -> None:
    kept = {"notation": "QĐ-BTN", "subject": "Về việc", "taken_on": TODAY, "taken_at": at, "taken_by": clerk.officer}
    IssuedNumber.objects.create(series=series, year=2026, number=99, **kept)
    assert taken(series, TODAY, clerk, at=at).text == "100/QĐ-BTN"


def test_a_new_year_begins_at_01(series: NumberSeries, clerk: Acting, at: datetime) -> None:
    taken(series, TODAY, clerk, at=at)
    taken(series, date(2026, 12, 31), clerk, at=at + timedelta(days=45))
    next_year = taken(series, date(2027, 1, 4), clerk, at=at + timedelta(days=45))
    assert (next_year.year, next_year.text) == (2027, "01/QĐ-BTN")
    assert taken(series, date(2027, 1, 4), clerk, at=at + timedelta(days=45)).text == "02/QĐ-BTN"


def test_series_of_one_unit_count_apart(site: Site, series: NumberSeries, clerk: Acting, at: datetime) -> None:
    other = open_series(unit=site.unit, name="Thông báo", notation="TB-BTN", by=clerk, at=at)
    assert [taken(one, TODAY, clerk, at=at).number for one in (series, other, series)] == [1, 1, 2]


def test_a_day_before_the_last_number_is_refused_and_names_it(
    series: NumberSeries, clerk: Acting, at: datetime
) -> None:
    taken(series, TODAY, clerk, at=at)
    with pytest.raises(ValidationError) as refused:
        taken(series, TODAY - timedelta(days=1), clerk, at=at)
    assert refused.value.message_dict == {
        "on": [
            "Số 01/QĐ-BTN của dãy này đã cấp cho ngày 21/11/2026; số tiếp theo phải từ ngày ấy trở đi, vì số văn bản "
            "theo thứ tự thời gian ban hành."
        ]
    }
    assert series.numbers.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"subject": "  "}, "subject"),
        ({"notation": ""}, "notation"),
        ({"notation": "QĐ BTN"}, "notation"),
        ({"notation": "/QĐ"}, "notation"),
        ({"notation": "Q" * 31}, "notation"),
    ],
)
def test_what_cannot_stand_in_the_register_is_refused_by_its_field(
    change: dict[str, object], field: str, series: NumberSeries, clerk: Acting, at: datetime
) -> None:
    asked: dict[str, object] = {"notation": "QĐ-BTN", "subject": "Về việc", "on": TODAY} | change
    with pytest.raises(ValidationError) as refused:
        take_number(series=series, **asked, by=clerk, at=at)  # type: ignore[arg-type]
    assert set(refused.value.message_dict) == {field}
    assert not series.numbers.exists()


def test_only_who_issues_at_the_unit_opens_its_series(site: Site, at: datetime) -> None:
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    clerk = enrolled("van-thu", "issuing-officer", unit=north, by=site.administrator, at=at)
    for by in (site.planner, site.administrator, clerk):
        with pytest.raises(NotAllowed):
            open_series(unit=site.unit, name="Quyết định", notation="QĐ", by=by, at=at)
    opened = open_series(unit=north, name="  Quyết   định ", notation=" QĐ ", by=clerk, at=at)
    assert list(NumberSeries.objects.all()) == [opened]
    event = Event.objects.get(kind="documents.series_opened")
    assert (event.subject_kind, event.subject_id, event.payload, event.permission) == (
        "number_series", str(opened.pk), {"unit": "G99.01", "name": "Quyết định", "notation": "QĐ"}, "plan.issue",
    )  # fmt: skip


def test_a_series_is_opened_once_and_needs_a_name(
    site: Site, series: NumberSeries, clerk: Acting, at: datetime
) -> None:
    with pytest.raises(ValidationError) as known:
        open_series(unit=site.unit, name=series.name, notation=series.notation, by=clerk, at=at)
    assert set(known.value.message_dict) == {"name"}
    with pytest.raises(ValidationError) as nameless:
        open_series(unit=site.unit, name=" ", notation="A B", by=clerk, at=at)
    assert set(nameless.value.message_dict) == {"name", "notation"}
    assert NumberSeries.objects.count() == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(st.integers(-200, 400), max_size=8))
def test_numbers_are_those_counted_by_hand(steps: list[int], series: NumberSeries, clerk: Acting) -> None:
    """Whatever days are asked for: refused where they lie before the last, else one more than the last of the year."""
    series.numbers.all().delete()
    at = datetime(2030, 1, 1, tzinfo=UTC)
    day, counted, last = date(2026, 6, 1), dict[int, int](), date.min
    for step in steps:
        day = min(max(day + timedelta(days=step), date(2020, 1, 1)), date(2029, 12, 31))
        if day < last:
            with pytest.raises(ValidationError):
                taken(series, day, clerk, at=at)
            continue
        last = day
        counted[day.year] = counted.get(day.year, 0) + 1
        found = taken(series, day, clerk, at=at)
        assert (found.year, found.number) == (day.year, counted[day.year])
    assert series.numbers.count() == sum(counted.values())
