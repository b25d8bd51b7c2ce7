"""Founding a council by its decision: what is taken, what is refused and where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.councils import council

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


def test_a_council_is_founded_with_its_members_its_rules_and_its_own_numbers(site: Site, at: datetime) -> None:
    seated = council(site, at=at)
    assert seated.council.seats.count() == 7
