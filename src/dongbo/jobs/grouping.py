"""Bringing together the opinions of a round that say the same, in the background."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from dongbo.planning.models import Consultation
from dongbo.planning.operations.answering import fail_grouping, group_round
from dongbo.planning.states import ConsultationState


@task()
def group_opinions(consultation_id: str) -> None:
    """This will group the opinions of the round with this id, unless its matrix is final by now.

    A failure is noted, so that the board says so, then raised again.
    """
    consultation = Consultation.objects.get(pk=UUID(consultation_id))
    if consultation.state == ConsultationState.FINAL:
        return
    try:
        group_round(consultation=consultation, at=timezone.now())
    except Exception as failure:
        reason = _("Không gom được ý kiến (%(kind)s). Hãy báo quản trị viên kèm giờ xảy ra.")
        fail_grouping(consultation=consultation, failure=reason % {"kind": type(failure).__name__}, at=timezone.now())
        raise
