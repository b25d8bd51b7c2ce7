"""Reads of the side that is asked: the rounds sent to a unit, its remarks, its answer, and what became of it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.engines.provisions import Kind
from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.models import Event
from dongbo.ledger.queries import events_of
from dongbo.organisation.rules import Acting
from dongbo.planning.models import (
    Consultee,
    ConsulteeDraft,
    Opinion,
    OpinionForm,
    OpinionLetter,
    ProvisionSuccession,
    Question,
    QuestionAnswer,
)
from dongbo.planning.rules.consultation import asked, asking, receiving
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState, LetterState, OpinionState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

OVERDUE = "overdue"
"""Asks the list for what waits although its term has ended."""

ORDERS = {
    "due": ("due", "pk"),
    "sent": ("-consultation__sent_at", "-pk"),
    "title": ("consultation__title", "pk"),
    "unit": ("unit__first", "due", "pk"),
}
"""The orders of the list of rounds sent to a unit."""


class _Counted(TypedDict):
    due: datetime
    remark_count: int


if TYPE_CHECKING:
    AskedUnit: TypeAlias = WithAnnotations[Consultee, _Counted]
    """A consulted unit with the moment its term ends and how many remarks its officers have raised."""


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What the list of rounds sent to a unit is asked for."""

    words: str = ""
    state: str = ""
    sort: str = "due"


def asked_units(by: Acting, *, at: datetime) -> "QuerySet[AskedUnit]":
    """Return the consulted units at which `by` sees and prepares the answer, with round, document and version."""
    remarks = Opinion.objects.filter(consultee=OuterRef("pk"), state__in=(OpinionState.REMARK, OpinionState.SENT))
    counted = remarks.order_by().values("consultee").annotate(count=Count("pk")).values("count")
    rows = Consultee.objects.filter(asked(by, at=at)).select_related(
        "unit__heir", "consultation__document__unit", "consultation__version", "answered_by"
    )
    return rows.annotate(
        due=Coalesce("deadline", "consultation__deadline"), remark_count=Coalesce(Subquery(counted), 0)
    )


def inbox(by: Acting, wanted: InboxFilter, *, at: datetime) -> "QuerySet[AskedUnit]":
    """Return the rounds sent to the units of `by`, filtered and in order."""
    rows = asked_units(by, at=at).filter(_matching(wanted.words))
    if wanted.state == OVERDUE:
        rows = rows.filter(state=ConsulteeState.WAITING, due__lte=at)
    elif wanted.state in ConsulteeState.values:
        rows = rows.filter(state=wanted.state)
    return rows.order_by(*ORDERS.get(wanted.sort, ORDERS["due"]))


def _matching(words: str) -> Q:
    found = Q()
    for word in words.split():
        key = toneless(fold(word))
        found &= (
            Q(consultation__search_key__contains=key)
            | Q(consultation__document__subject_key__contains=key)
            | Q(unit__search_key__contains=key)
        )
    return found


def answers_awaited(by: Acting, *, at: datetime) -> "QuerySet[AskedUnit]":
    """Return the units of `by` that have not answered yet, in order of deadline, late ones among them."""
    open_now = Q(state=ConsulteeState.WAITING) & ~Q(consultation__state=ConsultationState.FINAL)
    return asked_units(by, at=at).filter(open_now).order_by("due", "pk")


def attached_paths(version: Version) -> frozenset[str]:
    """Return the paths of the annexes of `version` that bear no number."""
    found = version.provisions.filter(kind=Kind.ANNEX.value, depth=0, number="")
    return frozenset(found.values_list("path", flat=True))


def became_in(version: Version, provision: UUID) -> list[ProvisionVersion]:
    """Return where in `version` the words of `provision` stand, one that is not in it: in those that took them over,
    or in those it took them from; in reading order."""
    for forwards in (True, False):
        found = _followed(version, provision, forwards=forwards)
        if found:
            return found
    return []


def _followed(version: Version, provision: UUID, *, forwards: bool) -> list[ProvisionVersion]:
    """Follow the successions of the document, a query for every generation."""
    way = ("provision", "successor") if forwards else ("successor", "provision")
    here, known, found = {provision}, {provision}, list[ProvisionVersion]()
    while here:
        rows = ProvisionSuccession.objects.filter(**{f"{way[0]}__in": here}).values_list(way[1], flat=True)
        reached = set(rows) - known
        known |= reached
        there = list(version.provisions.filter(provision__in=reached))
        found += there
        here = reached - {row.provision_id for row in there}
    return sorted(found, key=lambda row: row.rank)


def remarks_of(consultee: Consultee) -> "QuerySet[Opinion]":
    """Return everything a unit's officers have raised, sent or not, in the order of the text."""
    rank = ProvisionVersion.objects.filter(version=OuterRef("version"), provision=OuterRef("provision"))
    rows = consultee.opinions.annotate(rank=Coalesce(Subquery(rank.values("rank")[:1]), -1))
    return rows.select_related("raised_by").order_by("rank", "raised_at", "pk")


