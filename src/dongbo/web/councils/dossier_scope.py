"""The dossiers a request may be about, and what every page of one shows around its own part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import AppraisalDossier
from dongbo.planning.operations.appraisal_dossiers import note_opening, record_dossier_reading
from dongbo.planning.queries.appraisal_dossiers import readable_dossiers
from dongbo.planning.rules.councils import keeps_record, may_lead_council
from dongbo.planning.states import AppraisalDossierState, CouncilState
from dongbo.web.acting import acting_of, now
from dongbo.web.asking import is_unattended
from dongbo.web.councils.gone import tell_if_gone
from dongbo.web.councils.scope import council_rail
from dongbo.web.thread import Step

FROZEN = (AppraisalDossierState.FROZEN, AppraisalDossierState.SENT)
TONES = {
    AppraisalDossierState.FROZEN: "well",
    AppraisalDossierState.SENT: "well",
    AppraisalDossierState.FAILED: "late",
}
"""How the screens colour a dossier; one that is being made waits."""


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    """A dossier as a request opened it: who, when, and what he may do with it."""

    dossier: AppraisalDossier
    by: Acting
    at: datetime
    leads: bool
    keeps: bool

    @property
    def name(self) -> str:
        """What the page is called."""
        return _("Hồ sơ thẩm định lần %(ordinal)d") % {"ordinal": self.dossier.ordinal}

    @property
    def back(self) -> tuple[str, str]:
        """The name and the address an act leads back to."""
        return self.name, self.address

    @property
    def address(self) -> str:
        """Where its page is."""
        return reverse("appraisal-dossier", args=[self.dossier.pk])

    @property
    def is_frozen(self) -> bool:
        """Whether it is put together for good."""
        return self.dossier.state in FROZEN

    def frame(self, *beyond: Step) -> dict[str, object]:
        """Return what every page of the dossier shows; `beyond` is the way on from the dossier's own page."""
        council, name = self.dossier.council, self.name
        own = Step(name, self.address if beyond else "", here=not beyond)
        return {
            "dossier": self.dossier,
            "council": council,
            "name": name,
            "rail": council_rail(council, own, *beyond, by=self.by, at=self.at),
            "leads": self.leads and council.state == CouncilState.WORKING,
            "keeps": self.keeps,
            "is_frozen": self.is_frozen,
        }


def opened_dossier(request: HttpRequest, pk: UUID) -> OpenedDossier:
    """Return the dossier the reader may open. Raises Http404, PermissionDenied for a former member, who is told so."""
    by, at = acting_of(request), now()
    dossier = readable_dossiers(by, at=at).filter(pk=pk).first()
    if dossier is None:
        tell_if_gone(by, council__dossiers=pk)
        raise Http404
    council = dossier.council
    return OpenedDossier(
        dossier, by, at, leads=may_lead_council(by, council, at=at), keeps=keeps_record(by, council, at=at)
    )


def read_dossier(request: HttpRequest, pk: UUID, *, detail: str) -> OpenedDossier:
    """Return the dossier as it is read: a member's first look is noted, every look at a restricted plan recorded.

    A page that asks for itself again is no look. Raises Http404.
    """
    found = opened_dossier(request, pk)
    if not is_unattended(request):
        told = _("Hồ sơ lần %(ordinal)d: %(detail)s") % {"ordinal": found.dossier.ordinal, "detail": detail}
        record_dossier_reading(dossier=found.dossier, detail=told, by=found.by, at=found.at)
        note_opening(dossier=found.dossier, by=found.by, at=found.at)
    return found
