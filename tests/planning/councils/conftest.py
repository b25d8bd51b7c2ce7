"""What tests of councils share: a frozen plan, who leads councils, and officers to be seated."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dongbo.documents.states import Standing
from dongbo.organisation.states import PostKind
from dongbo.planning.operations.councils import NewSeat
from dongbo.planning.states import SeatRole
from tests.builders import PLAN, enrolled, frozen, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Document
    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting
    from tests.builders import Site
    from tests.keeping import Keep


@dataclass(frozen=True, slots=True)
class Ground:
    """A plan kept by a department, who leads councils there, and officers of another department."""

    plan: Document
    department: Unit
    other: Unit
    lead: Acting
    head: Acting
    people: tuple[Acting, ...]

    def seats(self) -> list[NewSeat]:
        """A chair, two members and a secretary, all strangers to the plan."""
        roles = (SeatRole.CHAIR, SeatRole.MEMBER, SeatRole.MEMBER, SeatRole.SECRETARY)
        return [
            NewSeat(one.officer, self.other, role, rank=rank)
            for rank, (one, role) in enumerate(zip(self.people, roles, strict=False), start=1)
        ]


@pytest.fixture(scope="module")
def kept_ground(keep: Keep, kept_site: Site, at: datetime) -> Ground:
    def build() -> Ground:
        by = kept_site.administrator
        department = unit_beneath(kept_site.unit, "G99.01", "Cục Công nghệ", by=by, at=at)
        other = unit_beneath(kept_site.unit, "G99.02", "Cục Kế hoạch", by=by, at=at)
        department.refresh_from_db()
        plan = frozen(PLAN, site=kept_site, at=at, standing=Standing.PLAN, unit=department)
        people = tuple(enrolled(f"uv-{place}", "council-member", unit=other, by=by, at=at) for place in range(1, 6))
        return Ground(
            plan=plan.document,
            department=department,
            other=other,
            lead=enrolled("thuong-truc", "council-secretariat", unit=department, by=by, at=at),
            head=enrolled("cuc-truong", "council-member", unit=department, kind=PostKind.HEAD, by=by, at=at),
            people=people,
        )

    return keep(build)


@pytest.fixture
def ground(kept_ground: Ground, db: None) -> Ground:
    return deepcopy(kept_ground)
