"""The meetings a request may be about, and what its reader may see and do there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import CouncilSeat, Meeting
from dongbo.planning.queries.meetings import meetings_seen
from dongbo.planning.rules.councils import keeps_record, may_lead_council, seat_of
from dongbo.planning.states import CouncilState, MeetingState
from dongbo.web.acting import acting_of, now, require_page
from dongbo.web.councils.gone import tell_if_gone
from dongbo.web.councils.scope import council_rail, note_look
from dongbo.web.thread import Step

TONES = {
    MeetingState.CALLED: "warning",
    MeetingState.OPEN: "warning",
    MeetingState.CLOSED: "well",
    MeetingState.CONCLUDED: "well",
    MeetingState.CANCELLED: "late",
}
"""How the screens colour a meeting; one that is being prepared waits."""

WRITTEN_IN = (MeetingState.OPEN, MeetingState.CLOSED)
MARKED_IN = (MeetingState.CALLED, MeetingState.OPEN)


def name_of(meeting: Meeting) -> str:
    """Return what pages call a meeting."""
    return _("Phiên họp %(number)d") % {"number": meeting.ordinal}


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """A meeting as a request opened it: who, when, on which seat, and what he may do."""

    meeting: Meeting
    by: Acting
    at: datetime
    seat: CouncilSeat | None
    leads: bool
    keeps: bool

    @property
    def presides(self) -> bool:
        """Whether he presides, himself."""
        return self._sits_himself and self.seat is not None and self.seat.pk == self.meeting.chair_id

    @property
    def records(self) -> bool:
        """Whether he writes the record: as its secretary, or of the secretariat."""
        named = self._sits_himself and self.seat is not None and self.seat.pk == self.meeting.secretary_id
        return self.keeps or named

    @property
    def is_inside(self) -> bool:
        """Whether he sees who is there and how it is joined: he sits there or leads it, or all was announced."""
        return self.seat is not None or self.leads or self.meeting.state == MeetingState.CONCLUDED

    @property
    def hears_all(self) -> bool:
        """Whether he sees everything that was written down, not what he himself said alone."""
        return self.records or self.presides or self.meeting.state == MeetingState.CONCLUDED

    @property
    def works(self) -> bool:
        """Whether the council is at work: everything else is read only."""
        return self.meeting.council.state == CouncilState.WORKING

    @property
    def may_mark(self) -> bool:
        """Whether he may mark who is there."""
        return self.works and self.records and self.meeting.state in MARKED_IN

    @property
    def may_write(self) -> bool:
        """Whether he may write down what is said and concluded."""
        return self.works and self.records and self.meeting.state in WRITTEN_IN

    @property
    def back(self) -> tuple[str, str]:
        """The name and the address an act leads back to."""
        return name_of(self.meeting), self.address

    @property
    def address(self) -> str:
        """Where its page is."""
        return reverse("meeting", args=[self.meeting.pk])

    @property
    def _sits_himself(self) -> bool:
        return self.by.principal is None and self.seat is not None and self.seat.officer_id == self.by.officer.pk

    def frame(self) -> dict[str, object]:
        """Return what every page of the meeting shows."""
        council, name = self.meeting.council, name_of(self.meeting)
        return {
            "meeting": self.meeting,
            "council": council,
            "name": name,
            "tone": TONES.get(MeetingState(self.meeting.state), ""),
            "rail": council_rail(council, Step(name, here=True), by=self.by, at=self.at),
            "opened": self,
        }


def opened_meeting(request: HttpRequest, pk: UUID) -> OpenedMeeting:
    """Return the meeting the reader may open. Raises Http404, PermissionDenied for a former member, who is told so."""
    by, at = acting_of(request), now()
    meeting = meetings_seen(by, at=at).filter(pk=pk).first()
    if meeting is None:
        tell_if_gone(by, council__meetings=pk)
        raise Http404
    return OpenedMeeting(
        meeting,
        by,
        at,
        seat=seat_of(by, meeting.council, at=at),
        leads=may_lead_council(by, meeting.council, at=at),
        keeps=keeps_record(by, meeting.council, at=at),
    )


def read_meeting(request: HttpRequest, pk: UUID) -> OpenedMeeting:
    """Return the meeting as it is read; a look at a restricted plan by a reader of it is recorded. Raises Http404."""
    found = opened_meeting(request, pk)
    document, detail = found.meeting.council.document, name_of(found.meeting)
    note_look(request, document, by=found.by, at=found.at, detail=detail)
    return found


def kept_meeting(request: HttpRequest, pk: UUID) -> OpenedMeeting:
    """Return the meeting where the reader is of the secretariat. Raises Http404, PermissionDenied."""
    found = opened_meeting(request, pk)
    require_page(found.keeps)
    return found


def recorded_meeting(request: HttpRequest, pk: UUID) -> OpenedMeeting:
    """Return the meeting where the reader writes its record. Raises Http404, PermissionDenied."""
    found = opened_meeting(request, pk)
    require_page(found.records)
    return found
