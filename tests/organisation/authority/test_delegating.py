"""Nobody passes on more than he holds, further than law lets him, or to himself; what he passed on he takes back."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.models import DelegationRule, Grant, Post, RightsAlarm, Role
from dongbo.organisation.operations import give_grant, revoke_grant
from dongbo.organisation.operations.posts import end_post
from dongbo.organisation.rules import NotAllowed, may
from dongbo.organisation.states import (
    Access,
    AlarmCause,
    Capacity,
    Decision,
    GrantSource,
    Permission,
    PostKind,
    mask_of,
)
from tests.organisation.authority.ministry import Ministry, on_behalf, passed, person, refusals

DAY, YEAR = timedelta(days=1), timedelta(days=365)
NOTHING = Decision()


def test_what_is_not_said_is_passed_on_as_it_is_held(ministry: Ministry, at: datetime) -> None:
    grant = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    held = (grant.effective_unit, grant.effective_branch, grant.effective_clearance, grant.effective_mask)
    assert held == (ministry.north, True, Access.RESTRICTED, ministry.grant.role.mask)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    allowed = {
        (who.principal is not None, unit.code): may(who, Permission.DOCUMENT_FREEZE, unit=unit, at=at)
        for who in (ministry.chief, acting)
        for unit in (ministry.top, ministry.north, ministry.division, ministry.south)
    }
    assert [place for place, yes in allowed.items() if yes] == [(True, "G99.01"), (True, "G99.01.01")]


def test_the_ledger_names_the_grant_it_was_passed_on_from_and_an_alarm_is_raised(
    ministry: Ministry, at: datetime
) -> None:
    grant = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    event = Event.objects.get(kind="organisation.grant_delegated")
    assert (event.grant, event.permission, event.subject_id) == (str(ministry.grant.pk), "", str(grant.pk))
    assert RightsAlarm.objects.get(grant=grant).cause == AlarmCause.DELEGATED
    assert (grant.given_by, grant.parent, grant.source) == (
        ministry.head.officer,
        ministry.grant,
        GrantSource.DELEGATION,
    )


@pytest.mark.parametrize(
    ("asked", "field", "words"),
    [
        ({"unit": "south"}, "unit", "Cục Nam nằm ngoài phạm vi bạn giữ: Cục Bắc và các đơn vị cấp dưới"),
        ({"unit": "top"}, "unit", "Bộ Thử nghiệm nằm ngoài phạm vi bạn giữ"),
        ({"role": "administrator"}, "permissions", "«Tổ chức lại đơn vị», «Quản lý cán bộ và vị trí công tác»"),
        (
            {"permissions": [Permission.DOCUMENT_READ, Permission.LEDGER_READ]},
            "permissions",
            "không có quyền «Xem sổ sự kiện»",
        ),
        ({"permissions": []}, "permissions", "Chưa chọn quyền nào"),
        ({"valid_to": YEAR + DAY}, "valid_to", "thời hạn ủy quyền không được dài hơn"),
        ({"valid_from": YEAR, "valid_to": YEAR + DAY}, "valid_from", "trước khi ủy quyền bắt đầu"),
        ({"valid_to": -DAY}, "valid_to", "đảo ngược"),
        ({"valid_to": None}, "valid_to", "phải có thời hạn"),
        ({"decision": NOTHING}, "decision_number", "phải bằng văn bản"),
        ({"capacity": Capacity.OWN}, "capacity", "Không có quy tắc nào"),
    ],
)
def test_every_excess_is_refused_by_what_he_does_not_hold(
    ministry: Ministry, at: datetime, asked: dict[str, Any], field: str, words: str
) -> None:
    before = Grant.objects.count()
    with pytest.raises(ValidationError) as refused:
        passed(ministry.grant, ministry.chief, by=ministry.head, at=at, **meant(asked, ministry, at))
    assert list(refusals(refused.value)) == [field]
    assert words in " ".join(refusals(refused.value)[field])
    assert Grant.objects.count() == before


def meant(asked: dict[str, Any], ministry: Ministry, at: datetime) -> dict[str, Any]:
    """Turn names of units and roles, and spans of time, into what they stand for."""
    stands = {"south": ministry.south, "top": ministry.top, "administrator": Role.objects.get(code="administrator")}
    return {
        name: at + value
        if isinstance(value, timedelta)
        else stands[value]
        if isinstance(value, str) and value in stands
        else value
        for name, value in asked.items()
    }


def test_clearance_and_branch_are_not_raised(ministry: Ministry, at: datetime) -> None:
    low = give_grant(
        officer=ministry.chief.officer,
        role=Role.objects.get(code="reader"),
        unit=ministry.division,
        covers_branch=False,
        by=ministry.site.administrator,
        at=at,
    )
    with pytest.raises(ValidationError) as refused:
        passed(low, ministry.clerk, by=ministry.chief, at=at, clearance=Access.RESTRICTED, covers_branch=True)
    found = refusals(refused.value)
    assert list(found) == ["covers_branch", "clearance"]
    assert "chính Phòng Kế hoạch" in found["covers_branch"][0]
    assert "«Trong đơn vị»" in found["clearance"][0]


def test_a_narrower_part_is_passed_on_as_such(ministry: Ministry, at: datetime) -> None:
    grant = passed(
        ministry.grant,
        ministry.chief,
        by=ministry.head,
        at=at,
        unit=ministry.division,
        covers_branch=False,
        clearance=Access.UNIT,
        permissions=[Permission.DOCUMENT_READ],
    )
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    assert grant.effective_mask == mask_of(Permission.DOCUMENT_READ)
    assert may(acting, Permission.DOCUMENT_READ, unit=ministry.division, at=at)
    assert not may(acting, Permission.DOCUMENT_READ, unit=ministry.division, access=Access.RESTRICTED, at=at)
    assert not may(acting, Permission.DOCUMENT_READ, unit=ministry.north, at=at)
    assert not may(acting, Permission.DOCUMENT_FREEZE, unit=ministry.division, at=at)


def test_only_who_holds_a_grant_passes_it_on_and_as_he_holds_it(ministry: Ministry, at: datetime) -> None:
    with pytest.raises(NotAllowed, match="không phải của bạn"):
        passed(ministry.grant, ministry.clerk, by=ministry.chief, at=at)
    with pytest.raises(NotAllowed, match="quyền của chính bạn"):
        passed(ministry.grant, ministry.clerk, by=on_behalf(ministry.head, ministry.chief.officer, at=at), at=at)
    with pytest.raises(NotAllowed, match="không có hiệu lực lúc này"):
        passed(ministry.grant, ministry.clerk, by=ministry.head, at=at + YEAR)


def test_what_is_held_by_authorisation_goes_no_further(ministry: Ministry, at: datetime) -> None:
    held = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    for capacity in (Capacity.TUQ, Capacity.KT, Capacity.TL):
        with pytest.raises(ValidationError) as refused:
            passed(held, ministry.clerk, by=acting, at=at, capacity=capacity, valid_to=at + DAY)
        assert "không được ủy quyền lại (Nghị định 30/2020" in refusals(refused.value)["grant"][0]
    assert not Grant.objects.filter(parent=held).exists()


def test_nobody_passes_on_to_himself_or_back_up_the_chain(ministry: Ministry, at: datetime) -> None:
    with pytest.raises(ValidationError, match="cho chính mình"):
        passed(ministry.grant, ministry.head, by=ministry.head, at=at)
    DelegationRule.objects.filter(capacity=Capacity.TUQ).update(passed_on_as=Capacity.TUQ)
    first = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    for_chief = {"valid_to": at + DAY}
    with pytest.raises(ValidationError, match="không ủy quyền ngược lại"):
        passed(first, ministry.head, by=acting, at=at, **for_chief)
    with pytest.raises(ValidationError, match="cho chính mình"):
        passed(first, ministry.chief, by=acting, at=at, **for_chief)
    second = passed(first, ministry.clerk, by=acting, at=at, **for_chief)
    third = on_behalf(ministry.clerk, ministry.chief.officer, at=at)
    for back in (ministry.head, ministry.chief):
        with pytest.raises(ValidationError, match="không ủy quyền ngược lại"):
            passed(second, back, by=third, at=at, **for_chief)


def test_an_officer_out_of_service_gets_nothing(ministry: Ministry, at: datetime) -> None:
    ministry.clerk.officer.is_active = False
    ministry.clerk.officer.save()
    with pytest.raises(ValidationError, match="đã thôi công tác"):
        passed(ministry.grant, ministry.clerk, by=ministry.head, at=at)


def test_only_the_deputy_of_the_same_unit_signs_for_its_head(ministry: Ministry, at: datetime) -> None:
    for other in (ministry.chief, ministry.clerk, ministry.southern):
        with pytest.raises(ValidationError) as refused:
            passed(ministry.grant, other, by=ministry.head, at=at, capacity=Capacity.KT)
        assert "cấp phó; cùng đơn vị với người ủy quyền" in refusals(refused.value)["to"][0]
    grant = passed(ministry.grant, ministry.deputy, by=ministry.head, at=at, capacity=Capacity.KT, valid_to=None)
    assert grant.post == Post.objects.get(officer=ministry.deputy.officer)
    assert grant.effective_to == ministry.grant.effective_to


def test_only_a_head_lets_another_sign_for_him(ministry: Ministry, at: datetime) -> None:
    own = give_grant(
        officer=ministry.clerk.officer,
        role=Role.objects.get(code="reader"),
        unit=ministry.division,
        by=ministry.site.administrator,
        at=at,
    )
    with pytest.raises(ValidationError, match="Chỉ «Người đứng đầu» mới giao được"):
        passed(own, ministry.chief, by=ministry.clerk, at=at, capacity=Capacity.KT)


def test_by_order_a_subordinate_head_signs_and_passes_on_to_his_deputy_only(ministry: Ministry, at: datetime) -> None:
    second = person(
        "pho-truong-phong",
        ministry.division,
        "Phó Trưởng phòng",
        by=ministry.site.administrator,
        at=at,
        kind=PostKind.DEPUTY,
    )
    with pytest.raises(ValidationError, match="người đứng đầu; trong đơn vị của người ủy quyền hoặc cấp dưới"):
        passed(ministry.grant, ministry.clerk, by=ministry.head, at=at, capacity=Capacity.TL)
    by_order = passed(ministry.grant, ministry.chief, by=ministry.head, at=at, capacity=Capacity.TL)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=at)
    with pytest.raises(ValidationError, match="chỉ được giao lại với tư cách «Ký thay"):
        passed(by_order, second, by=acting, at=at, capacity=Capacity.TUQ)
    with pytest.raises(ValidationError, match="cấp phó; cùng đơn vị"):
        passed(by_order, ministry.deputy, by=acting, at=at, capacity=Capacity.KT)
    last = passed(by_order, second, by=acting, at=at, capacity=Capacity.KT)
    assert may(on_behalf(second, ministry.chief.officer, at=at), Permission.DOCUMENT_READ, unit=ministry.north, at=at)
    assert last.parent == by_order


def test_a_delegation_ends_with_the_post_it_was_for(ministry: Ministry, at: datetime) -> None:
    grant = passed(ministry.grant, ministry.deputy, by=ministry.head, at=at, capacity=Capacity.KT)
    post = Post.objects.get(officer=ministry.deputy.officer)
    later = at + 2 * DAY
    end_post(post=post, on=later.date(), by=ministry.site.administrator, at=later)
    acting = on_behalf(ministry.deputy, ministry.head.officer, at=later)
    assert not may(acting, Permission.DOCUMENT_READ, unit=ministry.north, at=later)
    grant.refresh_from_db()
    assert grant.effective_to <= later


def test_the_rule_of_the_day_decides(ministry: Ministry, at: datetime) -> None:
    rule = DelegationRule.objects.get(capacity=Capacity.TUQ)
    rule.valid_to = at.date()
    rule.save()
    with pytest.raises(ValidationError, match="Không có quy tắc nào của ngày 21/11/2026"):
        passed(ministry.grant, ministry.chief, by=ministry.head, at=at)


def test_what_has_a_basis_in_no_paper_needs_its_reason(ministry: Ministry, at: datetime) -> None:
    with pytest.raises(ValidationError, match="Thiếu căn cứ"):
        passed(
            ministry.grant,
            ministry.deputy,
            by=ministry.head,
            at=at,
            capacity=Capacity.KT,
            decision=NOTHING,
            reason=" ",
        )


def test_the_same_is_not_passed_on_twice(ministry: Ministry, at: datetime) -> None:
    passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    with pytest.raises(ValidationError, match="đã được ủy quyền đúng như vậy"):
        passed(ministry.grant, ministry.chief, by=ministry.head, at=at)


def test_several_excesses_are_told_at_once(ministry: Ministry, at: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        passed(
            ministry.grant,
            ministry.chief,
            by=ministry.head,
            at=at,
            unit=ministry.south,
            valid_to=at + 2 * YEAR,
            decision=NOTHING,
            permissions=[Permission.LEDGER_READ],
        )
    assert set(refusals(refused.value)) == {"unit", "valid_to", "decision_number", "permissions"}


def test_the_principal_takes_back_what_he_passed_on(ministry: Ministry, at: datetime) -> None:
    grant = passed(ministry.grant, ministry.chief, by=ministry.head, at=at)
    with pytest.raises(NotAllowed, match="Chỉ người đã ủy quyền"):
        revoke_grant(grant=grant, reason="Thử", by=ministry.deputy, at=at)
    with pytest.raises(NotAllowed, match="Chỉ người đã ủy quyền"):
        revoke_grant(grant=ministry.grant, reason="Thử", by=ministry.head, at=at)
    later = at + timedelta(hours=1)
    revoke_grant(grant=grant, reason="Đã về", by=ministry.head, at=later)
    acting = on_behalf(ministry.chief, ministry.head.officer, at=later)
    before = later - timedelta(seconds=1)
    read = [may(acting, Permission.DOCUMENT_READ, unit=ministry.north, at=moment) for moment in (before, later)]
    assert read == [True, False]
