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
    from tests.builders import Site

SECRET = replace(RULES["general"], secret=True)
"""The rules of the general model, voting in secret."""


def seated(site: Site, *, at: datetime, rules: CouncilRules = SECRET, prefix: str = "hd") -> Seated:
    """Found a council that votes in secret unless `rules` say otherwise."""
    return council(site, at=at, rules=rules, prefix=prefix)


def in_session(people: Seated, *, at: datetime, modes: Mapping[str, AttendanceMode] | None = None) -> Meeting:
    """Return an open meeting with everybody who votes in the room, or as `modes` says by name of user."""
    meeting = _opened(people, at=at)
    mark(
        people, meeting, {one.officer.username: AttendanceMode.ROOM for one in people.voting} | dict(modes or {}), at=at
    )
    return meeting


def mark(people: Seated, meeting: Meeting, modes: Mapping[str, AttendanceMode], *, at: datetime) -> None:
    """Mark how members take part, by name of user."""
    for name, mode in modes.items():
        seat = people.council.seats.get(officer__username=name, ended_at__isnull=True)
        Attendance.objects.update_or_create(
            meeting=meeting,
            seat=seat,
            defaults={
                "mode": mode,
                "stand_in": "Cán bộ dự thay" if mode == AttendanceMode.STAND_IN else "",
                "marked_at": at,
                "marked_by": people.secretary.officer,
            },
        )


def _opened(people: Seated, *, at: datetime) -> Meeting:
    dossier = people.council.dossiers.first() or _dossier(people, at=at)
    by = people.chair.officer
    return Meeting.objects.create(
        council=people.council,
        dossier=dossier,
        ordinal=people.council.meetings.count() + 1,
        starts_at=at,
        place="Phòng họp số 2",
        chair=people.seat_of(people.chair),
        secretary=people.seat_of(people.secretary),
        state=MeetingState.OPEN,
        planned_at=at,
        planned_by=by,
        called_at=at,
        called_by=by,
        opened_at=at,
        opened_by=by,
    )


def _dossier(people: Seated, *, at: datetime) -> AppraisalDossier:
    return AppraisalDossier.objects.create(
        council=people.council,
        ordinal=1,
        version=people.version,
        requested_at=at,
        requested_by=people.standing.officer,
    )
