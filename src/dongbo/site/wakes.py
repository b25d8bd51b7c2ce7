"""The one table of which ledger event wakes which job."""

from collections.abc import Callable

from dongbo.jobs.appraisal import compute_appraisal
from dongbo.ledger.models import Event


def wakes() -> dict[str, Callable[[Event], object]]:
    """Return for each kind of event what it sets going; called inside the event's transaction."""
    return {
        "planning.appraisal_requested": lambda event: compute_appraisal.enqueue(event.subject_id),
    }
