"""The answer of a unit: consistent, approved by its head as he read it, numbered, late or not, and given back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultee, ConsulteeDraft, Opinion, OpinionGroup, QuestionAnswer
from dongbo.planning.operations.consultations import close_due, close_early
from dongbo.planning.operations.opinions.giving_back import give_back
from dongbo.planning.operations.opinions.remarks import leave_remark
from dongbo.planning.operations.opinions.replies import nothing_to_say, prepare_answer, send_answer
from dongbo.planning.queries.replies import (
    InboxFilter,
    answers_awaited,
    given_back,
    inbox,
    prepared_answer,
    sent_opinions,
)
from dongbo.planning.states import Answer, ConsulteeState, OpinionState, Outcome
from tests.planning.opinions.saying import marked, remark_of
from tests.planning.opinions.test_remarks import codes
from tests.web.queries import queries_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.rounds import Asked, Round

WITH = Answer.AGREES_WITH_OPINIONS


def send(unit: Asked, answer: Answer | str, *, at: datetime, reason: str = "", say_none: bool = True) -> Consultee:
    """Send by the unit's head."""
    return send_answer(consultee=unit.consultee, answer=answer, reason=reason, by=unit.head, at=at, say_none=say_none)


def answered(asking: Round, unit: Asked, *, at: datetime) -> dict[int, str]:
    """Answer both questions in words; return them by the key of the question."""
    told = {question.pk: f"Trả lời {question.rank}" for question in asking.consultation.questions.all()}
    prepare_answer(consultee=unit.consultee, answer="", reason="", question_answers=told, by=unit.officer, at=at)
    return told


