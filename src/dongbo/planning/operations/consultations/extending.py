"""More time: for one unit, or for every unit that has not answered."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import require_words
from dongbo.planning.models import Consultation, Consultee, Extension
from dongbo.planning.operations.consultations.steps import CONSULTATION, led, move
from dongbo.planning.rules.wording import due_text
from dongbo.planning.states import ConsultationState, ConsulteeState

LONGEST_REASON = 500
FURTHEST = timedelta(days=366)
"""A deadline later than this is a slip of the pen."""


@transaction.atomic
def extend(
    *,
    consultation: Consultation,
    until: datetime,
    reason: str,
    by: Acting,
    at: datetime,
    consultee: Consultee | None = None,
) -> Extension:
    """This will give `consultee`, or every unit that has not answered, until `until`.

    Whoever was taken for agreeing or for silent waits again; a round that is closed is open again, until the moment
    comes. A unit that has longer already keeps it. Raises NotAllowed; ValidationError with code `transition` for a
    round that is not out or is final, `answered` where nobody is left to wait for, and by argument where `until` is
    past, far off, or no later than the deadline so far, or no reason is given.
    """
    extended, authorship = led(consultation, by=by, at=at)
    require_reason(reason)
    if extended.state == ConsultationState.PREPARED:
        raise ValidationError(_("Vòng lấy ý kiến này chưa gửi; hãy sửa số ngày thay vì gia hạn."), code="transition")
    if extended.state != ConsultationState.SENT:
        move(extended, ConsultationState.SENT)
    waiting = _waited_for(extended, consultee)
    _require_later(until, extended.deadline if consultee is None else waiting[0].deadline, at=at)
    extension = Extension.objects.create(
        consultation=extended, consultee=consultee, until=until, reason=reason.strip(), given_at=at, given_by=by.officer
    )
    shorter = Consultee.objects.filter(pk__in=[one.pk for one in waiting]).filter(
        Q(deadline__isnull=True) | Q(deadline__lt=until)
    )
    shorter.update(deadline=until, state=ConsulteeState.WAITING, settled_at=None)
    if consultee is None:
        extended.deadline = until
    extended.closed_at, extended.closed_by, extended.close_reason = None, None, ""
    extended.save()
    append_event(
        kind="planning.consultation_extended",
        subject_kind=CONSULTATION,
        subject_id=extended.pk,
        payload={
            "until": until.isoformat(),
            "unit": consultee.unit.code if consultee is not None else "",
            "reason": extension.reason,
        },
        by=authorship,
        at=at,
    )
    return extension


def require_reason(reason: str) -> None:
    """This will see that a reason is given that can be kept. Raises ValidationError by `reason`."""
    require_words(reason, field="reason", what=_("lý do"))
    if len(reason.strip()) > LONGEST_REASON:
        words = _("Lý do dài quá %(most)d ký tự; hãy viết gọn lại.") % {"most": LONGEST_REASON}
        raise ValidationError({"reason": words})


def _waited_for(consultation: Consultation, consultee: Consultee | None) -> list[Consultee]:
    """Return those who get more time: whoever has not answered."""
    found = consultation.consultees.exclude(state=ConsulteeState.ANSWERED)
    waiting = list(found if consultee is None else found.filter(pk=consultee.pk))
    if not waiting:
        words = _("Không còn đơn vị nào chưa trả lời nên không cần gia hạn.")
        if consultee is not None:
            words = _("Đơn vị này đã trả lời; muốn trả lời lại thì hãy trả lại ý kiến cho đơn vị trước.")
        raise ValidationError(words, code="answered")
    return waiting


def _require_later(until: datetime, deadline: datetime | None, *, at: datetime) -> None:
    if until > at + FURTHEST:
        words = _("Hạn mới cách hôm nay quá %(most)d ngày; hãy xem lại ngày, tháng, năm.") % {"most": FURTHEST.days}
        raise ValidationError({"until": ValidationError(words, code="far")})
    if until <= at:
        words = _("Hạn mới (%(until)s) đã qua; hãy chọn ngày sau hôm nay.") % {"until": due_text(until)}
        raise ValidationError({"until": ValidationError(words, code="past")})
    if deadline is not None and until <= deadline:
        words = _("Hạn mới phải muộn hơn hạn hiện nay (%(deadline)s).") % {"deadline": due_text(deadline)}
        raise ValidationError({"until": ValidationError(words, code="sooner")})
