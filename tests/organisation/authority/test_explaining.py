"""Explaining says what decides, and nothing else: the same verdict, the chain behind it, and why a grant misses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.organisation.queries.explaining import explain, who_can
from dongbo.organisation.rules import Acting, may
from dongbo.organisation.states import Access
from tests.organisation.authority.worlds import PERMISSIONS, World, random_world


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


EVERYWHERE = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def sampled(world: World, chance: Random) -> list[datetime]:
    moments = world.moments()
    return chance.sample(moments, min(4, len(moments)))


@pytest.mark.django_db
@EVERYWHERE
@given(seed=st.integers(0, 2**32))
def test_the_explanation_says_what_the_check_says(seed: int) -> None:
    chance = Random(seed)
    with undone():
        world = random_world(chance)
        for at in sampled(world, chance):
            for officer in world.officers:
                unit, permission = chance.choice(world.units), chance.choice(PERMISSIONS)
                for access in Access:
                    told = explain(officer=officer, permission=permission, unit=unit, access=access, at=at)
                    for answer in told.answers:
                        acting = Acting(officer, answer.principal)
                        assert answer.allowed == may(acting, permission, unit=unit, access=access, at=at)
                        assert bool(answer.chain) == answer.allowed
                        assert all(near.failures and near.reasons for near in answer.nearest) or answer.hindrance
                    asked = {answer.principal.pk for answer in told.answers if answer.principal is not None}
                    assert asked == {second for first, second in world.principals() if first == officer.pk}


@pytest.mark.django_db
@EVERYWHERE
@given(seed=st.integers(0, 2**32))
def test_who_can_is_the_check_over_every_officer(seed: int) -> None:
    chance = Random(seed)
    with undone():
        world = random_world(chance)
        for at in sampled(world, chance):
            unit, permission = chance.choice(world.units), chance.choice(PERMISSIONS)
            for access in Access:
                listed = {
                    (grant.officer_id, grant.parent.officer_id if grant.parent else None)
                    for grant in who_can(permission, unit=unit, access=access, at=at)
                }
                people = {one.pk: one for one in world.officers}
                pairs = {(key, None) for key in people} | world.principals()
                allowed = {
                    (first, second)
                    for first, second in pairs
                    if may(
                        Acting(people[first], people[second] if second else None),
                        permission,
                        unit=unit,
                        access=access,
                        at=at,
                    )
                }
                assert listed == allowed
