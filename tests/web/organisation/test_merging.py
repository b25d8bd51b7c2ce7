"""The merge wizard: what was answered stays in the address, and only the last step writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dongbo.organisation.models import Grant, Post, Unit, UnitAct
from dongbo.organisation.states import PostKind, UnitActKind
from tests.web.organisation.conftest import signed_in

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.organisation.conftest import Country

WIZARD = "/units/merge/"


@pytest.fixture
def answers(country: Country) -> dict[str, Any]:
    """Everything answered: the south goes into the north today, and the northern head stays."""
    head = Post.objects.get(officer=country.northern_head.officer)
    return {
        "unit": [country.north.pk, country.south.pk],
        "step": "preview",
        "successor": str(country.north.pk),
        "effective_on": f"{timezone.localdate():%d/%m/%Y}",
        "posts": "move",
        "head": str(head.pk),
        "decision_number": "15/QĐ-BTN",
        "decision_issuer": "Bộ Thử nghiệm",
    }


def merges() -> int:
    """Return how many mergers have been written."""
    return UnitAct.objects.filter(kind=UnitActKind.MERGE).count()


def test_units_are_sought_without_tones_and_those_chosen_stay_chosen(organiser: Client, country: Country) -> None:
    shown = organiser.get(WIZARD, {"unit": country.north.pk, "q": "tinh nam"})
    assert [unit.name for unit in shown.context["found"]] == ["Công an tỉnh Nam Mẫu"]
    assert shown.context["chosen"] == [country.north]


def test_one_unit_is_too_few(organiser: Client, country: Country) -> None:
    shown = organiser.get(WIZARD, {"unit": country.north.pk, "step": "details"})
    assert shown.status_code == 422
    assert "ít nhất hai đơn vị" in shown.content.decode()


def test_units_out_of_reach_are_neither_found_nor_chosen(provincial: Client, country: Country) -> None:
    shown = provincial.get(WIZARD, {"unit": [country.south.pk, country.commune.pk], "q": "mau"})
    assert shown.context["chosen"] == [country.commune]
    assert [unit.name for unit in shown.context["found"]] == ["Công an tỉnh Bắc Mẫu"]


def test_the_preview_counts_what_would_happen_and_writes_nothing(
    organiser: Client, country: Country, answers: dict[str, Any]
) -> None:
    preview = organiser.get(WIZARD, answers).context["preview"]
    assert [one.unit for one in preview.ended] == [country.south]
    assert (preview.officers, preview.grants, preview.hindrances) == (1, 1, ())
    assert merges() == 0


def test_confirming_merges_once_and_leads_to_the_act(
    organiser: Client, country: Country, answers: dict[str, Any]
) -> None:
    here = organiser.get(WIZARD, answers).context["here"]
    done = organiser.post(here)
    act = UnitAct.objects.get(kind=UnitActKind.MERGE)
    assert done.headers["Location"] == reverse("unit-act", args=[act.pk])
    assert (act.decision_number, act.decision_issuer) == ("15/QĐ-BTN", "Bộ Thử nghiệm")
    country.south.refresh_from_db()
    assert country.south.heir == country.north
    heads = Post.objects.held_on(timezone.localdate()).filter(unit=country.north, kind=PostKind.HEAD)
    assert [post.officer for post in heads] == [country.northern_head.officer]
    assert not Grant.objects.filter(unit=country.south, revoked_at__isnull=True).exists()
    again = organiser.post(here)
    assert (again.status_code, merges()) == (422, 1)


def test_a_merger_into_a_new_unit_founds_it(organiser: Client, country: Country, answers: dict[str, Any]) -> None:
    new = {"successor": "new", "code": "G99.03", "name": "Công an tỉnh Mẫu", "level": "province", "parent": "G99"}
    done = organiser.post(organiser.get(WIZARD, answers | new).context["here"])
    assert done.status_code == 302
    founded = Unit.objects.get(code="G99.03")
    assert (founded.name, founded.parent) == ("Công an tỉnh Mẫu", country.site.unit)
    assert set(Unit.objects.filter(heir=founded)) == {country.north, country.south}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"effective_on": "hôm nay"}, "Không đọc được ngày này"),
        ({"effective_on": ""}, "id_effective_on_error"),
        ({"successor": "new", "code": "G99.03"}, "Đơn vị mới cần có thông tin này."),
        ({"successor": "new", "parent": "khong co don vi nay"}, "Không có đơn vị đang hoạt động nào khớp"),
        ({"successor": "999"}, "id_successor_error"),
        ({"successor": ""}, "id_successor_error"),
    ],
)
def test_a_wrong_answer_is_said_by_its_field_and_the_others_are_kept(
    wrong: dict[str, str], said: str, organiser: Client, country: Country, answers: dict[str, Any]
) -> None:
    shown = organiser.get(WIZARD, answers | wrong)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert said in page
    assert 'value="15/QĐ-BTN"' in page
    for value in wrong.values():
        assert value in page
    assert organiser.post(f"{WIZARD}?{shown.wsgi_request.GET.urlencode()}").status_code == 422
    assert merges() == 0


def test_several_units_that_match_are_offered_to_choose_from(
    organiser: Client, country: Country, answers: dict[str, Any]
) -> None:
    new = {"successor": "new", "code": "G99.03", "name": "Mới", "level": "province", "parent": "cong an xa"}
    shown = organiser.get(WIZARD, answers | new)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "2 đơn vị khớp với «cong an xa»; hãy chọn một" in page
    picked = {"parent_offered_for": "cong an xa", "parent_picked": str(country.commune.pk)}
    chosen = organiser.get(WIZARD, answers | new | picked | {"step": "details"}).content.decode()
    assert 'value="G99.01.01 – Công an xã Đông Hòa"' in chosen


def test_a_day_on_which_it_cannot_be_is_refused_in_the_preview(
    organiser: Client, country: Country, answers: dict[str, Any]
) -> None:
    shown = organiser.get(WIZARD, answers | {"effective_on": "01/01/2000"})
    assert shown.context["preview"].hindrances
    assert "Xác nhận hợp nhất" not in shown.content.decode()
    assert organiser.post(shown.context["here"]).status_code == 422
    assert merges() == 0


def test_who_organises_one_province_cannot_merge_another_into_it(
    provincial: Client, country: Country, answers: dict[str, Any]
) -> None:
    assert provincial.post(f"{WIZARD}?unit={country.north.pk}&unit={country.south.pk}&step=preview").status_code == 422
    assert merges() == 0


def test_the_wizard_is_closed_to_who_reorganises_nothing(country: Country, answers: dict[str, Any]) -> None:
    head = signed_in(country.northern_head)
    assert head.get(WIZARD, answers).status_code == 403
    assert head.post(WIZARD, answers).status_code == 403
