"""The rounds a request may be about."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dongbo.planning.models import Consultation
from dongbo.planning.queries.consultations import rounds_asking, rounds_led
from dongbo.web.acting import acting_of, now


def seen(request: HttpRequest, pk: str) -> Consultation:
    """Return the round where the reader's side asks. Raises Http404."""
    return get_object_or_404(rounds_asking(acting_of(request), at=now()), pk=pk)


def led(request: HttpRequest, pk: str) -> Consultation:
    """Return the round where the reader leads it. Raises Http404."""
    return get_object_or_404(rounds_led(acting_of(request), at=now()), pk=pk)
