"""A change of law is a new row from its day on; two rules never hold on one day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.organisation.models import DelegationRule, SeparationOfDuties
from dongbo.organisation.operations import end_legal_rule, set_delegation_rule, set_separation
from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.rules.delegation import rule_on
from dongbo.organisation.states import Capacity, Permission
from tests.organisation.authority.ministry import Ministry, passed, refusals

DAY = timedelta(days=1)
BASIS = "Nghị định thử nghiệm 01/2026/NĐ-CP, Điều 5"


def ruled(ministry: Ministry, at: datetime, **asked: Any) -> DelegationRule:
    usual: dict[str, Any] = {
        "capacity": Capacity.TUQ,
        "valid_from": timezone.localdate(at),
        "needs_decision": False,
        "needs_end": False,
        "legal_basis": BASIS,
    }
    return set_delegation_rule(by=ministry.site.administrator, at=at, **(usual | asked))


def test_a_new_rule_takes_over_from_its_day_on(ministry: Ministry, at: datetime) -> None:
    before = DelegationRule.objects.get(capacity=Capacity.TUQ)
    today = timezone.localdate(at)
    rule = ruled(ministry, at, valid_from=today + DAY, passed_on_as=Capacity.KT)
    before.refresh_from_db()
    assert before.valid_to == today + DAY
    assert [rule_on(Capacity.TUQ, day) for day in (today, today + DAY)] == [before, rule]
    with pytest.raises(ValidationError, match="phải có thời hạn"):
        passed(ministry.grant, ministry.chief, by=ministry.head, at=at, valid_to=None)
    assert passed(ministry.grant, ministry.chief, by=ministry.head, at=at + DAY, valid_to=None).valid_to is None


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"valid_from": date(2026, 11, 20)}, "valid_from"),
        ({"valid_from": date(2019, 1, 1)}, "valid_from"),
        ({"valid_from": date(2020, 3, 5)}, "valid_from"),
        ({"valid_to": date(2026, 11, 21)}, "valid_to"),
        ({"legal_basis": "  "}, "legal_basis"),
        ({"capacity": Capacity.OWN}, "capacity"),
        ({"passed_on_as": Capacity.OWN}, "capacity"),
    ],
)
def test_a_rule_in_the_way_of_another_or_of_the_past_is_refused(
    ministry: Ministry, at: datetime, asked: dict[str, Any], field: str
) -> None:
    before = list(DelegationRule.objects.values_list("pk", "valid_to"))
    with pytest.raises(ValidationError) as refused:
        ruled(ministry, at, **asked)
    assert list(refusals(refused.value)) == [field]
    assert list(DelegationRule.objects.values_list("pk", "valid_to")) == before


def test_rules_with_an_end_do_not_overlap(ministry: Ministry, at: datetime) -> None:
    today = timezone.localdate(at)
    ruled(ministry, at, valid_to=today + 10 * DAY)
    with pytest.raises(ValidationError, match="không được cùng hiệu lực một ngày"):
        ruled(ministry, at, valid_from=today + 9 * DAY)
    following = ruled(ministry, at, valid_from=today + 10 * DAY)
    assert following.valid_to is None


def test_only_who_defines_roles_sets_rules(ministry: Ministry, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        set_separation(
            first=Permission.DOCUMENT_REGISTER,
            second=Permission.DOCUMENT_FREEZE,
            valid_from=at.date(),
            legal_basis=BASIS,
            by=ministry.head,
            at=at,
        )


def test_two_duties_are_kept_apart_once_whichever_is_named_first(ministry: Ministry, at: datetime) -> None:
    today = timezone.localdate(at)
    common: dict[str, Any] = {"legal_basis": BASIS, "by": ministry.site.administrator, "at": at}
    one, other = Permission.DOCUMENT_REGISTER, Permission.DOCUMENT_FREEZE
    with pytest.raises(ValidationError, match="Hai việc phải khác nhau"):
        set_separation(first=one, second=one, valid_from=today, **common)
    rule = set_separation(first=one, second=other, valid_from=today, **common)
    with pytest.raises(ValidationError, match="không được cùng hiệu lực"):
        set_separation(first=other, second=one, valid_from=today, **common)
    ended = end_legal_rule(rule=rule, on=today + DAY, by=ministry.site.administrator, at=at)
    assert ended.valid_to == today + DAY
    with pytest.raises(ValidationError, match="đã định ngày hết hiệu lực"):
        end_legal_rule(rule=rule, on=today + DAY, by=ministry.site.administrator, at=at)
    assert SeparationOfDuties.objects.filter(first=one).count() == 1


def test_a_rule_is_not_ended_in_the_past(ministry: Ministry, at: datetime) -> None:
    rule = DelegationRule.objects.get(capacity=Capacity.KT)
    with pytest.raises(ValidationError, match="từ hôm nay trở đi"):
        end_legal_rule(rule=rule, on=timezone.localdate(at) - DAY, by=ministry.site.administrator, at=at)
