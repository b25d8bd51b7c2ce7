"""Every test here has the small ministry."""

from copy import deepcopy
from datetime import datetime

import pytest

from tests.builders import Site
from tests.keeping import Keep
from tests.organisation.reviews.country import Country, country


@pytest.fixture(scope="module")
def kept_land(keep: Keep, kept_site: Site, at: datetime) -> Country:
    return keep(lambda: country(kept_site, at))


@pytest.fixture
def land(kept_land: Country, db: None) -> Country:
    """The small ministry."""
    return deepcopy(kept_land)
