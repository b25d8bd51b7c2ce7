"""The legal bases of a dossier: found in the register, put in order, written into the draft's opening."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.queries import (
    RegisterFilter,
    readable_documents,
    register_list,
    version_being_written,
)
from dongbo.engines.legal_bases import basis_lines, other_bases
from dongbo.planning.operations.dossiers import (
    add_legal_basis,
    cite_legal_bases,
    move_legal_basis,
    remove_legal_basis,
)
from dongbo.planning.queries.dossiers import bases_of, cited_of
from dongbo.web.drafting.forms.dossiers import CiteForm
from dongbo.web.drafting.scope import Opened, led, opened
from dongbo.web.organisation.views.acts import pressed

MOST_FOUND = 20
"""How many documents of the register are offered at once."""


def dossier_bases(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The legal bases as they are cited; more are looked for in the register."""
    if request.method == "POST":
        return _add(request, led(request, pk))
    found = opened(request, pk)
    return _page(request, found, CiteForm(initial={"keep_others": True}))


def _page(request: HttpRequest, found: Opened, form: CiteForm, *, status: int = 200) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    bases = list(bases_of(found.dossier, found.by, at=found.at))
    lines = basis_lines([cited_of(one.document) for one in bases])
    version = version_being_written(found.dossier.document)
    opening = version.preamble if version else ""
    known = [cited_of(one.document) for one in bases if one.is_known]
    offered = []
    if words and found.changes:
        every = register_list(found.by, RegisterFilter(words=words), at=found.at)
        offered = list(every.exclude(pk=found.dossier.document_id)[: MOST_FOUND + 1])
    cited = {one.document_id for one in bases}
    context = {
        "bases": [(one, line if one.is_known else "") for one, line in zip(bases, lines, strict=True)],
        "words": words,
        "offered": [(one, one.pk in cited) for one in offered[:MOST_FOUND]],
        "is_cut": len(offered) > MOST_FOUND,
        "others": other_bases(opening, known) if len(known) == len(bases) else [],
        "may_cite": len(known) == len(bases),
        "form": form,
    }
    return render(request, "drafting/dossiers/bases.html", found.frame("dossier-bases") | context, status=status)


def _add(request: HttpRequest, found: Opened) -> HttpResponse:
    try:
        key = UUID(request.POST.get("document", ""))
    except ValueError as broken:
        raise Http404 from broken
    document = get_object_or_404(readable_documents(found.by, at=found.at).select_related("unit"), pk=key)
    return pressed(
        request,
        lambda: add_legal_basis(dossier=found.dossier, document=document, by=found.by, at=found.at),
        done=_("Đã thêm căn cứ %(name)s.") % {"name": document.name},
        to=found.address("dossier-bases"),
    )


@require_POST
def dossier_basis(request: HttpRequest, pk: UUID, basis: int) -> HttpResponse:
    """Take a legal basis out, or cite it earlier or later."""
    found = led(request, pk)
    one = get_object_or_404(found.dossier.legal_bases.select_related("dossier"), pk=basis)
    asked, to = request.POST.get("act", ""), found.address("dossier-bases")
    if asked == "remove":
        return pressed(
            request,
            lambda: remove_legal_basis(basis=one, by=found.by, at=found.at),
            done=_("Đã bỏ căn cứ; dòng căn cứ đã đưa vào dự thảo, nếu có, vẫn còn."),
            to=to,
        )
    steps = {"up": -1, "down": 1}
    if asked not in steps:
        raise BadRequest
    return pressed(
        request,
        lambda: move_legal_basis(basis=one, step=steps[asked], by=found.by, at=found.at),
        done=_("Đã xếp lại thứ tự căn cứ."),
        to=to,
    )


@require_POST
def dossier_bases_cite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the legal bases into the opening of the draft."""
    found = led(request, pk)
    form = CiteForm(request.POST)
    if not form.is_valid():
        return redirect(found.address("dossier-bases"))
    return pressed(
        request,
        lambda: cite_legal_bases(
            dossier=found.dossier, keep_others=form.cleaned_data["keep_others"], by=found.by, at=found.at
        ),
        done=_("Đã đưa các căn cứ vào phần đầu của bản đang viết."),
        to=found.address("dossier-bases"),
    )
