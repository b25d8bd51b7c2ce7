"""What tests of members' work share: a council whose members were sent a dossier."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from tests.councils import council
from tests.reviews import Reviewed, reviewed

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site
    from tests.keeping import Keep


@pytest.fixture(scope="module")
def kept_story(keep: Keep, kept_site: Site, at: datetime) -> Reviewed:
    return keep(lambda: reviewed(council(kept_site, at=at), administrator=kept_site.administrator, at=at))


@pytest.fixture
def story(kept_story: Reviewed, db: None) -> Reviewed:
    return deepcopy(kept_story)
