"""A round on a small plan in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.planning.closing.histories import Story, told

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def story(site: Site, at: datetime) -> Story:
    """A round sent to two departments, on a plan in articles."""
    return told(site, at=at)
