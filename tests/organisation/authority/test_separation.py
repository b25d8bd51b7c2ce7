"""Who did the one duty on a record does not do the other on it, himself, for another, or through another."""

from datetime import date, datetime, timedelta

import pytest

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, SeparationOfDuties
from dongbo.organisation.operations import revoke_grant
from dongbo.organisation.rules import Acting, NotAllowed, require_separate
from dongbo.organisation.states import Permission
from tests.organisation.authority.ministry import Ministry, on_behalf

ONE, OTHER = Permission.GRANT_GIVE, Permission.ALARM_CONFIRM


def done(by: Acting, permission: Permission, at: datetime, subject: int = 7) -> int:
    event = append_event(
        kind="test.done",
        subject_kind="grant",
        subject_id=subject,
        payload={},
        by=by.authorship(permission),
        at=at,
    )
    return event.sequence


def refused(by: Acting, permission: Permission, at: datetime, subject: int = 7) -> bool:
    try:
        require_separate(by, permission, subject_kind="grant", subject_id=subject, at=at)
    except NotAllowed:
        return True
    return False


@pytest.mark.parametrize(("earlier", "later"), [(ONE, OTHER), (OTHER, ONE)])
def test_both_persons_of_both_acts_count(
    ministry: Ministry, at: datetime, earlier: Permission, later: Permission
) -> None:
    head, chief, clerk = ministry.head, ministry.chief, ministry.clerk
    done(on_behalf(chief, head.officer, at=at), earlier, at)
    people = {
        "the delegate": chief,
        "the principal": head,
        "another for the principal": on_behalf(clerk, head.officer, at=at),
        "another for the delegate": on_behalf(clerk, chief.officer, at=at),
        "the delegate for another": on_behalf(chief, clerk.officer, at=at),
        "another": clerk,
        "another for another": on_behalf(clerk, ministry.deputy.officer, at=at),
    }
    assert [name for name, who in people.items() if not refused(who, later, at)] == ["another", "another for another"]
    assert not refused(head, earlier, at)
    assert not refused(head, later, at, subject=8)


def test_the_refusal_names_the_act_its_number_and_the_rule(ministry: Ministry, at: datetime) -> None:
    number = done(ministry.head, ONE, at)
    with pytest.raises(NotAllowed) as refusal:
        require_separate(ministry.head, OTHER, subject_kind="grant", subject_id=7, at=at + timedelta(hours=1))
    said = str(refusal.value)
    for words in (
        "Người cuc-truong đã làm việc «Cấp và thu hồi quyền» lúc 15:00 ngày 21/11/2026",
        f"sự kiện số {number}",
        "«Xác nhận thay đổi quyền»",
        "Nghị định 30/2020/NĐ-CP, Phụ lục VI",
    ):
        assert words in said


def test_the_rule_of_the_day_decides(ministry: Ministry, at: datetime) -> None:
    done(ministry.head, ONE, at)
    SeparationOfDuties.objects.filter(first=ONE).update(valid_to=date(2026, 12, 1))
    assert refused(ministry.head, OTHER, datetime.fromisoformat("2026-11-30T23:59:59+07:00"))
    assert not refused(ministry.head, OTHER, datetime.fromisoformat("2026-12-01T00:00:00+07:00"))


def test_who_confirmed_a_grant_does_not_revoke_it(ministry: Ministry, at: datetime) -> None:
    grant = Grant.objects.get(pk=ministry.grant.pk)
    done(ministry.site.administrator, OTHER, at, subject=grant.pk)
    with pytest.raises(NotAllowed, match="Hãy đề nghị người khác"):
        revoke_grant(grant=grant, reason="Thử", by=ministry.site.administrator, at=at)
