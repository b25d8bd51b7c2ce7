"""What every act of the side that is asked begins with: the unit held against others, its right, the open round."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.rules.consultation import ASKED, RECEIVES, may_ask, may_speak, require_ask, require_speak
from dongbo.planning.states import ConsultationState, ConsulteeState

CONSULTEE = "consultee"
"""What events about a consulted unit call it."""


def held(consultee: Consultee) -> Consultee:
    """Return the consulted unit as it stands now, held until the transaction ends."""
    rows = Consultee.objects.select_for_update(of=("self",)).select_related(
        "unit", "consultation__document__unit", "consultation__version"
    )
    return rows.get(pk=consultee.pk)


def held_with_round(consultee: Consultee) -> Consultee:
    """Return the consulted unit as it stands now, with its round held first: numbers of opinions are given there."""
    Consultation.objects.select_for_update(of=("self",)).get(pk=consultee.consultation_id)
    return held(consultee)


def require_unit(by: Acting, consultee: Consultee, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of whoever works at the unit's answer, as officer or as head.

    Raises NotAllowed.
    """
    allowed = next((one for one in ASKED if may_speak(by, one, consultee, at=at)), ASKED[0])
    return require_speak(by, allowed, consultee, at=at)


def require_receiver(by: Acting, consultation: Consultation, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of whoever on the side that asks takes letters in. Raises NotAllowed."""
    allowed = next((one for one in RECEIVES if may_ask(by, one, consultation, at=at)), RECEIVES[0])
    return require_ask(by, allowed, consultation, at=at)


def require_open(consultee: Consultee) -> None:
    """This will raise ValidationError with code `round_closed` where the round takes nothing more in."""
    round_ = consultee.consultation
    if round_.state == ConsultationState.FINAL and round_.final_at is not None:
        raise ValidationError(
            _(
                "Vòng «%(title)s» đã khép lúc %(moment)s, không nhận thêm gì nữa. Nội dung bạn viết vẫn còn ở đây để "
                "chép lại; hãy gửi cơ quan chủ trì bằng công văn nếu vẫn cần."
            ),
            code="round_closed",
            params={"title": round_.title, "moment": moment_text(round_.final_at)},
        )
    if round_.state == ConsultationState.PREPARED:
        raise ValidationError(_("Vòng lấy ý kiến này chưa gửi đi; hãy chờ cơ quan chủ trì gửi."), code="not_sent")


def require_unanswered(consultee: Consultee) -> None:
    """This will raise ValidationError where the round is over, or with code `answered` where the unit has answered."""
    require_open(consultee)
    if consultee.state == ConsulteeState.ANSWERED and consultee.answered_at is not None:
        raise ValidationError(
            _(
                "%(unit)s đã gửi trả lời lúc %(moment)s nên không thêm, sửa được nữa. Cần bổ sung, hãy đề nghị cơ quan "
                "lấy ý kiến trả lại; nội dung bạn viết vẫn còn ở đây để chép lại."
            ),
            code="answered",
            params={"unit": consultee.unit.name, "moment": moment_text(consultee.answered_at)},
        )
