"""Sixty required revisions of a drafted plan: what the redline shows of each, and every lie found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dongbo.planning.queries.revisions import counts_of, is_closed, open_revisions
from tests.planning.revisions.sixty import ACTS, make

if TYPE_CHECKING:
    from datetime import datetime

    from tests.builders import Site


@pytest.mark.parametrize("seed", [1])
def test_of_sixty_revisions_it_is_told_which_are_really_done_and_every_lie_is_found(
    site: Site, at: datetime, seed: int
) -> None:
    world = make(site, at=at, seed=seed)
    assert world.version is not None
    checks = world.judged.checks(world.version)
    assert {one.revision.number: (one.standing, one.lie, is_closed(one)) for one in checks} == world.expected
    assert len(world.expected) == 60 > len(ACTS)
    counted = counts_of(world.judged.council, world.version)
    closed = {number for number, found in world.expected.items() if found[2]}
    assert (counted.total, counted.closed) == (60, len(closed))
    assert counted.lying == sum(bool(lie) for _standing, lie, _closed in world.expected.values())
    left = set(open_revisions(world.judged.council, world.version).values_list("number", flat=True))
    assert left == set(range(1, 61)) - closed
    again = world.judged.checks(world.version)
    assert [(one.pk, one.key) for one in again] == [(one.pk, one.key) for one in checks]
