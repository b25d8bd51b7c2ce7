"""Official letters with a unit's opinions: kept as they came, answered for, and split into opinions by the team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.documents.operations.refusing import record_secret_refused
from dongbo.documents.operations.storing import file_path, keep_bytes
from dongbo.engines.intake import STATE_SECRET, read_paper
from dongbo.engines.opinion_letters import Agreement, find_agreement, split_remarks
from dongbo.engines.papers import Paper, PaperRefused
from dongbo.engines.vietnamese import clean
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import Refusals, day_text, refuse
from dongbo.planning.models import Consultee, Opinion, OpinionLetter
from dongbo.planning.operations.opinions.forms import provisions_asked
from dongbo.planning.operations.opinions.gates import (
    CONSULTEE,
    held,
    held_with_round,
    require_open,
    require_receiver,
    require_unit,
)
from dongbo.planning.operations.opinions.numbering import BATCH, send_opinions
from dongbo.planning.operations.opinions.placing import Marked, placed, plain_lines, said
from dongbo.planning.operations.opinions.replies import mark_answered, require_reason
from dongbo.planning.rules.consultation import ASKED, may_speak
from dongbo.planning.states import Answer, ConsulteeState, LetterState, OpinionKind, Origin

LONGEST_NUMBER = 80
MOST_REMARKS = 2_000
"""Opinions one letter is split into."""


@dataclass(frozen=True, slots=True)
class LetterRemark:
    """An opinion as the team reads it in a letter; without a provision it is on the whole."""

    kind: OpinionKind | str
    text: str
    proposed: str = ""
    provision: Provision | None = None
    quote: Marked | None = None


def attach_letter(
    *, consultee: Consultee, data: bytes, file_name: str, number: str, issued_on: date | None, by: Acting, at: datetime
) -> OpinionLetter:
    """This will keep an official letter with a unit's opinions, and what the machine takes for its remarks.

    By the unit, or by the side that asks for a letter that came on paper. Raises NotAllowed; PaperRefused where the
    file cannot be taken in (a refusal for secrecy is recorded, nothing of the file is kept); ValidationError by field,
    and with code `duplicate` or `round_closed`.
    """
    authorship = _require_bringer(by, consultee, at=at)
    paper = _read(data, file_name, by=authorship, at=at)
    with transaction.atomic():
        unit = held(consultee)
        authorship = _require_bringer(by, unit, at=at)
        require_open(unit)
        refuse(_about(number, issued_on, at=at))
        letter = OpinionLetter.objects.create(
            consultee=unit,
            file=keep_bytes(data=data, kind=paper.kind),
            file_name=file_name[:255],
            number=clean(number),
            issued_on=issued_on,
            remarks=[one.as_json() for one in split_remarks(paper, provisions_asked(unit))],
            received_at=at,
            received_by=by.officer,
        )
        if OpinionLetter.objects.filter(consultee=unit, file=letter.file).exclude(pk=letter.pk).exists():
            told = _("Công văn này đã được đính kèm rồi; không cần gửi lại.")
            raise ValidationError({"file": ValidationError(told, code="duplicate")})
        _record("letter_attached", letter, {"remarks": len(letter.remarks)}, by=authorship, at=at)
    return letter


def _require_bringer(by: Acting, consultee: Consultee, *, at: datetime) -> Authorship:
    if any(may_speak(by, one, consultee, at=at) for one in ASKED):
        return require_unit(by, consultee, at=at)
    return require_receiver(by, consultee.consultation, at=at)


def _read(data: bytes, file_name: str, *, by: Authorship, at: datetime) -> Paper:
    try:
        return read_paper(data, name=file_name)
    except PaperRefused as refusal:
        if refusal.code == STATE_SECRET:
            record_secret_refused(by=by, at=at)
        raise


def _about(number: str, issued_on: date | None, *, at: datetime) -> Refusals:
    found: Refusals = []
    if len(clean(number)) > LONGEST_NUMBER:
        found.append(("number", _("Số, ký hiệu dài quá %(most)d ký tự.") % {"most": LONGEST_NUMBER}))
    if issued_on is not None and issued_on > timezone.localdate(at):
        told = _("Ngày %(day)s chưa tới; hãy xem lại ngày ký công văn.")
        found.append(("issued_on", told % {"day": day_text(issued_on)}))
    return found


@transaction.atomic
def record_letter_answer(
    *, letter: OpinionLetter, answer: Answer | str, reason: str, by: Acting, at: datetime
) -> Consultee:
    """This will record, by the side that asks, the answer that a unit gave by its letter.

    Whether it was in time is decided by when the letter came in. Remarks the unit holds itself stay with it. Raises
    NotAllowed; ValidationError with code `answered` or `round_closed`, or by field.
    """
    unit = held_with_round(letter.consultee)
    authorship = require_receiver(by, unit.consultation, at=at)
    require_open(unit)
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Hãy chọn đơn vị đồng ý, đồng ý và có ý kiến, hay không đồng ý.")})
    if answer == Answer.DISAGREES:
        require_reason(reason)
    mark_answered(unit, str(answer), plain_lines(reason), origin=Origin.LETTER, came=letter.received_at, by=by, at=at)
    payload = {"answer": unit.answer, "late": unit.is_late}
    _record("letter_answer_recorded", letter, payload, by=authorship, at=at)
    return unit


@transaction.atomic
def split_letter(*, letter: OpinionLetter, remarks: Sequence[LetterRemark], by: Acting, at: datetime) -> list[Opinion]:
    """This will split a letter into opinions of its unit, sent at once with the next numbers of the round.

    The unit's answer must be there: what it sent itself, or what was recorded from the letter. A letter without any
    opinion is split into none. Raises NotAllowed; ValidationError with code `split`, `not_answered`,
    `agrees_with_opinions`, `too_many` or `round_closed`, and with every fault of every remark by `remark_N` (from 1).
    """
    kept = OpinionLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    unit = held_with_round(kept.consultee)
    authorship = require_receiver(by, unit.consultation, at=at)
    require_open(unit)
    _require_to_split(kept, unit, len(remarks))
    opinions = _opinions(kept, unit, remarks, by=by, at=at)
    Opinion.objects.bulk_create(opinions, batch_size=BATCH)
    numbers = send_opinions(unit.consultation, opinions)
    kept.state, kept.split_at, kept.split_by = LetterState.SPLIT, at, by.officer
    kept.save(update_fields=["state", "split_at", "split_by"])
    _record("letter_split", kept, {"opinions": numbers}, by=authorship, at=at)
    return opinions


def _require_to_split(letter: OpinionLetter, unit: Consultee, remarks: int) -> None:
    if letter.state != LetterState.RECEIVED:
        raise ValidationError(_("Công văn này đã được tách ý kiến."), code="split")
    if unit.state != ConsulteeState.ANSWERED:
        told = _("Hãy ghi nhận trả lời của đơn vị theo công văn trước, rồi tách ý kiến.")
        raise ValidationError(told, code="not_answered")
    if unit.answer == Answer.AGREES and remarks:
        told = _("Đơn vị trả lời đồng ý hoàn toàn nên không tách được ý kiến; hãy trả lại trả lời ấy để ghi lại trước.")
        raise ValidationError(told, code="agrees_with_opinions")
    if remarks > MOST_REMARKS:
        told = _("Một công văn tách thành nhiều nhất %(most)d ý kiến.")
        raise ValidationError(told, code="too_many", params={"most": MOST_REMARKS})


def _opinions(
    letter: OpinionLetter, unit: Consultee, remarks: Sequence[LetterRemark], *, by: Acting, at: datetime
) -> list[Opinion]:
    version = unit.consultation.version
    found: list[Opinion] = []
    wrong: dict[str, list[ValidationError]] = {}
    for order, remark in enumerate(remarks, start=1):
        opinion = Opinion(
            consultation=unit.consultation,
            consultee=unit,
            version=version,
            origin=Origin.LETTER,
            letter=letter,
            raised_at=at,
            raised_by=by.officer,
        )
        try:
            said(remark.kind, remark.text, remark.proposed).onto(opinion)
            placed(version, remark.provision, remark.quote).onto(opinion)
        except ValidationError as refusal:
            wrong[f"remark_{order}"] = [one for errors in refusal.error_dict.values() for one in errors]
        found.append(opinion)
    if wrong:
        raise ValidationError(wrong)
    return found


def agreement_in(letter: OpinionLetter) -> Agreement | None:
    """Return what a letter seems to say of the whole draft, for whoever records its answer; None where it is not told
    or the file is not there."""
    path = file_path(str(letter.file_id))
    if not path.exists():
        return None
    return find_agreement(read_paper(path.read_bytes(), name=letter.file_name))


def _record(act: str, letter: OpinionLetter, payload: dict[str, object], *, by: Authorship, at: datetime) -> None:
    append_event(
        kind=f"planning.{act}",
        subject_kind=CONSULTEE,
        subject_id=letter.consultee_id,
        payload={"letter": letter.pk, "number": letter.number, **payload},
        by=by,
        at=at,
    )
