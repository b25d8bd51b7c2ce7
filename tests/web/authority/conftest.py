"""A province with a head, his deputy and a stranger in another province; everyone enters through the sign-in page."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from dongbo.organisation.models import Grant
from dongbo.organisation.states import Level, PostKind
from tests.builders import PASSWORD, Site, enrolled, unit_beneath

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting
    from tests.keeping import Keep


@dataclass(frozen=True, slots=True)
class Province:
    """Two provinces of a ministry, and who holds what in them."""

    site: Site
    unit: Unit
    other: Unit
    head: Acting
    deputy: Acting
    stranger: Acting
    held: Grant


@pytest.fixture(scope="module")
def kept_province(keep: Keep, kept_site: Site, at: datetime) -> Province:
    def build() -> Province:
        by = kept_site.administrator
        unit = unit_beneath(kept_site.unit, "G99.01", "Công an tỉnh Bắc Mẫu", by=by, at=at, level=Level.PROVINCE)
        other = unit_beneath(kept_site.unit, "G99.02", "Công an tỉnh Nam Mẫu", by=by, at=at, level=Level.PROVINCE)
        unit.refresh_from_db()
        head = enrolled("truong", "unit-head", unit=unit, by=by, at=at, kind=PostKind.HEAD)
        return Province(
            site=kept_site,
            unit=unit,
            other=other,
            head=head,
            deputy=enrolled("pho", "reader", unit=unit, by=by, at=at, kind=PostKind.DEPUTY),
            stranger=enrolled("nguoi-la", "unit-head", unit=other, by=by, at=at, kind=PostKind.HEAD),
            held=Grant.objects.get(officer=head.officer),
        )

    return keep(build)


@pytest.fixture
def province(kept_province: Province, db: None) -> Province:
    """The provinces."""
    return deepcopy(kept_province)


@pytest.fixture
def enter() -> Callable[[Acting], Client]:
    """Sign in through the page, as delicate acts ask for."""

    def entered(acting: Acting) -> Client:
        client = Client()
        client.post("/sign-in/", {"login": acting.officer.username, "password": PASSWORD})
        return client

    return entered
