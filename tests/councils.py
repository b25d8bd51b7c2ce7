"""Councils for tests, through the operations: who sits in one, who leads it, drafts, approves and issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dongbo.documents.states import Standing
from dongbo.engines.councils.models import MODELS
from dongbo.organisation.states import Access, Decision
from dongbo.planning.operations.councils import NewSeat, found_council
from dongbo.planning.states import SeatRole
from tests.builders import PLAN, enrolled, frozen, unit_beneath

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.documents.models import Document, Version
    from dongbo.engines.councils.rules import CouncilRules
    from dongbo.organisation.models import Unit
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Council, CouncilSeat
    from tests.builders import Site

RULES = {model.code: model.rules for model in MODELS}
"""The rules of every model by its code; "general" is open, at least two thirds, more than half of those present."""

NOTATION = "HĐTĐ"
DECISION = Decision("12/QĐ-BTN", date(2026, 11, 2), "Bộ Thử nghiệm")


@dataclass(frozen=True, slots=True)
class Seated:
    """A council with everybody around it: each an officer at work, his seat by `seat_of`."""

    council: Council
    version: Version
    chair: Acting
    vice_chair: Acting
    members: tuple[Acting, Acting]
    reviewer: Acting
    secretary: Acting
    support: Acting
    standing: Acting
    drafter: Acting
    approver: Acting
    clerk: Acting

    @property
    def voting(self) -> tuple[Acting, ...]:
        """Everybody who sits and votes, by rank."""
        return (self.chair, self.vice_chair, *self.members, self.reviewer, self.secretary)

    def seat_of(self, one: Acting) -> CouncilSeat:
        """The open seat of an officer."""
        return self.council.seats.get(officer=one.officer, ended_at__isnull=True)


def council(
    site: Site,
    *,
    at: datetime,
    rules: CouncilRules | None = None,
    version: Version | None = None,
    access: Access = Access.UNIT,
    prefix: str = "hd",
    decision: Decision = DECISION,
) -> Seated:
    """Found a council of chair, vice-chair, two members, reviewer, secretary and a support officer.

    The plan is kept at the ministry; `standing` leads the council, `drafter` leads drafts, `approver` and `clerk` end
    it, all at the ministry. The members sit for a department beneath. `version` is a frozen one of a plan.
    """
    by, top = site.administrator, site.unit
    judged = version or frozen(PLAN, site=site, at=at, standing=Standing.PLAN, access=access)
    department = unit_beneath(top, f"G99.{prefix.upper()}", f"Cục {prefix}", by=by, at=at)

    def officer(name: str, role: str, unit: Unit) -> Acting:
        return enrolled(f"{prefix}-{name}", role, unit=unit, clearance=access, by=by, at=at)

    people = {
        role: officer(str(role.value).replace("_", "-"), "council-member", department)
        for role in SeatRole
        if role != SeatRole.MEMBER
    }
    members = tuple(officer(f"uy-vien-{number}", "council-member", department) for number in (1, 2))
    standing = officer("thuong-truc", "council-secretariat", top)
    ranked = [
        (people[SeatRole.CHAIR], SeatRole.CHAIR),
        (people[SeatRole.VICE_CHAIR], SeatRole.VICE_CHAIR),
        *((one, SeatRole.MEMBER) for one in members),
        (people[SeatRole.REVIEWER], SeatRole.REVIEWER),
        (people[SeatRole.SECRETARY], SeatRole.SECRETARY),
        (people[SeatRole.SUPPORT], SeatRole.SUPPORT),
    ]
    seats = [
        NewSeat(officer=acting.officer, unit=department, role=role, position=str(role.label), rank=rank)
        for rank, (acting, role) in enumerate(ranked, start=1)
    ]
    return Seated(
        council=council_for(judged.document, seats, by=standing, at=at, rules=rules, decision=decision),
        version=judged,
        chair=people[SeatRole.CHAIR],
        vice_chair=people[SeatRole.VICE_CHAIR],
        members=(members[0], members[1]),
        reviewer=people[SeatRole.REVIEWER],
        secretary=people[SeatRole.SECRETARY],
        support=people[SeatRole.SUPPORT],
        standing=standing,
        drafter=officer("soan-thao", "drafting-head", top),
        approver=officer("phe-duyet", "approving-leader", top),
        clerk=officer("van-thu", "issuing-officer", top),
    )


def council_for(
    document: Document,
    seats: list[NewSeat],
    *,
    by: Acting,
    at: datetime,
    rules: CouncilRules | None = None,
    decision: Decision = DECISION,
) -> Council:
    """Found a council for a plan with the given seats."""
    return found_council(
        document=document,
        name="Hội đồng thẩm định kế hoạch",
        standing_unit=document.unit,
        decision=decision,
        decision_file=None,
        model=None,
        rules=rules or RULES["general"],
        seats=seats,
        notation=NOTATION,
        by=by,
        at=at,
    )
