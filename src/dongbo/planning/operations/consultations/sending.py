"""Sending a round out: from that moment on every unit has its deadline, and nothing of what is asked changes."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.engines.periods import CalendarFault
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import refuse
from dongbo.planning.models import Consultation
from dongbo.planning.operations.consultations.preparing import about_term
from dongbo.planning.operations.consultations.recipients import replace_ended
from dongbo.planning.operations.consultations.steps import CONSULTATION, led, move
from dongbo.planning.queries.terms import deadline_of
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import ConsultationState

FURTHEST_START = timedelta(days=90)
"""A term that begins later than this is a slip of the pen."""


@transaction.atomic
def send_consultation(
    *, consultation: Consultation, by: Acting, at: datetime, deadline_from: datetime | None = None
) -> Consultation:
    """This will send a prepared round to its recipients, who have until the deadline to answer.

    The term is counted from `deadline_from`, or from now: the day a letter went out on paper may lie before, the day
    it arrives may lie ahead. Units that have ended since they were added give way to their successors. Raises
    NotAllowed; ValidationError with code `transition` where it was sent already, `nobody` without recipients, by `term`
    where the term holds no longer, and by `deadline_from` where the deadline would be past, sooner than law allows, or
    far off.
    """
    sent, authorship = led(consultation, by=by, at=at)
    move(sent, ConsultationState.SENT)
    refuse(about_term(sent.term, sent.days, sent.silence, at=at))
    replaced = replace_ended(sent)
    if not sent.consultees.exists():
        raise ValidationError(_("Chưa có nơi nhận nào; hãy thêm nơi nhận rồi gửi."), code="nobody")
    sent.deadline, sent.sent_at, sent.sent_by = _deadline(sent, deadline_from or at, at=at), at, by.officer
    sent.save()
    recipients = sent.consultees.update(deadline=sent.deadline)
    append_event(
        kind="planning.consultation_sent",
        subject_kind=CONSULTATION,
        subject_id=sent.pk,
        payload={
            "version": sent.version_id,
            "recipients": recipients,
            "deadline": sent.deadline.isoformat(),
            "days": sent.days,
            "day_unit": sent.day_unit,
            "legal_basis": sent.term.legal_basis,
            "silence": sent.silence,
            "replaced": [[ended.code, heir.code] for ended, heir in replaced],
        },
        by=authorship,
        at=at,
    )
    return sent


def _deadline(consultation: Consultation, since: datetime, *, at: datetime) -> datetime:
    if since > at + FURTHEST_START:
        words = _("Ngày bắt đầu tính thời hạn cách hôm nay quá %(most)d ngày; hãy xem lại ngày, tháng, năm.")
        raise _refusal(words % {"most": FURTHEST_START.days}, "far")
    try:
        found = deadline_of(consultation.days, consultation.day_unit, since=since)
        earliest = deadline_of(consultation.term.least, consultation.day_unit, since=at)
    except CalendarFault as fault:
        raise _refusal(str(fault), "calendar") from fault
    if found <= at:
        words = _("Tính từ ngày này thì hạn trả lời (%(deadline)s) đã qua; hãy chọn ngày khác hoặc thêm ngày.")
        raise _refusal(words % {"deadline": due_text(found)}, "past")
    if found < earliest:
        words = _(
            "Tính từ ngày này thì hạn trả lời là %(deadline)s, sớm hơn mức ít nhất của căn cứ (%(earliest)s); "
            "hãy chọn ngày muộn hơn hoặc thêm ngày."
        )
        raise _refusal(words % {"deadline": due_text(found), "earliest": due_text(earliest)}, "short")
    return found


def _refusal(sentence: str, code: str) -> ValidationError:
    return ValidationError({"deadline_from": ValidationError(sentence, code=code)})
