"""A new site: its topmost unit bears a right code and has stood since the day that is named."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.organisation.models import Unit
from dongbo.organisation.operations import establish_site, found_unit
from dongbo.organisation.queries.units import unit_on
from dongbo.organisation.states import Level
from tests.builders import PASSWORD

pytestmark = pytest.mark.django_db

SITE: dict[str, Any] = {
    "code": "G99",
    "name": "Bộ Thử nghiệm",
    "username": "quan-tri",
    "full_name": "Quản Trị Mẫu",
    "title": "Quản trị",
    "password": PASSWORD,
}


def test_a_site_stands_since_the_day_named_and_acts_of_then_can_be_recorded(at: datetime) -> None:
    founded = establish_site(**SITE | {"code": " 000.00.00.g99 "}, founded_on=date(1975, 5, 1), at=at)
    assert (founded.unit.code, founded.unit.legacy_code, founded.unit.founded_on) == (
        "G99", "000.00.00.G99", date(1975, 5, 1),
    )  # fmt: skip
    found_unit(
        code="G99.01", name="Cục Một", level=Level.DEPARTMENT, parent=founded.unit, founded_on=date(1981, 2, 3),
        by=founded.administrator, at=at,
    )  # fmt: skip
    assert unit_on("G99", date(1975, 5, 1)) is not None
    assert unit_on("G99", date(1975, 4, 30)) is None


def test_without_a_day_it_stands_since_today(at: datetime) -> None:
    assert establish_site(**SITE, at=at).unit.founded_on == timezone.localdate(at)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "không phải mã"}, "code"),
        ({"code": "01.G99"}, "code"),
        ({"name": "  "}, "name"),
        ({"founded_on": date(1900, 1, 1)}, "founded_on"),
        ({"founded_on": date(2026, 11, 21) + timedelta(days=1)}, "founded_on"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_nothing_is_written(wrong: dict[str, Any], field: str, at: datetime) -> None:
    with pytest.raises(ValidationError) as refused:
        establish_site(**SITE | wrong, at=at)
    assert list(refused.value.message_dict) == [field]
    assert not Unit.objects.exists()
