"""A ministry with two departments and a division, people in their posts, and what the head of a department holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.organisation.authority.ministry import Ministry


@pytest.fixture
def ministry(site: Site, at: datetime) -> Ministry:
    """The ministry every test of giving and passing on happens in."""
    from tests.organisation.authority.ministry import found_ministry

    return found_ministry(site, at=at)
