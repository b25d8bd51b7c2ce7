"""A round of three units that has gone out and in which all have spoken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.planning.answering.board import three_spoke
from tests.rounds import Round, sent_round

if TYPE_CHECKING:
    from dongbo.planning.models import Opinion
    from tests.builders import Site


@pytest.fixture
def asking(site: Site, at: datetime) -> Round:
    """The round."""
    return sent_round(site, at=at, units=3)


@pytest.fixture
def opinions(asking: Round, at: datetime) -> list[Opinion]:
    """The four opinions, by number."""
    return three_spoke(asking, at=at)
