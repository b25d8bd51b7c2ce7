"""What the tests of the standing check have."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.planning.standing.papers import World, world

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_answered(keep: Keep, kept_site: Site, at: datetime) -> World:
    return keep(lambda: world(kept_site, at=at))


@pytest.fixture
def answered(kept_answered: World, db: None) -> World:
    """A directive with a plan in force and one not issued, both linked to it."""
    return deepcopy(kept_answered)
