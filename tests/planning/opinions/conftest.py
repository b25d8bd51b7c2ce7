"""A round that was sent to two units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rounds import Round, sent_round

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def asking(site: Site, at: datetime) -> Round:
    """A round with two questions, sent to two departments."""
    return sent_round(site, at=at, units=2)
