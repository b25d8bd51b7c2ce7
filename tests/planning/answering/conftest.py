"""A round of three units that has gone out and in which all have spoken."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.planning.answering.board import three_spoke
from tests.rounds import Round, sent_round

if TYPE_CHECKING:
    from dongbo.planning.models import Opinion
    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_asking(keep: Keep, kept_site: Site, at: datetime) -> Round:
    return keep(lambda: sent_round(kept_site, at=at, units=3))


@pytest.fixture
def asking(kept_asking: Round, db: None) -> Round:
    """The round."""
    return deepcopy(kept_asking)


@pytest.fixture(scope="module")
def kept_opinions(keep: Keep, kept_asking: Round, at: datetime) -> list[Opinion]:
    return keep(lambda: three_spoke(kept_asking, at=at))


@pytest.fixture
def opinions(kept_opinions: list[Opinion], db: None) -> list[Opinion]:
    """The four opinions, by number."""
    return deepcopy(kept_opinions)
