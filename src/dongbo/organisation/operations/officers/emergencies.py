"""What becomes of emergency access when the one who asked for it leaves service."""

from datetime import datetime

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import EmergencyAccess, Officer
from dongbo.organisation.queries.emergencies import EMERGENCY
from dongbo.organisation.states import EmergencyState

CLOSED = {
    EmergencyState.REQUESTED: (EmergencyState.REFUSED, "organisation.emergency_refused"),
    EmergencyState.OPEN: (EmergencyState.ENDED, "organisation.emergency_ended"),
}
"""Into which state each open one goes, and how the ledger calls it. What had been opened is still to be reviewed."""


def close_emergencies(*, officer: Officer, reason: str, by: Authorship, at: datetime) -> None:
    """This will refuse what `officer` asked for and nobody answered, and end what was opened for him.

    The caller has revoked the grants. Nobody becomes the second person by it.
    """
    held = EmergencyAccess.objects.select_for_update().filter(officer=officer, state__in=list(CLOSED)).order_by("pk")
    for emergency in held:
        emergency.state, kind = CLOSED[EmergencyState(emergency.state)]
        emergency.save(update_fields=["state"])
        append_event(
            kind=kind,
            subject_kind=EMERGENCY,
            subject_id=emergency.pk,
            payload={"grant": emergency.grant_id, "reason": reason.strip(), "left_service": True},
            by=by,
            at=at,
        )
