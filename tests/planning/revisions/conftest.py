"""A plan in articles before a council that concluded."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.revisions import Judged, judged

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Judged:
    return keep(lambda: judged(kept_site, at=at))


@pytest.fixture
def story(kept_story: Judged, db: None) -> Judged:
    """A plan whose council met and concluded."""
    return deepcopy(kept_story)
