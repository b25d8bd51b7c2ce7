"""Who may open what of councils: the lines of the walk for everything that hangs on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dongbo.documents.models import NumberSeries
from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import Ballot, ConflictOfInterest, Council, CouncilModel, Meeting, RequiredRevision
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.planning.states import MeetingState, SeatRole
from tests.web.addresses import Address, Arguments, Rule, World, records_of, sees
from tests.web.dossier_addresses import ADDRESSES as DOSSIER_ADDRESSES
from tests.web.northern_council import BALLOT_SUBJECT, COUNCIL_NAME, REVISION_TEXT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dongbo.planning.models import CouncilSeat
    from tests.web.oracle import Who

P = Permission
Records = Callable[[World], list[tuple[Arguments, Any]]]
SEES = (*FOLLOWING, P.COUNCIL_SIT)
"""Whoever holds one of these somewhere may ask for the pages of councils."""


def keeps(*permissions: Permission) -> Rule:
    """Who holds one of the permissions where the plan of a council is kept."""

    def rule(world: World, who: Who, council: Council) -> bool:
        document = council.document
        kept = Access(max(document.access, Access.UNIT))
        return any(sees(world, who, permission, document.unit, kept) for permission in permissions)

    return rule


def sits(world: World, who: Who, council: Council) -> bool:
    """Who has an open seat, or acts for whom has one, and may sit at its unit on papers so far open."""
    persons = {who.officer.pk, who.principal.pk if who.principal else who.officer.pk}
    kept = Access(max(council.document.access, Access.UNIT))
    seats = council.seats.filter(ended_at__isnull=True, officer__in=persons).select_related("unit")
    return any(sees(world, who, P.COUNCIL_SIT, seat.unit, kept) for seat in seats)


def opens(world: World, who: Who, council: Council) -> bool:
    """Who follows the council where the plan is kept, or sits in it."""
    return keeps(*FOLLOWING)(world, who, council) or sits(world, who, council)


def leads(world: World, who: Who, council: Council) -> bool:
    """Who leads councils where the plan is kept."""
    return keeps(P.COUNCIL_LEAD)(world, who, council)


def of_council(rule: Rule) -> Rule:
    """Whom the rule lets in the council that a record is of."""
    return lambda world, who, record: rule(world, who, record.council)


def declares(world: World, who: Who, seat: CouncilSeat) -> bool:
    """Who leads the council, or sits on this very seat."""
    himself = who.principal is None and seat.officer == who.officer and sits(world, who, seat.council)
    return himself or leads(world, who, seat.council)


def takes(world: World, who: Who, series: NumberSeries) -> bool:
    """Who follows the council whose series it is, or issues at the unit that has it."""
    council = Council.objects.filter(series=series).first()
    return keeps(*FOLLOWING)(world, who, council) if council else sees(world, who, P.PLAN_ISSUE, series.unit)


def the_council(*ending: object) -> Records:
    return lambda world: [([world.council.pk, *ending], world.council)]


def of_the_council(rows: Callable[[Council], QuerySet[Any]]) -> Records:
    """Return records of the council: its key and theirs, each with the council it is of."""
    return lambda world: [([world.council.pk, row.pk], row) for row in rows(world.council).order_by("pk")]


def open_seats(council: Council) -> QuerySet[CouncilSeat]:
    return council.seats.filter(ended_at__isnull=True)


def open_conflicts(council: Council) -> QuerySet[ConflictOfInterest]:
    return ConflictOfInterest.objects.filter(seat__council=council, ended_at__isnull=True)


def records_it(world: World, who: Who, council: Council) -> bool:
    """Who leads the council, or is its secretary himself."""
    secretary = council.seats.filter(
        ended_at__isnull=True, officer=who.officer, role=SeatRole.SECRETARY
    ).exists()  # fmt: skip
    himself = who.principal is None and secretary and sits(world, who, council)
    return himself or leads(world, who, council)


def drafts_it(world: World, who: Who, council: Council) -> bool:
    """Who answers what the council ordered: leads or writes drafts where the plan is kept."""
    return keeps(P.DRAFT_LEAD, P.DRAFT_WRITE)(world, who, council)


def follows_ballots(world: World, who: Who, council: Council) -> bool:
    """Who sits in the council or leads it; others not before the conclusions of the meeting are announced."""
    return sits(world, who, council) or leads(world, who, council)


def presides(world: World, who: Who, meeting: Meeting) -> bool:
    """Who has the seat that presides, himself, and may sit there."""
    himself = who.principal is None and meeting.chair.officer == who.officer
    return himself and sits(world, who, meeting.council)


def conducts(world: World, who: Who, meeting: Meeting) -> bool:
    """Who presides, is the secretary himself, or leads the council."""
    himself = who.principal is None and meeting.council.seats.filter(
        role=SeatRole.SECRETARY, officer=who.officer, ended_at__isnull=True
    )
    is_secretary = bool(himself) and sits(world, who, meeting.council)
    return presides(world, who, meeting) or is_secretary or leads(world, who, meeting.council)


def sees_ballot(world: World, who: Who, ballot: Ballot) -> bool:
    return follows_ballots(world, who, ballot.meeting.council)


def presides_over(world: World, who: Who, ballot: Ballot) -> bool:
    return presides(world, who, ballot.meeting)


def hidden_of_council(world: World, who: Who) -> dict[str, str]:
    """Return the words of the council that `who` may read nowhere, each with what it is about."""
    found = {}
    if not opens(world, who, world.council):
        found |= {COUNCIL_NAME: "council", REVISION_TEXT: "required revision"}
    if not follows_ballots(world, who, world.council):
        found[BALLOT_SUBJECT] = "ballot"
    return found


LEAD = (P.COUNCIL_LEAD,)
SIT = (P.COUNCIL_SIT,)
BALLOTS = records_of(Ballot)
KEEPS_RECORD = (P.COUNCIL_LEAD, P.COUNCIL_SIT)

ADDRESSES: dict[str, Address] = {
    **DOSSIER_ADDRESSES,
    "appraisal-dossier-new": Address(LEAD, leads, the_council()),
    "councils": Address(SEES),
    "council-new": Address(LEAD),
    "council-plan-choices": Address(LEAD),
    "council-officer-choices": Address(LEAD),
    "council": Address(SEES, opens, the_council()),
    "council-decision": Address(SEES, opens, the_council()),
    "council-rules": Address(LEAD, leads, the_council()),
    "council-close": Address(LEAD, leads, the_council()),
    "council-seat-new": Address(LEAD, leads, the_council()),
    "council-seat-role": Address(LEAD, of_council(leads), of_the_council(open_seats)),
    "council-seat-end": Address(LEAD, of_council(leads), of_the_council(open_seats)),
    "council-conflict-new": Address(SEES, declares, of_the_council(open_seats)),
    "council-conflict-end": Address(
        LEAD, lambda world, who, one: leads(world, who, one.seat.council), of_the_council(open_conflicts), "post"
    ),
    "ballot-new": Address(
        (P.COUNCIL_LEAD, P.COUNCIL_SIT), conducts, records_of(Meeting.objects.filter(state=MeetingState.OPEN))
    ),
    "ballot": Address(SEES, sees_ballot, BALLOTS),
    "ballot-cast": Address(SIT, sees_ballot, BALLOTS),
    "ballot-receipt": Address(SEES, sees_ballot, BALLOTS),
    "ballot-open": Address(SIT, presides_over, BALLOTS),
    "ballot-close": Address(SIT, presides_over, BALLOTS),
    "ballot-annul": Address(SIT, presides_over, BALLOTS),
    "council-models": Address(),
    "council-model-new": Address((P.ROLE_DEFINE,)),
    "council-model-end": Address((P.ROLE_DEFINE,), None, records_of(CouncilModel.objects.filter(code="general"))),
    "number-series": Address(FOLLOWING),
    "number-series-new": Address((P.PLAN_ISSUE,)),
    "issued-numbers": Address(FOLLOWING, takes, records_of(NumberSeries)),
    "council-revisions": Address(SEES, opens, the_council()),
    "revision-new": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-places": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-remarks": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-report": Address(SEES, opens, the_council()),
    "draft-return": Address(LEAD, leads, the_council()),
    "revision": Address(SEES, of_council(opens), records_of(RequiredRevision)),
    "revision-changed": Address((P.DRAFT_LEAD, P.DRAFT_WRITE), of_council(drafts_it), records_of(RequiredRevision)),
    "revision-withdraw": Address(KEEPS_RECORD, of_council(records_it), records_of(RequiredRevision)),
}
WORKBOOKS: set[str] = {"council-revisions", "councils", "number-series", "issued-numbers"}
"""What also leaves as a workbook."""
