"""What grants are worth follows everything it rests on, down the whole chain."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.engines.authority import Effective, effective
from dongbo.engines.unit_tree import Place
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.operations.chains import MOST_WHOLE, recompute_chains
from dongbo.organisation.operations.numbering import renumber
from dongbo.organisation.queries.chains import (
    MOST_ASKED,
    chains_above,
    chains_beneath,
    grants_of,
    grants_touching_units,
)
from dongbo.organisation.rules.worth import decided, worth_of
from dongbo.organisation.states import Capacity, GrantSource, Level, Permission
from tests.builders import Site
from tests.organisation.authority.worlds import BEGAN, World, random_world

AFTER = BEGAN + timedelta(days=40)


def test_what_has_not_changed_is_not_written(site: Site, at: datetime) -> None:
    every = list(Grant.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        assert recompute_chains(every, at=at) == []
    assert len(asked) == 1
    assert sorted(chains_beneath(every).values_list("pk", flat=True)) == sorted(every)
    assert sorted(chains_above(every).values_list("pk", flat=True)) == sorted(every)
    assert sorted(grants_of(every[:2]).values_list("pk", flat=True)) == sorted(every[:2])


def test_the_grants_of_an_officer_out_of_service_end_at_that_moment(site: Site, at: datetime) -> None:
    site.reader.officer.is_active = False
    site.reader.officer.save()
    [grant] = Grant.objects.filter(officer=site.reader.officer)
    [change] = recompute_chains([grant.pk], at=at)
    assert change.before == worth_of(grant)
    grant.refresh_from_db()
    assert change.after == worth_of(grant) == worth_of(change.grant)
    assert grant.effective_to == at == change.after.ends


# --- many at once -----------------------------------------------------------------------------------------------


def _role_loses_a_permission(chance: Random, world: World) -> None:
    role = chance.choice(world.grants).role
    Role.objects.filter(pk=role.pk).update(mask=chance.choice([*Permission]).bit)


def _role_ends(chance: Random, world: World) -> None:
    role = chance.choice(world.grants).role
    Role.objects.filter(pk=role.pk).update(ended_at=AFTER, ended_by=world.officers[0])


def _officer_leaves(chance: Random, world: World) -> None:
    Officer.objects.filter(pk=chance.choice(world.officers).pk).update(is_active=False)


def _post_ends(chance: Random, world: World) -> None:
    Post.objects.filter(valid_to__gt=BEGAN.date()).update(valid_to=BEGAN.date() + timedelta(days=chance.randint(1, 9)))


def _grant_is_revoked(chance: Random, world: World) -> None:
    Grant.objects.filter(pk=chance.choice(world.grants).pk).update(revoked_at=AFTER, revoke_reason="thử")


def _unit_moves(chance: Random, world: World) -> None:
    unit, above = (Unit.objects.get(pk=chance.choice(world.units).pk) for _ in range(2))
    if not unit.first <= above.first <= unit.last:
        Unit.objects.filter(pk=unit.pk).update(parent=above)
        renumber(on=BEGAN.date())


HAPPENINGS: tuple[Callable[[Random, World], None], ...] = (
    *(_role_loses_a_permission, _role_ends, _officer_leaves),
    *(_post_ends, _grant_is_revoked, _unit_moves),
)


def _worths() -> dict[int, Effective]:
    return {grant.pk: worth_of(grant) for grant in Grant.objects.all()}


def _from_whole_rows(key: int) -> Effective:
    """Return what a grant is worth from the rows of the models, one link after the other."""
    grant = Grant.objects.select_related("role", "post", "officer").get(pk=key)
    places = {unit.pk: Place(unit.first, unit.last, ()) for unit in Unit.objects.all()}
    parent = None if grant.parent_id is None else _from_whole_rows(grant.parent_id)
    return effective(decided(grant, at=AFTER), parent, places)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), happenings=st.lists(st.sampled_from(HAPPENINGS), min_size=1, max_size=5))
def test_all_at_once_are_worth_what_they_are_one_by_one(
    seed: int, happenings: list[Callable[[Random, World], None]]
) -> None:
    chance = Random(seed)
    with transaction.atomic():
        world = random_world(chance)
        for happens in happenings:
            happens(chance, world)
        before = _worths()
        keys = list(before)
        expected = {key: _from_whole_rows(key) for key in keys}
        with transaction.atomic():
            chance.shuffle(keys)
            for key in keys:
                recompute_chains([key], at=AFTER)
            assert _worths() == expected
            transaction.set_rollback(True)
        changes = recompute_chains(keys, at=AFTER)
        assert _worths() == expected
        assert {change.grant.pk: (change.before, change.after) for change in changes} == {
            key: (before[key], after) for key, after in expected.items() if before[key] != after
        }
        order = [change.grant.pk for change in changes]
        for change in changes:
            assert change.grant.parent_id not in order[order.index(change.grant.pk) :]
        transaction.set_rollback(True)


def test_delegations_into_and_out_of_moved_branches_are_found_however_many_moved(site: Site, at: datetime) -> None:
    tops = [_unit(f"G99.{number:03}", site.unit) for number in range(2 * MOST_ASKED + 2)]
    insides = [_unit(f"{top.code}.01", top) for top in tops]
    renumber(on=at.date())
    root = Grant.objects.get(officer=site.administrator.officer, unit=site.unit)
    into = [_delegated(root, unit, site.reader.officer, at) for unit in insides]
    out_of = _delegated(into[0], site.unit, site.planner.officer, at)
    recompute_chains([root.pk], at=at)
    assert grants_touching_units([]) == []
    assert grants_touching_units([insides[5].pk]) == [into[5].pk]
    assert grants_touching_units([tops[0].pk, tops[9].pk]) == [into[0].pk, into[9].pk, out_of.pk]
    every_other = tops[2::2]
    assert len(every_other) == MOST_ASKED
    assert grants_touching_units([top.pk for top in every_other]) == [grant.pk for grant in into[2::2]]
    beyond = [top.pk for top in tops[1::2]]
    assert {grant.pk for grant in into[1::2]} <= set(grants_touching_units(beyond))
    assert out_of.pk not in grants_touching_units(beyond)


def _unit(code: str, above: Unit) -> Unit:
    return Unit.objects.create(code=code, name=code, level=Level.TEAM, parent=above, founded_on=BEGAN.date())


def _delegated(parent: Grant, unit: Unit, officer: Officer, at: datetime) -> Grant:
    return Grant.objects.create(
        parent=parent,
        officer=officer,
        role=parent.role,
        unit=unit,
        valid_from=at,
        source=GrantSource.DELEGATION,
        capacity=Capacity.TUQ,
        given_at=at,
        given_by=parent.officer,
        effective_from=at,
        effective_to=at,
        effective_clearance=0,
        effective_mask=0,
    )


def test_a_great_many_changes_take_as_many_queries_as_one(site: Site, at: datetime) -> None:
    role, first = Role.objects.get(code="reader"), Grant.objects.filter(role__code="reader").order_by("pk")[0]
    many = [
        Grant(
            officer=site.reader.officer,
            role=role,
            unit=site.unit,
            valid_from=at,
            source=GrantSource.APPOINTMENT,
            given_at=at,
            given_by=site.administrator.officer,
            decision_number=f"{number}/QĐ",
            decision_on=at.date(),
            effective_from=at,
            effective_to=at,
            effective_clearance=0,
            effective_mask=0,
        )
        for number in range(MOST_WHOLE + 1)
    ]
    Grant.objects.bulk_create(many)
    keys = list(Grant.objects.filter(effective_mask=0).order_by("pk").values_list("pk", flat=True))
    counts = []
    for some in (keys[:1], keys[1:]):
        with CaptureQueriesContext(connection) as asked:
            changes = recompute_chains(some, at=at)
            assert {(change.grant.officer_id, change.grant.unit_id) for change in changes} == {
                (site.reader.officer.pk, site.unit.pk)
            }
        assert sorted(change.grant.pk for change in changes) == some
        counts.append(len(asked))
    assert counts == [3, 3]
    assert changes[-1].grant.decision_number == many[-1].decision_number
    assert worth_of(changes[-1].grant) == worth_of(first) == changes[-1].after
