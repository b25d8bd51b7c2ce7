"""Remarks inside a unit: where they may stand, what they may say, who may touch them and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.anchors import Quote
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Consultation, Opinion, ProvisionSuccession
from dongbo.planning.operations.opinions.placing import plain_lines, said
from dongbo.planning.operations.opinions.remarks import (
    choose_remark,
    correct_remark,
    leave_remark,
    raise_remark,
    withdraw_remark,
)
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.queries.replies import became_in
from dongbo.planning.states import LONGEST_TEXT, Answer, OpinionKind, OpinionState, SuccessionAct
from tests.builders import PLAN, PLAN_SECOND, frozen
from tests.planning.opinions.saying import QUOTED, WORDS, marked, provision_at, remark_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.rounds import Round


def codes(refusal: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    """Return the codes of a refusal by field."""
    return {name: [str(one.code) for one in errors] for name, errors in refusal.value.error_dict.items()}


def test_a_remark_is_anchored_to_the_words_that_were_marked(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    start = WORDS.index(QUOTED)
    remark = remark_of(asking, unit, at=at, quote=marked(start=start, end=start + len(QUOTED)))
    assert (remark.version, remark.path, remark.label) == (asking.version, "I/1", "I.1")
    quote = Quote.from_json(remark.quote)
    assert (quote.exact, quote.start, quote.end) == (QUOTED, start, start + len(QUOTED))
    event = Event.objects.latest("sequence")
    assert (event.kind, event.subject_kind, event.subject_id) == (
        "planning.remark_raised", "consultee", str(unit.consultee.pk),
    )  # fmt: skip


def test_words_that_were_pasted_are_found_without_their_place(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at, quote=marked(f"  {QUOTED.upper()}\r\n"))
    assert Quote.from_json(remark.quote).exact == QUOTED


def test_marks_that_slipped_are_mended_by_the_words(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at, quote=marked(start=3, end=9))
    assert Quote.from_json(remark.quote).start == WORDS.index(QUOTED)


def test_a_quote_that_stands_nowhere_or_twice_is_said_so(asking: Round, site: Site, at: datetime) -> None:
    [unit, _other] = asking
    with pytest.raises(ValidationError) as refusal:
        remark_of(asking, unit, at=at, quote=marked("từ 95% hồ sơ"))
    assert codes(refusal) == {"quote": ["quote_not_there"]}
    with pytest.raises(ValidationError) as refusal:
        remark_of(asking, unit, at=at, path="II/2", quote=marked("số"))
    assert codes(refusal) == {"quote": ["quote_several"]}
    with pytest.raises(ValidationError) as refusal:
        remark_of(asking, unit, at=at, path=None, quote=marked())
    assert codes(refusal) == {"quote": ["quote_without_place"]}
    assert not Opinion.objects.exists()


def test_a_remark_on_the_whole_has_no_place(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at, path=None)
    assert (remark.provision, remark.path, remark.quote) == (None, "", {})


def test_a_provision_of_another_text_is_refused_and_what_it_became_is_named(
    asking: Round, site: Site, at: datetime
) -> None:
    [unit, _other] = asking
    gone = frozen(PLAN.replace("21/KH-BTN", "22/KH-BTN"), site=site, at=at).provisions.get(path="I/2").provision
    assert became_in(asking.version, gone.pk) == []
    with pytest.raises(ValidationError) as refusal:
        raise_remark(
            consultee=unit.consultee, kind=OpinionKind.WORDING, text="Sửa", provision=gone, by=unit.officer, at=at
        )
    assert codes(refusal) == {"provision": ["no_such_provision"]}
    between = frozen(PLAN_SECOND.replace("21/KH-BTN", "23/KH-BTN"), site=site, at=at)
    middle = between.provisions.get(path="I/2").provision
    for one, other in ((gone, middle), (middle, provision_at(asking, "II/1"))):
        ProvisionSuccession.objects.create(
            version=asking.version, provision=one, successor=other, act=SuccessionAct.MERGED
        )
    assert [row.path for row in became_in(asking.version, gone.pk)] == ["II/1"]
    with pytest.raises(ValidationError, match=r"«II\.1»"):
        raise_remark(
            consultee=unit.consultee, kind=OpinionKind.WORDING, text="Sửa", provision=gone, by=unit.officer, at=at
        )


def test_everything_wrong_is_said_at_once_with_the_count(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    with pytest.raises(ValidationError) as refusal:
        remark_of(asking, unit, at=at, text="a" * (LONGEST_TEXT + 1), quote=marked("không có ở đây"), kind="khác")
    assert codes(refusal) == {"text": ["too_long"], "quote": ["quote_not_there"], "kind": ["kind"]}
    assert "100.001" in refusal.value.message_dict["text"][0]
    assert remark_of(asking, unit, at=at, text="a" * LONGEST_TEXT).text == "a" * LONGEST_TEXT


@given(st.text(max_size=40), st.text(max_size=40))
def test_an_opinion_says_something_or_is_refused(text: str, proposed: str) -> None:
    is_blank = not plain_lines(text) and not plain_lines(proposed)
    try:
        words = said(OpinionKind.WORDING, text, proposed)
    except ValidationError:
        assert is_blank
    else:
        assert not is_blank
        assert (words.text, words.proposed) == (plain_lines(text), plain_lines(proposed))
        assert "\r" not in words.text + words.proposed


def test_a_remark_is_raised_only_by_an_officer_of_the_unit(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    for stranger in (other.officer, other.head, asking.leader, asking.drafter):
        with pytest.raises(NotAllowed):
            remark_of(asking, unit, at=at, by=stranger)
    assert not Opinion.objects.exists()


def test_a_remark_is_corrected_and_withdrawn_by_its_author_or_the_head(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    remark = remark_of(asking, unit, at=at)
    with pytest.raises(NotAllowed):
        correct_remark(remark=remark, kind=OpinionKind.WORDING, text="Khác", by=other.head, at=at)
    with pytest.raises(NotAllowed):
        withdraw_remark(remark=remark, by=other.officer, at=at)
    corrected = correct_remark(remark=remark, kind=OpinionKind.WORDING, text="Nên là 95%.", by=unit.head, at=at)
    assert (corrected.text, corrected.kind, corrected.path) == ("Nên là 95%.", "wording", "I/1")
    assert Event.objects.latest("sequence").payload["changed"] == ["kind", "text"]
    of_head = remark_of(asking, unit, at=at, by=unit.head)
    with pytest.raises(NotAllowed):
        withdraw_remark(remark=of_head, by=unit.officer, at=at)
    withdraw_remark(remark=remark, by=unit.officer, at=at)
    assert list(Opinion.objects.all()) == [of_head]


def test_a_remark_that_was_just_withdrawn_is_said_to_be(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at)
    withdraw_remark(remark=remark, by=unit.officer, at=at)
    with pytest.raises(ValidationError) as refusal:
        leave_remark(remark=remark, by=unit.head, at=at)
    assert refusal.value.code == "withdrawn"


def test_correcting_nothing_records_nothing(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at)
    before = Event.objects.count()
    correct_remark(remark=remark, kind=remark.kind, text=remark.text, by=unit.officer, at=at)
    assert Event.objects.count() == before


def test_who_sends_leaves_remarks_out_and_takes_them_in(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    remark = remark_of(asking, unit, at=at)
    with pytest.raises(NotAllowed):
        leave_remark(remark=remark, by=unit.officer, at=at)
    assert leave_remark(remark=remark, by=unit.head, at=at).state == OpinionState.LEFT
    with pytest.raises(ValidationError) as refusal:
        leave_remark(remark=remark, by=unit.head, at=at)
    assert refusal.value.code == "decided"
    assert choose_remark(remark=remark, by=unit.head, at=at).state == OpinionState.REMARK


def test_nothing_is_raised_once_answered_and_late_is_not_too_late(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    late = at + timedelta(days=60)
    remark = remark_of(asking, unit, at=late)
    send_answer(
        consultee=unit.consultee, answer=Answer.AGREES_WITH_OPINIONS, reason="", by=unit.head, at=late, say_none=True
    )
    for act in (
        lambda: remark_of(asking, unit, at=late),
        lambda: withdraw_remark(remark=remark, by=unit.officer, at=late),
        lambda: leave_remark(remark=remark, by=unit.head, at=late),
        lambda: correct_remark(remark=remark, kind="wording", text="Khác", by=unit.officer, at=late),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "answered"


def test_a_final_round_takes_nothing_and_says_so(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    Consultation.objects.filter(pk=asking.consultation.pk).update(
        state="final", closed_at=at, final_at=at, final_by=asking.leader.officer, final_version=asking.version
    )
    with pytest.raises(ValidationError) as refusal:
        remark_of(asking, unit, at=at)
    assert refusal.value.code == "round_closed"
