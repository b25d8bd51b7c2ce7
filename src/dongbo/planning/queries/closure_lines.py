"""Reads: the lines of a round as they are worked on, the examination they come from, and where opinions stand now."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.rules import workable
from dongbo.documents.states import VersionState
from dongbo.ledger.queries import events_of
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import (
    ChangeBasis,
    ClosureLine,
    Consultation,
    Opinion,
    OpinionAnchor,
)
from dongbo.planning.queries.consultations import heirs_among
from dongbo.planning.queries.successions import heirs_in
from dongbo.planning.states import ClosureKind, ClosureState, ConsultationState, OpinionState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MOST_OPINIONS = 3
"""How many opinions of a group a line shows as filed; the rest are counted."""

DONE, FAILED = "planning.round_examined", "planning.examination_failed"
ASKED_FOR = "planning.examination_requested"


class _Left(TypedDict):
    newest: int
    left: int


if TYPE_CHECKING:
    ClosingRound: TypeAlias = WithAnnotations[Consultation, _Left]
    """A round that has ended, with the ordinal of the newest frozen version after it, and how many lines are open."""


@dataclass(frozen=True, slots=True)
class LinesWanted:
    """What a list of lines is narrowed to; blank means any."""

    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """How the holding of a round against a version stands: when it was done last, whether it is under way, failed."""

    done_at: datetime | None = None
    asked_at: datetime | None = None
    failure: str = ""

    @property
    def runs(self) -> bool:
        """Whether another look was asked for that is not done yet."""
        return self.asked_at is not None


@dataclass(frozen=True, slots=True)
class Told:
    """A line with what it is about: the words before and those that stand for them now, and the opinions as filed."""

    line: ClosureLine
    then: ProvisionVersion | None = None
    now: Sequence[ProvisionVersion] = ()
    opinions: Sequence[Opinion] = ()
    more: int = 0
    heir: Unit | None = None
    basis: ChangeBasis | None = None


def frozen_after(consultation: Consultation) -> QuerySet[Version]:
    """Return the frozen versions after the one consulted on, newest first."""
    found = Version.objects.filter(document=consultation.document_id, state=VersionState.FROZEN)
    return found.filter(ordinal__gt=consultation.version.ordinal).order_by("-ordinal")


def examination_of(consultation: Consultation, version: Version) -> Examination:
    """Return how the examination of a round against `version` stands. One query."""
    events = events_of(subject_kind="consultation", subject_id=consultation.pk).filter(
        kind__in=(DONE, FAILED, ASKED_FOR), payload__version=version.ordinal
    )
    done_at, asked_at, failure = None, None, ""
    for kind, at, payload in events.order_by("sequence").values_list("kind", "at", "payload"):
        done_at = at if kind == DONE else done_at
        asked_at = at if kind == ASKED_FOR else None
        failure = str(payload.get("failure", "")) if kind == FAILED else ""
    return Examination(done_at, asked_at, failure)


def lines_of(consultation: Consultation, version: Version, wanted: LinesWanted) -> QuerySet[ClosureLine]:
    """Return the lines of a round against `version`, by kind, with what a list shows of them."""
    rows = ClosureLine.objects.filter(consultation=consultation, version=version)
    if wanted.kind in ClosureKind.values:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state in ClosureState.values:
        rows = rows.filter(state=wanted.state)
    return rows.select_related("group", "consultee__unit__heir", "signed_by").order_by("kind", "pk")


def counts_of(consultation: Consultation, version: Version) -> Counter[tuple[str, str]]:
    """Return how many lines there are by kind and state. One query."""
    rows = ClosureLine.objects.filter(consultation=consultation, version=version).order_by()
    counted = rows.values_list("kind", "state").annotate(count=Count("pk"))
    return Counter({(kind, state): count for kind, state, count in counted})


def told_lines(lines: Iterable[ClosureLine], consultation: Consultation, version: Version) -> list[Told]:
    """Return `lines` with what they are about. Five queries, however many they are."""
    shown = list(lines)
    opinions = _opinions(shown)
    places = {line.pk: _place(line, opinions) for line in shown}
    then, now = _rows(consultation.version, version, {one for one in places.values() if one is not None})
    heirs = heirs_among(line.consultee for line in shown if line.consultee is not None)
    stated = ChangeBasis.objects.filter(
        version=version, provision__in={line.provision_id for line in shown if line.provision_id}
    )
    bases = {basis.provision_id: basis for basis in stated.select_related("document", "stated_by")}
    return [
        Told(
            line=line,
            then=then.get(place) if place else None,
            now=now.get(place, ()) if place else (),
            opinions=opinions.get(line.group_id, []) if line.group_id else [],
            more=line.group.size - len(opinions.get(line.group.pk, [])) if line.group else 0,
            heir=heirs.get(line.consultee.unit_id) if line.consultee else None,
            basis=bases.get(line.provision_id) if line.provision_id else None,
        )
        for line in shown
        for place in (places[line.pk],)
    ]


def _opinions(lines: Sequence[ClosureLine]) -> dict[UUID, list[Opinion]]:
    """Return by group the first of its opinions. One query."""
    groups = {line.group_id for line in lines if line.group_id}
    found: dict[UUID, list[Opinion]] = {}
    if not groups:
        return found
    numbered = Opinion.objects.filter(group__in=groups, state=OpinionState.SENT).annotate(
        place=Window(RowNumber(), partition_by=F("group"), order_by="number")
    )
    rows = numbered.filter(place__lte=MOST_OPINIONS).select_related("consultee__unit")
    for opinion in sorted(rows, key=lambda one: one.number or 0):
        if opinion.group_id is not None:
            found.setdefault(opinion.group_id, []).append(opinion)
    return found


def _place(line: ClosureLine, opinions: Mapping[UUID, list[Opinion]]) -> UUID | None:
    """Return the provision a line is about: its own, the one its key names, or where its first opinion was filed."""
    if line.provision_id is not None:
        return line.provision_id
    if line.group_id is None:
        return None
    named = line.key.partition(":")[2]
    if named:
        return UUID(named)
    return next((one.provision_id for one in opinions.get(line.group_id, [])), None)


def _rows(
    before: Version, after: Version, provisions: set[UUID]
) -> tuple[dict[UUID, ProvisionVersion], dict[UUID, list[ProvisionVersion]]]:
    """Return by provision its row before, and after its own or those of its heirs. Two queries, none without any."""
    if not provisions:
        return {}, {}
    heirs = heirs_in(after, provisions, since=before.ordinal)
    wanted = provisions | {heir for found in heirs.values() for heir in found}
    rows = ProvisionVersion.objects.filter(version__in=(before, after), provision__in=wanted)
    there = {(row.version_id, row.provision_id): row for row in rows}
    then = {one: row for one in provisions if (row := there.get((before.pk, one)))}
    now = {
        one: [row for heir in (one, *heirs.get(one, ())) if (row := there.get((after.pk, heir)))] for one in provisions
    }  # fmt: skip
    return then, now


def anchored_opinions(consultation: Consultation, version: Version, state: str = "") -> QuerySet[OpinionAnchor]:
    """Return where the opinions of a round stand in `version`, by their numbers."""
    rows = OpinionAnchor.objects.filter(
        version=version, opinion__consultation=consultation, opinion__state=OpinionState.SENT
    )
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("opinion__consultee__unit").order_by("opinion__number")


def anchor_counts(consultation: Consultation, version: Version) -> Counter[str]:
    """Return how many opinions of a round stand how in `version`. One query."""
    rows = anchored_opinions(consultation, version).order_by().values_list("state")
    return Counter(dict(rows.annotate(count=Count("pk"))))


def rows_at(version: Version, anchors: Iterable[OpinionAnchor]) -> dict[UUID, ProvisionVersion]:
    """Return the rows of `version` at which opinions stand now, by provision. One query."""
    keys = {anchor.provision_id for anchor in anchors if anchor.provision_id}
    return {row.provision_id: row for row in ProvisionVersion.objects.filter(version=version, provision__in=keys)}


def rounds_to_close(by: Acting, *, at: datetime) -> "QuerySet[ClosingRound]":
    """Return the rounds that have ended and that `by` signs for, once a version after them is frozen; oldest first.

    `left` counts the lines that are open against the newest such version.
    """
    mine = workable(by, Permission.CLOSURE_SIGN, at=at, document="document__")
    later = Version.objects.filter(
        document=OuterRef("document"), ordinal__gt=OuterRef("version__ordinal"), state=VersionState.FROZEN
    ).order_by("-ordinal")
    open_now = Q(closure_lines__state=ClosureState.OPEN, closure_lines__version__ordinal=F("newest"))
    ended = Consultation.objects.filter(mine, state=ConsultationState.CLOSED).filter(Exists(later))
    rows = ended.annotate(newest=Subquery(later.values("ordinal")[:1]))
    return rows.annotate(left=Count("closure_lines", filter=open_now)).order_by("closed_at", "pk")
