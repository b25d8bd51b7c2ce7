"""Showing again that it is he: after the lock on a machine left alone, and before a delicate act."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from dongbo.organisation.operations.signing_in import note_confirmed
from dongbo.organisation.states import SignInMethod
from dongbo.web.acting import now
from dongbo.web.sign_in.keeping import has_kept, keep
from dongbo.web.sign_in.sessions import browser_of, himself, officer_of, session_of

View = Callable[..., HttpResponseBase]

CONFIRMED_FOR = timedelta(minutes=5)
"""How long a sign-in or a confirmation answers for delicate acts."""
CONFIRMED_AT = "confirmed_at"


def reauthenticated(view: View) -> View:
    """Return `view` for officers who signed in or confirmed it is they within CONFIRMED_FOR.

    Others confirm first; a form they sent is kept meanwhile and goes on by itself.
    """

    @wraps(view)
    def confirmed(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if is_confirmed(request, at=now()):
            return view(request, *arguments, **named)
        return ask_again(request, keeps=not is_marked(view, keeps_no_form))

    return confirmed


def reachable_while_locked(view: View) -> View:
    """Return `view`, marked as one that opens while the session is locked."""
    view.reachable_while_locked = True  # type: ignore[attr-defined]
    return view


def settles_account(view: View) -> View:
    """Return `view`, marked as one where what the account owes can be settled, and that opens while it is owed."""
    view.settles_account = True  # type: ignore[attr-defined]
    return view


def keeps_no_form(view: View) -> View:
    """Return `view`, marked as one whose forms are never kept, since they hold secrets."""
    view.keeps_no_form = True  # type: ignore[attr-defined]
    return view


def is_marked(view: Any, mark: Callable[[View], View]) -> bool:
    """Return whether `view` carries the mark of one of the functions above."""
    return getattr(view, mark.__name__, False)


def is_confirmed(request: HttpRequest, *, at: datetime) -> bool:
    """Return whether the officer showed that it is he within CONFIRMED_FOR before `at`."""
    session = session_of(request)
    if session.stay is None:
        return False
    last = session.get(CONFIRMED_AT)
    shown = datetime.fromisoformat(last) if last else session.stay.began_at
    return at < shown + CONFIRMED_FOR


def ask_again(request: HttpRequest, *, keeps: bool = True) -> HttpResponse:
    """Return the way to the page that asks the signed-in officer again; what he sent is kept and will go on."""
    response = lead_to(request, "sign-in-again")
    if request.method == "POST" and keeps:
        keep(request, response, officer_of(request), continues_itself=True, at=now())
    return response


def confirm(request: HttpRequest, *, method: SignInMethod) -> HttpResponse:
    """This will open the session again under a new key; return the way to where the officer was going."""
    by, at, session = himself(request), now(), session_of(request)
    if session.stay is not None:
        session.stay = session.stay.seen(by.officer, at=at)
    session[CONFIRMED_AT] = at.isoformat()
    session.cycle_key()
    rotate_token(request)
    note_confirmed(method=method, device=browser_of(request).device, by=by, at=at)
    return HttpResponseRedirect(way_on(request))


def way_on(request: HttpRequest, wanted: str = "") -> str:
    """Return where the officer goes once he is known: what is kept first, then where he wanted to, then home."""
    if has_kept(request, officer_of(request), at=now()):
        return reverse("sign-in-continue")
    return safe_address(request, wanted or request.POST.get("next") or request.GET.get("next") or "")


def safe_address(request: HttpRequest, wanted: str) -> str:
    """Return `wanted` where it is an address of this site, else the home page."""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and own else resolve_url("home")


def lead_to(request: HttpRequest, name: str) -> HttpResponse:
    """Return the way to the page `name`, and from there back; for a part of a page, the whole page goes there."""
    htmx = getattr(request, "htmx", None)
    back = request.get_full_path()
    if htmx and htmx.current_url:
        parts = urlsplit(htmx.current_url)
        back = f"{parts.path}?{parts.query}" if parts.query else parts.path
    address = f"{reverse(name)}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(address) if htmx else HttpResponseRedirect(address)
