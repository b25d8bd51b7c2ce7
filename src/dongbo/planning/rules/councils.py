"""Who may lead a council, sit in it, preside, and follow what it orders.

The side that holds the council is decided where the plan is kept. A member is decided at the unit he speaks for: he
has an open seat, and holds the right to sit there for papers so far open. He sees what his council was sent, and
nothing else of the plan. Whoever acts for a member may read and speak; he never votes.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dongbo.documents.rules import kept_as, require_work, work_is_allowed, workable
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, NotAllowed, may, require, within
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council, CouncilSeat, Meeting
from dongbo.planning.states import SeatRole

FOLLOWING = (Permission.COUNCIL_LEAD, Permission.DRAFT_LEAD, Permission.DRAFT_WRITE, Permission.PLAN_APPROVE,
             Permission.PLAN_ISSUE)  # fmt: skip
"""Whoever holds one of these where the plan is kept follows the council: its members, dossiers, conclusions."""


def seats_of(by: Acting, *, at: datetime) -> Q:
    """Return the predicate for open seats that are `by`'s own, or of whom he acts for, and that he may sit on."""
    mine = Q(officer__in=sorted(by.persons), ended_at__isnull=True)
    at_unit = within(by, Permission.COUNCIL_SIT, at=at, unit="unit")
    far = within(by, Permission.COUNCIL_SIT, at=at, unit="unit", access="council__document__access")
    return mine & at_unit & far


def sitting(by: Acting, *, at: datetime, council: str = "") -> Q:
    """Return the predicate for councils in which `by` sits; `council` is the way to them, ending in "__"."""
    seats = CouncilSeat.objects.filter(seats_of(by, at=at))
    return Q(**{f"{council}pk__in": seats.values("council")})


def leading(by: Acting, *, at: datetime, council: str = "") -> Q:
    """Return the predicate for councils `by` may lead as their standing body."""
    return workable(by, Permission.COUNCIL_LEAD, at=at, document=f"{council}document__")


def following(by: Acting, *, at: datetime, council: str = "") -> Q:
    """Return the predicate for councils `by` follows from where the plan is kept: leads, drafts, approves, issues."""
    found = Q(pk__in=[])
    for permission in FOLLOWING:
        found |= workable(by, permission, at=at, document=f"{council}document__")
    return found


def seen(by: Acting, *, at: datetime, council: str = "") -> Q:
    """Return the predicate for councils `by` may open."""
    return following(by, at=at, council=council) | sitting(by, at=at, council=council)


def may_lead_council(by: Acting, council: Council, *, at: datetime) -> bool:
    """Return whether `by` may do an act of the standing body."""
    return work_is_allowed(by, Permission.COUNCIL_LEAD, council.document, at=at)


def require_council_lead(by: Acting, council: Council, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of the standing body. Raises NotAllowed."""
    return require_work(by, Permission.COUNCIL_LEAD, council.document, at=at)


def seat_of(by: Acting, council: Council, *, at: datetime) -> CouncilSeat | None:
    """Return the open seat on which `by` sits in `council`, his own before that of whom he acts for; None without."""
    access = kept_as(council.document.access)
    allowed = [
        one for one in _named(by, council) if may(by, Permission.COUNCIL_SIT, unit=one.unit, access=access, at=at)
    ]
    return min(allowed, key=lambda seat: seat.officer_id != by.officer.pk, default=None)


def require_seat(by: Acting, council: Council, *, at: datetime) -> tuple[CouncilSeat, Authorship]:
    """Return the seat on which `by` acts and what the ledger shall say. Raises NotAllowed."""
    seat = seat_of(by, council, at=at) or _named(by, council).first()
    if seat is None:
        raise NotAllowed(_("Bạn không có tên trong hội đồng này hoặc đã thôi tham gia."))
    access = kept_as(council.document.access)
    return seat, require(by, Permission.COUNCIL_SIT, unit=seat.unit, access=access, at=at)


def require_own_seat(by: Acting, council: Council, *, at: datetime) -> tuple[CouncilSeat, Authorship]:
    """Return the seat as require_seat does, where it is the officer's own. Raises NotAllowed for a stand-in."""
    seat, authorship = require_seat(by, council, at=at)
    if by.principal is not None or seat.officer_id != by.officer.pk:
        raise NotAllowed(_("Người dự thay được đọc và phát biểu, không được làm việc này thay thành viên hội đồng."))
    return seat, authorship


def require_presiding(by: Acting, meeting: Meeting, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of whoever presides over `meeting`. Raises NotAllowed."""
    seat, authorship = require_own_seat(by, meeting.council, at=at)
    if seat.pk != meeting.chair_id:
        raise NotAllowed(_("Chỉ chủ tọa phiên họp được làm việc này."))
    return authorship


def may_preside(by: Acting, meeting: Meeting, *, at: datetime) -> bool:
    """Return whether `by` presides over `meeting`."""
    seat = seat_of(by, meeting.council, at=at)
    return seat is not None and seat.pk == meeting.chair_id and by.principal is None


def require_secretariat(by: Acting, council: Council, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of the secretary or of the standing body. Raises NotAllowed."""
    if may_lead_council(by, council, at=at):
        return require_council_lead(by, council, at=at)
    seat = seat_of(by, council, at=at)
    if seat is not None and seat.role == SeatRole.SECRETARY:
        return require_own_seat(by, council, at=at)[1]
    return require_council_lead(by, council, at=at)


def keeps_record(by: Acting, council: Council, *, at: datetime) -> bool:
    """Return whether `by` is of the secretariat: the standing body, or the council's secretary."""
    seat = seat_of(by, council, at=at)
    is_secretary = seat is not None and seat.role == SeatRole.SECRETARY and by.principal is None
    return is_secretary or may_lead_council(by, council, at=at)


def _named(by: Acting, council: Council) -> QuerySet[CouncilSeat]:
    """Return the open seats of the officer and of whom he acts for, whatever they may do."""
    named = council.seats.filter(ended_at__isnull=True, officer__in=sorted(by.persons))
    return named.select_related("unit", "officer")
