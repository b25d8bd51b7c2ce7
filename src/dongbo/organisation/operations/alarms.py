"""The alarm on a change of someone's rights (Decree 30/2020, Appendix VI), and confirming it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.organisation.models import Grant, Officer, RightsAlarm
from dongbo.organisation.queries.within_any import within_any
from dongbo.organisation.rules import Acting, NotAllowed, require, require_separate
from dongbo.organisation.states import AlarmCause, Permission

MOST_CONFIRMED = 500
"""How many alarms are confirmed in one act; each leaves an event of its own."""


def raise_alarm(
    *, grant: Grant, cause: AlarmCause, made_by: Officer | None, at: datetime, made_for: Officer | None = None
) -> RightsAlarm:
    """This will raise the alarm on a change of `grant`, inside the transaction of the operation that changes it.

    It stands until another than `made_by`, than `made_for` on whose behalf that one acted, and than the grant's
    officer confirms it. A change the clock made has no maker.
    """
    alarm = _alarm(grant, cause, made_by, made_for, at)
    alarm.save()
    return alarm


def raise_alarms(
    *,
    grants: Iterable[Grant],
    cause: AlarmCause,
    made_by: Officer | None,
    at: datetime,
    made_for: Officer | None = None,
) -> None:
    """This will raise the alarm on the same change of every one of `grants`, as `raise_alarm` does for one."""
    RightsAlarm.objects.bulk_create([_alarm(grant, cause, made_by, made_for, at) for grant in grants])


def _alarm(
    grant: Grant, cause: AlarmCause, made_by: Officer | None, made_for: Officer | None, at: datetime
) -> RightsAlarm:
    return RightsAlarm(
        officer_id=grant.officer_id,
        unit_id=grant.unit_id,
        grant=grant,
        cause=cause,
        made_by=made_by,
        made_for=made_for,
        raised_at=at,
    )


@transaction.atomic
def confirm_alarms(*, alarms: Collection[int], by: Acting, at: datetime) -> int:
    """This will confirm the alarms with these keys; return how many, without those another has confirmed already.

    Raises NotAllowed where `by` does not confirm alarms of one of the units; ValidationError where he, or whom he
    acts for, made the change or is concerned by it, or where nothing is left to confirm. A rule of the day may keep
    more apart: who gave a right does not confirm what later becomes of it.
    """
    if len(alarms) > MOST_CONFIRMED:
        raise ValidationError(
            _("Mỗi lần xác nhận được nhiều nhất %(most)d thay đổi; hãy chọn ít hơn.") % {"most": MOST_CONFIRMED}
        )
    chosen = RightsAlarm.objects.filter(pk__in=alarms)
    if chosen.exclude(within_any(by, Permission.ALARM_CONFIRM, at=at)).exists():
        raise NotAllowed(_("Có thay đổi quyền ở đơn vị mà bạn chưa được cấp quyền xác nhận."))
    rows = chosen.filter(confirmed_at__isnull=True).select_related("unit", "officer").order_by("pk")
    open_ones = list(rows.select_for_update(of=("self",)))
    if not open_ones:
        raise ValidationError(_("Các thay đổi đã chọn không còn chờ xác nhận; hãy tải lại danh sách."))
    _require_another(open_ones, by, at=at)
    authorships = _authorships(open_ones, by, at)
    RightsAlarm.objects.filter(pk__in=[alarm.pk for alarm in open_ones]).update(
        confirmed_at=at, confirmed_by=by.officer, confirmed_for=by.principal
    )
    for alarm in open_ones:
        append_event(
            kind="organisation.alarm_confirmed",
            subject_kind="alarm",
            subject_id=alarm.pk,
            payload={"officer": alarm.officer.username, "cause": alarm.cause, "grant": alarm.grant_id},
            by=authorships[alarm.unit_id],
            at=at,
        )
    return len(open_ones)


def _authorships(alarms: Iterable[RightsAlarm], by: Acting, at: datetime) -> dict[int, Authorship]:
    units = {alarm.unit_id: alarm.unit for alarm in alarms}
    return {key: require(by, Permission.ALARM_CONFIRM, unit=unit, at=at) for key, unit in units.items()}


def _require_another(alarms: Collection[RightsAlarm], by: Acting, *, at: datetime) -> None:
    own = [alarm for alarm in alarms if by.is_among(alarm.officer_id, alarm.made_by_id, alarm.made_for_id)]
    if own:
        names = ", ".join(sorted({alarm.officer.full_name for alarm in own}))
        raise ValidationError(
            _(
                "Thay đổi quyền của %(names)s do bạn hoặc người bạn thực hiện thay làm ra, hay liên quan đến bạn, "
                "nên người khác phải xác nhận. Hãy bỏ chọn."
            )
            % {"names": names}
        )
    for grant in {alarm.grant_id for alarm in alarms} - {None}:
        require_separate(by, Permission.ALARM_CONFIRM, subject_kind="grant", subject_id=grant, at=at)
