"""Reminding the units that have not answered: by hand, or by the clock, each step once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.engines.periods import Calendar, remind_on
from dongbo.engines.periods import DayUnit as PeriodUnit
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Consultation, Consultee, Reminder
from dongbo.planning.operations.consultations.steps import CONSULTATION, held, led
from dongbo.planning.queries.terms import office_calendar
from dongbo.planning.states import ConsultationState, ConsulteeState


@transaction.atomic
def remind(*, consultation: Consultation, by: Acting, at: datetime) -> Reminder:
    """This will remind every unit that has not answered yet.

    Raises NotAllowed; ValidationError with code `transition` for a round that is not out, `answered` where nobody is
    left to remind.
    """
    out, authorship = led(consultation, by=by, at=at)
    if out.state != ConsultationState.SENT or out.deadline is None:
        raise ValidationError(_("Vòng lấy ý kiến này không mở nên không nhắc được."), code="transition")
    waiting = list(out.consultees.filter(state=ConsulteeState.WAITING))
    if not waiting:
        raise ValidationError(_("Mọi đơn vị đã trả lời; không còn ai để nhắc."), code="answered")
    told = Reminder(consultation=out, deadline=out.deadline, reminded_at=at, reminded_by=by.officer)
    return _keep(told, waiting, authorship)


def remind_due(*, at: datetime) -> int:
    """This will remind, round by round and deadline by deadline, where a step has come; return how many reminders.

    Of several steps that have come, only the last counts: a clock that stood still makes up for one, not for all.
    """
    waiting = Consultee.objects.filter(
        consultation__state=ConsultationState.SENT, state=ConsulteeState.WAITING, deadline__gt=at
    ).exclude(consultation__remind_before=[])
    deadlines = waiting.order_by("consultation", "deadline").values_list("consultation", "deadline").distinct()
    asked = [(key, deadline) for key, deadline in deadlines if deadline is not None]
    if not asked:
        return 0
    rounds = Consultation.objects.in_bulk([key for key, _deadline in asked])
    told = set(Reminder.objects.filter(consultation__in=rounds, days_before__isnull=False).values_list(*_STEP))
    calendar, done = office_calendar(), 0
    for key, deadline in asked:
        step = _step_that_came(rounds[key], deadline, calendar, at=at)
        if step is not None and (key, deadline, step) not in told:
            done += _remind_of(rounds[key], deadline, step, at=at)
    return done


_STEP = ("consultation", "deadline", "days_before")


def _step_that_came(consultation: Consultation, deadline: datetime, calendar: Calendar, *, at: datetime) -> int | None:
    """Return the step nearest to the deadline whose day is here or past, after the day the round went out."""
    today = timezone.localdate(at)
    came = [step for step in consultation.remind_before if _comes_by(today, step, consultation, deadline, calendar)]
    return min(came, default=None)


def _comes_by(day: date, step: int, consultation: Consultation, deadline: datetime, calendar: Calendar) -> bool:
    days = remind_on(
        deadline,
        [step],
        unit=PeriodUnit(consultation.day_unit),
        calendar=calendar,
        tz=timezone.get_current_timezone(),
        since=timezone.localdate(consultation.sent_at),
    )
    return any(one <= day for one in days)


@transaction.atomic
def _remind_of(consultation: Consultation, deadline: datetime, step: int, *, at: datetime) -> bool:
    """Remind of one step unless another process has done it meanwhile, or everyone has answered."""
    out = held(consultation)
    waiting = list(out.consultees.filter(state=ConsulteeState.WAITING, deadline=deadline))
    known = Reminder.objects.filter(consultation=out, deadline=deadline, days_before=step).exists()
    if out.state != ConsultationState.SENT or known or not waiting:
        return False
    _keep(Reminder(consultation=out, deadline=deadline, days_before=step, reminded_at=at), waiting, THE_SITE)
    return True


def _keep(reminder: Reminder, waiting: Iterable[Consultee], authorship: Authorship) -> Reminder:
    reminded = list(waiting)
    reminder.reminded = len(reminded)
    reminder.save(force_insert=True)
    reminder.units.set(reminded)
    append_event(
        kind="planning.consultees_reminded",
        subject_kind=CONSULTATION,
        subject_id=reminder.consultation_id,
        payload={
            "reminded": reminder.reminded,
            "deadline": reminder.deadline.isoformat(),
            "days_before": reminder.days_before,
        },
        by=authorship,
        at=reminder.reminded_at,
    )
    return reminder
