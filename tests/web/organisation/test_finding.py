"""Units are found by names and codes they bore once, and by those of units they have inherited from."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import dissolve_unit, merge_units, rename_unit
from dongbo.organisation.queries.units.searching import heirs_matching
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.keeping import Keep
    from tests.web.organisation.conftest import Country


@pytest.fixture(scope="module")
def at() -> datetime:
    """A fortnight ago, so that the country can have changed by today."""
    return timezone.now() - timedelta(days=14)


@pytest.fixture(scope="module")
def kept_merged(keep: Keep, kept_country: Country) -> Country:
    def build() -> Country:
        by, now = kept_country.site.administrator, timezone.now()
        today = timezone.localdate(now)
        dissolve_unit(
            unit=kept_country.commune, heir=Unit.objects.get(code="G99.01.02"), effective_on=today - timedelta(days=7),
            by=by, at=now,
        )  # fmt: skip
        south = Unit.objects.get(pk=kept_country.south.pk)
        rename_unit(unit=south, name="Công an tỉnh Trùng Dương", code="G99.12", effective_on=today, by=by, at=now)
        north = Unit.objects.get(pk=kept_country.north.pk)
        merge_units(predecessors=[north], successor=south, effective_on=today, move_posts=True, by=by, at=now)
        return kept_country

    return keep(build)


@pytest.fixture
def merged(kept_merged: Country, db: None) -> Country:
    """The southern province was called otherwise, and has taken over the northern one; a commune ended before that."""
    return deepcopy(kept_merged)


def shown(client: Client, words: str, **more: str) -> list[tuple[str, list[str]]]:
    """Return what the list finds: the names, each with its notes."""
    rows = client.get(reverse("units"), {"q": words, **more}).context["rows"]
    return [(row.name, row.notes) for row in rows]


@pytest.mark.parametrize("words", ["Công an tỉnh Bắc Mẫu", "cong an tinh bac mau", "bac mau", "G99.01 bac"])
def test_the_heir_of_an_ended_unit_is_found_and_says_so(words: str, organiser: Client, merged: Country) -> None:
    day = f"{timezone.localdate():%d/%m/%Y}"
    assert shown(organiser, words) == [
        ("Công an tỉnh Trùng Dương", [f"«Công an tỉnh Bắc Mẫu» nay thuộc đơn vị này, từ ngày {day}"])
    ]
    assert f"«Công an tỉnh Bắc Mẫu» nay thuộc đơn vị này, từ ngày {day}".encode() in (
        organiser.get(reverse("units"), {"q": words}).content
    )


def test_a_unit_is_found_by_the_name_and_the_code_it_bore(organiser: Client, merged: Country) -> None:
    day = f"{timezone.localdate():%d/%m/%Y}"
    for words in ("nam mau", "G99.02"):
        assert shown(organiser, words) == [
            ("Công an tỉnh Trùng Dương", [f"tên đến trước ngày {day}: Công an tỉnh Nam Mẫu"])
        ]
    assert shown(organiser, "trung duong") == [("Công an tỉnh Trùng Dương", [])]


def test_an_ended_unit_says_who_has_its_records(organiser: Client, merged: Country) -> None:
    assert shown(organiser, "bac mau", state="ended") == [
        ("Công an tỉnh Bắc Mẫu", ["nay thuộc Công an tỉnh Trùng Dương"])
    ]
    assert shown(organiser, "dong hoa", state="all")[0][0] in ("Công an xã Đông Hòa", "Công an xã Tây Hòa")


def test_on_a_day_before_the_unit_stands_for_itself(organiser: Client, merged: Country) -> None:
    before = f"{timezone.localdate() - timedelta(days=1):%d/%m/%Y}"
    found = dict(shown(organiser, "bac mau", on=before))
    assert "Công an tỉnh Bắc Mẫu" in found


def test_words_that_nobody_bore_lead_nowhere(merged: Country) -> None:
    assert heirs_matching("không đâu") == {}
    assert heirs_matching("") == {}
    assert heirs_matching("bac nam") == {}


def test_the_chooser_offers_the_heir_and_never_takes_it_for_the_unit(organiser: Client, merged: Country) -> None:
    offered = organiser.get(reverse("unit-choices"), {"field": "parent", "parent": "Công an tỉnh Bắc Mẫu"})
    page = offered.content.decode()
    assert ("Công an tỉnh Trùng Dương" in page, "«Công an tỉnh Bắc Mẫu» nay thuộc đơn vị này" in page) == (True, True)
    assert " checked" not in page
    facts = {
        "parent": "Công an tỉnh Bắc Mẫu",
        "code": "G99.12.01",
        "name": "Công an xã Mới",
        "level": "commune",
        "founded_on": f"{timezone.localdate():%d/%m/%Y}",
    }
    asked = organiser.post(reverse("unit-found"), facts)
    assert (asked.status_code, "nay thuộc đơn vị này" in asked.content.decode()) == (422, True)
    heir = Unit.objects.get(code="G99.12")
    picked = {"parent_picked": str(heir.pk), "parent_offered_for": facts["parent"]}
    assert organiser.post(reverse("unit-found"), facts | picked).status_code == 302
    assert Unit.objects.get(code="G99.12.01").parent == heir


def test_the_chooser_takes_a_unit_by_the_name_it_bore_itself(organiser: Client, merged: Country) -> None:
    offered = organiser.get(reverse("unit-choices"), {"field": "parent", "parent": "cong an tinh nam mau"})
    assert "G99.12" in offered.content.decode()


@pytest.mark.parametrize("size", [1, 3])
def test_finding_takes_as_many_queries_for_three_as_for_one(size: int, organiser: Client, merged: Country) -> None:
    words = {1: "bac mau", 3: "cong an"}[size]
    state = {1: "ended", 3: "all"}[size]
    address = reverse("units")
    assert len(organiser.get(address, {"q": words, "state": state}).context["rows"]) >= size
    assert queries_of(lambda: organiser.get(address, {"q": words, "state": state})) == 13
