"""How this desk words and colours what it shows."""

from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from dongbo.organisation.models import EmergencyAccess, Grant, RightsAlarm
from dongbo.organisation.queries.emergencies import review_due_at
from dongbo.organisation.queries.principals import Mandate, Principal
from dongbo.organisation.states import Capacity, EmergencyState

EMERGENCY_TONES = {
    EmergencyState.REQUESTED: "warning",
    EmergencyState.REFUSED: "",
    EmergencyState.OPEN: "late",
    EmergencyState.ENDED: "warning",
    EmergencyState.REVIEWED: "well",
}
"""The status colour of each state."""


def capacity_words(principal: Principal) -> str:
    """Return as whom one acts for `principal`, as signature blocks word it: "KT. Giám đốc Công an tỉnh …"."""
    return "; ".join(dict.fromkeys(_capacity(principal, mandate.capacity) for mandate in principal.mandates))


def mandate_words(principal: Principal) -> str:
    """Return as whom one acts for `principal`, by which papers."""
    return "; ".join(f"{_capacity(principal, one.capacity)}{_paper(one)}" for one in principal.mandates)


def _capacity(principal: Principal, capacity: Capacity) -> str:
    """The collective stands for itself (TM.); every other capacity names the office whose holder is signed for."""
    if principal.post is None:
        return f"{capacity}. {principal.officer.full_name}"
    if capacity == Capacity.TM:
        return f"{capacity}. {principal.post.unit.name}"
    return f"{capacity}. {principal.post.title} {principal.post.unit.name}"


def _paper(mandate: Mandate) -> str:
    if not mandate.decision_number:
        return ""
    words = " " + _("theo văn bản số %(number)s") % {"number": mandate.decision_number}
    if mandate.decision_on is None:
        return words
    return words + " " + _("ngày %(day)s") % {"day": formats.date_format(mandate.decision_on, "SHORT_DATE_FORMAT")}


def grant_words(grant: Grant) -> str:
    """Return a grant in one line: role, unit, and whether its branch goes with it."""
    where = _("%(unit)s và cấp dưới") if grant.covers_branch else "%(unit)s"
    return f"{grant.role} – {where % {'unit': grant.unit}}"


def alarm_words(alarm: RightsAlarm) -> str:
    """Return what was changed, or only where, for an alarm that names no grant."""
    return grant_words(alarm.grant) if alarm.grant else str(alarm.unit)


def emergency_tone(emergency: EmergencyAccess, at: datetime) -> str:
    """Return the status colour of an emergency access; overdue for review is late."""
    due = review_due_at(emergency)
    return "late" if due is not None and due <= at else EMERGENCY_TONES[EmergencyState(emergency.state)]
