"""Whatever is done in whatever order: every opinion is in exactly one group, counted right, no answer is lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.answering import (
    answer_group,
    assign_groups,
    group_round,
    join_groups,
    reopen_group,
    split_group,
)
from dongbo.planning.states import OpinionState, Outcome
from tests.planning.answering.board import group_of

if TYPE_CHECKING:
    from tests.rounds import Round

ACTS = ("group", "join", "split", "assign", "answer", "reopen")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8)


def do(asking: Round, step: tuple[str, int, int], opinions: list[Opinion], at: datetime) -> None:
    """Do one act upon the groups of two opinions."""
    act, first, second = step
    by, one, other = asking.drafter, group_of(opinions[first]), group_of(opinions[second])
    match act:
        case "group":
            group_round(consultation=asking.consultation, at=at)
        case "join":
            join_groups(groups=[one, other], by=by, at=at)
        case "split":
            split_group(group=one, opinions=[opinions[first]], by=by, at=at)
        case "assign":
            to = by.officer if second else None
            assign_groups(consultation=asking.consultation, groups=[one], to=to, by=by, at=at)
        case "answer":
            answer_group(group=one, outcome=Outcome.ACCEPTED, response=f"Trả lời {first}{second}", by=by, at=at)
        case "reopen":
            reopen_group(group=one, by=by, at=at)


def answers(opinions: list[Opinion]) -> list[str]:
    """Return by opinion what it is answered with."""
    return [group_of(opinion).response for opinion in opinions]


def touched(opinions: list[Opinion]) -> dict[int, tuple[object, ...]]:
    """Return by opinion its group, where an officer has arranged, given out or answered that."""
    groups = {opinion.number or 0: group_of(opinion) for opinion in opinions}
    return {
        number: (group.pk, group.outcome, group.response, group.assigned_to_id, group.by_hand)
        for number, group in groups.items()
        if group.by_hand or group.assigned_to_id or group.outcome != Outcome.OPEN
    }


def check_counts(asking: Round) -> None:
    """Fail unless every opinion sent is in one group of the round, and every group counts what it has."""
    sent = Opinion.objects.filter(consultation=asking.consultation, state=OpinionState.SENT)
    held: dict[object, list[int]] = {}
    for group, consultee in sent.values_list("group", "consultee"):
        held.setdefault(group, []).append(consultee)
    rows = OpinionGroup.objects.filter(consultation=asking.consultation).values_list("pk", "size", "units")
    assert {key: (size, units) for key, size, units in rows} == {
        key: (len(units), len(set(units))) for key, units in held.items()
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_lost_whatever_is_done(
    asking: Round, opinions: list[Opinion], at: datetime, steps: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        for step in steps:
            before, arranged = answers(opinions), touched(opinions)
            try:
                with transaction.atomic():
                    do(asking, step, opinions, at)
            except ValidationError:
                assert answers(opinions) == before
            check_counts(asking)
            now = answers(opinions)
            if step[0] not in ("answer", "reopen"):
                assert [new for new, old in zip(now, before, strict=True) if old] == [old for old in before if old]
            if step[0] == "group":
                assert {number: said for number, said in touched(opinions).items() if number in arranged} == arranged
        transaction.set_rollback(True)
