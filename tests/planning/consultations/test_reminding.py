"""Reminders: by hand to whoever waits, by the clock each step once, made up for once."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultee, Reminder
from dongbo.planning.operations.consultations import close_due, extend, remind, remind_due
from dongbo.planning.states import Answer, ConsulteeState, Origin
from tests.builders import Site
from tests.keeping import Keep
from tests.rounds import Round, sent_round

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def kept_sent(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=2, remind_before=(3, 1)))


@pytest.fixture
def sent(kept_sent: Round, db: None) -> Round:
    """Sent on Saturday 21/11, due at the end of Friday 27/11; steps three and one working days before."""
    return deepcopy(kept_sent)


def told() -> list[tuple[int | None, int]]:
    """Return the steps that were reminded of, with how many units."""
    return list(Reminder.objects.order_by("pk").values_list("days_before", "reminded"))


def test_each_step_comes_once_on_its_day(sent: Round, at: datetime) -> None:
    assert [remind_due(at=at + day * DAY) for day in range(7)] == [0, 0, 0, 1, 0, 1, 0]
    assert told() == [(3, 2), (1, 2)]
    assert Reminder.objects.earliest("pk").units.count() == 2


def test_a_clock_that_stood_still_makes_up_for_one_step(sent: Round, at: datetime) -> None:
    assert remind_due(at=at + 5 * DAY) == 1
    assert remind_due(at=at + 5 * DAY) == 0
    assert told() == [(1, 2)]


def test_nobody_is_reminded_after_the_deadline_or_once_he_has_answered(sent: Round, at: datetime) -> None:
    Consultee.objects.filter(pk=sent.asked[0].consultee.pk).update(
        state=ConsulteeState.ANSWERED, answer=Answer.AGREES, origin=Origin.SCREEN, answered_at=at,
        answered_by=sent.leader.officer,
    )  # fmt: skip
    assert remind_due(at=at + 3 * DAY) == 1
    assert told() == [(3, 1)]
    assert list(Reminder.objects.get().units.all()) == [sent.asked[1].consultee]
    assert remind_due(at=at + 9 * DAY) == 0


def test_a_unit_with_a_later_deadline_is_reminded_of_its_own(sent: Round, at: datetime) -> None:
    assert sent.consultation.deadline is not None
    until = sent.consultation.deadline + 7 * DAY
    extend(
        consultation=sent.consultation, consultee=sent.asked[0].consultee, until=until,
        reason="Đơn vị đề nghị thêm thời gian", by=sent.leader, at=at,
    )  # fmt: skip
    remind_due(at=at + 3 * DAY)
    remind_due(at=at + 10 * DAY)
    found = [(one.deadline, one.units.get()) for one in Reminder.objects.order_by("pk")]
    assert found == [
        (sent.consultation.deadline, sent.asked[1].consultee),
        (until, sent.asked[0].consultee),
    ]


def test_by_hand_whoever_waits_is_reminded(site: Site, sent: Round, at: datetime) -> None:
    assert remind(consultation=sent.consultation, by=sent.leader, at=at).reminded == 2
    assert told() == [(None, 2)]
    for by in (site.planner, sent.drafter, sent.asked[0].head):
        with pytest.raises(NotAllowed):
            remind(consultation=sent.consultation, by=by, at=at)
    close_due(at=at + 9 * DAY)
    with pytest.raises(ValidationError) as refusal:
        remind(consultation=sent.consultation, by=sent.leader, at=at + 9 * DAY)
    assert refusal.value.code == "transition"
