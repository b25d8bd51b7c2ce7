"""Reads: meetings of councils as those who follow or sit may see them, who is there, what was said and concluded."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.councils.quorum import QuorumStanding, quorum, why_not
from dongbo.engines.councils.rules import CouncilRules
from dongbo.engines.councils.seats import Mode
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.models import Event
from dongbo.organisation.rules import Acting
from dongbo.planning.models import (
    AgendaItem,
    AppraisalDossier,
    Attendance,
    Conclusion,
    Council,
    CouncilSeat,
    DiscussionNote,
    DossierReceipt,
    Meeting,
    PrivateNote,
)
from dongbo.planning.queries.appraisal_dossiers import not_sent_to
from dongbo.planning.queries.councils import composition, engine_seats
from dongbo.planning.queries.terms import deadline_of
from dongbo.planning.rules.councils import leading, seats_of, seen, sitting
from dongbo.planning.states import CouncilState, DayUnit, MeetingState, SeatRole

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AHEAD = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)
"""The states of a meeting that is not over."""

SORTS = {
    "latest": (F("starts_at").desc(), F("pk").desc()),
    "soonest": (F("starts_at").asc(), F("pk").asc()),
    "council": (F("council__document__subject_key").asc(), F("ordinal").desc(), F("pk").desc()),
}
"""The orders a list of meetings may take."""

MINE, LED = "mine", "led"


class _Counted(TypedDict):
    revision_count: int


class _Placed(TypedDict):
    path: str | None


if TYPE_CHECKING:
    ShownConclusion: TypeAlias = WithAnnotations[Conclusion, _Counted]
    """A conclusion with how many required revisions were ordered of it and stand."""

    PlacedNote: TypeAlias = WithAnnotations[PrivateNote, _Placed]
    """A private note with the path of its provision in the version judged; none where it is on the whole."""


@dataclass(frozen=True, slots=True)
class MeetingsWanted:
    """What a list of meetings is narrowed to and how it is sorted; `part` is MINE, where one sits, or LED."""

    words: str = ""
    state: str = ""
    part: str = ""
    sort: str = "latest"


@dataclass(frozen=True, slots=True)
class Member:
    """A member at a meeting: how he is there, why he may not vote now, whether he has left the council."""

    seat: CouncilSeat
    attendance: Attendance | None
    bar: str
    has_left: bool

    @property
    def mode(self) -> str:
        """How he was marked; empty while nobody marked him."""
        return self.attendance.mode if self.attendance else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everybody of a meeting, by rank, and how its quorum stands."""

    members: list[Member]
    quorum: QuorumStanding

    @property
    def voting(self) -> int:
        """How many may vote now."""
        return sum(not one.bar and not one.has_left for one in self.members)


