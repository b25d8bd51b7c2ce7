"""What every act of the side that asks begins with: the round held against others, its right, its next state."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation
from dongbo.planning.rules.consultation import require_ask
from dongbo.planning.states import CONSULTATION_TRANSITIONS, ConsultationState

CONSULTATION = "consultation"
"""What events about a round call it."""


def held(consultation: Consultation) -> Consultation:
    """Return the round as it is now, held until the transaction ends."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("document__unit", "term", "version")
    return found.get(pk=consultation.pk)


def led(consultation: Consultation, *, by: Acting, at: datetime) -> tuple[Consultation, Authorship]:
    """Return the round, held, and what the ledger says of `by` leading it. Raises NotAllowed."""
    found = held(consultation)
    return found, require_ask(by, Permission.CONSULTATION_LEAD, found, at=at)


def require_prepared(consultation: Consultation) -> None:
    """This will raise ValidationError with code `sent` unless the round may still be changed."""
    if consultation.state != ConsultationState.PREPARED:
        raise ValidationError(
            _("Vòng lấy ý kiến «%(title)s» đã gửi nên không sửa được nữa; nơi nhận đã đọc nội dung này."),
            code="sent",
            params={"title": consultation.title},
        )


def move(consultation: Consultation, state: ConsultationState) -> None:
    """This will put the round into `state`. Raises ValidationError with code `transition` where it may not go there."""
    now = ConsultationState(consultation.state)
    if state not in CONSULTATION_TRANSITIONS[now]:
        raise ValidationError(
            _("Vòng lấy ý kiến «%(title)s» ở trạng thái «%(now)s» nên không chuyển sang «%(then)s» được."),
            code="transition",
            params={"title": consultation.title, "now": now.label, "then": state.label},
        )
    consultation.state = state
