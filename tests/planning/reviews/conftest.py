"""What tests of members' work share: a council whose members were sent a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.councils import council
from tests.reviews import Reviewed, reviewed

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.fixture
def story(site: Site, at: datetime) -> Reviewed:
    return reviewed(council(site, at=at), administrator=site.administrator, at=at)