def test_a_unit_agrees_in_one_act_and_says_none_to_every_question(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    sent = send(unit, Answer.AGREES, at=at)
    assert (sent.state, sent.answer, sent.answered_by, sent.is_late, sent.origin) == (
        ConsulteeState.ANSWERED, Answer.AGREES, unit.head.officer, False, "screen",
    )  # fmt: skip
    assert set(QuestionAnswer.objects.values_list("consultee", "text")) == {(unit.consultee.pk, nothing_to_say())}
    assert QuestionAnswer.objects.count() == 2
    event = Event.objects.latest("sequence")
    assert (event.kind, event.permission, event.payload["opinions"]) == ("planning.answer_sent", "opinion.send", [])


def test_what_is_chosen_is_numbered_in_the_order_of_the_text_and_stands_in_groups_of_one(
    asking: Round, at: datetime
) -> None:
    [unit, other] = asking
    answered(asking, unit, at=at)
    left = remark_of(asking, unit, at=at, text="Bỏ qua")
    leave_remark(remark=left, by=unit.head, at=at)
    last = remark_of(asking, unit, at=at, path="II/2", text="Cuối")
    later = remark_of(asking, unit, at=at, text="Sau", quote=marked("môi trường điện tử"))
    first = remark_of(asking, unit, at=at, text="Trước", quote=marked())
    whole = remark_of(asking, unit, at=at, path=None, text="", proposed="Toàn bộ")
    send(unit, WITH, at=at, say_none=False)
    remark_of(asking, other, at=at, text="Của đơn vị khác")
    send(other, WITH, at=at)
    numbers = dict(Opinion.objects.filter(state=OpinionState.SENT).values_list("pk", "number"))
    assert [numbers[one.pk] for one in (whole, first, later, last)] == [1, 2, 3, 4]
    assert sorted(numbers.values()) == [1, 2, 3, 4, 5]
    groups = OpinionGroup.objects.order_by("ordinal")
    ranks = dict(asking.version.provisions.values_list("path", "rank"))
    assert [(group.rank, group.representative, group.size, group.units) for group in groups] == [
        (0, "Toàn bộ", 1, 1), (ranks["I/1"], "Trước", 1, 1), (ranks["I/1"], "Sau", 1, 1),
        (ranks["II/2"], "Cuối", 1, 1), (ranks["I/1"], "Của đơn vị khác", 1, 1),
    ]  # fmt: skip
    left.refresh_from_db()
    assert (left.state, left.number) == (OpinionState.LEFT, None)
    assert [one.number for one in sent_opinions(unit.consultee)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("answer", "remarks", "reason", "wrong"),
    [
        (Answer.AGREES, 1, "", {"answer": ["agrees_with_opinions"]}),
        (WITH, 0, "", {"answer": ["no_opinions"]}),
        ("", 0, "", {"answer": ["answer"]}),
        (Answer.DISAGREES, 0, "không", {"reason": ["None"]}),
    ],
)
def test_an_answer_at_odds_with_itself_is_refused(
    asking: Round, at: datetime, answer: str, remarks: int, reason: str, wrong: dict[str, list[str]]
) -> None:
    [unit, _other] = asking
    for _number in range(remarks):
        remark_of(asking, unit, at=at)
    with pytest.raises(ValidationError) as refusal:
        send(unit, answer, at=at, reason=reason)
    assert codes(refusal) == wrong
    unit.consultee.refresh_from_db()
    assert (unit.consultee.state, QuestionAnswer.objects.count()) == (ConsulteeState.WAITING, 0)


def test_disagreeing_needs_a_reason_and_no_opinion(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    sent = send(unit, Answer.DISAGREES, at=at, reason="Chưa có nguồn lực để thực hiện.")
    assert sent.reason == "Chưa có nguồn lực để thực hiện."


def test_a_question_left_open_is_named(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    [first, _second] = asking.consultation.questions.order_by("rank")
    prepare_answer(
        consultee=unit.consultee, answer="", reason="", question_answers={first.pk: "Đủ"}, by=unit.officer, at=at
    )
    with pytest.raises(ValidationError, match="câu hỏi 2") as refusal:
        send(unit, Answer.AGREES, at=at, say_none=False)
    assert codes(refusal) == {"questions": ["unanswered_questions"]}


def test_only_who_may_send_sends(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    for stranger in (unit.officer, other.head, asking.leader):
        with pytest.raises(NotAllowed):
            send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=stranger, at=at, say_none=True)


def test_the_head_approves_what_he_has_read(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark_of(asking, unit, at=at)
    read = prepared_answer(unit.consultee).key
    remark_of(asking, unit, at=at, text="Vừa thêm")
    told = {"consultee": unit.consultee, "answer": WITH, "reason": "", "by": unit.head, "at": at, "say_none": True}
    with pytest.raises(ValidationError) as refusal:
        send_answer(**told, seen=read)
    assert refusal.value.code == "stale"
    assert send_answer(**told, seen=prepared_answer(unit.consultee).key).state == ConsulteeState.ANSWERED


def test_two_who_prepare_at_once_do_not_overwrite_each_other(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    told = {"consultee": unit.consultee, "reason": "", "at": at}
    prepare_answer(**told, answer=WITH, by=unit.officer)
    seen = prepared_answer(unit.consultee).changed
    later = at + timedelta(minutes=1)
    prepare_answer(**(told | {"at": later}), answer=Answer.DISAGREES, by=unit.head, seen=seen)
    with pytest.raises(ValidationError, match="Cán bộ thu-truong-1") as refusal:
        prepare_answer(**told, answer=Answer.AGREES, by=unit.officer, seen=seen)
    assert refusal.value.code == "stale"
    assert ConsulteeDraft.objects.get().answer == Answer.DISAGREES
    with pytest.raises(NotAllowed):
        prepare_answer(**told, answer=WITH, by=other.head)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (60, True)])
def test_an_answer_after_the_term_is_late_and_counts(asking: Round, at: datetime, days: int, is_late: bool) -> None:
    [unit, _other] = asking
    moment = at + timedelta(days=days)
    close_due(at=moment)
    assert send(unit, Answer.AGREES, at=moment).is_late is is_late


def test_an_answer_after_an_early_close_is_late(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    close_early(consultation=asking.consultation, reason="Đã đủ ý kiến cần thiết", by=asking.leader, at=at)
    sent = send(unit, Answer.AGREES, at=at + timedelta(hours=1))
    assert (sent.is_late, sent.settled_at) == (True, None)


def test_an_answer_is_given_back_with_its_opinions_as_remarks(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark = remark_of(asking, unit, at=at)
    send(unit, WITH, at=at)
    with pytest.raises(NotAllowed):
        give_back(consultee=unit.consultee, reason="Thiếu phụ lục số liệu", by=other.head, at=at)
    with pytest.raises(ValidationError):
        give_back(consultee=unit.consultee, reason="thiếu", by=asking.leader, at=at)
    back = give_back(consultee=unit.consultee, reason="Thiếu phụ lục số liệu", by=asking.leader, at=at)
    remark.refresh_from_db()
    assert (back.state, back.answer, back.answered_by) == (ConsulteeState.WAITING, "", None)
    assert (remark.state, remark.number, OpinionGroup.objects.count()) == (OpinionState.REMARK, None, 0)
    assert ConsulteeDraft.objects.get().answer == WITH
    told = given_back(unit.consultee)
    assert told is not None
    assert told.payload["reason"] == "Thiếu phụ lục số liệu"
    assert send(unit, WITH, at=at).state == ConsulteeState.ANSWERED
    assert given_back(unit.consultee) is None


def test_what_others_rest_on_is_not_given_back(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark_of(asking, unit, at=at)
    send(unit, WITH, at=at)
    remark_of(asking, other, at=at)
    send(other, WITH, at=at)
    OpinionGroup.objects.filter(opinions__consultee=unit.consultee).update(
        outcome=Outcome.ACCEPTED, response="Tiếp thu", answered_at=at, answered_by=asking.drafter.officer
    )
    with pytest.raises(ValidationError, match="số 1 ") as refusal:
        give_back(consultee=unit.consultee, reason="Thiếu phụ lục số liệu", by=asking.leader, at=at)
    assert refusal.value.code == "worked_on"
    assert Opinion.objects.filter(state=OpinionState.SENT).count() == 2
    give_back(consultee=other.consultee, reason="Thiếu phụ lục số liệu", by=asking.leader, at=at)
    with pytest.raises(ValidationError) as refusal:
        give_back(consultee=other.consultee, reason="Thiếu phụ lục số liệu", by=asking.leader, at=at)
    assert refusal.value.code == "not_answered"


def test_a_unit_finds_its_own_rounds_alone(asking: Round, site: Site, at: datetime) -> None:
    [unit, other] = asking
    for by in (unit.officer, unit.head):
        assert list(inbox(by, InboxFilter(), at=at)) == [unit.consultee]
        assert list(answers_awaited(by, at=at)) == [unit.consultee]
    assert list(inbox(asking.leader, InboxFilter(), at=at)) == []
    send(unit, Answer.AGREES, at=at)
    assert list(answers_awaited(unit.head, at=at)) == []
    assert list(inbox(unit.head, InboxFilter(state="answered"), at=at)) == [unit.consultee]
    assert list(inbox(other.head, InboxFilter(state="overdue"), at=at)) == []
    assert list(inbox(other.head, InboxFilter(state="overdue"), at=at + timedelta(days=60))) == [other.consultee]
    assert list(inbox(other.head, InboxFilter(words="cuc so 2 cong nghe"), at=at)) == [other.consultee]
    assert list(inbox(other.head, InboxFilter(words="cục tây nguyên"), at=at)) == []


def test_sending_takes_as_many_statements_for_three_remarks_as_for_one(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark_of(asking, unit, at=at)
    one = queries_of(lambda: send(unit, WITH, at=at))
    for _number in range(3):
        remark_of(asking, other, at=at)
    assert queries_of(lambda: send(other, WITH, at=at)) == one
