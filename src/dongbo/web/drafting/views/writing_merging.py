"""Two wordings of one provision, unsaved words, and a provision that is no more: nothing typed is lost."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reselect, reswap, retarget

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.planning.operations.writing import forget_text, keep_text, write_provision
from dongbo.planning.queries.writing import (
    Kept,
    Words,
    base_words,
    kept_by,
    successor_of,
    words_hash,
    words_of,
    writers_at,
)
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import Desk, desk, is_partial
from dongbo.web.drafting.forms.writing import typed_in
from dongbo.web.drafting.merging import merge_screen, words_chosen
from dongbo.web.drafting.page import name_of

NOTHING = "0" * 64
"""The fingerprint of words that nobody knows."""


@require_POST
def writing_keep(request: HttpRequest, pk: UUID, provision: UUID) -> JsonResponse:
    """Keep what is being typed, every few seconds; say who else writes here and whether the words have changed."""
    found = desk(request, pk, shows=False)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    said = typed_in(request.POST, row)
    seen = request.POST.get("seen", "")
    try:
        keep_text(
            version=found.version, provision=identity, heading=said.heading, text=said.text, cells=said.cells,
            base_hash=seen if len(seen) == len(NOTHING) else NOTHING, by=found.by, at=found.at,
        )  # fmt: skip
    except ValidationError as refusal:
        return JsonResponse({"error": refusal.messages[0]}, status=422)
    leases = writers_at(found.version, at=found.at, besides=found.by.officer).filter(provision=identity)
    return JsonResponse(
        {
            "at": date_format(timezone.localtime(found.at), "H:i:s"),
            "writers": [lease.officer.full_name for lease in leases],
            "changed": row is None or words_hash(row) != seen,
        }
    )


@require_POST
def writing_forget(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Throw away what he typed at a provision and has not saved."""
    found = desk(request, pk, shows=False)
    identity = found.provision(provision)
    forget_text(version=found.version, provision=identity, by=found.by)
    messages.success(request, _("Đã bỏ lời chưa lưu."), extra_tags="well")
    row = found.row(identity.pk)
    return redirect(found.address(identity.pk, open=identity.pk if row else ""))


def writing_merge(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """Hold unsaved words against what the draft says now."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    kept = kept_at(found, identity)
    if row is None or kept is None:
        return show_gone(request, found, identity) if row is None else redirect(found.address(identity.pk))
    require_page(found.writes_at(row))
    base = base_words(found.version, identity.pk, kept.kept.base_hash)
    return show_merge(request, found, row, words_of(kept.kept), base)


def save_merged(request: HttpRequest, found: Desk, identity: Provision, row: ProvisionVersion) -> HttpResponse:
    """Save what was chosen on the merge screen; where somebody was faster once more, show it anew."""
    kept = kept_at(found, identity)
    typed = typed_in(request.POST, row)
    mine = words_of(kept.kept) if kept else typed
    base = base_words(found.version, identity.pk, request.POST.get("base", ""))
    screen = merge_screen(row, mine=mine, base=base)
    said = words_chosen(screen, request.POST) if request.POST["take"] == "choices" else typed
    if request.POST["take"] == "choices" and request.POST.get("seen") != screen.seen:
        return show_merge(request, found, row, mine, base, status=409)
    try:
        write(found, identity, said, request.POST.get("seen", ""))
    except ValidationError as refusal:
        if refusal.code != "conflict":
            messages.error(request, refusal.messages[0], extra_tags="late")
        now = found.row(identity.pk)
        return show_merge(request, found, now, said, words_of(row), status=409) if now else redirect(found.address())
    return redirect(found.address(identity.pk))


def show_merge(
    request: HttpRequest, found: Desk, row: ProvisionVersion, mine: Words, base: Words | None, *, status: int = 200
) -> HttpResponse:
    """Answer with the merge screen."""
    last = row.provision.edits.select_related("by").order_by("-pk").first()
    context = {
        "dossier": found.dossier,
        "document": found.dossier.document,
        "row": row,
        "name": name_of(row),
        "screen": merge_screen(row, mine=mine, base=base),
        "base_hash": base.hash if base else "",
        "last": last,
    }
    return _instead(request, render(request, "drafting/writing/merge.html", context, status=status))


def show_gone(request: HttpRequest, found: Desk, identity: Provision) -> HttpResponse:
    """Show what is left of a provision that was taken out: his words, and what it leads to."""
    kept = kept_at(found, identity)
    heir = successor_of(found.version, identity.pk)
    last = identity.edits.exclude(before={}).order_by("-pk").first()
    context = {
        "dossier": found.dossier, "document": found.dossier.document, "provision": identity, "kept": kept,
        "said": words_of(kept.kept).shown if kept else "",
        "heir": heir, "heir_name": name_of(heir) if heir else "", "last": last,
    }  # fmt: skip
    status = 410 if request.method == "GET" else 409
    return _instead(request, render(request, "drafting/writing/gone.html", context, status=status))


def _instead(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Return a page that stands in place of the draft, its own heading over it, also where a part was asked for."""
    return retarget(reselect(reswap(page, "outerHTML"), "#main"), "#main") if is_partial(request) else page


def keep_posted(request: HttpRequest, found: Desk, identity: Provision) -> None:
    """This will keep what was sent for a provision that is no more."""
    said = typed_in(request.POST, None)
    try:
        keep_text(
            version=found.version, provision=identity, heading=said.heading, text=said.text, cells=said.cells,
            base_hash=request.POST.get("seen", "")[:64].ljust(64, "0"), by=found.by, at=found.at,
        )  # fmt: skip
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")


def write(found: Desk, identity: Provision, said: Words, seen: str) -> ProvisionVersion:
    """This will write the words of a provision as he typed them."""
    return write_provision(
        version=found.version,
        provision=identity,
        heading=said.heading,
        text=said.text,
        cells=said.cells,
        seen=seen,
        by=found.by,
        at=found.at,
    )


def kept_at(found: Desk, identity: Provision) -> Kept | None:
    """Return what he has typed at a provision and not saved."""
    return next((one for one in kept_by(found.by.officer, found.version) if one.kept.provision_id == identity.pk), None)
