"""The end of a round: silence means what the round says, a later deadline is waited for, the clock does it once."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.operations.consultations import close_due, close_early, extend
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState, Origin
from tests.builders import Site
from tests.keeping import Keep
from tests.rounds import Round, prepared_round, sent_round

MINUTE = timedelta(minutes=1)
REASON = "Đơn vị đề nghị thêm thời gian"


@pytest.fixture(scope="module")
def kept_sent(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=2, term="internal-deemed"))


@pytest.fixture
def sent(kept_sent: Round, db: None) -> Round:
    """A round of two units in which silence means agreement."""
    return deepcopy(kept_sent)


def deadline_of(sent: Round) -> datetime:
    """Return the round's deadline, which is known once it is sent."""
    assert sent.consultation.deadline is not None
    return sent.consultation.deadline


def answered(consultee: Consultee, sent: Round, at: datetime) -> None:
    """Write down an answer, as the other side's operation would."""
    Consultee.objects.filter(pk=consultee.pk).update(
        state=ConsulteeState.ANSWERED, answer=Answer.AGREES, origin=Origin.SCREEN, answered_at=at,
        answered_by=sent.leader.officer, settled_at=None,
    )  # fmt: skip


def states() -> list[str]:
    """Return how the units stand, in the order they were added."""
    return list(Consultee.objects.order_by("pk").values_list("state", flat=True))


def state() -> str:
    """Return how the round stands."""
    return Consultation.objects.get().state


@pytest.mark.parametrize(
    ("term", "silent"), [("internal-deemed", ConsulteeState.DEEMED), ("internal", ConsulteeState.SILENT)]
)
def test_silence_is_settled_at_the_deadline_and_not_before(
    term: str, silent: ConsulteeState, site: Site, at: datetime
) -> None:
    sent = sent_round(site, at=at, units=2, term=term)
    answered(sent.asked[0].consultee, sent, at)
    assert close_due(at=deadline_of(sent) - MINUTE) == 0
    assert close_due(at=deadline_of(sent)) == 1
    assert (states(), state()) == ([ConsulteeState.ANSWERED, silent], ConsultationState.CLOSED)
    assert close_due(at=deadline_of(sent) + MINUTE) == 0
    closed = Event.objects.filter(kind="planning.consultation_closed")
    assert [(event.actor, event.payload["settled"]) for event in closed] == [("", 1)]


def test_a_unit_with_more_time_keeps_the_round_open(sent: Round, at: datetime) -> None:
    longer = deadline_of(sent) + timedelta(days=3)
    first, second = (one.consultee for one in sent)
    extend(consultation=sent.consultation, consultee=second, until=longer, reason=REASON, by=sent.leader, at=at)
    assert close_due(at=deadline_of(sent)) == 1
    assert (states(), state()) == ([ConsulteeState.DEEMED, ConsulteeState.WAITING], ConsultationState.SENT)
    assert Event.objects.latest("sequence").kind == "planning.silence_settled"
    assert close_due(at=deadline_of(sent) + MINUTE) == 0
    answered(second, sent, at)
    assert close_due(at=deadline_of(sent) + MINUTE) == 1
    assert (states(), state()) == ([ConsulteeState.DEEMED, ConsulteeState.ANSWERED], ConsultationState.CLOSED)
    assert Consultee.objects.get(pk=first.pk).settled_at == deadline_of(sent)


def test_whoever_is_given_time_after_the_end_waits_again_and_the_round_is_open(sent: Round) -> None:
    over = deadline_of(sent) + MINUTE
    close_due(at=over)
    until = over + timedelta(days=2)
    one = sent.asked[0].consultee
    extend(consultation=sent.consultation, consultee=one, until=until, reason=REASON, by=sent.leader, at=over)
    assert (states(), state()) == ([ConsulteeState.WAITING, ConsulteeState.DEEMED], ConsultationState.SENT)
    extend(consultation=sent.consultation, until=until + MINUTE, reason=REASON, by=sent.leader, at=over)
    assert states() == [ConsulteeState.WAITING] * 2
    assert Consultation.objects.get().deadline == until + MINUTE
    close_due(at=until + MINUTE)
    assert (states(), state()) == ([ConsulteeState.DEEMED] * 2, ConsultationState.CLOSED)


