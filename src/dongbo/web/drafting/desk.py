"""A draft as a request opens it: its dossier, the version being written, and where the reader writes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.documents.operations import record_reading
from dongbo.documents.queries import version_being_written
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DraftingDossier
from dongbo.planning.queries.dossiers import readable_dossiers
from dongbo.planning.queries.writing import lineage_of
from dongbo.planning.rules.writing import Reach, reach_of
from dongbo.web.acting import acting_of, now


@dataclass(frozen=True, slots=True)
class Desk:
    """Who opened which draft, and when."""

    dossier: DraftingDossier
    version: Version
    by: Acting
    at: datetime

    @property
    def reach(self) -> Reach:
        """Where he writes in it."""
        return reach_of(self.by, self.dossier, at=self.at)

    def provision(self, key: UUID) -> Provision:
        """Return a provision of this draft, be it still in it or not."""
        return get_object_or_404(Provision, pk=key, document=self.dossier.document_id)

    def row(self, key: UUID) -> ProvisionVersion | None:
        """Return where a provision stands now."""
        return self.version.provisions.select_related("provision").filter(provision=key).first()

    def writes_at(self, row: ProvisionVersion) -> bool:
        """Return whether he may write a provision."""
        reach = self.reach
        return reach.everywhere or (bool(reach.parts) and reach.covers(lineage_of(row)))

    def address(self, provision: object = "", **query: object) -> str:
        """Return where the page is, at a provision."""
        asked = "&".join(f"{name}={value}" for name, value in query.items() if value)
        page = reverse("writing", args=[self.dossier.pk])
        at = f"at={provision}" if provision else ""
        joined = "&".join(part for part in (at, asked) if part)
        return f"{page}{'?' if joined else ''}{joined}{f'#p-{provision}' if provision else ''}"


def desk(request: HttpRequest, pk: UUID, *, shows: bool = True) -> Desk:
    """Return the draft of a dossier the reader may open; a look at a restricted one is recorded where it `shows` words.

    Raises Http404 where there is no such dossier for him, or nothing of it is being written.
    """
    by, at = acting_of(request), now()
    dossier = get_object_or_404(readable_dossiers(by, at=at).select_related("template", "standing_unit"), pk=pk)
    version = version_being_written(dossier.document)
    if version is None:
        raise Http404
    version.document = dossier.document
    if shows:
        record_reading(documents=[dossier.document], what=Reading.TEXT, by=by, at=at, detail=version.label)
    return Desk(dossier, version, by, at)


def is_partial(request: HttpRequest) -> bool:
    """Return whether a part of the page is asked for, in place."""
    return "HX-Request" in request.headers
