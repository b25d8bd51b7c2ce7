"""Who holds what: only where one reads grants, in every state, found, sorted, and at a steady number of queries."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dongbo.organisation.models import DelegationRule, Grant, Role
from dongbo.organisation.operations import give_grant, revoke_grant
from dongbo.organisation.queries.grants import (
    GRANT_SORTS,
    GrantState,
    GrantsWanted,
    delegable_grants,
    delegations_of,
    grant_list,
    state_at,
)
from dongbo.organisation.queries.principals import principals_of
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Capacity, GrantSource
from tests.keeping import Keep
from tests.organisation.authority.ministry import Ministry, on_behalf, passed, person

DAY = timedelta(days=1)


ANY = GrantsWanted()


def listed(by: Acting, at: datetime, wanted: GrantsWanted = ANY) -> list[int]:
    return [grant.pk for grant in grant_list(by, wanted, at=at)]


@pytest.fixture(scope="module")
def kept_reader_of_south(keep: Keep, kept_ministry: Ministry, at: datetime) -> Acting:
    def build() -> Acting:
        by = kept_ministry.site.administrator
        who = person("doc-quyen-nam", kept_ministry.south, "Thủ trưởng", by=by, at=at)
        role = Role.objects.get(code="unit-head")
        give_grant(officer=who.officer, role=role, unit=kept_ministry.south, by=by, at=at)
        return who

    return keep(build)


@pytest.fixture
def reader_of_south(kept_reader_of_south: Acting, db: None) -> Acting:
    return deepcopy(kept_reader_of_south)


def test_grants_are_read_where_one_may_and_ones_own_everywhere(
    ministry: Ministry, reader_of_south: Acting, at: datetime
) -> None:
    passing = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    southern = Grant.objects.get(officer=reader_of_south.officer)
    assert listed(reader_of_south, at) == [southern.pk]
    assert set(listed(ministry.head, at)) == {ministry.grant.pk, passing.pk}
    assert listed(ministry.chief, at) == [passing.pk]
    assert listed(ministry.clerk, at) == []
    assert listed(on_behalf(ministry.chief, ministry.head.officer, at=at), at) == []
    everything = set(Grant.objects.values_list("pk", flat=True))
    assert set(listed(ministry.site.administrator, at)) == everything


def test_every_grant_is_in_one_state(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    passing = passed(ministry.grant, ministry.chief, by=ministry.head, at=at, valid_to=at + 50 * DAY)
    future = give_grant(
        officer=ministry.clerk.officer,
        role=Role.objects.get(code="reader"),
        unit=ministry.division,
        valid_from=at + 30 * DAY,
        valid_to=at + 40 * DAY,
        by=by,
        at=at,
    )
    revoke_grant(grant=ministry.grant, reason="Thôi nhiệm vụ", by=by, at=at + 10 * DAY)
    found = {
        days: dict(
            Grant.objects.filter(pk__in=[ministry.grant.pk, passing.pk, future.pk])
            .annotate(state=state_at(at + days * DAY))
            .values_list("pk", "state")
        )
        for days in (0, 9, 10, 30, 40, 50)
    }
    states = [tuple(found[days][key] for key in (ministry.grant.pk, passing.pk, future.pk)) for days in found]
    effective, coming, ended, dead = GrantState
    assert states == [
        (effective, effective, coming),
        (effective, effective, coming),
        (ended, dead, coming),
        (ended, dead, effective),
        (ended, dead, ended),
        (ended, ended, ended),
    ]
    for state in GrantState:
        shown = grant_list(by, GrantsWanted(state=state), at=at + 10 * DAY)
        assert {grant.pk for grant in shown} & set(found[10]) == {
            key for key, each in found[10].items() if each == state
        }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("truong phong", True),
        ("NGƯỜI TRUONG-PHONG", True),
        ("cục bắc", True),
        ("12/QD", True),
        ("12/qđ-btn", True),
        ("13/QD", False),
        ("không có", False),
    ],
)
def test_words_are_sought_without_tones(ministry: Ministry, at: datetime, words: str, found: bool) -> None:
    passing = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    assert (passing.pk in listed(ministry.site.administrator, at, GrantsWanted(words=words))) is found


def test_filters_narrow_to_the_equal(ministry: Ministry, reader_of_south: Acting, at: datetime) -> None:
    by = ministry.site.administrator
    passing = passed(ministry.grant, ministry.chief, by=ministry.head, at=at, unit=ministry.division)
    assert listed(by, at, GrantsWanted(unit=ministry.division)) == [passing.pk]
    assert set(listed(by, at, GrantsWanted(unit=ministry.north))) == {ministry.grant.pk, passing.pk}
    assert listed(by, at, GrantsWanted(source=GrantSource.DELEGATION)) == [passing.pk]
    assert listed(by, at, GrantsWanted(officer=ministry.head.officer.pk)) == [ministry.grant.pk]
    role = Role.objects.get(code="unit-head")
    assert listed(by, at, GrantsWanted(role=role.pk)) == [Grant.objects.get(role=role).pk]
    for sort in (*GRANT_SORTS, "không có"):
        assert set(listed(by, at, GrantsWanted(sort=sort))) == set(listed(by, at))


def queries_for(by: Acting, at: datetime) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        for grant in grant_list(by, GrantsWanted(), at=at):
            assert grant.officer.full_name
            assert grant.role.name
            assert grant.unit.name
            assert grant.parent is None or grant.parent.officer.full_name
    return len(captured)


def test_the_list_takes_as_many_queries_for_one_as_for_three(ministry: Ministry, at: datetime) -> None:
    assert len(listed(ministry.head, at)) == 1
    one = queries_for(ministry.head, at)
    for to in (ministry.chief, ministry.clerk):
        passed(ministry.grant, to, by=ministry.head, at=at)
    assert len(listed(ministry.head, at)) == 3
    assert (one, queries_for(ministry.head, at)) == (3, 3)


def test_for_whom_one_may_act_now(ministry: Ministry, at: datetime) -> None:
    DelegationRule.objects.filter(capacity=Capacity.TUQ).update(passed_on_as=Capacity.TUQ)
    first = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    passed(first, ministry.clerk, by=acting, at=at, valid_to=at + 5 * DAY)
    last = timedelta(microseconds=1)
    asked = [
        (ministry.chief, at, [ministry.head.officer]),
        (ministry.chief, at + 10 * DAY - last, [ministry.head.officer]),
        (ministry.chief, at + 10 * DAY, []),
        (ministry.clerk, at, [ministry.chief.officer]),
        (ministry.clerk, at + 5 * DAY, []),
        (ministry.head, at, []),
    ]
    assert [[one.officer for one in principals_of(who.officer, at=moment)] for who, moment, _found in asked] == [
        row[2] for row in asked
    ]
    revoke_grant(grant=ministry.grant, reason="Thôi", by=ministry.site.administrator, at=at + DAY)
    assert principals_of(ministry.clerk.officer, at=at + DAY) == []


def test_what_one_passed_on_and_what_one_may_pass_on(ministry: Ministry, at: datetime) -> None:
    passing = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    assert list(delegations_of(ministry.head.officer, at=at)) == [passing]
    assert list(delegations_of(ministry.head.officer, at=at + 10 * DAY)) == []
    assert list(delegable_grants(ministry.head, at=at)) == [ministry.grant]
    assert list(delegable_grants(ministry.chief, at=at)) == []
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    assert list(delegable_grants(acting, at=at)) == [passing]
