"""A draft to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.planning.writing.drafts import Draft, drafted

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def draft(site: Site, at: datetime) -> Draft:
    """A small plan in articles, with the head of its team and one writer."""
    return drafted(site, at=at)