def test_an_extension_of_all_leaves_who_has_longer_and_who_has_answered(sent: Round, at: datetime) -> None:
    first, second = (one.consultee for one in sent)
    answered(first, sent, at)
    own = deadline_of(sent) + timedelta(days=9)
    extend(consultation=sent.consultation, consultee=second, until=own, reason=REASON, by=sent.leader, at=at)
    extend(
        consultation=sent.consultation,
        until=deadline_of(sent) + timedelta(days=1),
        reason=REASON,
        by=sent.leader,
        at=at,
    )
    assert list(Consultee.objects.order_by("pk").values_list("deadline", flat=True)) == [deadline_of(sent), own]
    with pytest.raises(ValidationError) as refusal:
        extend(consultation=sent.consultation, consultee=first, until=own, reason=REASON, by=sent.leader, at=at)
    assert refusal.value.code == "answered"


def test_a_wrong_day_or_no_reason_is_refused(sent: Round, at: datetime) -> None:
    def refusal(until: datetime, reason: str = REASON) -> ValidationError:
        with pytest.raises(ValidationError) as refused:
            extend(consultation=sent.consultation, until=until, reason=reason, by=sent.leader, at=at)
        return refused.value

    assert [error.code for error in refusal(at).error_dict["until"]] == ["past"]
    assert [error.code for error in refusal(at.replace(year=2062)).error_dict["until"]] == ["far"]
    assert [error.code for error in refusal(deadline_of(sent)).error_dict["until"]] == ["sooner"]
    assert set(refusal(deadline_of(sent) + MINUTE, "xin").error_dict) == {"reason"}
    assert set(refusal(deadline_of(sent) + MINUTE, "a bc def " * 90).error_dict) == {"reason"}


def test_a_round_that_is_only_prepared_is_neither_extended_nor_closed(site: Site, at: datetime) -> None:
    prepared = prepared_round(site, at=at, units=1)
    with pytest.raises(ValidationError) as refusal:
        extend(
            consultation=prepared.consultation, until=at + timedelta(days=5), reason=REASON, by=prepared.leader, at=at
        )
    assert refusal.value.code == "transition"
    with pytest.raises(ValidationError) as refusal:
        close_early(consultation=prepared.consultation, reason=REASON, by=prepared.leader, at=at)
    assert refusal.value.code == "transition"
    assert close_due(at=at + timedelta(days=90)) == 0


def test_an_early_end_takes_nobodys_silence_for_agreement(sent: Round, at: datetime) -> None:
    close_early(consultation=sent.consultation, reason=REASON, by=sent.leader, at=at + MINUTE)
    closed = Consultation.objects.get()
    assert (closed.state, closed.closed_by, closed.close_reason) == (
        ConsultationState.CLOSED,
        sent.leader.officer,
        REASON,
    )
    assert states() == [ConsulteeState.SILENT] * 2
    assert Event.objects.latest("sequence").payload["cut_short"] == 2
    extend(consultation=closed, until=deadline_of(sent) + MINUTE, reason=REASON, by=sent.leader, at=at + 2 * MINUTE)
    reopened = Consultation.objects.get()
    assert (reopened.state, reopened.closed_by, reopened.close_reason) == (ConsultationState.SENT, None, "")


def test_who_does_not_lead_neither_extends_nor_closes(site: Site, sent: Round, at: datetime) -> None:
    for by in (site.planner, sent.drafter, sent.decider, sent.asked[0].head):
        with pytest.raises(NotAllowed):
            extend(consultation=sent.consultation, until=deadline_of(sent) + MINUTE, reason=REASON, by=by, at=at)
        with pytest.raises(NotAllowed):
            close_early(consultation=sent.consultation, reason=REASON, by=by, at=at)
    assert (states(), state()) == ([ConsulteeState.WAITING] * 2, ConsultationState.SENT)
