"""A province with a head, his deputy and a stranger in another province; everyone enters through the sign-in page."""

from __future__ import annotations

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


@pytest.fixture
def province(site: Site, at: datetime) -> Province:
    """The provinces."""
    by = site.administrator
    unit = unit_beneath(site.unit, "G99.01", "Công an tỉnh Bắc Mẫu", by=by, at=at, level=Level.PROVINCE)
    other = unit_beneath(site.unit, "G99.02", "Công an tỉnh Nam Mẫu", by=by, at=at, level=Level.PROVINCE)
    unit.refresh_from_db()
    head = enrolled("truong", "unit-head", unit=unit, by=by, at=at, kind=PostKind.HEAD)
    return Province(
        site=site,
        unit=unit,
        other=other,
        head=head,
        deputy=enrolled("pho", "reader", unit=unit, by=by, at=at, kind=PostKind.DEPUTY),
        stranger=enrolled("nguoi-la", "unit-head", unit=other, by=by, at=at, kind=PostKind.HEAD),
        held=Grant.objects.get(officer=head.officer),
    )


@pytest.fixture
def enter() -> Callable[[Acting], Client]:
    """Sign in through the page, as delicate acts ask for."""

    def entered(acting: Acting) -> Client:
        client = Client()
        client.post("/sign-in/", {"login": acting.officer.username, "password": PASSWORD})
        return client

    return entered
