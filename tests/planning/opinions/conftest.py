"""A round that was sent to two units."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.rounds import Round, sent_round

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_asking(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=2))


@pytest.fixture
def asking(kept_asking: Round, db: None) -> Round:
    """A round with two questions, sent to two departments."""
    return deepcopy(kept_asking)
