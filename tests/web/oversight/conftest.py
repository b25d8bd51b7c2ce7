"""The small ministry at this very moment, since pages act now; and its officers' browsers."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from dongbo.organisation.rules import Acting
from tests.builders import Site
from tests.keeping import Keep
from tests.organisation.reviews.country import Country, country

SignedIn = Callable[[Acting], Client]


@pytest.fixture(scope="module")
def at() -> datetime:
    """The moment everything was set up: just now."""
    return timezone.now()


@pytest.fixture(scope="module")
def kept_land(keep: Keep, kept_site: Site, at: datetime) -> Country:
    return keep(lambda: country(kept_site, at))


@pytest.fixture
def land(kept_land: Country, db: None) -> Country:
    """The small ministry."""
    return deepcopy(kept_land)


@pytest.fixture
def signed_in() -> SignedIn:
    """Return how an officer opens a browser of his."""

    def open_browser(by: Acting) -> Client:
        client = Client()
        client.force_login(by.officer)
        return client

    return open_browser
