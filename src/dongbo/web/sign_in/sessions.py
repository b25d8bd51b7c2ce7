"""The store of sessions: Django's own in the database, with whose session it is, since when, and until when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from dongbo.organisation.models import Officer, SignInSession
from dongbo.organisation.operations.signing_in import Browser
from dongbo.organisation.queries import acting_as
from dongbo.organisation.queries.signing_in import limits_of
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import SignInMethod
from dongbo.web.acting import network_address, now

LONGEST_DEVICE = 200
UNKNOWN = Browser()


@dataclass(frozen=True, slots=True)
class Stay:
    """An officer's stay in a session: seen last, locked from, over at; how and from where it began."""

    began_at: datetime
    seen_at: datetime
    locks_at: datetime
    ends_at: datetime
    method: str = ""
    browser: Browser = UNKNOWN

    def seen(self, officer: Officer, *, at: datetime) -> "Stay":
        """Return the stay after `officer` was seen at `at`."""
        return replace(self, seen_at=at, locks_at=at + limits_of(officer, at=at).idle)


def new_stay(officer: Officer, *, at: datetime, method: SignInMethod | None = None, browser: Browser) -> Stay:
    """Return a stay of `officer` that begins at `at`, within the limits of the policy of the day."""
    limits = limits_of(officer, at=at)
    return Stay(
        began_at=at,
        seen_at=at,
        locks_at=at + limits.idle,
        ends_at=at + limits.longest,
        method=method or "",
        browser=browser,
    )


def browser_of(request: HttpRequest) -> Browser:
    """Return from where and with what program `request` came."""
    return Browser(
        address=network_address(request)[:64],
        device=str(request.headers.get("user-agent", ""))[:LONGEST_DEVICE],
    )


def officer_of(request: HttpRequest) -> Officer:
    """Return whose session it is; for whom he chose to act plays no part in his own account."""
    return cast(Officer, request.user)


def himself(request: HttpRequest) -> Acting:
    """Return the officer as he acts on his own account."""
    return acting_as(officer_of(request), at=now(), address=network_address(request))


class SessionStore(DatabaseStore):
    """Sessions in SignInSession. A session that gets an officer without a stay begins one at that moment."""

    stay: Stay | None = None

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """Return the table of sessions."""
        return SignInSession

    def _get_session_from_db(self) -> SignInSession | None:
        row: SignInSession | None = super()._get_session_from_db()  # type: ignore[misc]  # the stubs leave it out
        if row and row.began_at and row.seen_at and row.locks_at:
            self.stay = Stay(
                began_at=row.began_at,
                seen_at=row.seen_at,
                locks_at=row.locks_at,
                ends_at=row.expire_date,
                method=row.method,
                browser=Browser(address=row.address, device=row.device),
            )
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to be saved for `data`; an officer's row carries his stay."""
        row = cast(SignInSession, super().create_model_instance(data))
        if SESSION_KEY not in data:
            return row
        if self.stay is None:
            officer = Officer.objects.get(pk=data[SESSION_KEY])
            self.stay = new_stay(officer, at=now(), browser=UNKNOWN)
        row.officer_id = int(data[SESSION_KEY])
        row.began_at, row.seen_at, row.locks_at = self.stay.began_at, self.stay.seen_at, self.stay.locks_at
        row.expire_date, row.method = self.stay.ends_at, self.stay.method
        row.address, row.device = self.stay.browser.address, self.stay.browser.device
        return row

    def flush(self) -> None:
        """This will remove the session with its row; whatever comes next begins anew."""
        super().flush()
        self.stay = None


def session_of(request: HttpRequest) -> SessionStore:
    """Return the session of `request`, loaded."""
    session: SessionStore = request.session  # type: ignore[assignment]
    session.get(SESSION_KEY)
    return session
