"""The search over everything."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.documents.operations import record_reading
from dongbo.documents.queries import documents_as_asked, register_list, search_provisions
from dongbo.documents.states import Reading
from dongbo.web.acting import acting_of, now
from dongbo.web.documents.forms import FilterForm
from dongbo.web.lists import kept_query, page_of

MOST_DOCUMENTS = 5
"""How many documents found by their own number or subject stand above the provisions."""


def search(request: HttpRequest) -> HttpResponse:
    """Provisions that answer the words, best first, and documents whose number or subject holds them."""
    form = FilterForm(request.GET)
    wanted, by, at = form.wanted(), acting_of(request), now()
    searched = documents_as_asked(by, replace(wanted, words=""), at=at)
    found = search_provisions(wanted.words, documents=searched) if wanted.words else []
    page = page_of(request, found, size=20)
    record_reading(documents=[hit.row.version.document for hit in page], what=Reading.SEARCH, by=by, at=at)
    return render(
        request,
        "documents/search.html",
        {
            "form": form,
            "words": wanted.words,
            "documents": register_list(by, wanted, at=at)[:MOST_DOCUMENTS] if wanted.words else [],
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
