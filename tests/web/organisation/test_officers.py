"""The list of officers, the page of one, and choosing units and officers by typing: each as far as one may see."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from dongbo.organisation.models import Officer
from tests.builders import enrolled
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.web.organisation.conftest import Country


def listed(client: Client, **asked: object) -> list[str]:
    """Return the sign-in names the list shows, in its order."""
    return [officer.username for officer in client.get(reverse("officers"), asked).context["page"]]


def test_the_list_is_of_those_one_may_see(organiser: Client, provincial: Client, country: Country) -> None:
    assert listed(organiser) == [
        "ke-hoach",
        "nguoi-doc",
        "quan-tri",
        "to-chuc",
        "to-chuc-bac",
        "truong-bac",
        "truong-nam",
    ]
    assert listed(provincial) == ["to-chuc-bac", "truong-bac"]
    assert listed(provincial, service="all", q="truong") == ["truong-bac"]
    assert listed(provincial, unit=country.site.unit.pk) == ["to-chuc-bac", "truong-bac"]
    assert listed(provincial, unit=country.south.pk) == []


def test_the_list_is_narrowed_by_words_unit_kind_and_service(organiser: Client, country: Country) -> None:
    assert listed(organiser, q="CÁN bộ truong") == ["truong-bac", "truong-nam"]
    assert listed(organiser, kind="head", unit=country.north.pk) == ["truong-bac"]
    assert listed(organiser, service="left") == []
    assert listed(organiser, on="01/01/2001", kind="head") == []
    assert listed(organiser, sort="unit")[-1] == "truong-nam"


def test_a_day_typed_wrongly_narrows_nothing_and_says_so(organiser: Client, country: Country) -> None:
    shown = organiser.get(reverse("officers"), {"on": "hôm qua"})
    assert len(shown.context["page"]) == 7
    assert 'value="hôm qua"' in shown.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    rows: int, organiser: Client, country: Country, at: datetime
) -> None:
    for place in range(rows):
        enrolled(f"xa-{place}", "reader", unit=country.commune, by=country.site.administrator, at=at)
    assert queries_of(lambda: organiser.get(reverse("officers"), {"q": "xa-"})) == 7
    assert len(listed(organiser, q="xa-")) == rows


def test_the_list_leaves_as_a_workbook_of_what_was_asked(provincial: Client, country: Country) -> None:
    sheet = load_workbook(BytesIO(provincial.get(reverse("officers"), {"export": "xlsx"}).content)).active
    assert sheet is not None
    headings, *rows = sheet.iter_rows(values_only=True)
    assert headings[:4] == ("Họ và tên", "Tên đăng nhập", "Cấp bậc hàm", "Chức vụ")
    assert [(row[1], row[5]) for row in rows] == [("to-chuc-bac", "G99.01"), ("truong-bac", "G99.01")]


def test_the_page_of_an_officer_out_of_sight_is_not_there(provincial: Client, country: Country) -> None:
    southern, northern = country.southern_head.officer.pk, country.northern_head.officer.pk
    assert provincial.get(reverse("officer", args=[southern])).status_code == 404
    assert provincial.get(reverse("officer", args=[northern])).status_code == 200
    assert provincial.get(reverse("officer", args=[2**70])).status_code == 404


def test_grants_are_shown_to_himself_and_to_those_who_may_read_grants_there(
    provincial: Client, northern_head: Client, administrator: Client, country: Country
) -> None:
    page = reverse("officer", args=[country.northern_head.officer.pk])
    assert [grant.role.code for grant in northern_head.get(page).context["grants"]] == ["unit-head"]
    assert [grant.role.code for grant in administrator.get(page).context["grants"]] == ["unit-head"]
    assert provincial.get(page).context["grants"] is None
    assert "Quyền đang giữ" not in provincial.get(page).content.decode()
    southern = reverse("officer", args=[country.southern_head.officer.pk])
    assert northern_head.get(southern).status_code == 404


def test_an_officer_sees_his_own_page_and_manages_nothing_there(northern_head: Client, country: Country) -> None:
    shown = northern_head.get(reverse("officer", args=[country.northern_head.officer.pk]))
    assert (shown.context["is_self"], shown.context["may_manage"]) == (True, False)
    assert "Cho thôi công tác" not in shown.content.decode()


def offered(client: Client, address: str, words: str) -> list[str]:
    """Return what a chooser offers for `words`."""
    answer = client.get(reverse(address), {"field": "unit", "unit": words})
    return [candidate.label for candidate in answer.context["offered"]["candidates"]]


def test_units_are_offered_while_one_types(northern_head: Client, country: Country) -> None:
    assert offered(northern_head, "unit-choices", "cong an xa") == [
        "G99.01.01 – Công an xã Đông Hòa",
        "G99.01.02 – Công an xã Tây Hòa",
    ]
    assert offered(northern_head, "unit-choices", "G99.02") == ["G99.02 – Công an tỉnh Nam Mẫu"]
    assert offered(northern_head, "unit-choices", "x") == []
    assert offered(northern_head, "unit-choices", "không đâu") == []


def test_officers_are_offered_as_far_as_one_may_see(provincial: Client, organiser: Client, country: Country) -> None:
    assert offered(provincial, "officer-choices", "truong") == ["truong-bac – Cán bộ truong-bac"]
    assert len(offered(organiser, "officer-choices", "truong")) == 2


def test_a_chooser_s_words_are_written_as_words(organiser: Client, country: Country) -> None:
    evil = '"><script>alert(1)</script>'
    answer = organiser.get(reverse("unit-choices"), {"field": "unit", "unit": evil}).content.decode()
    assert "<script" not in answer
    assert Officer.objects.count() == 7
