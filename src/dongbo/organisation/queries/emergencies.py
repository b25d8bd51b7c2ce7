"""Emergency access: what waits for whom, and what was done under it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.models import Event
from dongbo.organisation.models import EmergencyAccess
from dongbo.organisation.queries.within_any import within_any
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.rules.emergencies import REVIEWED_WITHIN
from dongbo.organisation.states import EmergencyState, Permission

EMERGENCY = "emergency"
"""How the ledger knows an emergency access."""

EMERGENCY_SORTS: dict[str, tuple[str, ...]] = {
    "newest": ("-requested_at", "-pk"),
    "oldest": ("requested_at", "pk"),
    "officer": ("officer__name_key", "-requested_at", "-pk"),
    "unit": ("unit__first", "-requested_at", "-pk"),
}
"""The orders the list may take."""

OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class EmergenciesWanted:
    """What an officer asked the list for; blank means any. `state` is a state, or overdue for review."""

    state: str = ""
    words: str = ""
    sort: str = "newest"


def emergencies(by: Acting, *, at: datetime) -> QuerySet[EmergencyAccess]:
    """Return the emergency accesses of the units where `by` agrees to them or reviews them, and his own."""
    seen = within_any(by, Permission.EMERGENCY_SECOND, Permission.EMERGENCY_REVIEW, at=at)
    if by.principal is None:
        seen |= Q(officer=by.officer)
    shown = ("officer", "role", "unit", "seconded_by", "reviewed_by", "grant")
    return EmergencyAccess.objects.filter(seen).select_related(*shown)


def emergencies_to_second(by: Acting, *, at: datetime) -> QuerySet[EmergencyAccess]:
    """Return the requests that wait for `by` as the second person, oldest first."""
    waiting = EmergencyAccess.objects.filter(
        within(by, Permission.EMERGENCY_SECOND, at=at), state=EmergencyState.REQUESTED
    )
    return waiting.exclude(officer__in=by.persons).select_related("officer", "role", "unit").order_by("requested_at")


def emergencies_to_review(by: Acting, *, at: datetime) -> QuerySet[EmergencyAccess]:
    """Return what has ended and waits for `by` as the third person, the longest ended first."""
    waiting = EmergencyAccess.objects.filter(within(by, Permission.EMERGENCY_REVIEW, at=at), state=EmergencyState.ENDED)
    others = waiting.exclude(Q(officer__in=by.persons) | Q(seconded_by__in=by.persons))
    return others.select_related("officer", "role", "unit", "grant").order_by("grant__effective_to", "pk")


def emergency_list(by: Acting, wanted: EmergenciesWanted, *, at: datetime) -> QuerySet[EmergencyAccess]:
    """Return the emergency accesses `by` sees as he asked for them."""
    rows = emergencies(by, at=at)
    if wanted.state in EmergencyState.values:
        rows = rows.filter(state=wanted.state)
    elif wanted.state == OVERDUE:
        rows = rows.filter(overdue(at))
    for word in toneless(fold(wanted.words)).split():
        rows = rows.filter(Q(officer__search_key__contains=word) | Q(unit__search_key__contains=word))
    return rows.order_by(*EMERGENCY_SORTS.get(wanted.sort, EMERGENCY_SORTS["newest"]))


def overdue(at: datetime) -> Q:
    """Return the predicate of what ended longer ago than a review may take."""
    return Q(state=EmergencyState.ENDED, grant__effective_to__lte=at - REVIEWED_WITHIN)


def review_due_at(emergency: EmergencyAccess) -> datetime | None:
    """Return by when an ended access must have been reviewed, or None while it is not ended or already reviewed."""
    if emergency.state != EmergencyState.ENDED or emergency.grant is None:
        return None
    return emergency.grant.effective_to + REVIEWED_WITHIN


def deeds_under(emergency: EmergencyAccess) -> QuerySet[Event]:
    """Return every event in the ledger that the emergency's grant allowed, newest first; none while it is not open."""
    if emergency.grant_id is None:
        return Event.objects.none()
    return Event.objects.filter(actor=str(emergency.officer_id), grant=str(emergency.grant_id))


def ended_by_now(at: datetime) -> QuerySet[EmergencyAccess]:
    """Return the open accesses whose grant is worth nothing any more at `at`."""
    over = Q(grant__effective_to__lte=at) | Q(grant__effective_to=F("grant__effective_from"))
    return EmergencyAccess.objects.filter(over, state=EmergencyState.OPEN)
