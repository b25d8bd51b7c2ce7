"""Reads: what is not true between the answers of a round and a later version."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from dongbo.documents.models import Version
from dongbo.engines import closure as engine
from dongbo.engines.anchors import Quote
from dongbo.planning.models import ChangeBasis, ClosureLine, Consultation, Consultee, Opinion, OpinionGroup
from dongbo.planning.queries.changes import Changes
from dongbo.planning.states import ClosureKind, ClosureState, ConsulteeState, OpinionState

BATCH = 1000


def found_lines(
    consultation: Consultation, version: Version, changes: Changes, *, at: datetime
) -> Iterator[ClosureLine]:
    """Yield what is not true now between the answers of a round and `version`, as lines that are not saved."""
    for line in engine.examine(history_of(consultation, version, changes)):
        about = ClosureLine(consultation=consultation, version=version, found_at=at, kind=ClosureKind(line.kind.value))
        about.detail = line.detail[:40]
        if line.answer is not None:
            about.group_id = UUID(line.answer)
            about.key = f"{line.answer}:{line.provision or ''}"
        elif line.provision is not None:
            about.provision_id = UUID(line.provision)
            about.key = line.provision
        elif line.consultee is not None:
            about.consultee_id = int(line.consultee)
            about.key = line.consultee
        yield about


def history_of(consultation: Consultation, version: Version, changes: Changes) -> engine.History:
    """Return what closure is computed from. A fixed number of queries, however many opinions there are."""
    return engine.History(
        before=changes.provisions_before,
        after=changes.provisions_after,
        entries=changes.entries,
        answers=list(_answers(consultation)),
        bases=list(_bases(consultation, version)),
        consultees=list(_consultees(consultation)),
    )


def open_lines(consultation: Consultation, version: Version) -> QuerySet[ClosureLine]:
    """Return the lines of a round that are neither mended nor signed for, by kind."""
    return ClosureLine.objects.filter(consultation=consultation, version=version, state=ClosureState.OPEN)


def waits_for_answers(consultation: Consultation, *, at: datetime) -> int:
    """Return how many units may still answer in time."""
    waiting = Q(state=ConsulteeState.WAITING) & (Q(deadline__gt=at) | Q(deadline__isnull=True))
    return Consultee.objects.filter(waiting, consultation=consultation).count()


def _answers(consultation: Consultation) -> Iterator[engine.Answer]:
    points: dict[UUID, dict[tuple[object, ...], engine.Pointer]] = {}
    opinions = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT, provision__isnull=False)
    rows = opinions.order_by("number").values_list("group", "provision", "quote", "proposed")
    for group, provision, quote, proposed in rows.iterator(BATCH):
        place = (provision, quote.get("start"), quote.get("end"), proposed)
        filed = engine.Pointer(str(provision), Quote.from_json(quote) if quote else None, proposed)
        points.setdefault(group, {}).setdefault(place, filed)
    changed: dict[UUID, list[str]] = {}
    named = OpinionGroup.changed_in.through.objects.filter(opiniongroup__consultation=consultation)
    for group, provision in named.values_list("opiniongroup", "provision"):
        changed.setdefault(group, []).append(str(provision))
    groups = OpinionGroup.objects.filter(consultation=consultation).order_by("ordinal")
    for key, outcome, response, reason in groups.values_list("pk", "outcome", "response", "reason").iterator(BATCH):
        yield engine.Answer(
            key=str(key),
            outcome=engine.Outcome(outcome),
            reason=reason,
            response=response,
            points_at=tuple(points.get(key, {}).values()),
            changed=tuple(changed.get(key, ())),
        )


def _bases(consultation: Consultation, version: Version) -> Iterator[engine.Basis]:
    """What was said of changes in any version after the one consulted on, up to this."""
    bases = ChangeBasis.objects.filter(
        version__document=consultation.document_id,
        version__ordinal__gt=consultation.version.ordinal,
        version__ordinal__lte=version.ordinal,
    )
    for note, provision in bases.order_by("pk").values_list("note", "provision"):
        yield engine.Basis(name=note, provisions=frozenset({str(provision)}))


def _consultees(consultation: Consultation) -> Iterable[engine.Consultee]:
    """The units of which it is settled whether they replied: whoever may still answer has not kept silent yet."""
    settled = Consultee.objects.filter(consultation=consultation).exclude(state=ConsulteeState.WAITING)
    for key, state, living in settled.order_by("pk").values_list("pk", "state", "unit__is_living"):
        yield engine.Consultee(
            key=str(key),
            replied=state == ConsulteeState.ANSWERED,
            silence_agrees=state == ConsulteeState.DEEMED,
            ended=not living,
        )
