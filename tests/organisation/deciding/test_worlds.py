"""Checks, predicates and lists of the product allow in rows what the oracle allows; bugs planted there are found.

Two hundred worlds here, on either database; the many thousand are in tests/engines/authority.
"""

import os
import random
from collections.abc import Iterator
from itertools import islice

import pytest
from django.db import transaction

from tests.engines.authority.oracle import allowed
from tests.engines.authority.worlds import LENGTH, World, world_of
from tests.organisation.deciding.planted import deciding_with
from tests.organisation.deciding.rows import answers, seen_from_records, written

CASES = int(os.environ.get("DONGBO_AUTHORITY_WORLDS", "200"))
SEED = 20_261_121

BUGS = {
    "whom one acts for does not count": ("p.officer_id = %s", "p.officer_id IS NOT NULL AND %s > 0"),
    "what was delegated is one's own": ('capacity="AND g.parent_id IS NULL"', 'capacity="AND TRUE"'),
    "a branch is one unit": ("THEN u.last ELSE u.first", "THEN u.first ELSE u.first"),
    "one unit is its branch": ("THEN u.last ELSE u.first", "THEN u.last ELSE u.last"),
    "what has ended holds": ("AND g.effective_to > %s", "AND (g.effective_to > %s OR TRUE)"),
    "what has not begun holds": ("        if begins <= at:", "        if True:"),
    "the predicate forgets access": ("if len(set(scope.levels)) == 1:", "if scope.levels:"),
    "the predicate forgets the end of an interval": ("(first, last)})", "(first, first)})"),
}


def _worlds() -> Iterator[World]:
    chance = random.Random(SEED)
    for _ in range(CASES):
        yield world_of(chance.randbytes(LENGTH))


@pytest.mark.django_db
def test_the_product_allows_what_the_oracle_allows() -> None:
    for world in _worlds():
        with transaction.atomic():
            found = answers(world, written(world))
            transaction.set_rollback(True)
        expected = allowed(world)
        assert found == {"scopes": expected, "predicate": expected, "listing": expected}, world


@pytest.mark.django_db
def test_who_can_names_from_the_side_of_the_record_whoever_may() -> None:
    for world in islice(_worlds(), CASES // 10):
        with transaction.atomic():
            found = seen_from_records(world, written(world))
            transaction.set_rollback(True)
        assert found == allowed(world), world


@pytest.mark.django_db
@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_planted_where_it_is_decided_is_found(bug: str) -> None:
    broken = deciding_with(*BUGS[bug])
    for world in _worlds():
        with transaction.atomic():
            found = answers(world, written(world), broken)
            transaction.set_rollback(True)
        if {"scopes": allowed(world), "predicate": allowed(world)} != {
            key: found[key] for key in ("scopes", "predicate")
        }:
            return
    pytest.fail(f"not found in {CASES} worlds: {bug}")
