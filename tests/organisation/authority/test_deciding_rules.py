"""One place decides: checks, lists and the ledger's words all come from the same compiled grants."""

from datetime import datetime

import pytest

from dongbo.organisation.rules import NotAllowed, holds, may, require
from dongbo.organisation.states import Access, Permission
from tests.builders import Site, enrolled, unit_beneath


def test_a_grant_reaches_down_its_branch_and_circulated_records_reach_down_to_it(site: Site, at: datetime) -> None:
    north = unit_beneath(site.unit, "G99.01", "Cục Bắc", by=site.administrator, at=at)
    south = unit_beneath(site.unit, "G99.02", "Cục Nam", by=site.administrator, at=at)
    north.refresh_from_db()
    reader = enrolled("doc-bac", "reader", unit=north, by=site.administrator, at=at)
    allowed = {
        (unit.code, access): may(reader, Permission.DOCUMENT_READ, unit=unit, access=access, at=at)
        for unit in (site.unit, north, south)
        for access in Access
    }
    assert [place for place, yes in allowed.items() if yes] == [
        ("G99", Access.CIRCULATED),
        ("G99.01", Access.CIRCULATED),
        ("G99.01", Access.UNIT),
    ]


def test_what_nobody_granted_is_refused_in_words(site: Site, at: datetime) -> None:
    assert not holds(site.reader, Permission.GRANT_GIVE, at=at)
    with pytest.raises(NotAllowed, match="Cấp và thu hồi quyền"):
        require(site.reader, Permission.GRANT_GIVE, unit=site.unit, at=at)
