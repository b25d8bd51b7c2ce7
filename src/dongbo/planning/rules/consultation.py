"""Who may lead a round, answer for a unit, and answer the units.

The side that asks is decided where the document is kept, by who may know a paper so far open. The side that is asked is
decided at the unit consulted, or at its heir where it has ended since; it reads the round's version there, and nothing
else of the document.
"""

from datetime import datetime

from django.db.models import Q

from dongbo.documents.rules import kept_as, require_work, work_is_allowed, workable
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, may, require, within
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.states import ConsultationState

ASKING = (
    Permission.CONSULTATION_LEAD,
    Permission.OPINION_ANSWER,
    Permission.OPINION_DECIDE,
    Permission.CLOSURE_SIGN,
)
"""Whoever holds one of these where the document is kept sees the whole round."""

ASKED = (Permission.OPINION_RAISE, Permission.OPINION_SEND)
"""Whoever holds one of these at a unit consulted sees that unit's side of the round."""

RECEIVES = (Permission.CONSULTATION_LEAD, Permission.OPINION_ANSWER)
"""Either of these, on the side that asks, takes in the letters that come on paper."""


def asking(by: Acting, *, at: datetime, consultation: str = "") -> Q:
    """Return the predicate for rounds `by` sees as the side that asks."""
    found = Q(pk__in=[])
    for permission in ASKING:
        found |= workable(by, permission, at=at, document=f"{consultation}document__")
    return found


def receiving(by: Acting, *, at: datetime, consultation: str = "") -> Q:
    """Return the predicate for rounds in which `by` takes letters in on the side that asks."""
    found = Q(pk__in=[])
    for permission in RECEIVES:
        found |= workable(by, permission, at=at, document=f"{consultation}document__")
    return found


def asked(by: Acting, *, at: datetime, consultee: str = "") -> Q:
    """Return the predicate for consultees at which `by` sees and prepares the answer; only of rounds that were sent."""
    way = f"{consultee}consultation__"
    found = Q(pk__in=[])
    for permission in ASKED:
        found |= within(by, permission, at=at, unit=f"{consultee}unit") & within(
            by, permission, at=at, unit=f"{consultee}unit", access=f"{way}document__access"
        )
    return found & ~Q(**{f"{way}state": ConsultationState.PREPARED})


def may_ask(by: Acting, permission: Permission, consultation: Consultation, *, at: datetime) -> bool:
    """Return whether `by` may do an act of the side that asks."""
    return work_is_allowed(by, permission, consultation.document, at=at)


def require_ask(by: Acting, permission: Permission, consultation: Consultation, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of the side that asks. Raises NotAllowed."""
    return require_work(by, permission, consultation.document, at=at)


def may_speak(by: Acting, permission: Permission, consultee: Consultee, *, at: datetime) -> bool:
    """Return whether `by` may do an act of the unit that is asked."""
    access = kept_as(consultee.consultation.document.access)
    return may(by, permission, unit=consultee.unit, access=access, at=at)


def require_speak(by: Acting, permission: Permission, consultee: Consultee, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of the unit that is asked. Raises NotAllowed."""
    access = kept_as(consultee.consultation.document.access)
    return require(by, permission, unit=consultee.unit, access=access, at=at)
