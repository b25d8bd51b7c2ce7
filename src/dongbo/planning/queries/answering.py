"""Reads of those who answer: who may, which groups, how a group stands, whether the engine is at work."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from dongbo.documents.rules import kept_as, workable
from dongbo.ledger.models import Event
from dongbo.ledger.queries import events_of
from dongbo.organisation.models import Grant, Officer
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, OpinionGroup
from dongbo.planning.rules.consultation import asking
from dongbo.planning.states import ConsultationState, Outcome

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

ASKED_FOR = ("planning.grouping_requested", "planning.consultation_closed", "planning.consultation_closed_early")
"""Each of these sets the engine to work."""

DONE, FAILED = "planning.opinions_grouped", "planning.grouping_failed"


class _Counted(TypedDict):
    waiting: int


if TYPE_CHECKING:
    CountedRound: TypeAlias = WithAnnotations[Consultation, _Counted]
    """A round with how many of its groups wait."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Whether the engine is at work on a round, since when, or when and with what it ended."""

    runs: bool
    at: datetime
    failure: str = ""


def answerers(consultation: Consultation, *, at: datetime) -> QuerySet[Officer]:
    """Return the officers who may answer the opinions of a round at `at`, by name."""
    document, bit = consultation.document, Permission.OPINION_ANSWER.bit
    here = Q(effective_branch=True, effective_unit__first__lte=document.unit.first) & Q(
        effective_unit__last__gte=document.unit.first
    )
    grants = Grant.objects.annotate(answers=F("effective_mask").bitand(bit)).filter(
        here | Q(effective_unit=document.unit_id),
        answers=bit,
        effective_from__lte=at,
        effective_to__gt=at,
        effective_clearance__gte=kept_as(document.access),
    )
    return Officer.objects.filter(pk__in=grants.values("officer"), is_active=True).order_by("full_name", "pk")


def fingerprint(group: OpinionGroup) -> str:
    """Return what changes with a group's answer and with the number of its opinions, and with nothing else."""
    moments = [moment.isoformat() if moment else "" for moment in (group.answered_at, group.decided_at)]
    held = [group.outcome, group.response, group.reason, group.question, group.size, group.units, *moments]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def groups_asking(by: Acting, *, at: datetime) -> QuerySet[OpinionGroup]:
    """Return the groups of the rounds `by` sees whole, each with its round, document and the names it bears."""
    found = OpinionGroup.objects.filter(asking(by, at=at, consultation="consultation__"))
    return found.select_related(
        "consultation__document__unit", "consultation__version", "assigned_to", "answered_by", "decided_by"
    )


def groups_given(by: Acting, *, at: datetime) -> QuerySet[OpinionGroup]:
    """Return the open groups given to `by` to answer, round by round in the order of the text."""
    mine = groups_asking(by, at=at).filter(assigned_to=by.officer, outcome=Outcome.OPEN)
    return mine.exclude(consultation__state=ConsultationState.FINAL).order_by("assigned_at", "rank", "ordinal")


def groups_to_decide(by: Acting, *, at: datetime) -> QuerySet[OpinionGroup]:
    """Return the groups put to the leader that `by` may decide, who waited longest first."""
    mine = workable(by, Permission.OPINION_DECIDE, at=at, document="consultation__document__")
    found = groups_asking(by, at=at).filter(mine, outcome=Outcome.TO_LEADER)
    return found.exclude(consultation__state=ConsultationState.FINAL).order_by("answered_at", "rank", "ordinal")


def rounds_with(groups: QuerySet[OpinionGroup]) -> "QuerySet[CountedRound]":
    """Return the rounds of `groups`, each with how many of them it has, by title."""
    keys = groups.order_by().values("pk")
    found = Consultation.objects.filter(groups__in=keys).annotate(waiting=Count("groups"))
    return found.order_by("title", "pk")


def history_of(group: OpinionGroup) -> QuerySet[Event]:
    """Return what was done upon a group, newest first."""
    return events_of(subject_kind="opinion_group", subject_id=group.pk).order_by("-sequence")


def grouping_of(consultation: Consultation) -> Grouping | None:
    """Return how the engine stands with a round, None where it was never set to work. One query."""
    events = events_of(subject_kind="consultation", subject_id=consultation.pk)
    last = events.filter(kind__in=(*ASKED_FOR, DONE, FAILED)).order_by("-sequence").first()
    if last is None:
        return None
    return Grouping(last.kind in ASKED_FOR, last.at, str(last.payload.get("failure", "")))


def known_key(written: str) -> UUID | None:
    """Return the key that an address names, None for what is none."""
    try:
        return UUID(written)
    except ValueError:
        return None
