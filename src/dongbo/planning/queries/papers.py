"""Reads: what the papers of a round say, and which of them an officer may open."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.engines.consultation_papers import Head, Matrix, MatrixRow, Receipt, ReceiptOpinion
from dongbo.engines.places import place_name
from dongbo.ledger.models import Event
from dongbo.organisation.models import Unit
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, ConsultationPaper, Consultee, Opinion, OpinionAnchor, OpinionGroup
from dongbo.planning.queries.replies import attached_paths
from dongbo.planning.rules.consultation import asking
from dongbo.planning.states import (
    ABANDONED_AFTER,
    AnchorState,
    ConsulteeState,
    OpinionState,
    Outcome,
    PaperState,
)

BATCH = 1000
FEW_WORDS = 60
"""Letters of a provision that stand beside its name."""

ANSWERS_CHANGED = (
    "planning.answer_sent", "planning.answer_given_back", "planning.letter_answer_recorded", "planning.letter_split",
)  # fmt: skip
DRAFT_CHANGED = ("documents.document_corrected", "planning.opinions_followed")
NAMES_CHANGED = ("organisation.unit_renamed", "organisation.unit_act_withdrawn")

Row = Any
"""A row of `opinion_rows`."""


def readable_papers(by: Acting, *, at: datetime) -> QuerySet[ConsultationPaper]:
    """Return the papers of the rounds `by` sees whole, newest first."""
    found = ConsultationPaper.objects.filter(asking(by, at=at, consultation="consultation__"))
    return found.select_related("consultation__document__unit", "version", "file", "requested_by")


def abandoned_papers(*, at: datetime) -> QuerySet[ConsultationPaper]:
    """Return the papers whose writing gave no sign of life for so long that its process must have died."""
    return ConsultationPaper.objects.filter(state=PaperState.RUNNING, alive_at__lt=at - ABANDONED_AFTER)


def paper_versions(consultation: Consultation) -> QuerySet[Version]:
    """Return the versions a paper of a round can be made for: the round's own and every frozen one since."""
    found = Version.objects.filter(document=consultation.document_id, state=VersionState.FROZEN)
    return found.filter(ordinal__gte=consultation.version.ordinal).order_by("-ordinal")


def changed_since(consultation: Consultation, sequence: int) -> bool:
    """Return whether anything that a paper of the round says may have changed after the event numbered `sequence`."""
    later = Event.objects.filter(sequence__gt=sequence).order_by()
    units = consultation.consultees.order_by().values(written=Cast("pk", CharField()))
    about = (
        Q(subject_kind="consultation", subject_id=str(consultation.pk))
        | Q(subject_kind="document", subject_id=str(consultation.document_id)) & Q(kind__in=DRAFT_CHANGED)
        | Q(kind__in=ANSWERS_CHANGED, subject_kind="consultee", subject_id__in=units)
        | Q(kind__in=NAMES_CHANGED)
    )
    if later.filter(about).exists():
        return True
    answered = later.filter(subject_kind="opinion_group").values_list("subject_id", flat=True).distinct()
    touched = [UUID(key) for key in answered]
    batches = (touched[first : first + BATCH] for first in range(0, len(touched), BATCH))
    return any(consultation.groups.filter(pk__in=some).exists() for some in batches)


def are_placed(consultation: Consultation, version: Version) -> bool:
    """Return whether it is known of every opinion sent in a round where it stands in `version`."""
    if version.pk == consultation.version_id:
        return True
    known = OpinionAnchor.objects.filter(opinion=OuterRef("pk"), version=version)
    sent = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT)
    return not sent.exclude(Exists(known)).exists()


@dataclass(frozen=True, slots=True)
class Labels:
    """What the provisions of a version are called there, and how each begins."""

    names: dict[UUID, str]
    words: dict[UUID, str]

    def topic(self, provision: UUID | None, name: str) -> str:
        """Return `name` with a few of the provision's words."""
        return ": ".join(filter(None, (name, self.words.get(provision, "") if provision else "")))


