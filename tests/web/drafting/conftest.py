"""A draft, and the browsers of those who write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.planning.writing.drafts import Draft, drafted
from tests.web.branches import browser_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.builders import Site


@pytest.fixture
def draft(site: Site, at: datetime) -> Draft:
    """A small plan in articles, with the head of its team and one writer."""
    return drafted(site, at=at)


@pytest.fixture
def head(draft: Draft) -> Client:
    """The browser of the head of the team."""
    return browser_of(draft.head)


@pytest.fixture
def writer(draft: Draft) -> Client:
    """The browser of one who writes."""
    return browser_of(draft.writer)
