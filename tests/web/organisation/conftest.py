"""A small country: two provinces with communes and people, an organisation officer of it all and one of a province."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from dongbo.organisation.states import Level, PostKind
from tests.builders import Site, enrolled, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting
    from tests.keeping import Keep


@dataclass(frozen=True, slots=True)
class Country:
    """Two provinces: one with a head and two communes, one with a head."""

    site: Site
    north: Unit
    south: Unit
    commune: Unit
    organiser: Acting
    provincial: Acting
    northern_head: Acting
    southern_head: Acting


@pytest.fixture(scope="module")
def kept_country(keep: Keep, kept_site: Site, at: datetime) -> Country:
    def build() -> Country:
        by = kept_site.administrator
        north = unit_beneath(kept_site.unit, "G99.01", "Công an tỉnh Bắc Mẫu", by=by, at=at, level=Level.PROVINCE)
        south = unit_beneath(kept_site.unit, "G99.02", "Công an tỉnh Nam Mẫu", by=by, at=at, level=Level.PROVINCE)
        commune = unit_beneath(north, "G99.01.01", "Công an xã Đông Hòa", by=by, at=at, level=Level.COMMUNE)
        unit_beneath(north, "G99.01.02", "Công an xã Tây Hòa", by=by, at=at, level=Level.COMMUNE)
        for unit in (north, south, commune):
            unit.refresh_from_db()
        return Country(
            site=kept_site,
            north=north,
            south=south,
            commune=commune,
            organiser=enrolled("to-chuc", "organisation-officer", unit=kept_site.unit, by=by, at=at),
            provincial=enrolled("to-chuc-bac", "organisation-officer", unit=north, by=by, at=at),
            northern_head=enrolled("truong-bac", "unit-head", unit=north, by=by, at=at, kind=PostKind.HEAD),
            southern_head=enrolled("truong-nam", "unit-head", unit=south, by=by, at=at, kind=PostKind.HEAD),
        )

    return keep(build)


@pytest.fixture
def country(kept_country: Country, db: None) -> Country:
    """The country, founded on the day of `at`."""
    return deepcopy(kept_country)


def signed_in(acting: Acting) -> Client:
    """Return the browser of the officer."""
    client = Client()
    client.force_login(acting.officer)
    return client


@pytest.fixture
def organiser(country: Country) -> Client:
    """The browser of who organises the whole country."""
    return signed_in(country.organiser)


@pytest.fixture
def provincial(country: Country) -> Client:
    """The browser of who organises the northern province only."""
    return signed_in(country.provincial)


@pytest.fixture
def northern_head(country: Country) -> Client:
    """The browser of who heads the northern province and organises nothing."""
    return signed_in(country.northern_head)
