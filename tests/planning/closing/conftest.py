"""A round on a small plan in articles."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.planning.closing.histories import Story, told

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Story:
    return keep(lambda: told(kept_site, at=at))


@pytest.fixture
def story(kept_story: Story, db: None) -> Story:
    """A round sent to two departments, on a plan in articles."""
    return deepcopy(kept_story)
