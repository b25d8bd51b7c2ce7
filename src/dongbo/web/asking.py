"""Whether a page asks by a script of its own: for a part of itself, or by itself while nobody does anything."""

from django.http import HttpRequest

UNATTENDED = "X-Unattended"
"""The header of what a page asks by itself, which is no look of its reader's and keeps no session open."""


def asks_for_part(request: HttpRequest) -> bool:
    """Return whether only a part of the page is asked for."""
    return bool(getattr(request, "htmx", False))


def is_unattended(request: HttpRequest) -> bool:
    """Return whether the page asks by itself."""
    return UNATTENDED in request.headers
