"""Alarms on changes of rights: what one sees, what waits for one's confirmation."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import RightsAlarm
from dongbo.organisation.queries.within_any import within_any
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import AlarmCause, Permission

TO_CONFIRM, OPEN, CONFIRMED = "mine", "open", "confirmed"
ALARM_STATES = (TO_CONFIRM, OPEN, CONFIRMED)

ALARM_SORTS: dict[str, tuple[str, ...]] = {
    "newest": ("-raised_at", "-pk"),
    "oldest": ("raised_at", "pk"),
    "officer": ("officer__name_key", "-raised_at", "-pk"),
    "unit": ("unit__first", "-raised_at", "-pk"),
}
"""The orders the list may take."""

MOST_COUNTED = 100
"""Where counting stops: a badge says "99+" beyond."""


@dataclass(frozen=True, slots=True)
class AlarmsWanted:
    """What an officer asked the list for; blank means any."""

    state: str = ""
    cause: str = ""
    words: str = ""
    sort: str = "newest"


def alarms(by: Acting, *, at: datetime) -> QuerySet[RightsAlarm]:
    """Return the alarms of the units where `by` confirms them, and those about himself."""
    seen = within_any(by, Permission.ALARM_CONFIRM, at=at)
    if by.principal is None:
        seen |= Q(officer=by.officer)
    return RightsAlarm.objects.filter(seen)


def alarms_to_confirm(by: Acting, *, at: datetime) -> QuerySet[RightsAlarm]:
    """Return the alarms that wait for `by`: neither he nor whom he acts for made the change or is concerned by it."""
    waiting = RightsAlarm.objects.filter(within(by, Permission.ALARM_CONFIRM, at=at), confirmed_at__isnull=True)
    return waiting.exclude(_touches(by))


def count_to_confirm(by: Acting, *, at: datetime) -> int:
    """Return how many alarms wait for `by`, counted up to MOST_COUNTED: one short query for every page."""
    return alarms_to_confirm(by, at=at).order_by()[:MOST_COUNTED].count()


def alarm_list(by: Acting, wanted: AlarmsWanted, *, at: datetime) -> QuerySet[RightsAlarm]:
    """Return the alarms `by` sees as he asked for them, with everything the list shows."""
    rows = alarms_to_confirm(by, at=at) if wanted.state == TO_CONFIRM else alarms(by, at=at)
    if wanted.state in (OPEN, CONFIRMED):
        rows = rows.filter(confirmed_at__isnull=wanted.state == OPEN)
    if wanted.cause in AlarmCause.values:
        rows = rows.filter(cause=wanted.cause)
    for word in toneless(fold(wanted.words)).split():
        rows = rows.filter(Q(officer__search_key__contains=word) | Q(unit__search_key__contains=word))
    shown = ("officer", "unit", "made_by", "made_for", "confirmed_by", "confirmed_for", "grant__role", "grant__unit")
    return rows.select_related(*shown).order_by(*ALARM_SORTS.get(wanted.sort, ALARM_SORTS["newest"]))


def _touches(by: Acting) -> Q:
    """Alarms about or made by `by` or whom he acts for. A column without anyone is compared as no one's."""
    persons = sorted(by.persons)
    made = Q(made_by__isnull=False, made_by__in=persons) | Q(made_for__isnull=False, made_for__in=persons)
    return Q(officer__in=persons) | made
