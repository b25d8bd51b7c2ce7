"""Official letters: kept as they came unless secret, answered for, and split into opinions of their unit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from dongbo.documents.models import StoredFile
from dongbo.engines.papers import PaperRefused
from dongbo.ledger.models import Event
from dongbo.organisation.rules import NotAllowed
from dongbo.planning.models import Opinion, OpinionLetter
from dongbo.planning.operations.opinions.letters import (
    LetterRemark,
    agreement_in,
    attach_letter,
    record_letter_answer,
    split_letter,
)
from dongbo.planning.operations.opinions.replies import send_answer
from dongbo.planning.states import Answer, LetterState, OpinionKind, OpinionState, Origin
from tests.planning.opinions.saying import marked, provision_at

if TYPE_CHECKING:
    from datetime import datetime

    from dongbo.organisation.rules import Acting
    from tests.rounds import Asked, Round

LETTER = """\
CỤC SỐ 1
Số: 12/CV-C1
Hà Nội, ngày 20 tháng 11 năm 2026
Kính gửi: Bộ Thử nghiệm
Cục số 1 cơ bản nhất trí với nội dung dự thảo Kế hoạch và có một số ý kiến như sau:
1. Tại mục I.1: đề nghị nâng tỷ lệ hồ sơ lên 90%.
2. Tại mục II.1: đề nghị bổ sung cơ quan chủ trì.
Trân trọng./.
"""
SECRET = "MẬT\n" + LETTER


def attach(
    unit: Asked, by: Acting, *, at: datetime, text: str = LETTER, issued_on: date | None = None
) -> OpinionLetter:
    """Attach the letter."""
    return attach_letter(
        consultee=unit.consultee,
        data=text.encode(),
        file_name="cong-van.txt",
        number="12/CV-C1",
        issued_on=issued_on,
        by=by,
        at=at,
    )


def test_a_letter_is_kept_with_what_the_machine_takes_for_its_remarks(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    letter = attach(unit, unit.officer, at=at)
    assert (letter.state, letter.number, letter.received_by) == (
        LetterState.RECEIVED, "12/CV-C1", unit.officer.officer,
    )  # fmt: skip
    assert [one["path"] for one in letter.remarks] == ["I/1", "II/1"]
    told = agreement_in(letter)
    assert told is not None
    assert told.answer == Answer.AGREES_WITH_OPINIONS
    assert Event.objects.latest("sequence").kind == "planning.letter_attached"


def test_of_a_secret_letter_nothing_is_kept_but_that_there_was_one(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    files = StoredFile.objects.count()
    with pytest.raises(PaperRefused) as refusal:
        attach(unit, unit.officer, at=at, text=SECRET)
    assert refusal.value.code == "state_secret"
    assert (OpinionLetter.objects.count(), StoredFile.objects.count()) == (0, files)
    event = Event.objects.latest("sequence")
    assert (event.kind, event.payload, event.subject_id) == ("documents.secret_refused", {}, "")


def test_the_team_takes_in_what_comes_on_paper_and_others_do_not(asking: Round, at: datetime) -> None:
    [unit, other] = asking
    for stranger in (other.officer, other.head, asking.decider):
        with pytest.raises(NotAllowed):
            attach(unit, stranger, at=at)
    assert attach(unit, asking.drafter, at=at).received_by == asking.drafter.officer


def test_the_same_letter_twice_or_of_a_day_to_come_is_refused(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    attach(unit, unit.officer, at=at)
    with pytest.raises(ValidationError) as refusal:
        attach(unit, unit.head, at=at)
    assert refusal.value.error_dict["file"][0].code == "duplicate"
    with pytest.raises(ValidationError) as refusal:
        attach(unit, unit.officer, at=at, text=f"{LETTER}\n", issued_on=date(2026, 12, 1))
    assert list(refusal.value.error_dict) == ["issued_on"]
    assert OpinionLetter.objects.count() == 1


def test_a_letter_is_split_once_its_answer_is_recorded(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    letter = attach(unit, unit.officer, at=at)
    remarks = [
        LetterRemark(OpinionKind.SUBSTANCE, "Nâng lên 90%.", "trên 90%", provision_at(asking, "I/1"), marked()),
        LetterRemark(OpinionKind.WORDING, "Rà soát câu chữ."),
    ]
    with pytest.raises(ValidationError) as refusal:
        split_letter(letter=letter, remarks=remarks, by=asking.drafter, at=at)
    assert refusal.value.code == "not_answered"
    with pytest.raises(NotAllowed):
        record_letter_answer(letter=letter, answer=Answer.AGREES, reason="", by=unit.head, at=at)
    later = at + timedelta(days=60)
    unit_now = record_letter_answer(
        letter=letter, answer=Answer.AGREES_WITH_OPINIONS, reason="", by=asking.drafter, at=later
    )
    assert (unit_now.origin, unit_now.is_late, unit_now.answered_by) == (
        Origin.LETTER, False, asking.drafter.officer,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        split_letter(letter=letter, remarks=remarks, by=unit.head, at=later)
    opinions = split_letter(letter=letter, remarks=remarks, by=asking.drafter, at=later)
    assert [(one.number, one.state, one.origin, one.letter, one.path) for one in opinions] == [
        (1, OpinionState.SENT, Origin.LETTER, letter, "I/1"),
        (2, OpinionState.SENT, Origin.LETTER, letter, ""),
    ]
    with pytest.raises(ValidationError) as refusal:
        split_letter(letter=letter, remarks=remarks, by=asking.drafter, at=later)
    assert refusal.value.code == "split"


def test_every_fault_of_every_remark_is_said_and_nothing_is_split(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    letter = attach(unit, unit.officer, at=at)
    record_letter_answer(letter=letter, answer=Answer.AGREES_WITH_OPINIONS, reason="", by=asking.drafter, at=at)
    remarks = [
        LetterRemark(OpinionKind.SUBSTANCE, ""),
        LetterRemark(OpinionKind.SUBSTANCE, "Đúng."),
        LetterRemark(OpinionKind.SUBSTANCE, "Trích sai.", provision=provision_at(asking, "I/2"), quote=marked()),
    ]
    with pytest.raises(ValidationError) as refusal:
        split_letter(letter=letter, remarks=remarks, by=asking.drafter, at=at)
    assert {name: [one.code for one in found] for name, found in refusal.value.error_dict.items()} == {
        "remark_1": ["nothing_said"], "remark_3": ["quote_not_there"],
    }  # fmt: skip
    assert not Opinion.objects.exists()
    letter.refresh_from_db()
    assert letter.state == LetterState.RECEIVED


def test_an_answer_that_is_there_is_not_recorded_over(asking: Round, at: datetime) -> None:
    [unit, _other] = asking
    letter = attach(unit, unit.officer, at=at)
    send_answer(consultee=unit.consultee, answer=Answer.AGREES, reason="", by=unit.head, at=at, say_none=True)
    with pytest.raises(ValidationError) as refusal:
        record_letter_answer(letter=letter, answer=Answer.AGREES, reason="", by=asking.drafter, at=at)
    assert refusal.value.code == "answered"
    with pytest.raises(ValidationError) as refusal:
        split_letter(letter=letter, remarks=[LetterRemark("wording", "Sửa")], by=asking.drafter, at=at)
    assert refusal.value.code == "agrees_with_opinions"
    assert split_letter(letter=letter, remarks=[], by=asking.drafter, at=at) == []
