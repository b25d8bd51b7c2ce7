"""What a chooser offers while one types: the units or officers that match."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.organisation.queries import officer_list
from dongbo.web.acting import acting_of, now
from dongbo.web.organisation.fields import ChooserField, OfficerField, UnitField

SHORTEST = 2
"""Fewer letters than these would match nearly everything."""


def unit_choices(request: HttpRequest) -> HttpResponse:
    """The living units that match what was typed: the address book is every officer's."""
    return offered(request, UnitField())


def officer_choices(request: HttpRequest) -> HttpResponse:
    """The officers the reader may see that match what was typed."""
    field = OfficerField()
    field.readable = officer_list(acting_of(request), at=now())
    return offered(request, field)


def offered(request: HttpRequest, field: ChooserField) -> HttpResponse:
    """Answer with what `field` finds for the words that were typed."""
    name = request.GET.get("field", "")
    words = request.GET.get(name, "").strip()
    candidates = []
    found: Any = None
    if len(words) >= SHORTEST:
        found = field.found(words)
        candidates = field.candidates(found) if hasattr(found, "filter") else [field.candidate(found)]
    shown = {"name": name, "words": words, "candidates": candidates, "searched": len(words) >= SHORTEST}
    if len(candidates) == 1 and not hasattr(found, "filter"):
        shown["picked"] = candidates[0].key
    return render(request, "organisation/fields/offered.html", {"offered": shown})