def readable_remarks(by: Acting, *, at: datetime) -> "QuerySet[Opinion]":
    """Return the remarks and opinions `by` sees as one of the unit that raised them."""
    rows = Opinion.objects.filter(asked(by, at=at, consultee="consultee__"))
    return rows.select_related(
        "consultee__unit", "consultee__consultation__document__unit", "consultee__consultation__version", "raised_by"
    )


def readable_forms(by: Acting, *, at: datetime) -> "QuerySet[OpinionForm]":
    """Return the forms `by` sees as one of the unit they came from."""
    rows = OpinionForm.objects.filter(asked(by, at=at, consultee="consultee__"))
    return rows.select_related("consultee__unit", "consultee__consultation__document__unit", "received_by")


def readable_letters(by: Acting, *, at: datetime) -> "QuerySet[OpinionLetter]":
    """Return the letters `by` sees, as one of the unit they came from or of the side that asks."""
    rows = OpinionLetter.objects.filter(
        asked(by, at=at, consultee="consultee__") | asking(by, at=at, consultation="consultee__consultation__")
    )
    return rows.select_related(
        "consultee__unit",
        "consultee__consultation__document__unit",
        "consultee__consultation__version",
        "received_by",
        "split_by",
    )


def letters_to_split(by: Acting, *, at: datetime) -> "QuerySet[OpinionLetter]":
    """Return the letters that wait for `by`, on the side that asks, to be answered for and split; oldest first."""
    way = "consultee__consultation__"
    waiting = Q(state=LetterState.RECEIVED) & ~Q(**{f"{way}state": ConsultationState.FINAL})
    rows = OpinionLetter.objects.filter(receiving(by, at=at, consultation=way), waiting)
    return rows.select_related("consultee__unit", "consultee__consultation").order_by("received_at", "pk")


def letter_units(by: Acting, *, at: datetime) -> "QuerySet[Consultee]":
    """Return the consulted units for which `by` may take a letter in: his own, and those he asks."""
    rows = Consultee.objects.filter(asked(by, at=at) | asking(by, at=at, consultation="consultation__"))
    return rows.select_related("unit", "consultation__document__unit", "consultation__version")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a unit would send now: the answer as a whole, the questions with what it says, and the remarks chosen.

    `key` changes with any of it, so that whoever approves it approves what he has read.
    """

    answer: str
    reason: str
    origin: str
    changed: str
    questions: list[tuple[Question, str]]
    chosen: list[Opinion]
    left: list[Opinion]
    key: str

    @property
    def answer_label(self) -> str:
        """What the answer is called, "" where none is chosen."""
        return str(Answer(self.answer).label) if self.answer else ""

    @property
    def unanswered(self) -> list[Question]:
        """The questions to which nothing was said yet."""
        return [question for question, said in self.questions if not said]


def prepared_answer(consultee: Consultee) -> Prepared:
    """Return what a unit would send now. Four queries, however much it is."""
    draft = ConsulteeDraft.objects.filter(consultee=consultee).first()
    remarks = list(remarks_of(consultee))
    chosen = [remark for remark in remarks if remark.state == OpinionState.REMARK]
    questions = questions_of(consultee)
    answer, reason = (draft.answer, draft.reason) if draft else ("", "")
    return Prepared(
        answer=answer,
        reason=reason,
        origin=draft.origin if draft else "",
        changed=draft.changed_at.isoformat() if draft else "",
        questions=questions,
        chosen=chosen,
        left=[remark for remark in remarks if remark.state == OpinionState.LEFT],
        key=_key(answer, reason, questions, chosen),
    )


def questions_of(consultee: Consultee) -> list[tuple[Question, str]]:
    """Return the questions of the round in order, each with what the unit says, "" where it says nothing yet."""
    said = dict(QuestionAnswer.objects.filter(consultee=consultee).values_list("question", "text"))
    asked_here = Question.objects.filter(consultation=consultee.consultation_id).order_by("rank")
    return [(question, said.get(question.pk, "")) for question in asked_here]


def _key(answer: str, reason: str, questions: Iterable[tuple[Question, str]], chosen: Iterable[Opinion]) -> str:
    held = [
        answer,
        reason,
        [[question.pk, said] for question, said in questions],
        [[str(one.pk), one.kind, one.path, one.quote, one.text, one.proposed] for one in chosen],
    ]
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def sent_opinions(consultee: Consultee) -> "QuerySet[Opinion]":
    """Return what a unit has sent, in its order, each with the group its answer is given to."""
    return consultee.opinions.filter(state=OpinionState.SENT).select_related("group", "raised_by").order_by("number")


def outcomes_are_shown(consultee: Consultee) -> bool:
    """Return whether a unit may see what became of its opinions: once the matrix is final."""
    return bool(consultee.consultation.state == ConsultationState.FINAL)


def given_back(consultee: Consultee) -> Event | None:
    """Return the last time the answer was given back to the unit, with the reason, unless it was answered since."""
    kinds = ("planning.answer_given_back", "planning.answer_sent", "planning.letter_answer_recorded")
    events = events_of(subject_kind="consultee", subject_id=consultee.pk).filter(kind__in=kinds)
    last = events.order_by(F("sequence").desc()).first()
    return last if last is not None and last.kind == kinds[0] else None
