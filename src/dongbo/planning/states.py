"""The states of an appraisal and of a trace link."""

from datetime import timedelta

from django.db.models import TextChoices

ABANDONED_AFTER = timedelta(minutes=10)
"""A running appraisal that gave no sign of life for so long was cut off: an officer may begin it again."""


class AppraisalState(TextChoices):
    """An appraisal waits, is computed, and is then ready or has failed."""

    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang đối chiếu"
    READY = "ready", "Đã xong"
    FAILED = "failed", "Không thực hiện được"


APPRAISAL_TRANSITIONS: dict[AppraisalState, frozenset[AppraisalState]] = {
    AppraisalState.QUEUED: frozenset({AppraisalState.RUNNING, AppraisalState.FAILED}),
    AppraisalState.RUNNING: frozenset(
        {AppraisalState.QUEUED, AppraisalState.RUNNING, AppraisalState.READY, AppraisalState.FAILED}
    ),
    AppraisalState.READY: frozenset(),
    AppraisalState.FAILED: frozenset({AppraisalState.QUEUED, AppraisalState.RUNNING}),
}
"""From a state to those it may go to; a run that failed or was cut off is queued or begins again."""


class LinkState(TextChoices):
    """A trace link is proposed by the machine, then decided by an officer."""

    PROPOSED = "proposed", "Máy đề xuất"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REJECTED = "rejected", "Đã bác bỏ"


LINK_TRANSITIONS: dict[LinkState, frozenset[LinkState]] = {
    LinkState.PROPOSED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.CONFIRMED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.REJECTED: frozenset({LinkState.CONFIRMED}),
}
"""Confirming again is how an officer clears a suspect link after looking at both ends."""
