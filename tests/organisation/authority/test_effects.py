"""What a change would do is what it does: losses and gains before the act equal what is measured after it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.models import Document
from dongbo.organisation.models import Role, Unit
from dongbo.organisation.operations import give_grant, revoke_grant
from dongbo.organisation.queries.effects import Records, losses, what_if
from dongbo.organisation.rules import Acting, may
from dongbo.organisation.rules.delegation import delegation_asked
from dongbo.organisation.rules.giving import Giving
from dongbo.organisation.states import Access, Capacity, Permission
from tests.builders import enrolled
from tests.organisation.authority.ministry import DECISION, Ministry, on_behalf, passed

READ = Permission.DOCUMENT_READ
DAY = timedelta(days=1)


def reach(who: Acting, permission: Permission, at: datetime, access: Access = Access.UNIT) -> int:
    """Count by the check itself at how many units `who` may."""
    return sum(may(who, permission, unit=unit, access=access, at=at) for unit in Unit.objects.filter(is_living=True))


def giving(ministry: Ministry, at: datetime, **asked: Any) -> Giving:
    usual: dict[str, Any] = {
        "officer": ministry.clerk.officer,
        "role": Role.objects.get(code="reader"),
        "unit": ministry.north,
        "covers_branch": True,
        "clearance": Access.UNIT,
        "valid_from": at,
    }
    return Giving(**(usual | asked))


def test_losses_are_what_the_revocation_takes_from_everyone(ministry: Ministry, at: datetime) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at, unit=ministry.division)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    people = {(ministry.head.officer, None): ministry.head, (ministry.chief.officer, ministry.head.officer): acting}
    foretold = losses(ministry.grant, at=at)
    assert {(loss.officer, loss.principal) for loss in foretold} == set(people)
    for loss in foretold:
        who = people[loss.officer, loss.principal]
        for each in loss.differences:
            assert each.units_before == reach(who, each.permission, at)
            assert each.restricted_before == reach(who, each.permission, at, Access.RESTRICTED)
    later = at + DAY
    revoke_grant(grant=ministry.grant, reason="Thôi", by=ministry.site.administrator, at=later)
    for loss in foretold:
        who = people[loss.officer, loss.principal]
        assert {each.permission: each.units_after for each in loss.differences} == {
            each.permission: reach(who, each.permission, later) for each in loss.differences
        }
        assert {each.units_before for each in loss.differences} == {2 if loss.principal is None else 1}


def test_nothing_is_lost_where_another_grant_gives_the_same(ministry: Ministry, at: datetime) -> None:
    by = ministry.site.administrator
    wide = give_grant(
        officer=ministry.clerk.officer, role=Role.objects.get(code="reader"), unit=ministry.top, by=by, at=at
    )
    narrow = give_grant(
        officer=ministry.clerk.officer,
        role=Role.objects.get(code="planning-officer"),
        unit=ministry.south,
        by=by,
        at=at,
    )
    [loss] = losses(narrow, at=at)
    assert READ not in {each.permission for each in loss.differences}
    assert Permission.DOCUMENT_FREEZE in {each.permission for each in loss.differences}
    [loss] = losses(wide, at=at)
    [read] = [each for each in loss.differences if each.permission == READ]
    assert (read.units_before, read.units_after) == (4, 1)


def test_a_grant_that_is_over_takes_nothing_with_it(ministry: Ministry, at: datetime) -> None:
    assert losses(ministry.grant, at=at + 365 * DAY) == ()


def test_gains_are_what_the_grant_gives(ministry: Ministry, at: datetime) -> None:
    new = giving(ministry, at)
    effect = what_if(new, by=ministry.site.administrator, at=at)
    assert effect.breaks == ()
    give_grant(officer=new.officer, role=new.role, unit=new.unit, by=ministry.site.administrator, at=at)
    assert {each.permission: each.units_after for each in effect.gains} == {
        permission: reach(ministry.clerk, permission, at) for permission in (READ, Permission.OFFICER_READ)
    }
    assert {each.units_before for each in effect.gains} == {0}


def test_records_are_counted_as_the_reader_would_see_them(ministry: Ministry, at: datetime) -> None:
    for number, (unit, access) in enumerate(
        [
            (ministry.north, Access.UNIT),
            (ministry.division, Access.UNIT),
            (ministry.division, Access.RESTRICTED),
            (ministry.south, Access.UNIT),
            (ministry.top, Access.CIRCULATED),
            (ministry.top, Access.UNIT),
        ]
    ):
        Document.objects.create(
            number=f"{number}/BC",
            number_key=f"{number}/bc",
            subject="Báo cáo",
            subject_key="bao cao",
            unit=unit,
            access=access,
            registered_at=at,
            registered_by=ministry.head.officer,
        )
    records = {READ: Records(Document.objects.all())}
    effect = what_if(giving(ministry, at), by=ministry.site.administrator, at=at, records=records)
    [read] = [each for each in effect.gains if each.permission == READ]
    assert (read.records_before, read.records_after) == (0, 3)


def test_a_delegation_is_foretold_with_every_rule_it_breaks(ministry: Ministry, at: datetime) -> None:
    common: dict[str, Any] = {"grant": ministry.grant, "to": ministry.chief.officer, "at": at, "decision": DECISION}
    good = delegation_asked(capacity=Capacity.TUQ, valid_to=at + DAY, reason="Đi công tác", **common)
    effect = what_if(good, by=ministry.head, at=at)
    assert effect.breaks == ()
    assert {each.units_after for each in effect.gains} == {2}
    bad = delegation_asked(capacity=Capacity.KT, unit=ministry.south, **common)
    for by in (ministry.head, ministry.chief):
        foretold = what_if(bad, by=by, at=at).breaks
        assert any("nằm ngoài phạm vi bạn giữ" in sentence for sentence in foretold)
        assert any("cấp phó" in sentence for sentence in foretold)
        assert any("không phải của bạn" in sentence for sentence in foretold) is (by is ministry.chief)
    with pytest.raises(ValidationError) as refused:
        passed(ministry.grant, ministry.chief, by=ministry.head, at=at, capacity=Capacity.KT, unit=ministry.south)
    assert set(refused.value.messages) == set(what_if(bad, by=ministry.head, at=at).breaks)
    assert what_if(bad, by=ministry.head, at=at).gains == ()


def test_duties_that_would_meet_in_one_person_and_an_alarm_nobody_confirms_are_cautions(
    ministry: Ministry, at: datetime
) -> None:
    by = ministry.site.administrator
    new = giving(ministry, at, role=Role.objects.get(code="administrator"))
    assert [caution[:12] for caution in what_if(new, by=by, at=at).cautions] == ["Chưa có ngườ"]
    security = enrolled("an-toan", "security-officer", unit=ministry.top, by=by, at=at)
    assert list(what_if(new, by=by, at=at).confirmers) == [security.officer]
    assert what_if(new, by=by, at=at).cautions == ()
    both = giving(ministry, at, officer=security.officer, role=Role.objects.get(code="administrator"))
    [meeting, nobody] = what_if(both, by=by, at=at).cautions
    assert "«Cấp và thu hồi quyền» và «Xác nhận thay đổi quyền»" in meeting
    assert nobody.startswith("Chưa có người khác")
