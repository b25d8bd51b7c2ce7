"""The states of an appraisal."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ABANDONED_AFTER = timedelta(minutes=10)
"""A running appraisal that gave no sign of life for so long was cut off: an officer may begin it again."""


class AppraisalState(TextChoices):
    """An appraisal waits, is computed, and is then ready or has failed."""

    QUEUED = "queued", _("Đang chờ")
    RUNNING = "running", _("Đang đối chiếu")
    READY = "ready", _("Đã xong")
    FAILED = "failed", _("Không thực hiện được")


APPRAISAL_TRANSITIONS: dict[AppraisalState, frozenset[AppraisalState]] = {
    AppraisalState.QUEUED: frozenset({AppraisalState.RUNNING, AppraisalState.FAILED}),
    AppraisalState.RUNNING: frozenset(
        {AppraisalState.QUEUED, AppraisalState.RUNNING, AppraisalState.READY, AppraisalState.FAILED}
    ),
    AppraisalState.READY: frozenset(),
    AppraisalState.FAILED: frozenset({AppraisalState.QUEUED, AppraisalState.RUNNING}),
}
"""From a state to those it may go to; a run that failed or was cut off is queued or begins again."""
