"""Grouping: what says the same comes together, what officers did stays, and nothing is in two groups or in none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from dongbo.jobs import grouping as job
from dongbo.jobs.grouping import group_opinions
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.answering import (
    answer_group,
    assign_groups,
    group_round,
    join_groups,
    request_grouping,
    split_group,
)
from dongbo.planning.operations.answering.grouping import Bundle, Plan, _carry_out, plan_of
from dongbo.planning.operations.consultations import close_early
from dongbo.planning.queries.answering import grouping_of
from dongbo.planning.states import Outcome
from tests.planning.answering.board import (
    RAISE_THE_SHARE,
    SAME_AGAIN,
    arrangement,
    group_of,
    speak,
)
from tests.rounds import Round, prepared_round, sent_round

if TYPE_CHECKING:
    from tests.builders import Site


def test_what_says_the_same_comes_together(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    assert arrangement(asking) == [[1], [2], [3], [4]]
    assert group_round(consultation=asking.consultation, by=asking.drafter, at=at) == 3
    assert arrangement(asking) == [[1, 3], [2], [4]]
    both = group_of(opinions[0])
    assert (both.size, both.units, both.by_hand, both.provision_id) == (2, 2, False, opinions[0].provision_id)
    assert both.representative in (RAISE_THE_SHARE, SAME_AGAIN)
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload) == ("planning.opinions_grouped", {"groups": 3, "moved": 1})


def test_grouping_again_changes_nothing(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    group_round(consultation=asking.consultation, at=at)
    before = list(OpinionGroup.objects.order_by("pk").values())
    assert group_round(consultation=asking.consultation, at=at) == 3
    assert list(OpinionGroup.objects.order_by("pk").values()) == before
    assert Event.objects.latest("sequence").payload == {"groups": 3, "moved": 0}


@pytest.mark.parametrize("how", ["split", "answered", "given out"])
def test_what_an_officer_did_is_left_to_him(asking: Round, opinions: list[Opinion], at: datetime, how: str) -> None:
    by = asking.drafter
    if how == "split":
        whole = join_groups(groups=[group_of(opinions[0]), group_of(opinions[2])], by=by, at=at)
        split_group(group=whole, opinions=[opinions[2]], by=by, at=at)
    for opinion in (opinions[0], opinions[2]):
        if how == "answered":
            answer_group(group=group_of(opinion), outcome=Outcome.ACCEPTED, response=opinion.text, by=by, at=at)
        if how == "given out":
            assign_groups(consultation=asking.consultation, groups=[group_of(opinion)], to=by.officer, by=by, at=at)
    before = {opinion.pk: group_of(opinion).pk for opinion in opinions}
    group_round(consultation=asking.consultation, at=at)
    assert {opinion.pk: group_of(opinion).pk for opinion in opinions} == before


def test_an_opinion_that_comes_later_joins_the_group_that_has_an_answer(site: Site, at: datetime) -> None:
    asking = sent_round(site, at=at, units=2)
    first, second = asking
    speak(asking, first, [("I/1", RAISE_THE_SHARE)], at=at)
    answer_group(
        group=OpinionGroup.objects.select_related("consultation").get(), outcome=Outcome.ACCEPTED, response="Đã nâng.",
        by=asking.drafter, at=at,
    )  # fmt: skip
    speak(asking, second, [("I/1", SAME_AGAIN), ("II/2", "Bỏ nội dung này.")], at=at)
    group_round(consultation=asking.consultation, at=at)
    assert arrangement(asking) == [[1, 2], [3]]
    answered = OpinionGroup.objects.get(outcome=Outcome.ACCEPTED)
    assert (answered.response, answered.size, answered.units) == ("Đã nâng.", 2, 2)


def test_what_the_engine_puts_apart_does_not_stay_together(
    asking: Round, opinions: list[Opinion], at: datetime
) -> None:
    group_round(consultation=asking.consultation, at=at)
    first, _second, third, _fourth = (opinion.pk for opinion in opinions)
    moved = _carry_out(asking.consultation, Plan({}, (Bundle((first,), first), Bundle((third,), third))))
    assert (moved, arrangement(asking)) == (1, [[1], [2], [3], [4]])
    assert {group_of(one).representative for one in (opinions[0], opinions[2])} == {RAISE_THE_SHARE, SAME_AGAIN}
    assert list(OpinionGroup.objects.values_list("size", "units")) == [(1, 1)] * 4


def test_what_somebody_touches_while_the_engine_works_is_left_to_him(
    asking: Round, opinions: list[Opinion], at: datetime
) -> None:
    plan = plan_of(asking.consultation)
    answer_group(group=group_of(opinions[2]), outcome=Outcome.ACCEPTED, response="Riêng.", by=asking.drafter, at=at)
    assert _carry_out(asking.consultation, plan) == 0
    assert arrangement(asking) == [[1], [2], [3], [4]]
    assert group_of(opinions[2]).response == "Riêng."


def test_only_who_answers_groups_and_only_a_round_that_is_out(
    asking: Round, opinions: list[Opinion], site: Site, at: datetime
) -> None:
    for stranger in (asking.decider, asking.asked[0].head, site.reader):
        with pytest.raises(NotAllowed):
            group_round(consultation=asking.consultation, by=stranger, at=at)
        with pytest.raises(NotAllowed):
            request_grouping(consultation=asking.consultation, by=stranger, at=at)
    assert arrangement(asking) == [[1], [2], [3], [4]]


def test_a_round_that_was_not_sent_is_not_grouped(site: Site, at: datetime) -> None:
    asking = prepared_round(site, at=at, units=1)
    with pytest.raises(ValidationError) as refusal:
        request_grouping(consultation=asking.consultation, by=asking.drafter, at=at)
    assert refusal.value.code == "prepared"


def test_a_round_that_closes_and_a_request_set_the_engine_to_work(
    asking: Round, opinions: list[Opinion], at: datetime
) -> None:
    assert grouping_of(asking.consultation) is None
    close_early(consultation=asking.consultation, reason="Đã đủ ý kiến cần lấy", by=asking.leader, at=at)
    request_grouping(consultation=asking.consultation, by=asking.drafter, at=at)
    queued = [one.task_path for one in DBTaskResult.objects.filter(task_path__contains="grouping")]
    assert queued == ["dongbo.jobs.grouping.group_opinions"] * 2
    at_work = grouping_of(asking.consultation)
    assert at_work is not None
    assert at_work.runs
    group_opinions.call(str(asking.consultation.pk))
    done = grouping_of(asking.consultation)
    assert done is not None
    assert (done.runs, done.failure) == (False, "")
    assert arrangement(asking) == [[1, 3], [2], [4]]


def test_a_failure_is_said_on_the_board(
    asking: Round, opinions: list[Opinion], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_said: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(job, "group_round", broken)
    with pytest.raises(ZeroDivisionError):
        group_opinions.call(str(asking.consultation.pk))
    told = grouping_of(asking.consultation)
    assert told is not None
    assert (told.runs, "ZeroDivisionError" in told.failure) == (False, True)
