"""What the tests of the standing check have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.planning.standing.papers import World, world

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def answered(site: Site, at: datetime) -> World:
    """A directive with a plan in force and one not issued, both linked to it."""
    return world(site, at=at)
