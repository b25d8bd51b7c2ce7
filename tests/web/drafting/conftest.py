"""A draft, and the browsers of those who write it."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.planning.writing.drafts import Draft, drafted
from tests.web.branches import browser_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_draft(keep: Keep, kept_site: Site, at: datetime) -> Draft:
    return keep(lambda: drafted(kept_site, at=at))


@pytest.fixture
def draft(kept_draft: Draft, db: None) -> Draft:
    """A small plan in articles, with the head of its team and one writer."""
    return deepcopy(kept_draft)


@pytest.fixture
def head(draft: Draft) -> Client:
    """The browser of the head of the team."""
    return browser_of(draft.head)


@pytest.fixture
def writer(draft: Draft) -> Client:
    """The browser of one who writes."""
    return browser_of(draft.writer)
