"""A draft to write in."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.planning.writing.drafts import Draft, drafted

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_draft(keep: Keep, kept_site: Site, at: datetime) -> Draft:
    return keep(lambda: drafted(kept_site, at=at))


@pytest.fixture
def draft(kept_draft: Draft, db: None) -> Draft:
    """A small plan in articles, with the head of its team and one writer."""
    return deepcopy(kept_draft)
