"""The councils a request may be about, and what every page of one shows around its own part."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dongbo.documents.models import Document
from dongbo.documents.operations import record_reading
from dongbo.documents.rules import may_read
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council
from dongbo.planning.queries.councils import councils_led, councils_seen
from dongbo.planning.rules.councils import may_lead_council
from dongbo.planning.states import CouncilState
from dongbo.web.acting import acting_of, now
from dongbo.web.asking import is_unattended
from dongbo.web.thread import Step, thread_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A council as a request opened it: who, when, and whether he leads it."""

    council: Council
    by: Acting
    at: datetime
    leads: bool

    @property
    def changes(self) -> bool:
        """Whether he may change it: he leads it and it is at work."""
        return self.leads and self.council.state == CouncilState.WORKING

    @property
    def address(self) -> str:
        """Where its page is."""
        return reverse("council", args=[self.council.pk])

    @property
    def back(self) -> tuple[str, str]:
        """The name and the address an act leads back to."""
        return self.council.name, self.address

    def frame(self, *beyond: Step) -> dict[str, object]:
        """Return what every page of the council shows: its rail, with the way on to the page, what may be done."""
        return {
            "council": self.council,
            "document": self.council.document,
            "rail": council_rail(self.council, *beyond, by=self.by, at=self.at),
            "leads": self.leads,
            "changes": self.changes,
        }


def council_rail(council: Council, *beyond: Step, by: Acting, at: datetime) -> list[Step]:
    """Return the thread through the plan, the council in it; of a plan the reader may not read, its name alone.

    `beyond` is the way on from the council's own page to one of what hangs on it.
    """
    reads = may_read(by, council.document, at=at)
    rail = thread_of(council.document, by=by, at=at).rail
    steps = [
        replace(step, here=False, address=step.address if reads else "") if step.here else step
        for step in rail
        if reads or step.here
    ]
    address = reverse("council", args=[council.pk])
    others = [step for step in steps if step.address != address]
    return [*others, Step(council.name, address if beyond else "", here=not beyond), *beyond]


def note_look(request: HttpRequest, document: Document, *, by: Acting, at: datetime, detail: str = "") -> None:
    """This will record a look at a restricted plan by a reader of it; an act is none, nor what a page asks itself."""
    if request.method == "GET" and not is_unattended(request) and may_read(by, document, at=at):
        record_reading(documents=[document], what=Reading.RECORD, by=by, at=at, detail=detail)


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """Return the council the reader may open; a look at a restricted plan by a reader of it is recorded.

    Raises Http404.
    """
    by, at = acting_of(request), now()
    council = get_object_or_404(councils_seen(by, at=at), pk=pk)
    note_look(request, council.document, by=by, at=at)
    return Opened(council, by, at, may_lead_council(by, council, at=at))


def led(request: HttpRequest, pk: UUID) -> Opened:
    """Return the council where the reader leads it. Raises Http404."""
    by, at = acting_of(request), now()
    return Opened(get_object_or_404(councils_led(by, at=at), pk=pk), by, at, leads=True)
