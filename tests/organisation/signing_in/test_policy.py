"""The sign-in policy is set from a day on, within bounds, by whoever defines roles for the whole site."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import SignInPolicy
from dongbo.organisation.operations.signing_in import begin_try, set_sign_in_policy
from dongbo.organisation.operations.signing_in.policy import BOUNDS
from dongbo.organisation.queries.signing_in import POLICY_VALUES, policies_through_time, policy_at
from dongbo.organisation.rules import NotAllowed
from tests.builders import enrolled, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.builders import Site

TODAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 22)
VALUES: dict[str, Any] = {
    "idle_minutes": 10,
    "administrator_idle_minutes": 4,
    "longest_hours": 8,
    "most_sessions": 2,
    "wrong_tries": 4,
    "lock_minutes": 30,
    "strange_tries": 40,
    "shortest_password": 16,
    "administrator_second_factor": True,
    "administrator_password_days": None,
    "unused_days": 60,
    "legal_basis": "Quy chế an toàn thông tin 8/QC, Điều 4",
}


def policy_set(by: Acting, at: datetime, **changed: Any) -> SignInPolicy:
    return set_sign_in_policy(**({"valid_from": TOMORROW} | VALUES | changed), by=by, at=at)


def test_a_policy_holds_from_its_day_until_the_next_begins(site: Site, at: datetime) -> None:
    first = policy_at(at)
    policy = policy_set(site.administrator, at)
    assert {name: getattr(policy, name) for name in POLICY_VALUES} == VALUES
    assert policy_at(at) == first
    assert policy_at(at + timedelta(days=1)) == policy
    assert [(span.policy, span.until, span.before) for span in policies_through_time()] == [
        (policy, None, first),
        (first, TOMORROW, None),
    ]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.subject_id, event.permission) == (
        "organisation.sign_in_policy_set",
        "sign_in_policy",
        str(policy.pk),
        "role.define",
    )
    assert event.payload == {"valid_from": "2026-11-22", **VALUES, "replaced": None}


def test_what_it_says_is_what_sign_in_does(site: Site, at: datetime) -> None:
    policy_set(site.administrator, at, valid_from=TODAY, wrong_tries=3, lock_minutes=45)
    taken = [begin_try(username="nguoi-doc", address="10.0.0.1", at=at).locks_until for _ in range(3)]
    assert taken == [None, None, at + timedelta(minutes=45)]


def test_what_has_not_begun_is_taken_over_and_what_has_begun_stays(site: Site, at: datetime) -> None:
    planned = policy_set(site.administrator, at)
    again = policy_set(site.administrator, at, idle_minutes=12)
    assert again.pk == planned.pk
    assert SignInPolicy.objects.get(valid_from=TOMORROW).idle_minutes == 12
    assert Event.objects.latest("sequence").payload["replaced"] == VALUES
    with pytest.raises(ValidationError, match="bắt đầu từ ngày mai"):
        policy_set(site.administrator, at + timedelta(days=1))
    with pytest.raises(ValidationError, match="Ngày 20/11/2026 đã qua"):
        policy_set(site.administrator, at, valid_from=date(2026, 11, 20))
    assert SignInPolicy.objects.count() == 2


@pytest.mark.parametrize("name", list(BOUNDS))
@pytest.mark.parametrize("side", [0, 1])
def test_a_value_beyond_its_bounds_is_refused_by_its_name(name: str, side: int, site: Site, at: datetime) -> None:
    beyond = BOUNDS[name][side] + (-1, 1)[side]
    with pytest.raises(ValidationError) as refused:
        policy_set(site.administrator, at, **{name: beyond})
    least, most = BOUNDS[name]
    assert list(refused.value.message_dict) == [name]
    assert f"phải từ {least} đến {most}, không thể là {beyond}" in refused.value.message_dict[name][0]
    assert SignInPolicy.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"administrator_idle_minutes": 11}, "administrator_idle_minutes", "không quá 10 phút"),
        ({"legal_basis": " \t "}, "legal_basis", "Thiếu căn cứ"),
        ({"legal_basis": "a" * 301}, "legal_basis", "dài quá 300 ký tự"),
    ],
)
def test_what_does_not_go_together_is_refused(
    changed: dict[str, Any], field: str, said: str, site: Site, at: datetime
) -> None:
    with pytest.raises(ValidationError) as refused:
        policy_set(site.administrator, at, **changed)
    assert list(refused.value.message_dict) == [field]
    assert said in refused.value.message_dict[field][0]


def test_every_fault_is_told_at_once(site: Site, at: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        policy_set(site.administrator, at, valid_from=date(2020, 1, 1), idle_minutes=0, unused_days=1, legal_basis="")
    assert set(refused.value.message_dict) == {"valid_from", "idle_minutes", "unused_days", "legal_basis"}


def test_who_administers_a_part_of_the_site_sets_nothing(site: Site, at: datetime) -> None:
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    partial = enrolled("quan-tri-bac", "administrator", unit=north, by=site.administrator, at=at)
    for by in (partial, site.reader):
        with pytest.raises(NotAllowed):
            policy_set(by, at)
    assert SignInPolicy.objects.count() == 1
