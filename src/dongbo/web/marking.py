"""What of a text a remark is about: as the address of its page names it, and as its form holds it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Provision, ProvisionVersion
from dongbo.planning.operations.opinions.placing import Marked
from dongbo.planning.queries.answering import known_key

LONGEST_PLACE = 8
"""Digits of a place in the words of a provision."""


def provision_named(request: HttpRequest, document: UUID) -> Provision | None:
    """Return the provision of `document` the address names, if any; it may be in none of its newer versions.

    Raises Http404.
    """
    named = request.GET.get("provision", "")
    return get_object_or_404(Provision, pk=known_key(named) or UUID(int=0), document=document) if named else None


def marked_in(request: HttpRequest, row: ProvisionVersion | None) -> dict[str, object]:
    """Return the words of `row` that the address says were marked, as the form begins with them."""
    start, end = (request.GET.get(name, "") for name in ("start", "end"))
    if row is None or not (_is_place(start) and _is_place(end)):
        return {}
    words = row.words[int(start) : int(end)]
    return {"quote": words, "start": start, "end": end} if words.strip() else {}


def _is_place(typed: str) -> bool:
    return typed.isdecimal() and len(typed) <= LONGEST_PLACE


def quote_field(help_text: Any) -> forms.CharField:
    """Return the field of the words a remark is about."""
    shown = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=_("Trích nguyên văn"), required=False, widget=shown, help_text=help_text)


class MarkedForm(forms.Form):
    """The words a remark is about, a field `quote`, and where they were marked; on the whole it has no such fields."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, has_place: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_place:
            for name in ("quote", "start", "end"):
                del self.fields[name]

    def marked(self) -> Marked | None:
        """Return the words the remark is about; None where it is about the whole provision."""
        said = self.cleaned_data
        return Marked(said["quote"], said["start"], said["end"]) if said.get("quote") else None
