"""Reads: councils as those who follow them or sit in them may see them, their rules and who sits where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from dongbo.documents.models import Document
from dongbo.documents.rules import kept_as, workable
from dongbo.documents.states import Standing
from dongbo.engines.councils.contradictions import Contradiction, contradictions
from dongbo.engines.councils.rules import CouncilRules, Role
from dongbo.engines.councils.seats import Seat
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.models import Event
from dongbo.organisation.models import Unit
from dongbo.organisation.queries.decisions import decided_by
from dongbo.organisation.queries.explaining import who_can
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import ConflictOfInterest, Council, CouncilSeat
from dongbo.planning.rules.councils import leading, seen
from dongbo.planning.states import CouncilState, SeatRole

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SORTS = {
    "newest": (F("founded_at").desc(), F("pk").desc()),
    "decided": (F("decision_on").desc(), F("pk").desc()),
    "name": (F("document__subject_key").asc(), F("pk").desc()),
}
"""The orders a list of councils may take."""


class _Counted(TypedDict):
    member_count: int
    conflict_count: int
    chair_name: str | None


if TYPE_CHECKING:
    ListedCouncil: TypeAlias = WithAnnotations[Council, _Counted]
    """A council with how many sit in it, how many of them with a conflict of interest, and who chairs it."""


@dataclass(frozen=True, slots=True)
class CouncilsWanted:
    """What a list of councils is narrowed to and how it is sorted."""

    words: str = ""
    state: str = ""
    document: UUID | None = None
    sort: str = "newest"


def councils_seen(by: Acting, *, at: datetime) -> QuerySet[Council]:
    """Return the councils `by` may open at `at`, newest first, with their plan, its unit and the standing body."""
    return _described(Council.objects.filter(seen(by, at=at)))


def councils_led(by: Acting, *, at: datetime) -> QuerySet[Council]:
    """Return the councils `by` may lead at `at` as their standing body."""
    return _described(Council.objects.filter(leading(by, at=at)))


def _described(found: QuerySet[Council]) -> QuerySet[Council]:
    described = found.select_related("document__unit", "standing_unit", "series", "model")
    return described.order_by("-founded_at", "-pk")


def council_list(by: Acting, wanted: CouncilsWanted, *, at: datetime) -> "QuerySet[ListedCouncil]":
    """Return the councils as asked for, each with its size, its conflicts of interest and its chair."""
    found = councils_seen(by, at=at)
    for word in toneless(fold(wanted.words)).split():
        named = Q(document__subject_key__contains=word) | Q(standing_unit__search_key__contains=word)
        found = found.filter(named | decided_by(word))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.document:
        found = found.filter(document=wanted.document)
    chair = CouncilSeat.objects.filter(council=OuterRef("pk"), ended_at__isnull=True, role=SeatRole.CHAIR)
    conflicted = Q(seats__ended_at__isnull=True, seats__conflicts__ended_at__isnull=True)
    return found.annotate(
        member_count=Count(
            "seats", filter=Q(seats__ended_at__isnull=True) & ~Q(seats__role=SeatRole.SUPPORT), distinct=True
        ),
        conflict_count=Count("seats", filter=conflicted & Q(seats__conflicts__isnull=False), distinct=True),
        chair_name=Subquery(chair.values("officer__full_name")[:1]),
    ).order_by(*SORTS.get(wanted.sort, SORTS["newest"]))


def plans_to_judge(by: Acting, *, at: datetime) -> QuerySet[Document]:
    """Return the plans for which `by` may found a council: those he leads councils for and that have none at work."""
    working = Council.objects.filter(document=OuterRef("pk"), state=CouncilState.WORKING)
    plans = Document.objects.filter(workable(by, Permission.COUNCIL_LEAD, at=at), standing=Standing.PLAN)
    return plans.exclude(Exists(working)).select_related("unit").order_by("subject_key", "pk")


def rules_of(council: Council) -> CouncilRules:
    """Return the rules of the decision that founded `council`, as they stand now."""
    return CouncilRules.from_json(council.rules)


def open_seats(council: Council) -> QuerySet[CouncilSeat]:
    """Return who sits in `council` now, by rank, each with his officer, unit and `conflicts_now`."""
    return composition(council).filter(ended_at__isnull=True)


def composition(council: Council) -> QuerySet[CouncilSeat]:
    """Return who sits or ever sat in `council`, by rank, each with `conflicts_now`, those not ended. Two queries."""
    conflicts = ConflictOfInterest.objects.filter(ended_at__isnull=True).select_related("recorded_by").order_by("pk")
    seats = council.seats.select_related("officer", "unit", "seated_by", "ended_by")
    return seats.prefetch_related(Prefetch("conflicts", queryset=conflicts, to_attr="conflicts_now")).order_by(
        "rank", "pk"
    )


def engine_seats(seats: Iterable[CouncilSeat]) -> tuple[Seat, ...]:
    """Return `seats`, as open_seats gives them, for the engine: the key is that of the seat."""
    return tuple(Seat(str(one.pk), Role(one.role), conflicted=bool(conflicts_of(one))) for one in seats)


def conflicts_of(seat: CouncilSeat) -> list[ConflictOfInterest]:
    """Return the conflicts of interest of `seat` that have not ended; no query where `composition` gave the seat."""
    known: list[ConflictOfInterest] | None = getattr(seat, "conflicts_now", None)
    return known if known is not None else list(seat.conflicts.filter(ended_at__isnull=True))


def standing_contradictions(council: Council) -> tuple[Contradiction, ...]:
    """Return where the rules of `council` and who sits in it now do not go together. Two queries."""
    return contradictions(rules_of(council), engine_seats(open_seats(council)))


@dataclass(frozen=True, slots=True)
class RoleChange:
    """When a member became something else in his council, from what to what, and by which paper."""

    at: datetime
    was: str
    role: str
    basis: str


def role_changes(council: Council) -> dict[int, list[RoleChange]]:
    """Return how the roles of members changed, by seat, the earliest first: the ledger tells it. One query."""
    events = Event.objects.filter(
        kind="planning.council_role_changed", subject_kind="council", subject_id=str(council.pk)
    )
    found: dict[int, list[RoleChange]] = {}
    for event in events.order_by("sequence"):
        said = event.payload
        was, role = (str(SeatRole(said[name]).label) for name in ("was", "role"))
        found.setdefault(int(said["seat"]), []).append(RoleChange(event.at, was, role, str(said["basis"])))
    return found


def unable_to_sit(council: Council, seats: Iterable[CouncilSeat], *, at: datetime) -> frozenset[int]:
    """Return the keys of those of `seats` whose holders may not sit there: nobody gave them the right at their unit.

    A query for each unit they sit for.
    """
    by_unit: dict[Unit, list[CouncilSeat]] = {}
    for seat in seats:
        by_unit.setdefault(seat.unit, []).append(seat)
    access, unable = kept_as(council.document.access), set[int]()
    for unit, there in by_unit.items():
        holders = who_can(Permission.COUNCIL_SIT, unit=unit, access=access, at=at)
        able = set(holders.filter(officer__in=[one.officer_id for one in there]).values_list("officer", flat=True))
        unable |= {one.pk for one in there if one.officer_id not in able}
    return frozenset(unable)