def labels_of(version: Version) -> Labels:
    """Return what the provisions of `version` are called. Two queries."""
    attached = attached_paths(version)
    rows = version.provisions.order_by().values_list("provision", "path", "heading", "text")
    names, words = dict[UUID, str](), dict[UUID, str]()
    for provision, path, heading, text in rows:
        names[provision], words[provision] = place_name(path, attached=attached), few_words(heading or text)
    return Labels(names, words)


def few_words(words: str) -> str:
    """Return the first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= FEW_WORDS else f"{line[:FEW_WORDS].rsplit(' ', 1)[0]} …"


def head_of(consultation: Consultation, *, at: datetime | None = None) -> Head:
    """Return the head of a round's papers: who asks, beneath whom, where, and on the day of `at` if it is told."""
    unit: Unit = consultation.document.unit
    return Head(
        issuer=unit.name,
        governing_body=unit.parent.name if unit.parent else "",
        place=str(consultation.version.fields.get("place") or ""),
        date=timezone.localdate(at) if at else None,
    )


def subject_of(consultation: Consultation) -> str:
    """Return what was consulted on: "dự thảo Kế hoạch …"."""
    document = consultation.document
    return " ".join(filter(None, ("dự thảo", document.type_name.capitalize(), document.subject)))


def opinion_rows(consultation: Consultation, version: Version) -> "QuerySet[Any, Row]":
    """Return the opinions sent in a round in the order of the text, each with its answer and its place in `version`."""
    sent = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT)
    told = sent.annotate(
        now=FilteredRelation("anchors", condition=Q(anchors__version=version)),
        outcome=F("group__outcome"),
        response=F("group__response"),
        reason=F("group__reason"),
        now_state=F("now__state"),
        now_at=F("now__provision_id"),
    )
    placed = (F("group__rank").asc(nulls_last=True), F("group__ordinal").asc(nulls_last=True), "number")
    return told.order_by(*placed).values_list(
        "number", "consultee_id", "provision_id", "label", "quote", "kind", "text", "proposed", "group_id", "outcome",
        "response", "reason", "now_state", "now_at", named=True,
    )  # fmt: skip


class Writing:
    """A round and a version read for writing: who was asked, what provisions are called, where answers went.

    Five queries, or seven for a version after the round's; the opinions are read apart, one after another.
    """

    def __init__(self, consultation: Consultation, version: Version) -> None:
        self.consultation, self.version = consultation, version
        self.is_later = version.pk != consultation.version_id
        self.filed = labels_of(consultation.version)
        self.now = labels_of(version) if self.is_later else self.filed
        asked = consultation.consultees.order_by("unit__first", "pk").values_list("pk", "unit__name", "state")
        self.asked: dict[int, tuple[str, str]] = {pk: (name, state) for pk, name, state in asked}
        self.received = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT).count()
        changed = OpinionGroup.changed_in.through.objects.filter(opiniongroup__consultation=consultation)
        self.carried_out: dict[UUID, list[UUID]] = {}
        for group, provision in changed.order_by("pk").values_list("opiniongroup_id", "provision_id"):
            self.carried_out.setdefault(group, []).append(provision)

    def silent(self) -> Iterator[str]:
        """Yield those who did not answer, and what that means where it means something."""
        meaning = {ConsulteeState.DEEMED: " (coi như đồng ý)", ConsulteeState.WAITING: " (chưa trả lời)"}
        for name, state in self.asked.values():
            if state != ConsulteeState.ANSWERED:
                yield f"{name}{meaning.get(ConsulteeState(state), '')}"

    def topic(self, row: Row) -> str:
        """Return what an opinion is about as this version calls it, with its name as filed where that was another."""
        if row.provision_id is None:
            return ""
        if row.now_at is None:
            gone = " (điều khoản đã bỏ)" if row.now_state == AnchorState.REMOVED else ""
            return self.filed.topic(row.provision_id, f"{row.label}{gone}")
        name = self.now.names[row.now_at]
        if row.now_state == AnchorState.REMOVED:
            name = f"{row.label} (đã bỏ, nay tại {name})"
        elif name != row.label:
            name = f"{name} (khi lấy ý kiến: {row.label})"
        return self.now.topic(row.now_at, name)

    def place_now(self, row: Row) -> str:
        """Return where this version carries out what was accepted, "" where nothing was."""
        if not self.is_later or row.outcome not in (Outcome.ACCEPTED, Outcome.PARTLY):
            return ""
        places = [row.now_at, *self.carried_out.get(row.group_id, ())]
        return "; ".join(dict.fromkeys(self.now.names[place] for place in places if place in self.now.names))


