"""What every test of units has: a ministry that has stood since long ago."""

from datetime import datetime

import pytest

from tests.organisation.units.histories import SINCE, History, history_since


@pytest.fixture
def history(db: None, at: datetime) -> History:
    """A ministry with three officers, founded in 2000."""
    return history_since(SINCE, at=at)
