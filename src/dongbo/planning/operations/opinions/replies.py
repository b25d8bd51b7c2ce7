"""The answer of a unit: prepared by its officers, approved and sent by its head, given back by those who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting, require_separate
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultee, ConsulteeDraft, Opinion, QuestionAnswer
from dongbo.planning.operations.opinions.gates import (
    CONSULTEE,
    held,
    held_with_round,
    require_unanswered,
    require_unit,
)
from dongbo.planning.operations.opinions.numbering import send_opinions
from dongbo.planning.operations.opinions.placing import plain_lines
from dongbo.planning.queries.replies import Prepared, prepared_answer, questions_of
from dongbo.planning.rules.consultation import require_speak
from dongbo.planning.states import (
    CONSULTEE_TRANSITIONS,
    LONGEST_TEXT,
    Answer,
    ConsulteeState,
    Origin,
)

QUESTION = "question_"
"""Before the key of a question it names its field."""


def nothing_to_say() -> str:
    """Return what a unit says to a question it has nothing to say to."""
    return _("Không có ý kiến.")


@transaction.atomic
def prepare_answer(
    *,
    consultee: Consultee,
    answer: Answer | str,
    reason: str,
    by: Acting,
    at: datetime,
    question_answers: Mapping[int, str] | None = None,
    seen: str | None = None,
) -> ConsulteeDraft:
    """This will keep what the unit is going to answer: as a whole, why, and to each question by its key.

    Nothing goes out. A question that is not named keeps its answer, one named with nothing loses it. `seen` is
    `Prepared.changed` of the page it was typed on: "" where nothing was prepared then. Raises NotAllowed;
    ValidationError with code `stale` where somebody has changed it since, `answered` or `round_closed`; by field where
    a text is too long.
    """
    unit = held(consultee)
    authorship = require_unit(by, unit, at=at)
    require_unanswered(unit)
    draft = ConsulteeDraft.objects.filter(consultee=unit).select_related("changed_by").first()
    if draft is not None and seen is not None and draft.changed_at.isoformat() != seen:
        raise ValidationError(
            _(
                "%(officer)s vừa sửa trả lời này sau khi bạn mở trang. Nội dung bạn viết vẫn còn bên dưới: hãy so với "
                "bản đang lưu; lưu lần nữa thì bản của bạn thay bản ấy."
            ),
            code="stale",
            params={"officer": draft.changed_by.full_name},
        )
    said = {key: plain_lines(text) for key, text in (question_answers or {}).items()}
    _require_lengths({"reason": reason} | {f"{QUESTION}{key}": text for key, text in said.items()})
    draft = draft or ConsulteeDraft(consultee=unit)
    draft.answer, draft.reason = (Answer(answer).value if answer else ""), plain_lines(reason)
    draft.changed_at, draft.changed_by = at, by.officer
    draft.save()
    changed = store_question_answers(unit, said, by=by, at=at)
    append_event(
        kind="planning.answer_prepared",
        subject_kind=CONSULTEE,
        subject_id=unit.pk,
        payload={"answer": draft.answer, "questions": changed},
        by=authorship,
        at=at,
    )
    return draft


def _require_lengths(texts: Mapping[str, str]) -> None:
    told = _("Dài %(signs)d ký tự, quá mức %(most)d: hãy rút gọn hoặc gửi kèm công văn. Nội dung vẫn còn trong ô.")
    wrong = {
        name: ValidationError(told, code="too_long", params={"signs": len(text), "most": LONGEST_TEXT})
        for name, text in texts.items()
        if len(text) > LONGEST_TEXT
    }
    if wrong:
        raise ValidationError(dict(wrong))


def store_question_answers(unit: Consultee, said: Mapping[int, str], *, by: Acting, at: datetime) -> int:
    """This will keep what `unit`, which is held, says to the questions of its round; return how many changed."""
    changed = 0
    for question, before in questions_of(unit):
        text = said.get(question.pk, before)
        if text == before:
            continue
        changed += 1
        if text:
            QuestionAnswer.objects.update_or_create(
                consultee=unit, question=question, defaults={"text": text, "written_at": at, "written_by": by.officer}
            )
        else:
            QuestionAnswer.objects.filter(consultee=unit, question=question).delete()
    return changed


@transaction.atomic
def send_answer(
    *,
    consultee: Consultee,
    answer: Answer | str,
    reason: str,
    by: Acting,
    at: datetime,
    seen: str | None = None,
    say_none: bool = False,
) -> Consultee:
    """This will send the unit's answer with the remarks chosen, each of which gets the next number of the round.

    Whoever sends is named as who approved it. `seen` is `Prepared.key` of what he read; `say_none` answers the
    questions left open with nothing to say. An answer that comes after the term, or after an early close, is late and
    counts. Raises NotAllowed; ValidationError with code `stale`, `answered` or `round_closed`, and by field where the
    answer does not agree with the remarks chosen, gives no reason, or leaves a question open.
    """
    unit = held_with_round(consultee)
    authorship = require_speak(by, Permission.OPINION_SEND, unit, at=at)
    require_separate(by, Permission.OPINION_SEND, subject_kind=CONSULTEE, subject_id=unit.pk, at=at)
    require_unanswered(unit)
    ready = prepared_answer(unit)
    _require_as_seen(ready, seen)
    given = _Given(str(answer), plain_lines(reason), say_none=say_none)
    given.require_consistent(ready)
    if say_none:
        store_question_answers(unit, {one.pk: nothing_to_say() for one in ready.unanswered}, by=by, at=at)
    origin = Origin(ready.origin) if ready.origin else Origin.SCREEN
    mark_answered(unit, given.answer, given.reason, origin=origin, came=at, by=by, at=at)
    numbers = send_opinions(unit.consultation, in_order(ready.chosen))
    append_event(
        kind="planning.answer_sent",
        subject_kind=CONSULTEE,
        subject_id=unit.pk,
        payload={
            "consultation": str(unit.consultation_id),
            "unit": unit.unit_id,
            "answer": unit.answer,
            "opinions": numbers,
            "late": unit.is_late,
        },
        by=authorship,
        at=at,
    )
    return unit


def _require_as_seen(ready: Prepared, seen: str | None) -> None:
    if seen is not None and seen != ready.key:
        told = _("Nội dung trả lời vừa thay đổi sau khi bạn mở trang này; hãy đọc lại bản mới rồi duyệt.")
        raise ValidationError(told, code="stale")


@dataclass(frozen=True, slots=True)
class _Given:
    """The answer as a whole, as it is about to be sent."""

    answer: str
    reason: str
    say_none: bool

    def require_consistent(self, ready: Prepared) -> None:
        """Raise ValidationError, by field, where the answer is at odds with itself."""
        wrong: dict[str, ValidationError] = {}
        if mistaken := self._mistaken(len(ready.chosen)):
            wrong["answer"] = mistaken
        if ready.unanswered and not self.say_none:
            ranks = ", ".join(str(question.rank) for question in ready.unanswered)
            told = _("Chưa trả lời câu hỏi %(ranks)s; hãy trả lời, hoặc ghi «Không có ý kiến».")
            wrong["questions"] = ValidationError(told, code="unanswered_questions", params={"ranks": ranks})
        if self.answer == Answer.DISAGREES:
            try:
                require_reason(self.reason)
            except ValidationError as refusal:
                wrong["reason"] = refusal.error_dict["reason"][0]
        if wrong:
            raise ValidationError(dict(wrong))

    def _mistaken(self, chosen: int) -> ValidationError | None:
        if self.answer not in Answer.values:
            return ValidationError(_("Hãy chọn đơn vị đồng ý, đồng ý và có ý kiến, hay không đồng ý."), code="answer")
        if self.answer == Answer.AGREES and chosen:
            told = ngettext(
                "Chọn «Đồng ý hoàn toàn» nhưng đang đưa vào %(count)d ý kiến; hãy chọn «Đồng ý, có ý kiến», hoặc bỏ ý "
                "kiến ấy ra khỏi trả lời.",
                "Chọn «Đồng ý hoàn toàn» nhưng đang đưa vào %(count)d ý kiến; hãy chọn «Đồng ý, có ý kiến», hoặc bỏ "
                "các ý kiến ấy ra khỏi trả lời.",
                chosen,
            )
            return ValidationError(told, code="agrees_with_opinions", params={"count": chosen})
        if self.answer == Answer.AGREES_WITH_OPINIONS and not chosen:
            told = _("Chọn «Đồng ý, có ý kiến» nhưng chưa đưa ý kiến nào vào; hãy thêm ý kiến, hoặc chọn «Đồng ý».")
            return ValidationError(told, code="no_opinions")
        return None


def require_reason(reason: str) -> None:
    """This will raise ValidationError, by `reason`, where it does not say why a unit disagrees."""
    require_words(reason, field="reason", what=_("lý do không đồng ý"))


def in_order(opinions: list[Opinion]) -> list[Opinion]:
    """Return opinions in the order of the text: the whole first, then by provision and by the words quoted."""

    def place(opinion: Opinion) -> tuple[int, int, datetime, str]:
        rank: int = getattr(opinion, "rank", -1)
        return rank, int(opinion.quote.get("start", -1)), opinion.raised_at, str(opinion.pk)

    return sorted(opinions, key=place)


def mark_answered(
    unit: Consultee, answer: str, reason: str, *, origin: Origin, came: datetime, by: Acting, at: datetime
) -> None:
    """This will put `unit`, which is held, into the state of having answered; `came` decides whether it was in time."""
    now = ConsulteeState(unit.state)
    if ConsulteeState.ANSWERED not in CONSULTEE_TRANSITIONS[now]:
        raise ValidationError(_("Đơn vị này đã trả lời rồi."), code="answered")
    round_ = unit.consultation
    due = unit.deadline or round_.deadline
    ended = round_.closed_at is not None and round_.closed_at <= came
    unit.state, unit.answer, unit.origin, unit.settled_at = ConsulteeState.ANSWERED, answer, origin, None
    unit.reason = reason if answer == Answer.DISAGREES else ""
    unit.answered_at, unit.answered_by = at, by.officer
    unit.is_late = ended or (due is not None and due <= came)
    unit.save()
