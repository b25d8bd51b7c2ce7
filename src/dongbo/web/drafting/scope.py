"""The dossiers a request may be about, and what every page of one shows around its own part."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.operations import record_reading
from dongbo.documents.rules import may_read
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier
from dongbo.planning.queries.dossiers import dossiers_led, readable_dossiers
from dongbo.planning.rules.drafting import may_lead
from dongbo.planning.states import DossierState
from dongbo.web.acting import acting_of, now
from dongbo.web.thread import Step, thread_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier as a request opened it: who, when, and whether he may change it now."""

    dossier: DraftingDossier
    by: Acting
    at: datetime
    leads: bool

    @property
    def changes(self) -> bool:
        """Whether he may change it: he leads it and it is not closed."""
        return self.leads and self.dossier.state == DossierState.OPEN

    def address(self, page: str = "dossier") -> str:
        """Return where one of its pages is."""
        return reverse(page, args=[self.dossier.pk])

    def frame(self, tab: str) -> dict[str, object]:
        """Return what every page of the dossier shows: its rail, its tabs and what may be done."""
        pages = (
            ("dossier", _("Tổng quan")),
            ("dossier-team", _("Tổ soạn thảo")),
            ("dossier-bases", _("Căn cứ")),
            ("dossier-road-map", _("Lộ trình")),
            ("dossier-figures", _("Số liệu hiện trạng")),
        )
        return {
            "dossier": self.dossier,
            "document": self.dossier.document,
            "rail": self.rail(),
            "tabs": [(name, self.address(page), page == tab) for page, name in pages],
            "tab_name": next(name for page, name in pages if page == tab),
            "leads": self.leads,
            "changes": self.changes,
        }

    def rail(self) -> list[Step]:
        """Return the thread through its document, the dossier in it; what he may not read is no link."""
        document = self.dossier.document
        reads = may_read(self.by, document, at=self.at)
        steps = [
            replace(step, here=False, address=step.address if reads else "") if step.here else step
            for step in thread_of(document, by=self.by, at=self.at).rail
        ]
        return [*steps, Step(_("Hồ sơ soạn thảo"), here=True)]


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """Return the dossier the reader may open; a look at a restricted one is recorded. Raises Http404."""
    by, at = acting_of(request), now()
    dossier = get_object_or_404(readable_dossiers(by, at=at), pk=pk)
    if request.method == "GET":
        record_reading(documents=[dossier.document], what=Reading.RECORD, by=by, at=at)
    return Opened(dossier, by, at, may_lead(by, dossier, at=at))


def led(request: HttpRequest, pk: UUID) -> Opened:
    """Return the dossier where the reader leads the writing. Raises Http404."""
    by, at = acting_of(request), now()
    return Opened(get_object_or_404(dossiers_led(by, at=at), pk=pk), by, at, leads=True)
