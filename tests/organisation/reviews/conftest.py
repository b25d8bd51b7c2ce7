"""Every test here has the small ministry."""

from datetime import datetime

import pytest

from tests.builders import Site
from tests.organisation.reviews.country import Country, country


@pytest.fixture
def land(site: Site, at: datetime) -> Country:
    """The small ministry."""
    return country(site, at)
