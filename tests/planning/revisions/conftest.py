"""A plan in articles before a council that concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.revisions import Judged, judged

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def story(site: Site, at: datetime) -> Judged:
    """A plan whose council met and concluded."""
    return judged(site, at=at)
