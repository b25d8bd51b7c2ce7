"""Who is shown which councils and numbers, narrowed and sorted, at a literal number of queries."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dongbo.documents.operations.numbering import open_series, take_number
from dongbo.documents.states import Standing
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import Council
from dongbo.planning.operations.councils import close_council, declare_conflict, end_seat
from dongbo.planning.queries.council_members import officers_to_seat
from dongbo.planning.queries.council_numbers import numbers_of, series_list, series_seen
from dongbo.planning.queries.councils import CouncilsWanted, council_list, councils_led, councils_seen
from dongbo.planning.states import CouncilState, SeatRole
from tests.builders import PLAN, enrolled, frozen
from tests.councils import council_for
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep
    from tests.planning.councils.conftest import Ground

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def kept_made(keep: Keep, kept_ground: Ground, at: datetime) -> Council:
    return keep(lambda: council_for(kept_ground.plan, kept_ground.seats(), by=kept_ground.lead, at=at))


@pytest.fixture
def made(kept_made: Council, db: None) -> Council:
    return deepcopy(kept_made)


def another(ground: Ground, site: Site, number: int, *, at: datetime) -> Council:
    """A council of one more plan of the department."""
    text = PLAN.replace("21/KH-BTN", f"{30 + number}/KH-BTN").replace("Ứng dụng", f"Phương án {number}: ứng dụng")
    plan = frozen(text, site=site, at=at, standing=Standing.PLAN, unit=ground.department).document
    decision = Decision(f"{50 + number}/QĐ-BTN", date(2026, 11, number), "Bộ")
    return council_for(plan, ground.seats(), by=ground.lead, at=at, decision=decision)


def test_a_council_is_seen_by_those_who_follow_it_or_sit_in_it(
    site: Site, made: Council, ground: Ground, at: datetime
) -> None:
    by = site.administrator
    drafter = enrolled("soan", "drafting-officer", unit=ground.department, by=by, at=at)
    outsider = enrolled("khac", "council-secretariat", unit=ground.other, by=by, at=at)
    for one in (ground.lead, drafter, *ground.people[:4]):
        assert list(councils_seen(one, at=at)) == [made]
    for one in (site.reader, site.planner, outsider, ground.people[4], ground.head):
        assert list(councils_seen(one, at=at)) == []
    assert list(councils_led(ground.lead, at=at)) == [made]
    for one in (drafter, outsider, ground.people[0]):
        assert list(councils_led(one, at=at)) == []
    end_seat(seat=made.seats.get(officer=ground.people[0].officer), reason="Thôi", by=ground.lead, at=at)
    assert list(councils_seen(ground.people[0], at=at)) == []


def test_a_council_on_a_restricted_plan_is_not_seen_without_clearance(
    made: Council, ground: Ground, at: datetime
) -> None:
    ground.plan.access = Access.RESTRICTED
    ground.plan.save(update_fields=["access"])
    for one in (ground.lead, ground.people[0]):
        assert list(councils_seen(one, at=at)) == []
        assert list(series_seen(one, at=at)) == []


def test_the_list_tells_size_chair_and_conflicts_and_is_narrowed_and_sorted(
    site: Site, made: Council, ground: Ground, at: datetime
) -> None:
    chair = made.seats.get(role=SeatRole.CHAIR)
    for note in ("Từng soạn", "Có cổ phần"):
        declare_conflict(seat=chair, note=note, by=ground.lead, at=at)
    second = another(ground, site, 5, at=at)
    close_council(council=second, reason="Xong", by=ground.lead, at=at)

    def listed(**said: str) -> list[tuple[Council, int, int, str | None]]:
        found = council_list(ground.lead, CouncilsWanted(**said), at=at)  # type: ignore[arg-type]
        return [(one, one.member_count, one.conflict_count, one.chair_name) for one in found]

    first_row, second_row = (made, 4, 1, "Cán bộ uv-1"), (second, 4, 0, "Cán bộ uv-1")
    assert listed(sort="decided") == [second_row, first_row]
    assert listed(words="phuong an") == [second_row]
    assert listed(words="12/QĐ cong nghe") == [first_row]
    assert listed(words="12/qd-btn") == listed(words="12/qđ") == [first_row]
    assert listed(state=CouncilState.CLOSED) == [second_row]
    assert listed(sort="name", words="Cục Công") == [first_row, second_row]


def test_the_list_takes_one_query_however_long(site: Site, made: Council, ground: Ground, at: datetime) -> None:
    def read() -> None:
        list(council_list(ground.lead, CouncilsWanted(), at=at))

    assert queries_of(read) == 1
    for number in (1, 2):
        another(ground, site, number, at=at)
    assert (queries_of(read), Council.objects.count()) == (1, 3)


def test_a_series_is_seen_by_its_clerk_and_by_those_who_follow_its_council(
    site: Site, made: Council, ground: Ground, at: datetime
) -> None:
    by = site.administrator
    clerk = enrolled("van-thu", "issuing-officer", unit=ground.department, by=by, at=at)
    stranger = enrolled("van-thu-khac", "issuing-officer", unit=ground.other, by=by, at=at)
    own = open_series(unit=ground.department, name="Quyết định của Cục", notation="QĐ-C", by=clerk, at=at)
    assert set(series_seen(clerk, at=at)) == {own, made.series}
    assert set(series_seen(ground.lead, at=at)) == {made.series}
    for one in (stranger, site.reader, ground.people[0]):
        assert list(series_seen(one, at=at)) == []
    for subject in ("Mời họp", "Kết luận"):
        take_number(series=made.series, notation="TB-HĐTĐ", subject=subject, on=TODAY, by=ground.lead, at=at)
    told = [(one.name, one.taken, one.last_on) for one in series_list(clerk, at=at)]
    assert told == [(made.series.name, 2, TODAY), ("Quyết định của Cục", 0, None)]
    assert list(series_list(clerk, at=at, words="QĐ-C cong")) == [own]
    numbers = numbers_of(made.series, ground.lead, at=at)
    assert [(one.text, one.subject, one.is_known) for one in numbers] == [
        ("02/TB-HĐTĐ", "Kết luận", True),
        ("01/TB-HĐTĐ", "Mời họp", True),
    ]
    assert [one.text for one in numbers_of(made.series, ground.lead, at=at, words="Mời")] == ["01/TB-HĐTĐ"]
    assert list(numbers_of(made.series, ground.lead, at=at, year=2025)) == []


def test_who_may_sit_in_councils_is_named_from_any_unit_and_nobody_else_unseen(
    site: Site, ground: Ground, at: datetime
) -> None:
    found = {one.username for one in officers_to_seat(ground.lead, at=at)}
    assert found == {"thuong-truc", "cuc-truong", "uv-1", "uv-2", "uv-3", "uv-4", "uv-5"}
    assert {one.username for one in officers_to_seat(site.administrator, at=at)} > found
    gone = ground.people[0].officer
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    assert gone not in officers_to_seat(ground.lead, at=at)
