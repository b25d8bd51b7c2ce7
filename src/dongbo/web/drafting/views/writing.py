"""Writing: the page of the draft, who writes where, references that lost their provision, comparing versions."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dongbo.documents.operations import record_reading
from dongbo.documents.queries import outline_of, readable_versions
from dongbo.documents.rules import work_is_allowed
from dongbo.documents.states import Reading
from dongbo.engines.redline import compare
from dongbo.organisation.states import Permission
from dongbo.planning.queries.writing import dangling_references
from dongbo.planning.rules.writing import Reach
from dongbo.web.documents.comparison import shown_redline
from dongbo.web.drafting.desk import Desk, desk
from dongbo.web.drafting.opening import OpenedRow, opened_row
from dongbo.web.drafting.page import hints_for, name_of, writers_of, writing_page


def writing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft, a page of it, with one provision open where the address asks for it."""
    found = desk(request, pk)
    reach = found.reach
    opened = _asked_row(request, found, reach)
    return show_writing(request, found, reach=reach, opened=opened)


def show_writing(
    request: HttpRequest, found: Desk, *, reach: Reach, opened: OpenedRow | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the page of the draft on which the opened provision stands, or that the address asks for."""
    land = opened.row.provision_id if opened else _key(request.GET.get("at", ""))
    page = writing_page(
        found.version,
        reach=reach,
        officer=found.by.officer,
        at=found.at,
        hints=hints_for(found.dossier),
        number=request.GET.get("page", ""),
        at_provision=land,
    )
    return render(
        request,
        "drafting/writing/page.html",
        {
            "dossier": found.dossier,
            "document": found.dossier.document,
            "version": found.version,
            "page": page,
            "writers": page.writers,
            "opened": opened,
            "in_place": True,
            "land": land,
            "officer": found.by.officer.pk,
            "dangling": len(dangling_references(found.version)),
            "writes": reach.everywhere or bool(reach.parts),
            "may_add_on_top": reach.everywhere,
            "may_freeze": work_is_allowed(found.by, Permission.DOCUMENT_FREEZE, found.dossier.document, at=found.at),
        },
        status=status,
    )


def _asked_row(request: HttpRequest, found: Desk, reach: Reach) -> OpenedRow | None:
    key = _key(request.GET.get("open", ""))
    row = found.row(key) if key else None
    if row is None or not found.writes_at(row):
        return None
    return opened_row(found, row, restored=request.GET.get("restore") == "1")


def _key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def writing_presence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is writing where, asked for again and again while the page is open."""
    found = desk(request, pk, shows=False)
    writers = writers_of(found.version, officer=found.by.officer, at=found.at)
    return render(request, "drafting/writing/presence.html", {"dossier": found.dossier, "writers": writers})


def writing_references(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The references that lost their provision."""
    found = desk(request, pk)
    lost = [(one, name_of(one.row)) for one in dangling_references(found.version)]
    context = {"dossier": found.dossier, "document": found.dossier.document, "lost": lost}
    return render(request, "drafting/writing/references.html", context)


def writing_compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose any two versions to compare, what is being written among them."""
    found = desk(request, pk, shows=False)
    frozen = readable_versions(found.by, at=found.at).filter(document=found.dossier.document).order_by("ordinal")
    keys = {str(version.pk) for version in frozen}
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    if old in keys and new in keys:
        return redirect("redline", old, new)
    if old in keys and new == "draft":
        return redirect("writing-redline", pk, old)
    context = {
        "dossier": found.dossier,
        "document": found.dossier.document,
        "version": found.version,
        "versions": frozen,
        "asked": {"old": old, "new": new},
    }
    return render(request, "drafting/writing/compare.html", context)


def writing_redline(request: HttpRequest, pk: UUID, old: int) -> HttpResponse:
    """What has become of every provision since a frozen version."""
    found = desk(request, pk, shows=False)
    document = found.dossier.document
    before = get_object_or_404(readable_versions(found.by, at=found.at).filter(document=document), pk=old)
    record_reading(documents=[document], what=Reading.REDLINE, by=found.by, at=found.at, detail=before.label)
    old_outline, new_outline = outline_of(before), outline_of(found.version)
    return render(
        request,
        "drafting/writing/redline.html",
        {
            "old": before,
            "new": found.version,
            "document": document,
            "dossier": found.dossier,
            "back": reverse("writing", args=[found.dossier.pk]),
            "drawn": shown_redline(old_outline, new_outline, compare(old_outline, new_outline)),
            "view": "side" if request.GET.get("view") == "side" else "inline",
        },
    )
