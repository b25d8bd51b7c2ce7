"""Answers: what each must say, who gives and changes them, and that of two at once neither is lost unseen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.operations.answering import (
    answer_group,
    assign_groups,
    decide_group,
    join_groups,
    name_places,
    put_to_leader,
    reopen_group,
    split_group,
)
from dongbo.planning.queries.answering import answerers, fingerprint, history_of
from dongbo.planning.states import LONGEST_TEXT, Outcome
from tests.builders import PLAN, enrolled, frozen, unit_beneath
from tests.planning.answering.board import RAISE_THE_SHARE, group_of

if TYPE_CHECKING:
    from tests.builders import Site
    from tests.rounds import Round


def codes(refusal: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    """Return the fields of a refusal."""
    return set(refusal.value.error_dict)


def test_an_answer_serves_every_opinion_of_the_group(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    whole = join_groups(groups=[group_of(opinions[0]), group_of(opinions[2])], by=asking.drafter, at=at)
    place = asking.version.provisions.get(path="II/1").provision
    answered = answer_group(
        group=whole, outcome=Outcome.PARTLY, response=" Nâng lên 85%. ", reason="Theo nguồn lực.", changed_in=[place],
        by=asking.drafter, at=at,
    )  # fmt: skip
    assert {group_of(one).pk for one in (opinions[0], opinions[2])} == {answered.pk}
    assert (answered.outcome, answered.response, answered.reason, answered.answered_by) == (
        Outcome.PARTLY, "Nâng lên 85%.", "Theo nguồn lực.", asking.drafter.officer,
    )  # fmt: skip
    assert list(answered.changed_in.all()) == [place]
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.subject_id, event.permission) == (
        "planning.group_answered", "opinion_group", str(whole.pk), "opinion.answer",
    )  # fmt: skip
    assert event.payload["before"]["outcome"] == "open"
    assert event.payload["after"]["response"] == "Nâng lên 85%."


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"outcome": Outcome.OPEN, "response": "Tiếp thu."}, {"outcome"}),
        ({"outcome": Outcome.TO_LEADER, "response": "Tiếp thu."}, {"outcome"}),
        ({"outcome": Outcome.ACCEPTED, "response": "  "}, {"response"}),
        ({"outcome": Outcome.PARTLY, "response": "Một phần."}, {"reason"}),
        ({"outcome": Outcome.EXPLAINED, "response": "", "reason": " "}, {"response", "reason"}),
        ({"outcome": Outcome.PARTLY, "response": "Một phần.", "reason": "–"}, {"reason"}),
        ({"outcome": Outcome.EXPLAINED, "response": "Giữ nguyên.", "reason": " 1. … "}, {"reason"}),
        ({"outcome": Outcome.ACCEPTED, "response": "a" * (LONGEST_TEXT + 1)}, {"response"}),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_is_refused(
    asking: Round, opinions: list[Opinion], at: datetime, said: dict[str, Any], wrong: set[str]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        answer_group(group=group_of(opinions[0]), **said, by=asking.drafter, at=at)
    assert codes(refusal) == wrong
    assert set(OpinionGroup.objects.values_list("outcome", flat=True)) == {Outcome.OPEN}


def test_a_place_of_another_document_is_refused(
    asking: Round, opinions: list[Opinion], site: Site, at: datetime
) -> None:
    other = frozen(PLAN.replace("21/KH-BTN", "22/KH-BTN"), site=site, at=at).provisions.get(path="I/1").provision
    with pytest.raises(ValidationError) as refusal:
        answer_group(
            group=group_of(opinions[0]), outcome=Outcome.ACCEPTED, response="Tiếp thu.", changed_in=[other],
            by=asking.drafter, at=at,
        )  # fmt: skip
    assert codes(refusal) == {"changed_in"}


def test_an_answer_is_given_only_over_what_was_seen(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    group = group_of(opinions[0])
    seen = fingerprint(group)
    told: dict[str, Any] = {"group": group, "outcome": Outcome.ACCEPTED, "at": at}
    answer_group(**told, response="Trước.", by=asking.leader, seen=seen)
    for act in (
        lambda: answer_group(**told, response="Sau.", by=asking.drafter, seen=seen),
        lambda: put_to_leader(group=group, question="Sao?", by=asking.drafter, at=at, seen=seen),
        lambda: reopen_group(group=group, by=asking.drafter, at=at, seen=seen),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "stale"
    assert group_of(opinions[0]).response == "Trước."
    seen = fingerprint(group_of(opinions[0]))
    join_groups(groups=[group_of(opinions[0]), group_of(opinions[1])], by=asking.leader, at=at)
    with pytest.raises(ValidationError, match="gộp hoặc tách"):
        answer_group(**told, response="Sau.", by=asking.drafter, seen=seen)
    answer_group(**told, response="Sau.", by=asking.drafter, seen=fingerprint(group_of(opinions[0])))
    assert group_of(opinions[1]).response == "Sau."


def test_who_does_not_answer_here_changes_nothing(
    asking: Round, opinions: list[Opinion], site: Site, at: datetime
) -> None:
    other = unit_beneath(site.unit, "G99.91", "Cục khác", by=site.administrator, at=at)
    stranger = enrolled("xa-la", "drafting-officer", unit=other, by=site.administrator, at=at)
    group = group_of(opinions[0])
    said: dict[str, Any] = {"outcome": Outcome.ACCEPTED, "response": "Tiếp thu.", "at": at}
    for by in (stranger, asking.decider, asking.asked[0].head, site.reader):
        for act in (
            lambda by=by: answer_group(group=group, by=by, **said),
            lambda by=by: put_to_leader(group=group, question="Sao?", by=by, at=at),
            lambda by=by: reopen_group(group=group, by=by, at=at),
            lambda by=by: name_places(group=group, changed_in=[], by=by, at=at),
            lambda by=by: join_groups(groups=[group, group_of(opinions[1])], by=by, at=at),
            lambda by=by: split_group(group=group, opinions=[opinions[0]], by=by, at=at),
            lambda by=by: assign_groups(
                consultation=asking.consultation, groups=[group], to=asking.drafter.officer, by=by, at=at
            ),
        ):
            with pytest.raises(NotAllowed):
                act()
    for by in (stranger, asking.drafter, asking.leader):
        with pytest.raises(NotAllowed):
            decide_group(group=group, by=by, **said)
    found = set(OpinionGroup.objects.values_list("outcome", "assigned_to", "size"))
    assert found == {(Outcome.OPEN, None, 1)}


def test_what_the_leader_decided_only_he_changes_and_the_team_says_where_it_was_carried_out(
    asking: Round, opinions: list[Opinion], at: datetime
) -> None:
    group = group_of(opinions[1])
    with pytest.raises(ValidationError) as refusal:
        decide_group(group=group, outcome=Outcome.ACCEPTED, response="Đồng ý.", by=asking.decider, at=at)
    assert refusal.value.code == "not_asked"
    with pytest.raises(ValidationError) as refusal:
        put_to_leader(group=group, question=" ", response="Đề xuất ghi.", by=asking.drafter, at=at)
    assert codes(refusal) == {"question"}
    put_to_leader(group=group, question="Có ghi không?", response="Đề xuất ghi.", by=asking.drafter, at=at)
    decide_group(group=group, outcome=Outcome.ACCEPTED, response="Ghi.", by=asking.decider, at=at)
    for act in (
        lambda: answer_group(group=group, outcome=Outcome.ACCEPTED, response="Khác.", by=asking.drafter, at=at),
        lambda: put_to_leader(group=group, question="Nữa?", by=asking.drafter, at=at),
        lambda: reopen_group(group=group, by=asking.drafter, at=at),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "decided"
    place = asking.version.provisions.get(path="II/1").provision
    name_places(group=group, changed_in=[place], by=asking.drafter, at=at)
    decided = decide_group(
        group=group, outcome=Outcome.EXPLAINED, response="Thôi.", reason="Vì thế.", by=asking.decider, at=at
    )
    assert (decided.outcome, decided.answered_by, decided.decided_by, list(decided.changed_in.all())) == (
        Outcome.EXPLAINED, asking.drafter.officer, asking.decider.officer, [place],
    )  # fmt: skip
    assert [event.kind.partition(".")[2] for event in history_of(group)] == [
        "group_decided", "group_places_named", "group_decided", "group_put_to_leader",
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", [Outcome.PARTLY, Outcome.EXPLAINED])
@pytest.mark.parametrize("reason", ["", "–", " … ", "1."])
def test_a_decision_that_does_not_accept_all_says_why_in_letters(
    asking: Round, opinions: list[Opinion], at: datetime, outcome: Outcome, reason: str
) -> None:
    group = group_of(opinions[1])
    put_to_leader(group=group, question="Có ghi không?", by=asking.drafter, at=at)
    told: dict[str, Any] = {"group": group, "response": "Thôi.", "by": asking.decider, "at": at}
    with pytest.raises(ValidationError) as refusal:
        decide_group(outcome=outcome, reason=reason, **told)
    assert codes(refusal) == {"reason"}
    assert group_of(opinions[1]).outcome == Outcome.TO_LEADER
    assert decide_group(outcome=Outcome.ACCEPTED, reason=reason, **told).reason == reason.strip()
    assert decide_group(outcome=outcome, reason="Đã có ở Luật.", **told).outcome == outcome


def test_an_answer_is_taken_back_whole(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    group, place = group_of(opinions[0]), asking.version.provisions.get(path="II/1").provision
    with pytest.raises(ValidationError) as refusal:
        reopen_group(group=group, by=asking.drafter, at=at)
    assert refusal.value.code == "open"
    answer_group(
        group=group, outcome=Outcome.EXPLAINED, response="Thôi.", reason="Vì thế.", changed_in=[place],
        by=asking.drafter, at=at,
    )  # fmt: skip
    opened = reopen_group(group=group, by=asking.leader, at=at)
    assert (opened.outcome, opened.response, opened.reason, opened.answered_by, opened.changed_in.count()) == (
        Outcome.OPEN, "", "", None, 0,
    )  # fmt: skip
    assert Event.objects.latest("sequence").payload["before"]["response"] == "Thôi."


def test_a_group_split_off_begins_with_the_same_answer_and_its_own_place(
    asking: Round, opinions: list[Opinion], at: datetime
) -> None:
    by, ranks = asking.drafter, dict(asking.version.provisions.values_list("provision", "rank"))
    whole = join_groups(groups=[group_of(opinions[0]), group_of(opinions[1])], by=by, at=at)
    answer_group(group=whole, outcome=Outcome.ACCEPTED, response="Tiếp thu cả hai.", by=by, at=at)
    own = split_group(group=whole, opinions=[opinions[0]], by=by, at=at)
    assert (own.representative, own.rank, own.response, own.size, own.by_hand) == (
        RAISE_THE_SHARE, ranks[opinions[0].provision_id], "Tiếp thu cả hai.", 1, True,
    )  # fmt: skip
    whole.refresh_from_db()
    assert (whole.representative, whole.rank, whole.provision_id, whole.response, whole.size) == (
        opinions[1].text, ranks[opinions[1].provision_id], opinions[1].provision_id, "Tiếp thu cả hai.", 1,
    )  # fmt: skip


def test_groups_are_joined_into_the_one_that_is_answered(asking: Round, opinions: list[Opinion], at: datetime) -> None:
    by = asking.drafter
    first, second, third = (group_of(one) for one in opinions[:3])
    answer_group(group=second, outcome=Outcome.ACCEPTED, response="Đã có.", by=by, at=at)
    into = join_groups(groups=[first, second], by=by, at=at)
    assert (into.pk, into.response, into.size, into.units) == (second.pk, "Đã có.", 2, 1)
    answer_group(group=third, outcome=Outcome.ACCEPTED, response="Khác.", by=by, at=at)
    for groups, code in (([into, third], "answered"), ([into], "few"), ([into, first], "gone")):
        with pytest.raises(ValidationError) as refusal:
            join_groups(groups=groups, by=by, at=at)
        assert refusal.value.code == code
    assert OpinionGroup.objects.count() == 3


def test_groups_are_given_only_to_who_may_answer(
    asking: Round, opinions: list[Opinion], site: Site, at: datetime
) -> None:
    assert set(answerers(asking.consultation, at=at)) == {asking.leader.officer, asking.drafter.officer}
    told: dict[str, Any] = {"consultation": asking.consultation, "groups": [group_of(opinions[0])], "at": at}
    for other in (asking.asked[0].head, asking.decider, site.reader):
        with pytest.raises(ValidationError) as refusal:
            assign_groups(**told, to=other.officer, by=asking.leader)
        assert codes(refusal) == {"to"}
    (given,) = assign_groups(**told, to=asking.drafter.officer, by=asking.leader)
    assert (given.assigned_to, given.assigned_at, given.assigned_by) == (
        asking.drafter.officer, at, asking.leader.officer,
    )  # fmt: skip
    (taken,) = assign_groups(**told, to=None, by=asking.leader)
    assert (taken.assigned_to, taken.assigned_at, taken.assigned_by) == (None, None, None)
    with pytest.raises(ValidationError) as refusal:
        assign_groups(**told | {"groups": []}, to=None, by=asking.leader)
    assert refusal.value.code == "few"
