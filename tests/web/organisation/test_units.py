"""The tree and the list of units on any day, and the page of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.organisation.conftest import Country


def test_the_tree_opens_one_level_at_a_time(organiser: Client, country: Country) -> None:
    shown = organiser.get(reverse("units")).content.decode()
    assert "Công an tỉnh Bắc Mẫu" in shown
    assert "Công an xã Đông Hòa" not in shown
    opened = organiser.get(reverse("units"), {"open": country.north.pk}).content.decode()
    assert "Công an xã Đông Hòa" in opened
