"""The first request of a day finds the tree of that day, though no clock has ticked yet."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dongbo.organisation.operations.units import bring_tree_to_date
from dongbo.organisation.queries.units import tree_is_due
from dongbo.web.acting import now

Answering = Callable[[HttpRequest], HttpResponse]


class TodayMiddleware:
    """Brings today's tree to date where an act recorded ahead has come into effect.

    A process asks once for each day, one row by its key: what is recorded later that day for that day takes effect by
    itself. Files that are the same on every day are let through.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self.known: date | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, on the tree of the day."""
        at = now()
        day = timezone.localdate(at)
        if self.known != day and not request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            if tree_is_due(at=at):
                bring_tree_to_date(at=at)
            self.known = day
        return self.get_response(request)
