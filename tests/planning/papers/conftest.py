"""A round that has been answered."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.planning.papers.telling import Told, told_round

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def after(at: datetime) -> datetime:
    """A moment when the term is over."""
    return at + timedelta(days=40)


@pytest.fixture(scope="module")
def kept_told(keep: Keep, kept_site: Site, at: datetime, after: datetime) -> Told:
    return keep(lambda: told_round(kept_site, at=at, term_over=after))


@pytest.fixture
def told(kept_told: Told, db: None) -> Told:
    """A round of five units, answered, and the version after it."""
    return deepcopy(kept_told)
