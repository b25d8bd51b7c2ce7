"""The councils and revisions a request may be about, the version asked for, and the thread to a page beneath."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations import record_reading
from dongbo.documents.rules import may_read
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, DraftingDossier, RequiredRevision
from dongbo.planning.queries.councils import councils_seen
from dongbo.planning.queries.revisions import revisions_seen
from dongbo.planning.rules.drafting import drafted
from dongbo.planning.states import DossierState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.scope import council_rail
from dongbo.web.thread import Step


def council_seen(request: HttpRequest, pk: UUID | str) -> Council:
    """Return the council where the reader may open it. Raises Http404."""
    return get_object_or_404(councils_seen(acting_of(request), at=now()), pk=pk)


def revision_seen(request: HttpRequest, pk: UUID | str) -> RequiredRevision:
    """Return the revision where the reader may open its council. Raises Http404."""
    return get_object_or_404(revisions_seen(acting_of(request), at=now()), pk=pk)


def chosen_version(versions: Iterable[Version], asked: str) -> Version | None:
    """Return the version an address asks for by its key, else the newest there is."""
    found = list(versions)
    return next((one for one in found if str(one.pk) == asked), found[0] if found else None)


def rail_to(request: HttpRequest, council: Council, *steps: Step) -> list[Step]:
    """Return the thread through the council's plan to its revisions, and on to `steps`."""
    board = Step(_("Yêu cầu chỉnh sửa"), reverse("council-revisions", args=[council.pk]), here=not steps)
    return council_rail(council, board, *steps, by=acting_of(request), at=now())


def record_look(request: HttpRequest, council: Council, version: Version | None) -> None:
    """This will record that a reader of a restricted plan looked at words of it; a member was given them to judge."""
    by, at = acting_of(request), now()
    if may_read(by, council.document, at=at):
        detail = version.label if version is not None else ""
        record_reading(documents=[council.document], what=Reading.TEXT, by=by, at=at, detail=detail)


def writing_dossier(council: Council, by: Acting, *, at: datetime) -> DraftingDossier | None:
    """Return where the text is being written on, if the reader may open it."""
    open_now = DraftingDossier.objects.filter(drafted(by, at=at), document=council.document_id)
    return open_now.exclude(state=DossierState.CLOSED).distinct().first()
