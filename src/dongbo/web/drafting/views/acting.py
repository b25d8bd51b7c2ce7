"""An act of one button upon a dossier: done, or told why not, and back to the page it was asked from."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def pressed(request: HttpRequest, do: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """Do one act, say what became of it, and lead to the address `to`."""
    try:
        do()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    else:
        messages.success(request, done, extra_tags="well")
    return redirect(to)