def matrix_of(
    consultation: Consultation, version: Version, *, at: datetime, told: Callable[[int], object] = lambda _read: None
) -> Matrix:
    """Return the matrix of a round as regenerated for `version`; `told` hears how many opinions are read.

    Opinions of one group that say the same at the same place stand in one row under the units that sent them; each that
    says anything else has a row of its own, so that no word is left out. A fixed number of queries.
    """
    writing = Writing(consultation, version)
    rows = opinion_rows(consultation, version).iterator(BATCH)
    return Matrix(
        head=head_of(consultation, at=at),
        subject=subject_of(consultation),
        draft_label=version.label,
        asked=len(writing.asked),
        received=writing.received,
        rows=_matrix_rows(writing, rows, told),
        silent_units=tuple(writing.silent()),
    )


def _matrix_rows(writing: Writing, rows: Iterable[Row], told: Callable[[int], object]) -> Iterator[MatrixRow]:
    ordinal = read = 0
    for _group, members in groupby(rows, key=lambda row: row.group_id):
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row in members:
            said = (str(row.provision_id), writing.topic(row), _quoted(row), row.kind, row.text, row.proposed)
            alike.setdefault(said, []).append(row)
            read += 1
        for same in alike.values():
            ordinal += 1
            yield _matrix_row(writing, ordinal, same)
        told(read)


def _matrix_row(writing: Writing, ordinal: int, same: list[Row]) -> MatrixRow:
    row = same[0]
    return MatrixRow(
        ordinal=ordinal,
        topic=writing.topic(row),
        consultees=tuple(dict.fromkeys(writing.asked[one.consultee_id][0] for one in same)),
        opinion=row.text,
        quote=_quoted(row),
        proposed=row.proposed,
        kind=row.kind,
        outcome=row.outcome,
        response=row.response,
        reason=row.reason,
        place_now=writing.place_now(row),
    )


def receipt_of(consultee: Consultee, version: Version, *, at: datetime) -> Receipt:
    """Return what became of each opinion of one unit, as `version` shows it."""
    consultation = consultee.consultation
    [receipt] = receipts_of(Writing(consultation, version), [consultee], at=at)
    return receipt


def receipts_of(writing: Writing, consultees: Iterable[Consultee], *, at: datetime) -> Iterator[Receipt]:
    """Yield the receipt of each of `consultees`, a query for each."""
    consultation, version = writing.consultation, writing.version
    head, subject = head_of(consultation, at=at), subject_of(consultation)
    for one in consultees:
        rows = opinion_rows(consultation, version).filter(consultee=one).order_by("number")
        yield Receipt(
            head=head,
            unit=one.unit.name,
            subject=subject,
            draft_label=version.label,
            answer=one.answer,
            opinions=tuple(_receipt_opinion(writing, row) for row in rows),
        )


def _receipt_opinion(writing: Writing, row: Row) -> ReceiptOpinion:
    return ReceiptOpinion(
        ordinal=row.number,
        provision=writing.filed.topic(row.provision_id, row.label),
        text=row.text,
        quote=_quoted(row),
        proposed=row.proposed,
        kind=row.kind,
        outcome=row.outcome,
        response=row.response,
        reason=row.reason,
        place_now=writing.place_now(row),
    )


def _quoted(row: Row) -> str:
    return str(row.quote.get("exact", ""))