def meetings_seen(by: Acting, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings of councils `by` may open, with what a page about one names."""
    found = Meeting.objects.filter(seen(by, at=at, council="council__"))
    return found.select_related(
        "council__document__unit", "dossier__version", "chair__officer", "secretary__officer", "opened_by", "closed_by"
    )


def meetings_of(council: Council) -> QuerySet[Meeting]:
    """Return the meetings of a council, the latest first."""
    return council.meetings.select_related("dossier__version", "chair__officer").order_by("-ordinal")


def meeting_list(by: Acting, wanted: MeetingsWanted, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings as asked for."""
    found = meetings_seen(by, at=at)
    for word in toneless(fold(wanted.words)).split():
        found = found.filter(Q(council__document__subject_key__contains=word) | Q(place__icontains=word))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.part == MINE:
        found = found.filter(sitting(by, at=at, council="council__"))
    elif wanted.part == LED:
        found = found.filter(leading(by, at=at, council="council__"))
    return found.order_by(*SORTS.get(wanted.sort, SORTS["latest"]))


def meetings_ahead(by: Acting, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings that wait for `by`, the soonest first: he is called to them, or has to call them."""
    called = Q(state__in=(MeetingState.CALLED, MeetingState.OPEN)) & sitting(by, at=at, council="council__")
    prepared = Q(state__in=AHEAD) & leading(by, at=at, council="council__")
    found = Meeting.objects.filter(called | prepared, council__state=CouncilState.WORKING)
    return found.select_related("council__document").order_by("starts_at", "pk")


def own_attendance(meeting: Meeting, by: Acting, *, at: datetime) -> Attendance | None:
    """Return how `by`, or whom he acts for, is marked at a meeting."""
    seats = CouncilSeat.objects.filter(seats_of(by, at=at), council=meeting.council_id)
    found = list(Attendance.objects.filter(meeting=meeting, seat__in=seats).select_related("seat"))
    return min(found, key=lambda one: one.seat.officer_id != by.officer.pk, default=None)


def sheet_of(meeting: Meeting) -> Sheet:
    """Return everybody of a meeting: who sits in the council, and who was marked and has left it. Three queries."""
    rules = CouncilRules.from_json(meeting.council.rules)
    marked = {one.seat_id: one for one in Attendance.objects.filter(meeting=meeting).select_related("marked_by")}
    every = [one for one in composition(meeting.council) if one.ended_at is None or one.pk in marked]
    now_seated = [one for one in every if one.ended_at is None]
    keyed = {seat.key: seat for seat in engine_seats(now_seated)}
    modes = {str(key): Mode(one.mode) for key, one in marked.items()}
    bars = {key: why_not(rules, seat, modes.get(key, Mode.ABSENT)) for key, seat in keyed.items()}
    members = [
        Member(
            seat=one,
            attendance=marked.get(one.pk),
            bar=bar.sentence if (bar := bars.get(str(one.pk))) is not None else "",
            has_left=one.ended_at is not None,
        )
        for one in every
    ]
    return Sheet(members, quorum(rules, tuple(keyed.values()), modes))


def agenda_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the agenda in its order."""
    return AgendaItem.objects.filter(meeting=meeting).order_by("rank")


def notes_seen(meeting: Meeting, by: Acting, *, every: bool, at: datetime) -> QuerySet[DiscussionNote]:
    """Return what was written down and not withdrawn: all of it, or without `every` what `by` himself said."""
    found = DiscussionNote.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    if not every and meeting.state != MeetingState.CONCLUDED:
        found = found.filter(seat__in=CouncilSeat.objects.filter(seats_of(by, at=at)))
    return found.select_related("item", "seat__officer", "noted_by").order_by("pk")


def private_notes_on(dossier: AppraisalDossier, by: Acting) -> "list[PlacedNote]":
    """Return what `by` himself noted for himself on a dossier, each with the path it stands at. Nobody else sees it."""
    if by.principal is not None:
        return []
    rows = ProvisionVersion.objects.filter(version=dossier.version_id, provision=OuterRef("provision"))
    own = PrivateNote.objects.filter(dossier=dossier, seat__officer=by.officer)
    return list(own.annotate(path=Subquery(rows.values("path")[:1])).order_by("provision", "pk"))


def conclusions_of_meeting(meeting: Meeting) -> "QuerySet[ShownConclusion]":
    """Return what a meeting concluded, each with how many required revisions were ordered of it."""
    live = Count("revisions", filter=Q(revisions__withdrawn_at__isnull=True))
    return Conclusion.objects.filter(meeting=meeting).annotate(revision_count=live).order_by("rank")


def short_notice_of(meeting: Meeting) -> str:
    """Return why a meeting was called at shorter notice than the rules ask, as the ledger keeps it; else nothing."""
    calls = Event.objects.filter(
        kind="planning.meeting_called", subject_kind="meeting", subject_id=str(meeting.pk)
    ).order_by("sequence")
    last = calls.last()
    return str(last.payload.get("short_notice", "")) if last is not None else ""


def plan_fingerprint(meeting: Meeting) -> str:
    """Return what changes with the plan of a meeting and its agenda, and with nothing else."""
    items = list(meeting.agenda.order_by("rank").values_list("title", "presenter", "minutes"))
    who = [meeting.chair_id, meeting.chair_basis, meeting.secretary_id]
    held = [meeting.starts_at.timestamp(), meeting.place, meeting.online_way, *who, *items]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def papers_until(council: Council, *, since: datetime) -> datetime:
    """Return the first moment a meeting may be held on papers sent at `since`, as the council's rules say."""
    rules = CouncilRules.from_json(council.rules)
    if not rules.papers_days:
        return since
    unit = DayUnit.WORKING if rules.papers_days_working else DayUnit.CALENDAR
    return deadline_of(rules.papers_days, unit, since=since)


def papers_sent_at(dossier: AppraisalDossier) -> datetime | None:
    """Return when the last of the members, the support team apart, was sent a dossier."""
    receipts = DossierReceipt.objects.filter(dossier=dossier, seat__ended_at__isnull=True)
    last: datetime | None = receipts.exclude(seat__role=SeatRole.SUPPORT).aggregate(last=Max("sent_at"))["last"]
    return last


def without_papers(dossier: AppraisalDossier) -> list[str]:
    """Return the names of the members, the support team apart, to whom a dossier did not go."""
    lacking = not_sent_to(dossier).exclude(role=SeatRole.SUPPORT)
    return [seat.officer.full_name for seat in lacking]
