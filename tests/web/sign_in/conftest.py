"""What the tests of sign-in do again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from dongbo.organisation.models import SignInSession
from tests.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from dongbo.organisation.models import Officer
    from tests.builders import Site


@pytest.fixture
def enter() -> Callable[..., Client]:
    """Sign in through the page in a browser of one's own."""

    def entered(username: str, *, password: str = PASSWORD, **headers: Any) -> Client:
        client = Client(**headers)
        answer = client.post("/sign-in/", {"login": username, "password": password})
        assert (answer.status_code, answer["Location"]) == (302, "/"), answer.content.decode()
        return client

    return entered


@pytest.fixture
def away() -> Callable[..., None]:
    """Let an officer's sessions have rested for so many minutes, which is all that the clock would have done."""

    def rested(officer: Officer, *, minutes: float) -> None:
        ago = timedelta(minutes=minutes)
        for session in SignInSession.objects.filter(officer=officer):
            session.began_at = (session.began_at or timezone.now()) - ago
            session.seen_at = (session.seen_at or timezone.now()) - ago
            session.locks_at = (session.locks_at or timezone.now()) - ago
            session.save()

    return rested


@pytest.fixture
def planner_in(site: Site, enter: Callable[..., Client]) -> Client:
    """The planning officer, signed in through the page."""
    return enter("ke-hoach")
