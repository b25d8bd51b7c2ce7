"""The alarm on a change of someone's rights (Decree 30/2020, Appendix VI)."""

from datetime import datetime

from dongbo.organisation.models import Grant, Officer, RightsAlarm
from dongbo.organisation.states import AlarmCause


def raise_alarm(*, grant: Grant, cause: AlarmCause, made_by: Officer | None, at: datetime) -> RightsAlarm:
    """This will raise the alarm on a change of `grant`, inside the transaction of the operation that changes it.

    It stands until another than `made_by` and than the grant's officer confirms it.
    """
    return RightsAlarm.objects.create(
        officer_id=grant.officer_id, unit_id=grant.unit_id, grant=grant, cause=cause, made_by=made_by, raised_at=at
    )
