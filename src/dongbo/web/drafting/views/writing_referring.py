"""Choosing a provision to refer to, by its number or its words, from where one is writing."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.planning.queries.referring import provisions_to_refer_to
from dongbo.web.acting import require_page
from dongbo.web.drafting.desk import desk, is_partial
from dongbo.web.drafting.page import name_of
from dongbo.web.drafting.views.writing_merging import show_gone


def writing_refer(request: HttpRequest, pk: UUID, provision: UUID) -> HttpResponse:
    """The provisions that match, each with the words by which this one would speak of it."""
    found = desk(request, pk)
    identity = found.provision(provision)
    row = found.row(identity.pk)
    if row is None:
        return show_gone(request, found, identity)
    require_page(found.writes_at(row))
    words = request.GET.get("q", "")[:200]
    offered = provisions_to_refer_to(found.version, row, words) if words.strip() else None
    template = "offered" if is_partial(request) else "refer"
    return render(
        request,
        f"drafting/writing/{template}.html",
        {
            "dossier": found.dossier,
            "document": found.dossier.document,
            "row": row,
            "name": name_of(row),
            "words": words,
            "offered": offered,
        },
    )
