"""The search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.documents.queries import RegisterFilter, readable_documents, register_list, search_provisions
from dongbo.web.acting import officer_of
from dongbo.web.documents.forms import FilterForm
from dongbo.web.lists import kept_query, page_of

MOST_DOCUMENTS = 5
"""How many documents found by their own number or subject stand above the provisions."""


def search(request: HttpRequest) -> HttpResponse:
    """Provisions that answer the words, best first, and documents whose number or subject holds them."""
    form = FilterForm(request.GET)
    wanted = form.wanted()
    officer = officer_of(request)
    narrowed = RegisterFilter(
        standing=wanted.standing, organ=wanted.organ, issued_from=wanted.issued_from, issued_to=wanted.issued_to
    )
    documents = register_list(officer, narrowed).order_by()
    found = search_provisions(wanted.words, documents=readable_documents(officer).filter(pk__in=documents.values("pk")))
    page = page_of(request, found if wanted.words else [], size=20)
    return render(
        request,
        "documents/search.html",
        {
            "form": form,
            "words": wanted.words,
            "documents": register_list(officer, wanted)[:MOST_DOCUMENTS] if wanted.words else [],
            "page": page,
            "hits": [(hit, _pieces(hit.snippet.text, hit.snippet.spans)) for hit in page],
            "query": kept_query(request),
            "inexact": bool(found) and not found[0].exact,
        },
    )


def _pieces(text: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """Return `text` cut into pieces, each with whether it is a found word."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(piece, found) for piece, found in [*pieces, (text[at:], False)] if piece]
