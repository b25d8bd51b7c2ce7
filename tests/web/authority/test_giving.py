"""Giving, passing on and revoking rights on the pages: the effect is shown before, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from dongbo.ledger.models import Event
from dongbo.organisation.models import Grant, Role
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import may
from dongbo.organisation.states import Access, Capacity, Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.web.authority.conftest import Province


def _asked(province: Province, **changed: Any) -> dict[str, Any]:
    role = Role.objects.get(code="planning-officer")
    return {
        "officer": "pho",
        "role": role.pk,
        "unit": "G99.01",
        "reach": "branch",
        "clearance": Access.UNIT.value,
        "decision_number": "12/QĐ-BTN",
        "decision_on": "20/11/2026",
    } | changed


def _passed_on(**changed: Any) -> dict[str, Any]:
    return {
        "to": "pho",
        "capacity": Capacity.KT,
        "permissions": [Permission.GRANT_READ.value, Permission.REVIEW_CONFIRM.value],
        "unit": "G99.01",
        "reach": "branch",
        "clearance": Access.UNIT.value,
        "decision_number": "15/QĐ-CAT",
        "decision_on": "20/11/2026",
        "reason": "Đi công tác dài ngày",
    } | changed


def test_the_effect_is_shown_before_a_right_is_given(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.site.administrator)
    before = Grant.objects.count()
    answer = browser.post(reverse("grant-give"), _asked(province) | {"preview": "1"})
    shown = answer.content.decode()
    assert (answer.status_code, Grant.objects.count()) == (200, before)
    assert "Đăng ký, sửa văn bản" in shown
    assert 'value="12/QĐ-BTN"' in shown
    assert 'name="give"' in shown


def test_a_right_is_given_and_holds_at_once(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.site.administrator)
    answer = browser.post(reverse("grant-give"), _asked(province) | {"give": "1"})
    given = Grant.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, reverse("grant", args=[given.pk]))
    deputy = acting_as(province.deputy.officer, at=given.given_at)
    assert may(deputy, Permission.DOCUMENT_REGISTER, unit=province.unit, at=given.given_at)
    assert not may(deputy, Permission.DOCUMENT_REGISTER, unit=province.other, at=given.given_at)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"valid_from": "01/12/2026", "valid_to": "30/11/2026"}, "Thời hạn bị đảo ngược"),
        ({"officer": "quan-tri"}, "Không ai cấp quyền cho chính mình"),
        ({"unit": "Không đâu"}, "Không có đơn vị"),
        ({"decision_number": ""}, "thiếu số"),
        ({"valid_from": "31/02/2027"}, "Không đọc được ngày này"),
    ],
)
def test_a_wrong_answer_is_named_and_everything_typed_is_kept(
    changed: dict[str, str], said: str, province: Province, enter: Callable[..., Client]
) -> None:
    before = (Grant.objects.count(), Event.objects.filter(kind="organisation.grant_given").count())
    reason = "Bổ sung nhân lực cho kỳ báo cáo"
    browser = enter(province.site.administrator)
    answer = browser.post(reverse("grant-give"), _asked(province, reason=reason) | changed | {"give": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert reason in shown
    assert (Grant.objects.count(), Event.objects.filter(kind="organisation.grant_given").count()) == before


def test_what_is_held_is_passed_on_and_acted_on_for_the_principal_alone(
    province: Province, enter: Callable[..., Client]
) -> None:
    browser = enter(province.head)
    answer = browser.post(reverse("grant-delegate", args=[province.held.pk]), _passed_on() | {"delegate": "1"})
    passed = Grant.objects.latest("pk")
    assert (answer.status_code, passed.parent_id, passed.capacity) == (302, province.held.pk, Capacity.KT)
    own = acting_as(province.deputy.officer, at=passed.given_at)
    acting = acting_as(province.deputy.officer, at=passed.given_at, principal=province.head.officer)
    allowed = [may(one, Permission.GRANT_READ, unit=province.unit, at=passed.given_at) for one in (own, acting)]
    assert allowed == [False, True]


def test_nobody_passes_on_what_is_not_his(province: Province, enter: Callable[..., Client]) -> None:
    before = Grant.objects.count()
    for stranger in (province.deputy, province.stranger, province.site.administrator):
        answer = enter(stranger).post(
            reverse("grant-delegate", args=[province.held.pk]), _passed_on() | {"delegate": "1"}
        )
        assert answer.status_code == 404
    assert Grant.objects.count() == before


def test_a_wider_place_than_ones_own_is_refused_in_words(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.head)
    answer = browser.post(
        reverse("grant-delegate", args=[province.held.pk]), _passed_on(unit="G99") | {"delegate": "1"}
    )
    assert (answer.status_code, Grant.objects.filter(parent=province.held).count()) == (422, 0)
    assert "nằm ngoài phạm vi bạn giữ" in answer.content.decode()


def test_revoking_shows_who_loses_what_and_ends_it_all_at_once(
    province: Province, enter: Callable[..., Client]
) -> None:
    enter(province.head).post(reverse("grant-delegate", args=[province.held.pk]), _passed_on() | {"delegate": "1"})
    passed = Grant.objects.latest("pk")
    browser = enter(province.site.administrator)
    shown = browser.get(reverse("grant-revoke", args=[province.held.pk])).content.decode()
    assert "Cán bộ truong" in shown
    assert "khi làm thay Cán bộ truong" in shown
    refused = browser.post(reverse("grant-revoke", args=[province.held.pk]), {"reason": ""})
    assert refused.status_code == 422
    done = browser.post(reverse("grant-revoke", args=[province.held.pk]), {"reason": "Thôi giữ chức vụ"})
    assert done.status_code == 302
    at = Grant.objects.get(pk=province.held.pk).revoked_at
    passed.refresh_from_db()
    assert passed.effective_to == at
    acting = acting_as(province.deputy.officer, at=passed.given_at, principal=province.head.officer)
    assert at is not None
    assert not may(acting, Permission.GRANT_READ, unit=province.unit, at=at)


def test_a_stranger_neither_sees_nor_revokes(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.stranger)
    for name in ("grant", "grant-revoke"):
        assert browser.get(reverse(name, args=[province.held.pk])).status_code == 404
    assert browser.post(reverse("grant-revoke", args=[province.held.pk]), {"reason": "x"}).status_code == 404
    assert Grant.objects.get(pk=province.held.pk).revoked_at is None
