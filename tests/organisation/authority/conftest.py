"""A ministry with two departments and a division, people in their posts, and what the head of a department holds."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep
    from tests.organisation.authority.ministry import Ministry


@pytest.fixture(scope="module")
def kept_ministry(keep: Keep, kept_site: Site, at: datetime) -> Ministry:
    def build() -> Ministry:
        from tests.organisation.authority.ministry import found_ministry

        return found_ministry(kept_site, at=at)

    return keep(build)


@pytest.fixture
def ministry(kept_ministry: Ministry, db: None) -> Ministry:
    """The ministry every test of giving and passing on happens in."""
    return deepcopy(kept_ministry)
