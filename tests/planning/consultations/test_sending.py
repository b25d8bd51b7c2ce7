"""A round that is sent: every unit has its deadline, and what cannot be is refused."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dongbo.ledger.models import Event
from dongbo.organisation.operations.units import merge_units
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultation, Consultee, SpecialDay
from dongbo.planning.operations.consultations import add_recipients, prepare_consultation, send_consultation
from dongbo.planning.states import ConsultationState, ConsulteeState, DayKind
from tests.builders import Site, unit_beneath
from tests.keeping import Keep
from tests.rounds import Round, prepared_round, sent_round, term_of


@pytest.fixture(scope="module")
def kept_prepared(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: prepared_round(kept_site, at=at, units=2))


@pytest.fixture
def prepared(kept_prepared: Round, db: None) -> Round:
    """A round with two recipients that has not gone out."""
    return deepcopy(kept_prepared)


def test_every_unit_has_the_deadline_of_the_round(site: Site, at: datetime) -> None:
    sent = sent_round(site, at=at)
    # Saturday 21/11/2026; five working days end on Friday 27/11 at 24:00.
    assert sent.consultation.deadline == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert {(one.consultee.state, one.consultee.deadline) for one in sent} == {
        (ConsulteeState.WAITING, sent.consultation.deadline)
    }
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload["recipients"]) == ("planning.consultation_sent", 3)


def test_a_holiday_moves_the_deadline(prepared: Round, at: datetime) -> None:
    SpecialDay.objects.create(
        day=datetime(2026, 11, 24, tzinfo=UTC).date(), kind=DayKind.HOLIDAY, name="Nghỉ thử", legal_basis="Quyết định 1"
    )
    sent = send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    assert timezone.localtime(sent.deadline).date().isoformat() == "2026-12-01"


def test_who_does_not_lead_sends_nothing(site: Site, prepared: Round, at: datetime) -> None:
    for by in (site.planner, site.reader, prepared.drafter, prepared.asked[0].head):
        with pytest.raises(NotAllowed):
            send_consultation(consultation=prepared.consultation, by=by, at=at)
    assert Consultation.objects.get().state == ConsultationState.PREPARED


def test_a_round_is_sent_once(prepared: Round, at: datetime) -> None:
    send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    with pytest.raises(ValidationError) as refusal:
        send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)
    assert refusal.value.code == "transition"


def test_a_round_without_recipients_is_not_sent(site: Site, prepared: Round, at: datetime) -> None:
    empty = prepare_consultation(
        version=prepared.version, title="Lần hai", term=term_of(), days=3, by=prepared.leader, at=at
    )
    assert empty.ordinal == 2
    with pytest.raises(ValidationError) as refusal:
        send_consultation(consultation=empty, by=prepared.leader, at=at)
    assert refusal.value.code == "nobody"


@pytest.mark.parametrize(("days_ago", "code"), [(30, "past"), (5, "short")])
def test_a_deadline_that_is_past_or_sooner_than_law_allows_is_refused(
    days_ago: int, code: str, site: Site, at: datetime
) -> None:
    prepared = prepared_round(site, at=at, units=1, term="between-ministries", days=5)
    with pytest.raises(ValidationError) as refusal:
        send_consultation(
            consultation=prepared.consultation,
            deadline_from=at - timedelta(days=days_ago),
            by=prepared.leader,
            at=at,
        )
    assert [error.code for error in refusal.value.error_dict["deadline_from"]] == [code]
    assert Consultation.objects.get().state == ConsultationState.PREPARED


@pytest.mark.parametrize("year", [2062, 9999])
def test_a_slip_of_the_pen_in_the_year_is_refused(year: int, prepared: Round, at: datetime) -> None:
    with pytest.raises(ValidationError) as refusal:
        send_consultation(
            consultation=prepared.consultation, deadline_from=at.replace(year=year), by=prepared.leader, at=at
        )
    assert [error.code for error in refusal.value.error_dict["deadline_from"]] == ["far"]


def test_a_term_may_begin_when_the_letter_arrives(prepared: Round, at: datetime) -> None:
    sent = send_consultation(
        consultation=prepared.consultation, deadline_from=at + timedelta(days=7), by=prepared.leader, at=at
    )
    assert sent.deadline == datetime(2026, 12, 4, 17, tzinfo=UTC)


def test_a_term_that_holds_no_longer_is_refused_at_sending(prepared: Round, at: datetime) -> None:
    term = prepared.consultation.term
    term.valid_to = timezone.localdate(at)
    term.save()
    with pytest.raises(ValidationError, match="không có hiệu lực"):
        send_consultation(consultation=prepared.consultation, by=prepared.leader, at=at)


def test_successors_stand_in_at_sending_each_once(site: Site, prepared: Round, at: datetime) -> None:
    first, second = (one.unit for one in prepared)
    third = unit_beneath(site.unit, "G99.90", "Cục thêm", by=site.administrator, at=at)
    add_recipients(
        consultation=prepared.consultation, units=[third], token=lambda: "bieu-90", by=prepared.leader, at=at
    )
    tomorrow = at + timedelta(days=1)
    merge_units(
        predecessors=[first, second],
        successor=third,
        effective_on=timezone.localdate(tomorrow),
        move_posts=True,
        by=site.administrator,
        at=tomorrow,
    )
    send_consultation(consultation=prepared.consultation, by=prepared.leader, at=tomorrow)
    assert [one.unit_id for one in Consultee.objects.all()] == [third.pk]
    replaced = Event.objects.latest("sequence").payload["replaced"]
    assert sorted(replaced) == sorted([unit.code, third.code] for unit in (first, second))
