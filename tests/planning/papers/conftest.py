"""A round that has been answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.planning.papers.telling import Told, told_round

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def after(at: datetime) -> datetime:
    """A moment when the term is over."""
    return at + timedelta(days=40)


@pytest.fixture
def told(site: Site, at: datetime, after: datetime) -> Told:
    """A round of five units, answered, and the version after it."""
    return told_round(site, at=at, term_over=after)
