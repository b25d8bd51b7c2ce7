"""Who may open what of councils: the lines of the walk for everything that hangs on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dongbo.documents.models import NumberSeries
from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import (
    Ballot,
    Conclusion,
    ConflictOfInterest,
    Council,
    CouncilModel,
    CouncilPaper,
    DiscussionNote,
    Issuance,
    Meeting,
    RequiredRevision,
    Submission,
)
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.planning.states import CouncilForm, MeetingState, SeatRole
from tests.meetings import ONLINE_WAY
from tests.web.addresses import Address, Arguments, Rule, World, records_of, sees
from tests.web.dossier_addresses import ADDRESSES as DOSSIER_ADDRESSES
from tests.web.northern_council import BALLOT_SUBJECT, COUNCIL_NAME, GUEST_SAID, REVISION_TEXT
from tests.web.review_addresses import ADDRESSES as REVIEW_ADDRESSES
from tests.web.review_addresses import WORKBOOKS as REVIEW_WORKBOOKS
from tests.web.review_addresses import hidden_of_reviews

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

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


def keeps_the_record(world: World, who: Who, meeting: Meeting) -> bool:
    """Who keeps the record of the council the meeting is of."""
    return records_it(world, who, meeting.council)


def is_inside(world: World, who: Who, meeting: Meeting) -> bool:
    """Who sits in the council or leads it; others not before the conclusions of the meeting are announced."""
    return follows_ballots(world, who, meeting.council)


def hears_all(world: World, who: Who, council: Council) -> bool:
    """Who writes the record of meetings or presides: others are shown what they said themselves."""
    presiding = any(presides(world, who, meeting) for meeting in council.meetings.all())
    return presiding or records_it(world, who, council)


def joins(world: World, who: Who, meeting: Meeting) -> bool:
    """Who sits in the council, as himself."""
    return who.principal is None and sits(world, who, meeting.council)


def of_meeting(rule: Rule) -> Rule:
    """Whom the rule lets in the meeting that a record is of."""
    return lambda world, who, record: rule(world, who, record.meeting)


def within_meetings(rows: type[Model]) -> Records:
    """Return records of meetings: the key of the meeting and theirs."""
    found = rows._default_manager.order_by("pk")
    return lambda _world: [([row.meeting_id, row.pk], row) for row in found]  # type: ignore[attr-defined]


def makes_papers(world: World, who: Who, council: Council) -> bool:
    """Who records it makes the papers of its meetings, who drafts the report on what was ordered."""
    return records_it(world, who, council) or drafts_it(world, who, council)


def reads_paper(world: World, who: Who, paper: CouncilPaper) -> bool:
    """Who sits in the council or leads it; who follows it, the papers of a meeting that is announced and all others."""
    if sits(world, who, paper.council) or leads(world, who, paper.council):
        return True
    told = paper.meeting is None or paper.meeting.state == MeetingState.CONCLUDED
    return (told or paper.form == CouncilForm.INVITATION) and opens(world, who, paper.council)


def signs_paper(world: World, who: Who, paper: CouncilPaper) -> bool:
    """Whose signature is next, himself: the secretary of the meeting, then who presided."""
    if paper.meeting is None or paper.chair_signed_at is not None or who.principal is not None:
        return False
    seat = paper.meeting.chair if paper.secretary_signed_at else paper.meeting.secretary
    return seat.officer == who.officer and sits(world, who, paper.council)


def takes_back(world: World, who: Who, paper: CouncilPaper) -> bool:
    """Who signed as secretary himself, while who presided has not signed."""
    half = paper.secretary is not None and paper.chair_signed_at is None and who.principal is None
    return half and paper.secretary.officer == who.officer and sits(world, who, paper.council)


def sees_issuance(world: World, who: Who, issuance: Issuance) -> bool:
    """Who may read the plan, follows the council that judged it, or sits there."""
    document = issuance.document
    reads = sees(world, who, P.DOCUMENT_READ, document.unit, Access(document.access))
    return reads or opens(world, who, issuance.submission.council)


def hidden_of_council(world: World, who: Who) -> dict[str, str]:
    """Return the words of the council that `who` may read nowhere, each with what it is about."""
    found = {}
    if not opens(world, who, world.council):
        found |= {COUNCIL_NAME: "council", REVISION_TEXT: "required revision"}
    if not follows_ballots(world, who, world.council):
        found |= {BALLOT_SUBJECT: "ballot", ONLINE_WAY: "way into a meeting"}
    if not hears_all(world, who, world.council):
        found[GUEST_SAID] = "what was said at a meeting"
    return found | hidden_of_reviews(world, who, world.council)


LEAD = (P.COUNCIL_LEAD,)
SIT = (P.COUNCIL_SIT,)
BALLOTS = records_of(Ballot)
PAPERS, SUBMISSIONS, ISSUANCES = records_of(CouncilPaper), records_of(Submission), records_of(Issuance)
MEETINGS = records_of(Meeting)
KEEPS_RECORD = (P.COUNCIL_LEAD, P.COUNCIL_SIT)

ADDRESSES: dict[str, Address] = {
    **DOSSIER_ADDRESSES,
    **REVIEW_ADDRESSES,
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
    "meetings": Address(SEES),
    "meeting-new": Address(KEEPS_RECORD, records_it, the_council()),
    "meeting": Address(SEES, of_council(opens), MEETINGS),
    "meeting-now": Address(SEES, of_council(opens), MEETINGS),
    "meeting-change": Address(KEEPS_RECORD, keeps_the_record, MEETINGS),
    "meeting-call": Address(KEEPS_RECORD, keeps_the_record, MEETINGS),
    "meeting-cancel": Address(KEEPS_RECORD, keeps_the_record, MEETINGS),
    "meeting-chair": Address(KEEPS_RECORD, keeps_the_record, MEETINGS),
    "meeting-open": Address(SIT, presides, MEETINGS),
    "meeting-close": Address(SIT, presides, MEETINGS),
    "meeting-attendance": Address(KEEPS_RECORD, keeps_the_record, MEETINGS, "post"),
    "meeting-attendance-file": Address(SEES, is_inside, MEETINGS),
    "meeting-join": Address(SIT, joins, MEETINGS, "post"),
    "meeting-note": Address(KEEPS_RECORD, keeps_the_record, MEETINGS, "post"),
    "meeting-note-withdraw": Address(
        KEEPS_RECORD, of_meeting(keeps_the_record), within_meetings(DiscussionNote), "post"
    ),
    "meeting-conclusion": Address(KEEPS_RECORD, keeps_the_record, MEETINGS, "post"),
    "meeting-conclusion-change": Address(KEEPS_RECORD, of_meeting(keeps_the_record), within_meetings(Conclusion)),
    "ballot-new": Address(
        (P.COUNCIL_LEAD, P.COUNCIL_SIT), conducts, records_of(Meeting.objects.filter(state=MeetingState.OPEN))
    ),
    "ballot": Address(SEES, sees_ballot, BALLOTS),
    "ballot-cast": Address(SIT, sees_ballot, BALLOTS),
    "ballot-receipt": Address(SEES, sees_ballot, BALLOTS),
    "ballot-open": Address(SIT, presides_over, BALLOTS),
    "ballot-close": Address(SIT, presides_over, BALLOTS),
    "ballot-annul": Address(SIT, presides_over, BALLOTS),
    "council-paper-new": Address((*KEEPS_RECORD, P.DRAFT_LEAD, P.DRAFT_WRITE), makes_papers, the_council()),
    "council-paper": Address(SEES, reads_paper, PAPERS),
    "council-paper-word": Address(SEES, reads_paper, PAPERS),
    "council-paper-pdf": Address(SEES, reads_paper, PAPERS),
    "council-paper-sign": Address(SIT, signs_paper, PAPERS),
    "council-paper-take-back": Address(SIT, takes_back, PAPERS),
    "plan-submit": Address(LEAD, leads, the_council()),
    "submission": Address(SEES, of_council(opens), SUBMISSIONS),
    "submission-approve": Address((P.PLAN_APPROVE,), of_council(keeps(P.PLAN_APPROVE)), SUBMISSIONS),
    "submission-return": Address((P.PLAN_APPROVE,), of_council(keeps(P.PLAN_APPROVE)), SUBMISSIONS),
    "submission-issue": Address((P.PLAN_ISSUE,), of_council(keeps(P.PLAN_ISSUE)), SUBMISSIONS),
    "issuances": Address((P.DOCUMENT_READ, *SEES)),
    "issuance": Address((P.DOCUMENT_READ, *SEES), sees_issuance, ISSUANCES),
    "issuance-word": Address((P.DOCUMENT_READ, *SEES), sees_issuance, ISSUANCES),
    "issuance-pdf": Address((P.DOCUMENT_READ, *SEES), sees_issuance, ISSUANCES),
    "council-models": Address(),
    "council-model-new": Address((P.ROLE_DEFINE,)),
    "council-model-end": Address((P.ROLE_DEFINE,), None, records_of(CouncilModel.objects.filter(code="general"))),
    "number-series": Address(FOLLOWING),
    "number-series-new": Address((P.PLAN_ISSUE,)),
    "issued-numbers": Address(FOLLOWING, takes, records_of(NumberSeries)),
    "council-revisions": Address(SEES, opens, the_council()),
    "revision-new": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-places": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-directives": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-remarks": Address(KEEPS_RECORD, records_it, the_council()),
    "revision-report": Address(SEES, opens, the_council()),
    "draft-return": Address(LEAD, leads, the_council()),
    "revision": Address(SEES, of_council(opens), records_of(RequiredRevision)),
    "revision-changed": Address((P.DRAFT_LEAD, P.DRAFT_WRITE), of_council(drafts_it), records_of(RequiredRevision)),
    "revision-withdraw": Address(KEEPS_RECORD, of_council(records_it), records_of(RequiredRevision)),
}
WORKBOOKS: set[str] = REVIEW_WORKBOOKS | {
    "meetings",
    "council-revisions",
    "councils",
    "number-series",
    "issued-numbers",
    "issuances",
}
"""What also leaves as a workbook."""
