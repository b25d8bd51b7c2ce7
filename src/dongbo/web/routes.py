"""Every address says for whom it is; one that does not say so opens for nobody."""

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now, require_page

View = Callable[..., HttpResponseBase]


class Audience(Enum):
    """For whom an address is, where no permission says it."""

    EVERYONE = "everyone"
    OFFICERS = "officers"


Needs = Audience | tuple[Permission, ...]
"""Officers who hold any of these permissions somewhere; what they see there is decided record by record."""


def route(address: str, view: View, *, name: str, needs: Needs | Permission) -> URLPattern:
    """Return the address of `view`, open to those it is for and to nobody else."""
    audience: Needs = (needs,) if isinstance(needs, Permission) else needs
    return path(address, _guarded(view, audience), name=name)


def needs_of(callback: Any) -> Needs | None:
    """Return for whom a view is, or None where nothing says so."""
    found: Needs | None = getattr(callback, "needs", None)
    return found


def _guarded(view: View, needs: Needs) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if isinstance(needs, tuple):
            acting, at = acting_of(request), now()
            require_page(any(holds(acting, permission, at=at) for permission in needs))
        return view(request, *arguments, **named)

    guarded.needs = needs  # type: ignore[attr-defined]
    return login_not_required(guarded) if needs is Audience.EVERYONE else guarded


def undeclared_middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Refuse every address that does not say for whom it is."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, arguments: Any, named: Any) -> None:
        require_page(needs_of(view) is not None)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
