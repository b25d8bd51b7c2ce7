"""Looks at the session before any page: locked, ended, or waiting for something the account owes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from dongbo.organisation.operations.signing_in import forget_kept, let_go_on, note_seen, stop_going_on
from dongbo.organisation.queries.signing_in import kept_for, news_since
from dongbo.web.acting import now
from dongbo.web.asking import is_unattended
from dongbo.web.routes import Audience, needs_of
from dongbo.web.sign_in.confirming import (
    ask_again,
    is_marked,
    keeps_no_form,
    lead_to,
    reachable_while_locked,
    settles_account,
)
from dongbo.web.sign_in.duties import DUTY, duty_page, remember_duty
from dongbo.web.sign_in.keeping import continuing_key, keep, last_officer, put_back
from dongbo.web.sign_in.sessions import officer_of, session_of
from dongbo.web.sign_in.telling import tell

SEEN_EVERY = timedelta(seconds=30)
"""How often an officer at work is written down as seen; a session may lock so much early, never late."""
ARRIVED = (200, 201, 204, 302, 303, 422)
"""Answers after which what was kept is done with, or stands in the form again; others would lose it."""


def presence_middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Return the middleware: it stands after who the officer is and before that he must be signed in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return get_response(request)
        at = now()
        _look_at_session(request, at=at)
        key = continuing_key(request)
        return _go_on(request, key, get_response, at=at) if key else get_response(request)

    def process_view(request: HttpRequest, view: Any, arguments: Any, named: Any) -> HttpResponseBase | None:
        _tell_news(request)
        if needs_of(view) is Audience.EVERYONE or is_marked(view, reachable_while_locked):
            return None
        if not request.user.is_authenticated:
            return _ended(request, view)
        if getattr(request, "locked", False):
            return ask_again(request, keeps=not is_marked(view, keeps_no_form))
        owed = "" if is_marked(view, settles_account) else duty_page(session_of(request).get(DUTY))
        return lead_to(request, owed) if owed else None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _look_at_session(request: HttpRequest, *, at: datetime) -> None:
    session = session_of(request)
    if session.stay is None:
        return
    locked = at >= session.stay.locks_at
    request.locked = locked  # type: ignore[attr-defined]
    if locked or at < session.stay.seen_at + SEEN_EVERY or is_unattended(request):
        return
    officer = officer_of(request)
    request.unseen_from = session.stay.seen_at  # type: ignore[attr-defined]
    session.stay = session.stay.seen(officer, at=at)
    note_seen(session_key=session.session_key or "", seen_at=at, locks_at=session.stay.locks_at)
    remember_duty(request, officer, at=at)


def _tell_news(request: HttpRequest) -> None:
    """Tell what happened at the account elsewhere since the officer was last seen at work here."""
    since: datetime | None = getattr(request, "unseen_from", None)
    if since is not None:
        tell(request, news_since(officer_of(request), since))


def _go_on(
    request: HttpRequest, key: str, get_response: Callable[[HttpRequest], HttpResponseBase], *, at: datetime
) -> HttpResponseBase:
    """Let a kept request go on, once however often its button is pressed; it is forgotten once it arrived."""
    kept = kept_for(officer_of(request), key=key, at=at)
    if kept is None or kept.address != request.get_full_path() or not let_go_on(kept=kept, at=at):
        return HttpResponseRedirect(request.get_full_path())
    put_back(request, kept)
    response = get_response(request)
    if response.status_code in ARRIVED:
        forget_kept(kept=kept)
    else:
        stop_going_on(kept=kept)
    return response


def _ended(request: HttpRequest, view: Any) -> HttpResponse | None:
    """A form from a session that is over is kept for the officer this browser belonged to."""
    if request.method != "POST" or is_marked(view, keeps_no_form):
        return None
    officer = last_officer(request)
    if officer is None:
        return None
    response = lead_to(request, settings.LOGIN_URL)
    keep(request, response, officer, continues_itself=False, at=now())
    return response
