"""What a role carries changes at once for all who hold it, and for whom they passed it on to."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import Grant, RightsAlarm, Role
from dongbo.organisation.operations import change_role, define_role, end_role, give_grant
from dongbo.organisation.rules import NotAllowed, may
from dongbo.organisation.states import AlarmCause, Permission, mask_of, permissions_in
from tests.organisation.authority.ministry import Ministry, on_behalf, passed, refusals


def test_a_role_is_defined_by_who_may_at_the_top(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    role = define_role(
        code="thanh-tra", name=" Thanh  tra ", permissions=[Permission.DOCUMENT_READ], by=by, at=at, description="Xem"
    )
    assert (role.name, role.mask) == ("Thanh tra", mask_of(Permission.DOCUMENT_READ))
    assert Event.objects.get(kind="organisation.role_defined").payload["permissions"] == ["document.read"]
    administrator = Role.objects.get(code="administrator")
    give_grant(officer=ministry.head.officer, role=administrator, unit=ministry.north, by=by, at=at)
    with pytest.raises(NotAllowed, match="Định nghĩa vai trò"):
        define_role(code="khac", name="Khác", permissions=[Permission.DOCUMENT_READ], by=ministry.head, at=at)


@pytest.mark.parametrize(
    ("code", "name", "permissions", "field"),
    [
        ("Mã có dấu", "Khác", [Permission.DOCUMENT_READ], "code"),
        ("reader", "Khác", [Permission.DOCUMENT_READ], "code"),
        ("khac", "Người đọc", [Permission.DOCUMENT_READ], "name"),
        ("khac", "  ", [Permission.DOCUMENT_READ], "name"),
        ("khac", "K" * 121, [Permission.DOCUMENT_READ], "name"),
        ("khac", "Khác", [], "permissions"),
    ],
)
def test_a_role_nobody_could_tell_or_use_is_refused(
    ministry: Ministry, at: datetime, code: str, name: str, permissions: list[Permission], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        define_role(code=code, name=name, permissions=permissions, by=ministry.site.administrator, at=at)
    assert list(refusals(refused.value)) == [field]


def test_what_is_taken_from_a_role_is_taken_down_the_chain_and_alarmed(ministry: Ministry, at: datetime) -> None:
    passed_on = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    role = ministry.grant.role
    kept = [one for one in permissions_in(role.mask) if one != Permission.DOCUMENT_FREEZE]
    RightsAlarm.objects.all().delete()
    change_role(role=role, permissions=kept, by=ministry.site.administrator, at=at)
    for who in (ministry.head, acting):
        assert not may(who, Permission.DOCUMENT_FREEZE, unit=ministry.north, at=at)
        assert may(who, Permission.DOCUMENT_READ, unit=ministry.north, at=at)
    held = {grant.pk for grant in Grant.objects.filter(role=role)}
    assert {alarm.grant_id for alarm in RightsAlarm.objects.filter(cause=AlarmCause.ROLE_CHANGED)} == held
    assert {ministry.grant.pk, passed_on.pk} <= held
    payload = Event.objects.get(kind="organisation.role_changed").payload
    assert (payload["taken"], payload["added"]) == (["document.freeze"], [])


def test_what_is_added_to_a_role_reaches_a_delegate_only_where_he_got_the_whole_of_it(
    ministry: Ministry, at: datetime
) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    passed(ministry.grant, ministry.clerk, by=ministry.head, at=at, permissions=[Permission.DOCUMENT_READ])
    role = ministry.grant.role
    more = [*permissions_in(role.mask), Permission.LEDGER_READ]
    change_role(role=role, permissions=more, by=ministry.site.administrator, at=at)
    principal = ministry.head.officer
    reading = [
        may(who, Permission.LEDGER_READ, unit=ministry.north, at=at)
        for who in (
            ministry.head,
            on_behalf(ministry.chief, principal, at=at),
            on_behalf(ministry.clerk, principal, at=at),
        )
    ]
    assert reading == [True, True, False]


def test_a_new_name_changes_nobodys_rights(ministry: Ministry, at: datetime) -> None:
    RightsAlarm.objects.all().delete()
    role = ministry.grant.role
    change_role(role=role, name="Cán bộ tham mưu kế hoạch", by=ministry.site.administrator, at=at)
    assert not RightsAlarm.objects.exists()
    with pytest.raises(ValidationError, match="chưa có gì thay đổi"):
        change_role(role=role, name="Cán bộ tham mưu kế hoạch", by=ministry.site.administrator, at=at)


def test_a_role_out_of_use_ends_what_it_gave_and_is_given_no_more(ministry: Ministry, at: datetime) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    later = at + timedelta(hours=1)
    end_role(role=ministry.grant.role, by=ministry.site.administrator, at=later)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=later)
    for who in (ministry.head, acting):
        assert may(who, Permission.DOCUMENT_READ, unit=ministry.north, at=later - timedelta(seconds=1))
        assert not may(who, Permission.DOCUMENT_READ, unit=ministry.north, at=later)
    for act in (end_role, change_role):
        with pytest.raises(ValidationError, match="đã thôi dùng"):
            act(role=ministry.grant.role, by=ministry.site.administrator, at=later)


def test_no_change_of_a_role_leaves_nobody_to_give_rights(ministry: Ministry, at: datetime) -> None:
    role = Role.objects.get(code="administrator")
    kept = [one for one in permissions_in(role.mask) if one != Permission.GRANT_GIVE]
    with pytest.raises(ValidationError, match="không còn ai cấp được quyền"):
        change_role(role=role, permissions=kept, by=ministry.site.administrator, at=at)
    with pytest.raises(ValidationError, match="không còn ai cấp được quyền"):
        end_role(role=role, by=ministry.site.administrator, at=at)
    role.refresh_from_db()
    assert role.ended_at is None
    assert role.mask & Permission.GRANT_GIVE.bit
