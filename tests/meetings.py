"""Meetings of a council for tests, through the operations: planned, called, in session with everybody in the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dongbo.organisation.queries import acting_as
from dongbo.planning.models import AppraisalDossier
from dongbo.planning.operations.appraisal_dossiers import (
    Made,
    begin_dossier,
    finish_dossier,
    request_dossier,
    send_dossier,
)
from dongbo.planning.operations.meetings import (
    Mark,
    NewItem,
    Plan,
    call_meeting,
    mark_attendance,
    open_meeting,
    plan_meeting,
)
from dongbo.planning.states import AppraisalDossierState, AttendanceMode, SeatRole
from tests.councils import RULES, Seated, council

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dongbo.engines.councils.rules import CouncilRules
    from dongbo.organisation.rules import Acting
    from dongbo.planning.models import Council, CouncilSeat, Meeting
    from tests.builders import Site

SECRET = replace(RULES["general"], secret=True)
"""The rules of the general model, voting in secret."""

ONLINE_WAY = "https://hop.example/phong-2"
AGENDA = (NewItem("Tờ trình dự thảo kế hoạch", "Đơn vị soạn thảo", 20), NewItem("Thảo luận"))


def seated(site: Site, *, at: datetime, rules: CouncilRules = SECRET, prefix: str = "hd") -> Seated:
    """Found a council that votes in secret unless `rules` say otherwise."""
    return council(site, at=at, rules=rules, prefix=prefix)


def in_session(people: Seated, *, at: datetime, modes: Mapping[str, AttendanceMode] | None = None) -> Meeting:
    """Return an open meeting with everybody who votes in the room, or as `modes` says by name of user."""
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = session_of(people.council, chair=chair, secretary=secretary, at=at)
    if modes:
        mark(people, meeting, modes, at=at)
    return meeting


def mark(people: Seated, meeting: Meeting, modes: Mapping[str, AttendanceMode], *, at: datetime) -> None:
    """Mark how members take part, by name of user."""
    seats = {seat.officer.username: seat for seat in people.council.seats.filter(ended_at__isnull=True)}
    mark_seats(meeting, {seats[name]: mode for name, mode in modes.items()}, at=at)


def session_of(council: Council, *, chair: CouncilSeat, secretary: CouncilSeat, at: datetime) -> Meeting:
    """Return an open meeting of a council on its first dossier that went out, all but the support team in the room."""
    called = called_meeting(council, chair=chair, secretary=secretary, at=at)
    everybody = council.seats.filter(ended_at__isnull=True).exclude(role=SeatRole.SUPPORT)
    mark_seats(called, dict.fromkeys(everybody, AttendanceMode.ROOM), at=at)
    return open_meeting(meeting=called, by=acting_as(chair.officer, at=at), at=at)


def called_meeting(
    council: Council, *, chair: CouncilSeat, secretary: CouncilSeat, at: datetime, starts_at: datetime | None = None
) -> Meeting:
    """Return a meeting to which the members were called, a minute ahead unless told, with nobody marked."""
    by = acting_as(secretary.officer, at=at)
    hour = starts_at or at + timedelta(minutes=1)
    plan = Plan(hour, "Phòng họp số 2", chair, secretary, AGENDA, online_way=ONLINE_WAY)
    planned = plan_meeting(council=council, dossier=sent_dossier(council, by=by, at=at), plan=plan, by=by, at=at)
    return call_meeting(meeting=planned, short_notice="Theo chỉ đạo gấp", by=by, at=at)


def mark_seat(meeting: Meeting, seat: CouncilSeat, mode: AttendanceMode, *, at: datetime) -> None:
    """Mark how one member takes part."""
    mark_seats(meeting, {seat: mode}, at=at)


def mark_seats(meeting: Meeting, modes: Mapping[CouncilSeat, AttendanceMode], *, at: datetime) -> None:
    """Mark how members take part; whoever sends a stand-in names him."""
    marks = [
        Mark(seat, mode, stand_in="Cán bộ dự thay" if mode == AttendanceMode.STAND_IN else "")
        for seat, mode in modes.items()
    ]
    mark_attendance(meeting=meeting, marks=marks, by=acting_as(meeting.secretary.officer, at=at), at=at)


def sent_dossier(council: Council, *, by: Acting, at: datetime) -> AppraisalDossier:
    """Return the first dossier of a council that went to its members; without one, its last version's goes now."""
    known = council.dossiers.filter(state=AppraisalDossierState.SENT).order_by("ordinal").first()
    return known or send_dossier(dossier=_frozen(council, at=at), by=by, at=at)


def _frozen(council: Council, *, at: datetime) -> AppraisalDossier:
    """Return a dossier whose files only stand for a book and a bundle: setting real ones is another test's matter."""
    lead = acting_as(council.founded_by, at=at)
    asked = request_dossier(
        council=council,
        version=council.document.versions.order_by("ordinal").last(),
        previous=None,
        consultation=None,
        appraisal=None,
        papers=(),
        by=lead,
        at=at,
    )
    begun = begin_dossier(dossier=asked, at=at)
    made = Made(book=b"%PDF-1.7 book", bundle=b"PK bundle", manifest={}, seal="0" * 64, data_seal="0" * 64)
    return finish_dossier(dossier=begun, made=made, at=at)
