"""Who is shown which rights, and why someone may do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from dongbo.organisation.models import DelegationRule, Role
from dongbo.organisation.states import Access, Permission
from tests.builders import enrolled
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.test import Client

    from tests.web.authority.conftest import Province

QUERIES = 8
"""What a page of rights costs: who acts, the shell, the count and the rows, besides what asks for authority."""


def test_the_list_holds_ones_own_rights_and_those_one_may_read(
    province: Province, enter: Callable[..., Client]
) -> None:
    expected = {
        province.head: {"truong", "pho"},
        province.deputy: {"pho"},
        province.stranger: {"nguoi-la"},
        province.site.administrator: {"quan-tri", "ke-hoach", "nguoi-doc", "truong", "pho", "nguoi-la"},
    }
    for acting, names in expected.items():
        page = enter(acting).get(reverse("grants")).context["page"]
        assert {grant.officer.username for grant in page} == names


def test_the_list_asks_the_database_as_often_for_three_rights_as_for_one(
    province: Province, enter: Callable[..., Client], at: datetime
) -> None:
    by, browser = province.site.administrator, enter(province.stranger)
    for_one = queries_of(lambda: browser.get(reverse("grants")))
    assert len(browser.get(reverse("grants")).context["page"]) == 1
    for name in ("hai", "ba"):
        enrolled(name, "reader", unit=province.other, by=by, at=at)
    for_three = queries_of(lambda: browser.get(reverse("grants")))
    assert len(browser.get(reverse("grants")).context["page"]) == 3
    assert for_one == for_three == QUERIES


def _question(officer: str, unit: str, permission: Permission = Permission.DOCUMENT_READ) -> dict[str, object]:
    return {"officer": officer, "permission": permission.value, "unit": unit, "access": Access.UNIT.value}


def test_everyone_may_ask_about_himself(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.deputy)
    yes = browser.get(reverse("explain"), _question("pho", "G99.01"))
    no = browser.get(reverse("explain"), _question("pho", "G99.02"))
    assert [answer.context["explanation"].allowed for answer in (yes, no)] == [True, False]
    assert "Người đọc" in yes.content.decode()


def test_nobody_asks_about_others_where_he_reads_no_rights(province: Province, enter: Callable[..., Client]) -> None:
    for asking, about in ((province.deputy, "truong"), (province.stranger, "truong")):
        answer = enter(asking).get(reverse("explain"), _question(about, "G99.01"))
        assert answer.context["explanation"] is None
    head = enter(province.head).get(reverse("explain"), _question("pho", "G99.01"))
    assert head.context["explanation"].allowed


def test_who_can_is_for_those_who_read_rights_there(province: Province, enter: Callable[..., Client]) -> None:
    asked = {"permission": Permission.DOCUMENT_READ.value, "unit": "G99.01", "access": Access.UNIT.value}
    assert enter(province.deputy).get(reverse("who-can"), asked).status_code == 403
    assert enter(province.stranger).get(reverse("who-can"), asked).context["page"] is None
    page = enter(province.head).get(reverse("who-can"), asked).context["page"]
    assert {grant.officer.username for grant in page} == {"truong", "pho", "ke-hoach", "nguoi-doc"}


@pytest.mark.parametrize("name", ["grants", "delegations", "explain", "roles", "legal-rules"])
def test_the_pages_open_for_every_officer(name: str, province: Province, enter: Callable[..., Client]) -> None:
    assert enter(province.deputy).get(reverse(name)).status_code == 200


def test_roles_and_rules_are_defined_at_the_top_alone(province: Province, enter: Callable[..., Client]) -> None:
    rule = DelegationRule.objects.get(capacity="TUQ")
    addresses = [
        reverse("role-define"),
        reverse("role-change", args=["reader"]),
        reverse("role-end", args=["reader"]),
        reverse("delegation-rule"),
        reverse("separation"),
        reverse("delegation-rule-end", args=[rule.pk]),
    ]
    for address in addresses:
        assert (address, enter(province.head).get(address).status_code) == (address, 403)
        assert (address, enter(province.site.administrator).get(address).status_code) == (address, 200)


def test_a_role_is_changed_for_everyone_who_holds_it(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.site.administrator)
    sent = {"name": "Người đọc", "description": "", "permissions": [Permission.DOCUMENT_READ.value]}
    answer = browser.post(reverse("role-change", args=["reader"]), sent)
    assert answer.status_code == 302
    assert Role.objects.get(code="reader").mask == Permission.DOCUMENT_READ.bit
    assert browser.get(reverse("role", args=["reader"])).context["permissions"] == [Permission.DOCUMENT_READ]


def test_lists_leave_as_workbooks(province: Province, enter: Callable[..., Client]) -> None:
    browser = enter(province.site.administrator)
    asked = f"permission={Permission.DOCUMENT_READ.value}&unit=G99.01&access=1"
    for address in (reverse("grants") + "?", reverse("roles") + "?", reverse("who-can") + f"?{asked}&"):
        answer = browser.get(f"{address}export=xlsx")
        assert (answer.status_code, answer["Content-Type"].split(".")[-1]) == (200, "sheet")
