"""Who writes the record of a meeting: its own secretary, the council's, or the standing body."""

from datetime import datetime, timedelta

from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Meeting
from dongbo.planning.rules.councils import keeps_record, require_own_seat, require_secretariat, seat_of

ADMITTED_BEFORE = timedelta(hours=1)
"""How long before its hour a meeting may be joined or opened."""


def is_its_secretary(by: Acting, meeting: Meeting, *, at: datetime) -> bool:
    """Return whether `by` is himself the one who was named to record `meeting`."""
    if by.principal is not None:
        return False
    seat = seat_of(by, meeting.council, at=at)
    return seat is not None and seat.pk == meeting.secretary_id


def may_record(by: Acting, meeting: Meeting, *, at: datetime) -> bool:
    """Return whether `by` may write the record of `meeting`."""
    return is_its_secretary(by, meeting, at=at) or keeps_record(by, meeting.council, at=at)


def require_recording(by: Acting, meeting: Meeting, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act of whoever records `meeting`. Raises NotAllowed."""
    if is_its_secretary(by, meeting, at=at):
        return require_own_seat(by, meeting.council, at=at)[1]
    return require_secretariat(by, meeting.council, at=at)


def admits_from(meeting: Meeting) -> datetime:
    """Return the moment from which `meeting` may be joined or opened."""
    return meeting.starts_at - ADMITTED_BEFORE
