"""Reads of rounds: which an officer may open, whom they ask, and how far the answers have come."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dongbo.documents.rules import workable
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Grant, Unit
from dongbo.organisation.queries.units.searching import living_heirs
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import Consultation, Consultee, RecipientList
from dongbo.planning.rules.consultation import asked, asking
from dongbo.planning.states import ConsultationState, ConsulteeState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

CONSULTEE_SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "unit": ("unit__first", "pk"),
    "name": ("unit__search_key", "pk"),
    "deadline": (F("deadline").asc(nulls_last=True), "unit__first", "pk"),
    "answered": (F("answered_at").desc(nulls_last=True), "unit__first", "pk"),
}
"""The orders a list of recipients may take."""

ROUND_SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "newest": ("-prepared_at", "-ordinal", "-pk"),
    "deadline": (F("deadline").asc(nulls_last=True), "-prepared_at", "-ordinal", "-pk"),
    "title": ("title", "-pk"),
}
"""The orders a list of rounds may take."""


class _Counted(TypedDict):
    recipients: int
    answered: int


class _Running(TypedDict):
    has_waiting: bool


class _Sized(TypedDict):
    size: int


if TYPE_CHECKING:
    CountedRound: TypeAlias = WithAnnotations[Consultation, _Counted]
    """A round with how many units it asks and how many have answered."""
    RunningRound: TypeAlias = WithAnnotations[Consultation, _Running]
    """A round with whether somebody has yet to answer."""
    SizedList: TypeAlias = WithAnnotations[RecipientList, _Sized]
    """A list of recipients with how many there are."""


@dataclass(frozen=True, slots=True)
class RoundsWanted:
    """What a list of rounds was asked for; blank means any."""

    words: str = ""
    state: str = ""
    document: UUID | None = None
    sort: str = "newest"


@dataclass(frozen=True, slots=True)
class ConsulteesWanted:
    """What a list of recipients was asked for; blank means any."""

    words: str = ""
    state: str = ""
    answer: str = ""
    late: bool = False
    branch: str = ""
    sort: str = "unit"


@dataclass(frozen=True, slots=True)
class Progress:
    """How the units of a round stand: by state, by answer, how many were late, how many there are."""

    total: int = 0
    late: int = 0
    states: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> int:
        """Of a hundred units, how many have answered."""
        return 100 * self.states[ConsulteeState.ANSWERED] // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class BranchProgress:
    """How the units beneath one of the highest units stand."""

    unit: Unit
    progress: Progress


def readable_consultations(by: Acting, *, at: datetime) -> QuerySet[Consultation]:
    """Return the rounds `by` may know of at `at`, on the side that asks or that is asked."""
    mine = Consultee.objects.filter(asked(by, at=at))
    return _described(Consultation.objects.filter(asking(by, at=at) | Q(pk__in=mine.values("consultation"))))


def rounds_asking(by: Acting, *, at: datetime) -> QuerySet[Consultation]:
    """Return the rounds `by` sees whole, as the side that asks."""
    return _described(Consultation.objects.filter(asking(by, at=at)))


def rounds_led(by: Acting, *, at: datetime) -> QuerySet[Consultation]:
    """Return the rounds `by` may prepare, send, extend and close."""
    mine = workable(by, Permission.CONSULTATION_LEAD, at=at, document="document__")
    return _described(Consultation.objects.filter(mine))


def round_list(by: Acting, wanted: RoundsWanted, *, at: datetime) -> "QuerySet[CountedRound]":
    """Return the rounds of the side that asks as asked for, each with how many units it has and how many answered."""
    found = rounds_asking(by, at=at)
    for word in wanted.words.split():
        named = Q(search_key__contains=toneless(fold(word))) | Q(document__number__icontains=word)
        found = found.filter(named | Q(document__subject_key__contains=toneless(fold(word))))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.document:
        found = found.filter(document=wanted.document)
    consultees = Consultee.objects.filter(consultation=OuterRef("pk"))
    counted = found.annotate(
        recipients=_counted(consultees), answered=_counted(consultees.filter(state=ConsulteeState.ANSWERED))
    )
    return counted.order_by(*ROUND_SORTS.get(wanted.sort, ROUND_SORTS["newest"]))


def _counted(rows: QuerySet[Consultee]) -> Coalesce:
    counts = rows.order_by().values("consultation").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), 0)


def rounds_to_see_to(by: Acting, *, at: datetime, soon: datetime) -> "QuerySet[RunningRound]":
    """Return the rounds `by` leads that wait for him, the nearest deadline first.

    They are prepared and not sent, end before `soon`, or everybody has answered; `has_waiting` says whether not.
    """
    waiting = Consultee.objects.filter(consultation=OuterRef("pk"), state=ConsulteeState.WAITING)
    mine = rounds_led(by, at=at).annotate(has_waiting=Exists(waiting))
    out = Q(state=ConsultationState.SENT) & (Q(deadline__lte=soon) | Q(has_waiting=False))
    return mine.filter(Q(state=ConsultationState.PREPARED) | out).order_by(F("deadline").asc(nulls_last=True), "pk")


def _described(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    heavy = ("version__fields", "version__findings", "version__preamble")
    return found.select_related("document__unit", "version", "term").defer(*heavy)


def consultees_of(consultation: Consultation, wanted: ConsulteesWanted | None = None) -> QuerySet[Consultee]:
    """Return the units a round asks, as asked for, each with its unit."""
    asked_for = wanted or ConsulteesWanted()
    found = Consultee.objects.filter(consultation=consultation).select_related("unit")
    for word in asked_for.words.split():
        found = found.filter(Q(unit__search_key__contains=toneless(fold(word))) | Q(unit__legacy_code__icontains=word))
    if asked_for.state:
        found = found.filter(state=asked_for.state)
    if asked_for.answer:
        found = found.filter(answer=asked_for.answer)
    if asked_for.late:
        found = found.filter(is_late=True)
    if asked_for.branch.isdecimal():
        above = Unit.objects.filter(pk=asked_for.branch).first()
        found = found.filter(unit__first__range=(above.first, above.last)) if above else found.none()
    return found.order_by(*CONSULTEE_SORTS.get(asked_for.sort, CONSULTEE_SORTS["unit"]))


def heirs_among(consultees: Iterable[Consultee]) -> dict[int, Unit]:
    """Return by unit who answers today for those of `consultees` that have ended since. One query, none without."""
    return living_heirs(consultee.unit for consultee in consultees)


def progress_of(consultation: Consultation) -> Progress:
    """Return how the units of a round stand. One query."""
    rows = Consultee.objects.filter(consultation=consultation).order_by().values_list("state", "answer", "is_late")
    return _progress(rows.annotate(count=Count("pk")))


def progress_by_branch(consultation: Consultation, *, most: int) -> tuple[list[BranchProgress], int]:
    """Return how they stand beneath each of the units that hang from the topmost one, in the order of the tree.

    Only the first `most` branches, and how many there are. A unit that has ended counts where its heir stands. Two
    queries.
    """
    rows = Consultee.objects.filter(consultation=consultation).order_by("unit__first")
    found: dict[int, list[tuple[str, str, bool, int]]] = {}
    for lineage, state, answer, late in rows.values_list("unit__lineage", "state", "answer", "is_late"):
        numbers = lineage.split(",")
        found.setdefault(int(numbers[min(1, len(numbers) - 1)]), []).append((state, answer, late, 1))
    shown = sorted(found)[:most]
    heads = {unit.first: unit for unit in Unit.objects.filter(first__in=shown)}
    return [BranchProgress(heads[number], _progress(found[number])) for number in shown], len(found)


def _progress(rows: Iterable[tuple[str, str, bool, int]]) -> Progress:
    states: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    total = late_ones = 0
    for state, answer, late, count in rows:
        states[state] += count
        if answer:
            answers[answer] += count
        late_ones += count if late else 0
        total += count
    return Progress(total=total, late=late_ones, states=states, answers=answers)


def unreachable(consultation: Consultation, *, at: datetime) -> list[Unit]:
    """Return the units of a round at which nobody may send the answer at `at`, for the document's access too.

    Two queries, however many units there are.
    """
    access = max(Access.UNIT, Access(consultation.document.access))
    bit = Permission.OPINION_SEND.bit
    senders = (
        Grant.objects.annotate(sends=F("effective_mask").bitand(bit))
        .filter(
            sends=bit,
            effective_from__lte=at,
            effective_to__gt=at,
            effective_clearance__gte=access,
            officer__is_active=True,
        )
        .order_by()
        .values_list("effective_unit__first", "effective_unit__last", "effective_branch")
        .distinct()
    )
    reached = _merged((first, last if branch else first) for first, last, branch in senders)
    units = [consultee.unit for consultee in consultees_of(consultation)]
    return [unit for unit in units if not _inside(unit.first, reached)]


def _merged(intervals: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(intervals):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _inside(number: int, intervals: Sequence[tuple[int, int]]) -> bool:
    return any(first <= number <= last for first, last in intervals)


def recipient_lists(by: Acting, *, at: datetime) -> "QuerySet[SizedList]":
    """Return the lists in use that `by` may take recipients from: of units where he leads rounds."""
    mine = within(by, Permission.CONSULTATION_LEAD, at=at)
    found = RecipientList.objects.filter(mine, ended_at__isnull=True).select_related("unit", "saved_by")
    return found.annotate(size=Count("units")).order_by("name", "pk")
