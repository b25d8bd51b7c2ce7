"""A grant is given by who gives rights there, to another, for a time to come, and once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.models import Grant, Post, RightsAlarm, Role
from dongbo.organisation.operations import give_grant
from dongbo.organisation.operations.posts import end_post
from dongbo.organisation.operations.units import dissolve_unit
from dongbo.organisation.rules import NotAllowed, may
from dongbo.organisation.states import Access, AlarmCause, Decision, Level, Permission
from tests.builders import unit_beneath
from tests.organisation.authority.ministry import DECISION, Ministry, on_behalf, passed, person, refusals

DAY = timedelta(days=1)


def reader() -> Role:
    return Role.objects.get(code="reader")


def given(ministry: Ministry, at: datetime, **asked: Any) -> Grant:
    usual: dict[str, Any] = {
        "officer": ministry.clerk.officer,
        "role": reader(),
        "unit": ministry.division,
        "by": ministry.site.administrator,
    }
    return give_grant(at=at, **(usual | asked))


def test_a_grant_gives_alarms_and_tells_the_ledger(ministry: Ministry, at: datetime) -> None:
    grant = given(ministry, at, decision=DECISION, reason="Phân công mới")
    assert may(ministry.clerk, Permission.DOCUMENT_READ, unit=ministry.division, at=at)
    assert not may(ministry.clerk, Permission.DOCUMENT_READ, unit=ministry.south, at=at)
    alarm = RightsAlarm.objects.get(grant=grant)
    assert (alarm.cause, alarm.made_by) == (AlarmCause.GIVEN, ministry.site.administrator.officer)
    event = Event.objects.get(kind="organisation.grant_given", subject_id=str(grant.pk))
    own = Grant.objects.get(officer=ministry.site.administrator.officer)
    assert (event.permission, event.grant, event.payload["decision"]) == ("grant.give", str(own.pk), "12/QĐ-BTN")


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"officer": "administrator"}, "officer", "chính mình"),
        ({"officer": "leaver"}, "officer", "đã thôi công tác"),
        ({"role": "ended"}, "role", "đã thôi dùng"),
        ({"valid_from": 5 * DAY, "valid_to": 4 * DAY}, "valid_to", "đảo ngược"),
        ({"valid_from": -5 * DAY, "valid_to": -DAY}, "valid_to", "đã qua"),
        ({"valid_to": 0 * DAY, "valid_from": -DAY}, "valid_to", "đã qua"),
        ({"decision": Decision(number="", on=date(2026, 11, 20))}, "decision_number", "thiếu số"),
        ({"decision": Decision(number="9/QĐ", on=date(2026, 11, 22))}, "decision_on", "sau hôm nay"),
        ({"clearance": Access.CIRCULATED}, "clearance", "Mức được xem"),
        ({"post": "another"}, "post", "không phải của"),
        ({"post": "own", "valid_from": -5 * DAY}, "post", "phải bắt đầu trong đó"),
    ],
)
def test_what_cannot_be_given_is_refused_by_its_argument(
    ministry: Ministry, at: datetime, asked: dict[str, Any], field: str, words: str
) -> None:
    stands = {
        "administrator": ministry.site.administrator.officer,
        "leaver": person("da-nghi", ministry.south, "Cán bộ", by=ministry.site.administrator, at=at).officer,
        "ended": Role.objects.create(
            code="cu", name="Vai trò cũ", mask=1, ended_at=at, ended_by=ministry.site.administrator.officer
        ),
        "another": Post.objects.get(officer=ministry.head.officer),
        "own": Post.objects.get(officer=ministry.clerk.officer),
    }
    stands["leaver"].is_active = False
    stands["leaver"].save()
    meant = {
        name: at + value
        if isinstance(value, timedelta)
        else stands.get(value, value)
        if isinstance(value, str)
        else value
        for name, value in asked.items()
    }
    before = Grant.objects.count()
    with pytest.raises(ValidationError) as refused:
        given(ministry, at, **meant)
    assert list(refusals(refused.value)) == [field]
    assert words in refusals(refused.value)[field][0]
    assert Grant.objects.count() == before


def test_a_unit_that_has_ended_is_refused_with_its_heir(ministry: Ministry, at: datetime) -> None:
    by, later = ministry.site.administrator, at + 2 * DAY
    lone = unit_beneath(ministry.north, "G99.01.09", "Phòng Sắp giải thể", by=by, at=at, level=Level.DIVISION)
    ended_on = timezone.localdate(later)
    dissolve_unit(unit=lone, heir=ministry.north, effective_on=ended_on, decision=DECISION, by=by, at=later)
    with pytest.raises(ValidationError) as refused:
        given(ministry, later, unit=lone)
    assert "hãy chọn đơn vị kế thừa: Cục Bắc" in refusals(refused.value)["unit"][0]


def test_the_same_grant_is_not_given_twice_but_may_be_prolonged(ministry: Ministry, at: datetime) -> None:
    given(ministry, at, valid_to=at + 10 * DAY)
    with pytest.raises(ValidationError, match="đã có đúng quyền này"):
        given(ministry, at, valid_to=at + 5 * DAY)
    longer = given(ministry, at, valid_to=at + 20 * DAY)
    wider = given(ministry, at, clearance=Access.RESTRICTED, valid_to=at + 5 * DAY)
    assert (longer.effective_to, wider.effective_clearance) == (at + 20 * DAY, Access.RESTRICTED)


def test_only_who_gives_rights_there_for_the_branch_and_as_far_gives(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    southern = given(ministry, at, officer=ministry.southern.officer, role=role, unit=ministry.south)
    giver = ministry.southern
    with pytest.raises(NotAllowed, match="tại Phòng Kế hoạch"):
        given(ministry, at, by=giver)
    with pytest.raises(NotAllowed, match="«Trong đơn vị»"):
        given(ministry, at, by=giver, unit=ministry.south, clearance=Access.RESTRICTED)
    granted = given(ministry, at, by=giver, unit=ministry.south)
    assert Event.objects.get(subject_id=str(granted.pk), kind="organisation.grant_given").grant == str(southern.pk)


def test_who_gives_rights_at_a_unit_itself_gives_none_beneath(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    given(ministry, at, officer=ministry.head.officer, role=role, unit=ministry.north, covers_branch=False)
    with pytest.raises(NotAllowed, match="không được cấp cho cả các đơn vị cấp dưới"):
        given(ministry, at, by=ministry.head, unit=ministry.north)
    with pytest.raises(NotAllowed, match="tại Phòng Kế hoạch"):
        given(ministry, at, by=ministry.head, unit=ministry.division, covers_branch=False)
    itself = given(ministry, at, by=ministry.head, unit=ministry.north, covers_branch=False)
    assert not itself.effective_branch


def test_a_leaf_that_gets_a_unit_beneath_it_later_leaks_nothing(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    given(ministry, at, officer=ministry.chief.officer, role=role, unit=ministry.division, covers_branch=False)
    with pytest.raises(NotAllowed, match="không được cấp cho cả các đơn vị cấp dưới"):
        given(ministry, at, by=ministry.chief, covers_branch=True)


def test_acting_for_another_nobody_gives_himself_or_him(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    power = given(ministry, at, officer=ministry.head.officer, role=role, unit=ministry.north)
    passed(power, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    for officer in (ministry.chief.officer, ministry.head.officer):
        with pytest.raises(ValidationError, match="Không ai cấp quyền cho chính mình hay cho người mình đang làm thay"):
            given(ministry, at, officer=officer, by=acting)
    grant = given(ministry, at, by=acting)
    assert RightsAlarm.objects.get(grant=grant).made_for == ministry.head.officer


def test_a_grant_tied_to_a_post_ends_with_it_at_its_midnight(ministry: Ministry, at: datetime) -> None:
    post = Post.objects.get(officer=ministry.clerk.officer)
    grant = given(ministry, at, post=post)
    end_post(post=post, on=date(2026, 12, 1), by=ministry.site.administrator, at=at)
    grant.refresh_from_db()
    over = datetime.fromisoformat("2026-12-01T00:00:00+07:00")
    assert grant.effective_to == over
    read = [
        may(ministry.clerk, Permission.DOCUMENT_READ, unit=ministry.division, at=moment)
        for moment in (over - timedelta(microseconds=1), over)
    ]
    assert read == [True, False]


def test_what_is_dated_back_holds_only_from_when_it_was_given(ministry: Ministry, at: datetime) -> None:
    grant = given(ministry, at, valid_from=at - 30 * DAY)
    assert (grant.valid_from, grant.effective_from) == (at - 30 * DAY, at)
    read = [
        may(ministry.clerk, Permission.DOCUMENT_READ, unit=ministry.division, at=moment) for moment in (at - DAY, at)
    ]
    assert read == [False, True]


def test_a_grant_expires_at_its_very_second(ministry: Ministry, at: datetime) -> None:
    given(ministry, at, valid_from=at + DAY, valid_to=at + 2 * DAY)
    second = timedelta(seconds=1)
    moments = (at + DAY - second, at + DAY, at + 2 * DAY - second, at + 2 * DAY)
    read = [may(ministry.clerk, Permission.DOCUMENT_READ, unit=ministry.division, at=moment) for moment in moments]
    assert read == [False, True, True, False]
