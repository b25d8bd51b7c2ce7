"""Acts upon units and officers: what is typed wrongly is said by its field, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from dongbo.organisation.models import Grant, Officer, Post, Unit, UnitAct
from dongbo.organisation.states import PostKind, UnitActKind
from tests.builders import PASSWORD
from tests.web.organisation.conftest import signed_in

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.organisation.conftest import Country


def today() -> str:
    """Return today as it is typed."""
    return f"{timezone.localdate():%d/%m/%Y}"


@pytest.fixture
def founding() -> dict[str, Any]:
    """A unit that can be founded."""
    return {
        "parent": "nam mau",
        "code": "G99.02.01",
        "name": "Công an xã Mới",
        "short_name": "CAX Mới",
        "level": "commune",
        "founded_on": today(),
        "decision_number": "3/QĐ-BTN",
    }


def test_a_unit_is_founded_beneath_the_one_found_by_a_few_letters(
    organiser: Client, country: Country, founding: dict[str, Any]
) -> None:
    done = organiser.post(reverse("unit-found"), founding)
    founded = Unit.objects.get(code="G99.02.01")
    assert done.headers["Location"] == reverse("unit", args=[founded.pk])
    assert founded.parent == country.south


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"parent": ""}, "parent"),
        ({"parent": "không đâu"}, "parent"),
        ({"parent": "G99.01.01.01.01"}, "parent"),
        ({"code": "không phải mã"}, ""),
        ({"code": "G99.01"}, ""),
        ({"name": ""}, "name"),
        ({"level": "kingdom"}, "level"),
        ({"founded_on": "30/02/2026"}, "founded_on"),
        ({"decision_on": "x"}, "decision_on"),
    ],
)
def test_a_founding_typed_wrongly_keeps_everything(
    wrong: dict[str, str], field: str, organiser: Client, country: Country, founding: dict[str, Any]
) -> None:
    before = Unit.objects.count()
    shown = organiser.post(reverse("unit-found"), founding | wrong)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert 'id="errors"' in page
    assert (f"id_{field}_error" in page) if field else shown.context["form"].non_field_errors()
    kept = founding | wrong
    assert kept["parent"] == "nam mau" or f'value="{kept["parent"]}"' in page
    assert kept["parent"] != "nam mau" or 'value="G99.02 – Công an tỉnh Nam Mẫu"' in page
    for name in ("code", "name", "short_name", "founded_on", "decision_number"):
        assert not kept[name] or f'value="{kept[name]}"' in page
    assert Unit.objects.count() == before


def test_founding_beneath_another_s_unit_is_refused_with_everything_kept(
    provincial: Client, country: Country, founding: dict[str, Any]
) -> None:
    shown = provincial.post(reverse("unit-found"), founding)
    assert shown.status_code == 403
    assert "Bạn chưa được cấp quyền" in shown.content.decode()
    assert 'value="CAX Mới"' in shown.content.decode()
    assert not Unit.objects.filter(code="G99.02.01").exists()


@pytest.mark.parametrize("act", ["rename", "contact", "move", "split", "dissolve"])
def test_the_acts_of_another_s_unit_are_closed(act: str, provincial: Client, country: Country) -> None:
    assert provincial.get(reverse(f"unit-{act}", args=[country.south.pk])).status_code == 403
    assert provincial.get(reverse(f"unit-{act}", args=[country.commune.pk])).status_code == 200
    assert signed_in(country.northern_head).get(reverse(f"unit-{act}", args=[country.north.pk])).status_code == 403


def test_a_unit_is_renamed_moved_and_dissolved(organiser: Client, country: Country) -> None:
    key, day, other = country.commune.pk, today(), Unit.objects.get(code="G99.01.02")
    facts = {"code": "G99.01.01", "name": "Công an phường Đông Hòa", "level": "commune", "effective_on": day}
    assert organiser.post(reverse("unit-rename", args=[key]), facts).status_code == 302
    confirmed = {"effective_on": day, "confirm": "1"}
    moved = organiser.post(reverse("unit-move", args=[key]), {"parent": "G99.02", **confirmed})
    assert moved.status_code == 302
    assert organiser.post(reverse("unit-dissolve", args=[other.pk]), confirmed).status_code == 302
    commune = Unit.objects.get(pk=key)
    assert (commune.name, commune.parent) == ("Công an phường Đông Hòa", country.south)
    other.refresh_from_db()
    assert (other.heir, other.is_living) == (country.north, False)


def test_what_a_move_would_do_is_shown_before_it_is_confirmed(organiser: Client, country: Country) -> None:
    address = reverse("unit-move", args=[country.commune.pk])
    asked = {"parent": "nam mau", "effective_on": today(), "decision_number": "5/QĐ"}
    assert "Xem trước" in organiser.get(address).content.decode()
    looked_at = organiser.post(address, asked)
    page = looked_at.content.decode()
    assert [(one.unit, one.former_parent, one.parent) for one in looked_at.context["preview"].moved] == [
        (country.commune, country.north, country.south)
    ]
    assert ("Chưa có gì được ghi" in page, 'name="confirm"' in page) == (True, True)
    assert sorted(looked_at.context["kept"]) == sorted(asked.items())
    assert not UnitAct.objects.filter(kind=UnitActKind.MOVE).exists()

    mended = organiser.post(address, asked | {"edit": "1"})
    page = mended.content.decode()
    assert (mended.status_code, 'value="5/QĐ"' in page, 'id="errors"' in page) == (200, True, False)
    assert not UnitAct.objects.filter(kind=UnitActKind.MOVE).exists()


def test_what_cannot_be_done_is_said_in_the_preview_and_cannot_be_confirmed(
    organiser: Client, country: Country
) -> None:
    north, commune = country.north, country.commune
    looked_at = organiser.post(reverse("unit-move", args=[north.pk]), {"parent": "G99.01.01", "effective_on": today()})
    page = looked_at.content.decode()
    assert (looked_at.status_code, "sẽ nằm dưới chính nó" in page, 'name="confirm"' in page) == (422, True, False)
    sure = {"parent": "G99.01.01", "effective_on": today(), "confirm": "1"}
    assert organiser.post(reverse("unit-move", args=[north.pk]), sure).status_code == 422
    assert Unit.objects.get(pk=commune.pk).parent == north
    soon = f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}"
    held = organiser.post(reverse("unit-dissolve", args=[north.pk]), {"heir": "G99.02", "effective_on": soon})
    assert "2 cán bộ còn giữ vị trí ở đơn vị sẽ kết thúc" in held.content.decode()
    wrong = organiser.post(reverse("unit-dissolve", args=[north.pk]), {"effective_on": "mai", "edit": "1"})
    assert (wrong.status_code, 'value="mai"' in wrong.content.decode()) == (200, True)


def test_a_decision_ahead_is_withdrawn_from_its_page(
    organiser: Client, provincial: Client, northern_head: Client, country: Country
) -> None:
    soon = f"{timezone.localdate() + timedelta(days=3):%d/%m/%Y}"
    sure = {"parent": "G99.02", "effective_on": soon, "confirm": "1"}
    organiser.post(reverse("unit-move", args=[country.commune.pk]), sure)
    act = UnitAct.objects.get(kind=UnitActKind.MOVE)
    page, address = reverse("unit-act", args=[act.pk]), reverse("unit-act-withdraw", args=[act.pk])
    assert address in organiser.get(page).content.decode()
    assert address in organiser.get(reverse("unit", args=[country.commune.pk])).content.decode()
    assert address not in northern_head.get(page).content.decode()
    assert northern_head.get(address).status_code == 403
    assert provincial.post(address, {"reason": "Không phải việc của tôi"}).status_code == 403
    assert organiser.post(address, {"reason": " "}).status_code == 422
    done = organiser.post(address, {"reason": "Bộ dừng việc này"}, follow=True)
    assert ("Lý do: Bộ dừng việc này" in done.content.decode(), address in done.content.decode()) == (True, False)
    assert organiser.post(address, {"reason": "Lần nữa"}).status_code == 404
    assert country.commune.places.count() == 1
    act_of_today = UnitAct.objects.filter(kind=UnitActKind.FOUND).first()
    assert act_of_today is not None
    assert organiser.get(reverse("unit-act-withdraw", args=[act_of_today.pk])).status_code == 404


def test_an_address_that_cannot_be_is_said_by_its_field(organiser: Client, country: Country) -> None:
    wrong = {"email": "không phải thư", "telephone": "0912 000 000"}
    shown = organiser.post(reverse("unit-contact", args=[country.north.pk]), wrong)
    page = shown.content.decode()
    assert (shown.status_code, "id_email_error" in page, 'value="0912 000 000"' in page) == (422, True, True)
    assert organiser.post(reverse("unit-contact", args=[country.north.pk]), {"email": "a@b.example"}).status_code == 302
    country.north.refresh_from_db()
    assert country.north.email == "a@b.example"


def split(**parts: str) -> dict[str, Any]:
    """Return a split with the management of its two parts."""
    blank = {f"form-{place}-{name}": "" for place in (0, 1) for name in ("code", "name", "short_name", "level")}
    sizes = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    return {"goes_on": "keep", "heir": "1", "effective_on": today(), **sizes, **blank, **parts}


def test_a_part_is_split_off_with_one_of_the_communes(organiser: Client, country: Country) -> None:
    part = {"form-0-code": "G99.04", "form-0-name": "Công an tỉnh Tây Mẫu", "form-0-level": "province"}
    asked = split(**part) | {f"child_{country.commune.pk}": "1"}
    looked_at = organiser.post(reverse("unit-split", args=[country.north.pk]), asked)
    assert (looked_at.status_code, [new.code for new in looked_at.context["preview"].founded]) == (200, ["G99.04"])
    assert not Unit.objects.filter(code="G99.04").exists()
    assert dict(looked_at.context["kept"]) == asked
    done = organiser.post(reverse("unit-split", args=[country.north.pk]), asked | {"confirm": "1"})
    new = Unit.objects.get(code="G99.04")
    act = UnitAct.objects.get(kind=UnitActKind.SPLIT)
    assert done.headers["Location"] == reverse("unit-act", args=[act.pk])
    assert list(new.children.values_list("code", flat=True)) == ["G99.01.01"]
    assert organiser.get(done.headers["Location"]).status_code == 200


def test_a_part_begun_must_be_whole_and_one_more_may_be_asked_for(organiser: Client, country: Country) -> None:
    address = reverse("unit-split", args=[country.north.pk])
    begun = split(**{"form-1-name": "Dở dang"})
    shown = organiser.post(address, begun)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert "Phần 2, Mã định danh" in page
    more = organiser.post(address, begun | {"more": "1"}).content.decode()
    assert 'value="Dở dang"' in more
    assert 'name="form-2-code"' in more
    assert 'id="errors"' not in more
    assert not UnitAct.objects.filter(kind=UnitActKind.SPLIT).exists()


@pytest.fixture
def enrolling() -> dict[str, Any]:
    """An officer who can be enrolled."""
    return {
        "full_name": "Vàng A Thử",
        "username": "vang.a.thu",
        "rank": "Thiếu tá",
        "unit": "G99.01.01",
        "title": "Trưởng Công an xã",
        "kind": PostKind.HEAD.value,
        "valid_from": today(),
    }


def test_an_officer_is_enrolled_appointed_transferred_and_takes_leave(
    organiser: Client, country: Country, enrolling: dict[str, Any]
) -> None:
    assert organiser.post(reverse("officer-enrol"), enrolling).status_code == 302
    officer = Officer.objects.get(username="vang.a.thu")
    further = {"unit": "G99.01.02", "title": "Phụ trách", "kind": "deputy", "valid_from": today()}
    assert organiser.post(reverse("officer-appoint", args=[officer.pk]), further).status_code == 302
    post = Post.objects.get(officer=officer, title="Phụ trách")
    assert organiser.post(reverse("post-end", args=[post.pk]), {"on": today()}).status_code == 302
    on = {"unit": "nam mau", "title": "Cán bộ", "kind": "member", "on": today()}
    assert organiser.post(reverse("officer-transfer", args=[officer.pk]), on).status_code == 302
    assert Post.objects.held_on(timezone.localdate()).get(officer=officer).unit == country.south
    reason = {"reason": "Quyết định 9/QĐ-BTN"}
    assert organiser.post(reverse("officer-suspend", args=[officer.pk]), {"reason": " "}).status_code == 422
    assert organiser.post(reverse("officer-suspend", args=[officer.pk]), reason).status_code == 302
    officer.refresh_from_db()
    assert officer.is_active is False
    assert organiser.post(reverse("officer-reinstate", args=[officer.pk]), reason).status_code == 302
    officer.refresh_from_db()
    assert officer.is_active is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "to-chuc"},
        {"username": "Có Dấu"},
        {"unit": "xa"},
        {"unit": "không đâu"},
        {"valid_from": "mai"},
        {"valid_to": "01/01/2000"},
        {"full_name": ""},
        {"kind": "king"},
        {"email": "x"},
    ],
)
def test_an_enrolment_typed_wrongly_keeps_everything(
    wrong: dict[str, str], organiser: Client, country: Country, enrolling: dict[str, Any]
) -> None:
    before = Officer.objects.count()
    shown = organiser.post(reverse("officer-enrol"), enrolling | wrong)
    page = shown.content.decode()
    assert shown.status_code == 422
    assert 'id="errors"' in page
    assert 'value="Trưởng Công an xã"' in page
    for value in wrong.values():
        assert value in page
    assert Officer.objects.count() == before


def test_a_second_head_is_refused_by_name_of_what_stands_against_it(
    organiser: Client, country: Country, enrolling: dict[str, Any]
) -> None:
    shown = organiser.post(reverse("officer-enrol"), enrolling | {"unit": "G99.01"})
    assert shown.status_code == 422
    assert not Officer.objects.filter(username="vang.a.thu").exists()


def test_officers_of_another_s_branch_are_not_there_to_be_managed(provincial: Client, country: Country) -> None:
    southern = country.southern_head.officer
    post = Post.objects.get(officer=southern)
    for name in ("correct", "appoint", "transfer", "suspend", "reinstate"):
        assert provincial.get(reverse(f"officer-{name}", args=[southern.pk])).status_code == 404
    assert provincial.get(reverse("post-end", args=[post.pk])).status_code == 404
    assert provincial.post(reverse("officer-activation", args=[southern.pk])).status_code == 404
    assert Grant.objects.filter(officer=southern, revoked_at__isnull=True).count() == 1


def test_an_activation_link_is_shown_once_and_lets_a_password_be_set(
    organiser: Client, country: Country, enrolling: dict[str, Any]
) -> None:
    organiser.post(reverse("officer-enrol"), enrolling)
    officer = Officer.objects.get(username="vang.a.thu")
    page = organiser.get(reverse("officer", args=[officer.pk])).content.decode()
    assert "Cấp liên kết kích hoạt" in page
    shown = organiser.post(reverse("officer-activation", args=[officer.pk]))
    assert shown.status_code == 200
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.context["link"].startswith("http://testserver/")
    assert organiser.get(reverse("officer-activation", args=[officer.pk])).status_code == 405


def test_who_has_a_password_gets_no_activation_link(organiser: Client, country: Country) -> None:
    head = country.northern_head.officer
    assert head.check_password(PASSWORD)
    done = organiser.post(reverse("officer-activation", args=[head.pk]), follow=True)
    assert done.redirect_chain[-1][0] == reverse("officer", args=[head.pk])
    assert "đã đặt mật khẩu" in done.content.decode()
