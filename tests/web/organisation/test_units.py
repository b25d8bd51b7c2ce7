"""The tree and the list of units on any day, and the page of a unit."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from dongbo.organisation.operations.units import correct_contact, merge_units, rename_unit
from dongbo.organisation.states import Decision, Level
from dongbo.web.organisation.tree import tree_as_of
from tests.builders import DIRECTIVE, register, unit_beneath
from tests.web.organisation.conftest import signed_in
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse
    from django.test import Client

    from tests.web.organisation.conftest import Country


def names_in(answer: HttpResponse) -> list[str]:
    """Return the names the list shows, in its order."""
    return [row.name for row in answer.context["rows"]]  # type: ignore[attr-defined]


def found(client: Client, **asked: object) -> list[str]:
    """Return the names of the units found by what is asked."""
    return names_in(client.get(reverse("units"), asked))


@pytest.fixture
def day(at: datetime) -> date:
    """The day the country was founded."""
    return timezone.localdate(at)


def test_the_tree_opens_one_level_at_a_time(organiser: Client, country: Country) -> None:
    closed = organiser.get(reverse("units")).content.decode()
    assert "Công an tỉnh Bắc Mẫu" in closed
    assert "Công an xã Đông Hòa" not in closed
    opened = organiser.get(reverse("units"), {"open": country.north.pk}).content.decode()
    assert "Công an xã Đông Hòa" in opened
    assert opened.count('aria-expanded="true"') == 1
    assert closed.count('aria-expanded="true"') == 0


def test_an_address_that_names_a_unit_opens_every_branch_above_it(organiser: Client, country: Country) -> None:
    shown = organiser.get(reverse("units"), {"open": country.commune.pk}).content.decode()
    assert f'id="branch-{country.commune.pk}"' in shown


@pytest.mark.parametrize("nonsense", ["-1", "x", "9" * 30, "²"])
def test_an_address_that_names_no_unit_opens_nothing(nonsense: str, organiser: Client, country: Country) -> None:
    assert organiser.get(reverse("units"), {"open": nonsense}).status_code == 200
    assert organiser.get(reverse("units"), {"parent": nonsense}).status_code == 200


def test_the_tree_of_an_earlier_day_has_the_names_and_the_places_of_that_day(
    organiser: Client, country: Country, day: date, at: datetime
) -> None:
    by, next_day = country.organiser, day + timedelta(days=1)
    rename_unit(unit=country.north, name="Công an tỉnh Đông Mẫu", effective_on=next_day, by=by, at=at)
    merge_units(
        predecessors=[country.south],
        successor=country.north,
        effective_on=next_day,
        move_posts=True,
        by=by,
        at=at + timedelta(days=1),
    )
    before = organiser.get(reverse("units"), {"on": f"{day:%d/%m/%Y}"}).content.decode()
    after = organiser.get(reverse("units"), {"on": f"{next_day:%d/%m/%Y}"}).content.decode()
    for name, shown in (("Bắc", before), ("Nam", before), ("Đông", after)):
        assert f"Công an tỉnh {name} Mẫu" in shown
    for name, shown in (("Đông", before), ("Bắc", after), ("Nam", after)):
        assert f"Công an tỉnh {name} Mẫu" not in shown
    assert names_in(organiser.get(reverse("units"), {"on": f"{day:%d/%m/%Y}", "sort": "code"})) == [
        "Bộ Thử nghiệm",
        "Công an tỉnh Bắc Mẫu",
        "Công an xã Đông Hòa",
        "Công an xã Tây Hòa",
        "Công an tỉnh Nam Mẫu",
    ]
    assert found(organiser, state="ended") == ["Công an tỉnh Nam Mẫu"]


def test_before_the_first_unit_there_is_an_empty_page_that_says_so(organiser: Client, country: Country) -> None:
    shown = organiser.get(reverse("units"), {"on": "01/01/1950"}).content.decode()
    assert "chưa có đơn vị nào" in shown


def test_units_are_found_without_tones_by_name_code_and_level(organiser: Client, country: Country) -> None:
    assert found(organiser, q="dong hoa") == ["Công an xã Đông Hòa"]
    assert found(organiser, q="ĐÔNG hoà") == ["Công an xã Đông Hòa"]
    assert found(organiser, q="g99.01.02") == ["Công an xã Tây Hòa"]
    assert found(organiser, level="province") == ["Công an tỉnh Bắc Mẫu", "Công an tỉnh Nam Mẫu"]
    assert found(organiser, parent=country.north.pk, sort="name") == ["Công an xã Đông Hòa", "Công an xã Tây Hòa"]
    assert found(organiser, q="khong co gi") == []
    assert found(organiser, q="%") == []


def test_a_day_typed_wrongly_says_so_and_keeps_what_was_typed(organiser: Client, country: Country) -> None:
    shown = organiser.get(reverse("units"), {"on": "31/02/2026"}).content.decode()
    assert 'value="31/02/2026"' in shown
    assert "Không đọc được ngày này" in shown
    assert "Công an tỉnh Bắc Mẫu" in shown


@pytest.mark.parametrize("communes", [1, 3])
def test_the_tree_and_the_list_take_as_many_queries_for_three_as_for_one(
    communes: int, organiser: Client, country: Country, at: datetime
) -> None:
    for place in range(communes):
        unit_beneath(
            country.south,
            f"G99.02.0{place + 1}",
            f"Công an xã Số {place + 1}",
            by=country.organiser,
            at=at,
            level=Level.COMMUNE,
        )
    assert queries_of(lambda: organiser.get(reverse("units"), {"open": country.south.pk})) == 13
    assert queries_of(lambda: organiser.get(reverse("units"), {"q": "cong an xa so"})) == 10
    assert len(found(organiser, q="cong an xa so")) == communes


def test_a_branch_with_very_many_units_shows_some_and_counts_the_rest(country: Country, day: date) -> None:
    (ministry,) = tree_as_of(day, {country.north.pk}, most=1)
    (north,) = ministry.children
    assert (ministry.beneath, ministry.left_out) == (2, 1)
    assert [child.name for child in north.children] == ["Công an xã Đông Hòa"]
    assert north.left_out == 1


def test_the_whole_tree_leaves_in_the_columns_in_which_it_comes_in(organiser: Client, country: Country) -> None:
    sheet = load_workbook(BytesIO(organiser.get(reverse("units"), {"export": "xlsx"}).content)).active
    assert sheet is not None
    headings, *rows = sheet.iter_rows(values_only=True)
    assert headings[:6] == (
        "Mã định danh",
        "Mã đang dùng",
        "Tên đơn vị",
        "Tên viết tắt",
        "Cấp",
        "Mã đơn vị cấp trên",
    )
    assert [row[0] for row in rows] == ["G99", "G99.01", "G99.01.01", "G99.01.02", "G99.02"]


def test_a_narrowed_list_leaves_as_it_is_shown(organiser: Client, country: Country) -> None:
    answer = organiser.get(reverse("units"), {"q": "hoa", "export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(values_only=True)][1:] == ["Công an xã Đông Hòa", "Công an xã Tây Hòa"]


def test_a_unit_s_page_tells_its_life_with_the_papers(
    organiser: Client, country: Country, day: date, at: datetime
) -> None:
    decision = Decision(number="12/QĐ-BTN", on=day, issuer="Bộ Thử nghiệm")
    rename_unit(
        unit=country.commune,
        name="Công an phường Đông Hòa",
        effective_on=day + timedelta(days=1),
        decision=decision,
        by=country.organiser,
        at=at,
    )
    correct_contact(unit=country.commune, telephone="0912 000 000", by=country.organiser, at=at)
    shown = organiser.get(reverse("unit", args=[country.commune.pk])).content.decode()
    for words in (
        "Đổi tên từ «Công an xã Đông Hòa» thành «Công an phường Đông Hòa».",
        "Thành lập với tên «Công an xã Đông Hòa», mã G99.01.01.",
        "Trực thuộc «Công an tỉnh Bắc Mẫu».",
        "Quyết định 12/QĐ-BTN",
        "0912 000 000",
    ):
        assert words in shown


def test_a_province_s_life_is_not_drowned_in_the_foundings_beneath_it(organiser: Client, country: Country) -> None:
    told = organiser.get(reverse("unit", args=[country.north.pk])).context["timeline"]
    assert [len(one.sentences) for one in told] == [2]


def test_people_are_shown_only_to_those_who_may_see_officers_there(country: Country) -> None:
    page = reverse("unit", args=[country.north.pk])
    southern = signed_in(country.southern_head).get(page).content.decode()
    assert "Cán bộ truong-bac" not in southern
    assert "chỉ hiện với người được cấp quyền" in southern
    northern = signed_in(country.northern_head).get(page).content.decode()
    assert "Cán bộ truong-bac" in northern


def test_the_address_book_is_for_every_officer_and_its_acts_for_those_who_reorganise_there(country: Country) -> None:
    head, provincial = signed_in(country.northern_head), signed_in(country.provincial)
    north, south = (reverse("unit", args=[unit.pk]) for unit in (country.north, country.south))
    assert head.get(north).context["may_reorganise"] is False
    assert provincial.get(north).context["may_reorganise"] is True
    assert provincial.get(south).context["may_reorganise"] is False


def test_the_count_of_documents_is_of_those_the_reader_may_read(country: Country, at: datetime) -> None:
    register(DIRECTIVE, site=country.site, at=at)
    page = reverse("unit", args=[country.site.unit.pk])
    assert signed_in(country.site.planner).get(page).context["records"] == 1
    assert signed_in(country.organiser).get(page).context["records"] is None


def test_a_unit_that_ended_says_who_has_its_records(organiser: Client, country: Country, at: datetime) -> None:
    next_day = at + timedelta(days=1)
    merge_units(
        predecessors=[country.south],
        successor=country.north,
        effective_on=timezone.localdate(next_day),
        move_posts=True,
        by=country.organiser,
        at=next_day,
    )
    shown = organiser.get(reverse("unit", args=[country.south.pk]))
    assert shown.context["heir"] == country.north
    assert [step.successor for step in shown.context["successors"]] == [country.north]
    assert shown.context["may_reorganise"] is False
    assert "Hồ sơ do đơn vị kế thừa giữ" in shown.content.decode()
