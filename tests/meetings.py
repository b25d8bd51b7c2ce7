"""Meetings of a council for tests: in session, with everybody marked as he is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dongbo.planning.models import AppraisalDossier, Attendance, Meeting
from dongbo.planning.states import AttendanceMode, MeetingState
from tests.councils import RULES, Seated, council

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from dongbo.engines.councils.rules import CouncilRules
    from dongbo.organisation.models import Officer
    from dongbo.planning.models import Council, CouncilSeat
    from tests.builders import Site

SECRET = replace(RULES["general"], secret=True)
"""The rules of the general model, voting in secret."""


def seated(site: Site, *, at: datetime, rules: CouncilRules = SECRET, prefix: str = "hd") -> Seated:
    """Found a council that votes in secret unless `rules` say otherwise."""
    return council(site, at=at, rules=rules, prefix=prefix)


def in_session(people: Seated, *, at: datetime, modes: Mapping[str, AttendanceMode] | None = None) -> Meeting:
    """Return an open meeting with everybody who votes in the room, or as `modes` says by name of user."""
    chair, secretary = people.seat_of(people.chair), people.seat_of(people.secretary)
    meeting = session_of(people.council, chair=chair, secretary=secretary, at=at)
    present = dict.fromkeys((one.officer.username for one in people.voting), AttendanceMode.ROOM)
    mark(people, meeting, present | dict(modes or {}), at=at)
    return meeting


def mark(people: Seated, meeting: Meeting, modes: Mapping[str, AttendanceMode], *, at: datetime) -> None:
    """Mark how members take part, by name of user."""
    for name, mode in modes.items():
        seat = people.council.seats.get(officer__username=name, ended_at__isnull=True)
        mark_seat(meeting, seat, mode, at=at)


def session_of(council: Council, *, chair: CouncilSeat, secretary: CouncilSeat, at: datetime) -> Meeting:
    """Return an open meeting of a council on its first dossier, with nobody marked."""
    by = chair.officer
    return Meeting.objects.create(
        council=council,
        dossier=council.dossiers.order_by("ordinal").first() or _dossier(council, by=by, at=at),
        ordinal=council.meetings.count() + 1,
        starts_at=at,
        place="Phòng họp số 2",
        chair=chair,
        secretary=secretary,
        state=MeetingState.OPEN,
        planned_at=at,
        planned_by=by,
        called_at=at,
        called_by=by,
        opened_at=at,
        opened_by=by,
    )


def mark_seat(meeting: Meeting, seat: CouncilSeat, mode: AttendanceMode, *, at: datetime) -> None:
    """Mark how one member takes part."""
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat=seat,
        defaults={
            "mode": mode,
            "stand_in": "Cán bộ dự thay" if mode == AttendanceMode.STAND_IN else "",
            "marked_at": at,
            "marked_by": meeting.secretary.officer,
        },
    )


def _dossier(council: Council, *, by: Officer, at: datetime) -> AppraisalDossier:
    version = council.document.versions.order_by("ordinal").last()
    return AppraisalDossier.objects.create(
        council=council, ordinal=1, version=version, requested_at=at, requested_by=by
    )
