"""Revoking ends a grant and everything that hangs from it, at once, and tells everyone who loses something."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import DelegationRule, Grant, RightsAlarm, Role
from dongbo.organisation.operations import give_grant, revoke_grant
from dongbo.organisation.operations.chains import recompute_chains
from dongbo.organisation.rules import Acting, NotAllowed, may
from dongbo.organisation.states import AlarmCause, Capacity, Permission
from tests.organisation.authority.ministry import Ministry, on_behalf, passed

DAY = timedelta(days=1)


def chain_of_three(ministry: Ministry, at: datetime) -> tuple[list[Grant], list[Acting]]:
    """Pass the head's grant on to the chief, and from him to the clerk; return the grants and who acts by each."""
    DelegationRule.objects.filter(capacity=Capacity.TUQ).update(passed_on_as=Capacity.TUQ)
    first = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    second = passed(first, ministry.clerk, by=acting, at=at, valid_to=at + 5 * DAY)
    last = on_behalf(ministry.clerk, ministry.chief.officer, at=at)
    return [ministry.grant, first, second], [ministry.head, acting, last]


def reading(ministry: Ministry, people: list[Acting], at: datetime) -> list[bool]:
    return [may(one, Permission.DOCUMENT_READ, unit=ministry.division, at=at) for one in people]


@pytest.mark.parametrize(("place", "left"), [(0, []), (1, [0]), (2, [0, 1])])
def test_what_hangs_from_it_ends_at_the_same_moment(
    ministry: Ministry, at: datetime, place: int, left: list[int]
) -> None:
    grants, people = chain_of_three(ministry, at)
    later = at + DAY
    revoke_grant(grant=grants[place], reason="Thôi nhiệm vụ", by=ministry.site.administrator, at=later)
    assert reading(ministry, people, later - timedelta(microseconds=1)) == [True, True, True]
    assert [number for number, yes in enumerate(reading(ministry, people, later)) if yes] == left
    ended = list(Grant.objects.filter(effective_to=later).order_by("pk"))
    assert ended == grants[place:]
    assert [grant.revoked_at for grant in ended] == [later, *[None] * (2 - place)]


def test_everyone_who_loses_something_is_alarmed_and_the_ledger_names_what_ended(
    ministry: Ministry, at: datetime
) -> None:
    grants, _people = chain_of_three(ministry, at)
    RightsAlarm.objects.all().delete()
    revoke_grant(grant=grants[0], reason="Thôi nhiệm vụ", by=ministry.site.administrator, at=at + DAY)
    raised = {(alarm.grant_id, alarm.officer_id, alarm.cause) for alarm in RightsAlarm.objects.all()}
    assert raised == {
        (grants[0].pk, ministry.head.officer.pk, AlarmCause.REVOKED),
        (grants[1].pk, ministry.chief.officer.pk, AlarmCause.LAPSED),
        (grants[2].pk, ministry.clerk.officer.pk, AlarmCause.LAPSED),
    }
    event = Event.objects.get(kind="organisation.grant_revoked")
    assert event.payload["ended_with_it"] == [grants[1].pk, grants[2].pk]
    assert (event.permission, event.payload["reason"]) == ("grant.give", "Thôi nhiệm vụ")


def test_what_is_over_already_raises_no_alarm(ministry: Ministry, at: datetime) -> None:
    grants, _people = chain_of_three(ministry, at)
    RightsAlarm.objects.all().delete()
    revoke_grant(grant=grants[0], reason="Thôi nhiệm vụ", by=ministry.site.administrator, at=at + 7 * DAY)
    assert {alarm.grant_id for alarm in RightsAlarm.objects.all()} == {grants[0].pk, grants[1].pk}


def test_whoever_stands_above_in_the_chain_takes_it_back(ministry: Ministry, at: datetime) -> None:
    grants, people = chain_of_three(ministry, at)
    with pytest.raises(NotAllowed):
        revoke_grant(grant=grants[2], reason="Thử", by=ministry.chief, at=at)
    with pytest.raises(NotAllowed):
        revoke_grant(grant=grants[1], reason="Thử", by=people[2], at=at)
    revoke_grant(grant=grants[2], reason="Đã về", by=ministry.head, at=at + DAY)
    event = Event.objects.get(kind="organisation.grant_revoked")
    assert (event.permission, event.grant) == ("", str(grants[0].pk))
    assert reading(ministry, people, at + DAY) == [True, True, False]


def test_the_delegate_takes_back_what_he_passed_on_acting_as_he_held_it(ministry: Ministry, at: datetime) -> None:
    grants, people = chain_of_three(ministry, at)
    revoke_grant(grant=grants[2], reason="Xong việc", by=people[1], at=at + DAY)
    assert reading(ministry, people, at + DAY) == [True, True, False]
    event = Event.objects.get(kind="organisation.grant_revoked")
    assert (event.on_behalf_of, event.grant) == (str(ministry.head.officer.pk), str(grants[1].pk))


def test_a_grant_dead_through_its_chain_stays_dead_within_its_own_dates(ministry: Ministry, at: datetime) -> None:
    grants, people = chain_of_three(ministry, at)
    Grant.objects.filter(pk=grants[1].pk).update(valid_to=at + 2 * DAY)
    recompute_chains([grants[1].pk], at=at)
    last = Grant.objects.get(pk=grants[2].pk)
    assert last.valid_to is not None
    assert (last.valid_to, last.effective_to) == (at + 5 * DAY, at + 2 * DAY)
    assert reading(ministry, people, at + 2 * DAY) == [True, False, False]


def test_only_who_gives_rights_at_its_unit_revokes(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    by = ministry.site.administrator
    give_grant(officer=ministry.southern.officer, role=role, unit=ministry.south, by=by, at=at)
    with pytest.raises(NotAllowed, match="tại Cục Bắc mới thu hồi được"):
        revoke_grant(grant=ministry.grant, reason="Thử", by=ministry.southern, at=at)


def test_a_reason_is_asked_for_and_what_is_over_is_not_revoked(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    with pytest.raises(ValidationError, match="Thiếu lý do thu hồi"):
        revoke_grant(grant=ministry.grant, reason="  ", by=by, at=at)
    with pytest.raises(ValidationError, match="đã hết hiệu lực lúc 15:00 ngày 21/11/2027"):
        revoke_grant(grant=ministry.grant, reason="Thử", by=by, at=at + timedelta(days=365))
    revoke_grant(grant=ministry.grant, reason="Thử", by=by, at=at)
    with pytest.raises(ValidationError, match="đã bị Cán bộ quan-tri thu hồi lúc 15:00 ngày 21/11/2026"):
        revoke_grant(grant=ministry.grant, reason="Thử", by=by, at=at)


def test_the_last_who_gives_rights_is_not_taken_away(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    own = Grant.objects.get(officer=by.officer)
    with pytest.raises(ValidationError, match="không còn ai cấp được quyền"):
        revoke_grant(grant=own, reason="Thử", by=by, at=at)
    give_grant(officer=ministry.head.officer, role=own.role, unit=ministry.top, clearance=own.clearance, by=by, at=at)
    revoke_grant(grant=own, reason="Bàn giao", by=by, at=at)
    with pytest.raises(NotAllowed):
        revoke_grant(grant=ministry.grant, reason="Thử", by=by, at=at)
