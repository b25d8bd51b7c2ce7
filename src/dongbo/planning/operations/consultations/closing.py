"""The end of a round: early by an officer with a reason, or by the clock, which also settles what silence means."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.operations.consultations.extending import require_reason
from dongbo.planning.operations.consultations.steps import CONSULTATION, held, led, move
from dongbo.planning.states import ConsultationState, ConsulteeState, Silence


@transaction.atomic
def close_early(*, consultation: Consultation, reason: str, by: Acting, at: datetime) -> Consultation:
    """This will end a round before its deadline; an answer that comes later is still taken, as a late one.

    Whoever has not answered by then is silent: agreement is deemed only of who had the whole term to speak. Raises
    NotAllowed; ValidationError with code `transition` for a round that is not out, by `reason` where none is given.
    """
    closed, authorship = led(consultation, by=by, at=at)
    require_reason(reason)
    move(closed, ConsultationState.CLOSED)
    over = _settle(closed, at=at)
    cut_short = _waiting(closed).update(state=ConsulteeState.SILENT, settled_at=at)
    closed.closed_at, closed.closed_by, closed.close_reason = at, by.officer, reason.strip()
    closed.save()
    append_event(
        kind="planning.consultation_closed_early",
        subject_kind=CONSULTATION,
        subject_id=closed.pk,
        payload={"reason": closed.close_reason, "settled": over, "cut_short": cut_short},
        by=authorship,
        at=at,
    )
    return closed


def close_due(*, at: datetime) -> int:
    """This will bring every round to date at `at`; return how many changed.

    A unit whose deadline is over is taken for agreeing where the round says so, else for silent; a round is closed
    once its deadline is over and nobody is left to wait for. Each round in its own transaction, and looked at again
    once it is held, so that of two processes one does it.
    """
    keys = list(_due(at).order_by("pk").values_list("pk", flat=True))
    return sum(_bring_to_date(Consultation(pk=key), at=at) for key in keys)


@transaction.atomic
def _bring_to_date(consultation: Consultation, *, at: datetime) -> bool:
    due = held(consultation)
    if due.state != ConsultationState.SENT:
        return False
    settled = _settle(due, at=at)
    is_over = due.deadline is not None and due.deadline <= at and not _waiting(due).exists()
    if is_over:
        move(due, ConsultationState.CLOSED)
        due.closed_at = at
        due.save()
    elif not settled:
        return False
    append_event(
        kind="planning.consultation_closed" if is_over else "planning.silence_settled",
        subject_kind=CONSULTATION,
        subject_id=due.pk,
        payload={"settled": settled, "silence": due.silence},
        by=THE_SITE,
        at=at,
    )
    return True


def _settle(consultation: Consultation, *, at: datetime) -> int:
    """Say what silence means of everyone whose deadline is over; return of how many."""
    deemed = consultation.silence == Silence.DEEMED_AGREEMENT
    state = ConsulteeState.DEEMED if deemed else ConsulteeState.SILENT
    return _waiting(consultation).filter(deadline__lte=at).update(state=state, settled_at=at)


def _waiting(consultation: Consultation) -> "QuerySet[Consultee]":
    return Consultee.objects.filter(consultation=consultation, state=ConsulteeState.WAITING)


def _due(at: datetime) -> "QuerySet[Consultation]":
    """Return the rounds that are out and of which something is over."""
    waiting = Consultee.objects.filter(consultation=OuterRef("pk"), state=ConsulteeState.WAITING)
    out = Consultation.objects.filter(state=ConsultationState.SENT)
    return out.filter(Q(Exists(waiting.filter(deadline__lte=at))) | Q(deadline__lte=at) & ~Q(Exists(waiting)))
