"""Any acts in any order, of any day: the history equals a naive replay day by day, and today's tree that of the day."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dongbo.organisation.models import AuthorityEpoch, Unit
from dongbo.organisation.operations.units import (
    NewUnit,
    bring_tree_to_date,
    dissolve_unit,
    found_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from dongbo.organisation.queries.units import tree_is_due, tree_on
from dongbo.organisation.states import Level
from tests.organisation.units.histories import SINCE, History, history_since

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DAYS = [TODAY + timedelta(days=shift) for shift in (-400, -90, -30, -1, 0, 1, 5, 60)]
LAST = DAYS[-1] + timedelta(days=1)

Tree = dict[int, tuple[int | None, str]]
"""By unit: what it stands under and its code, on a day."""


@dataclass(frozen=True)
class Deed:
    """An act that the operations accepted, as the oracle replays it."""

    day: date
    number: int
    kind: str
    units: tuple[int, ...] = ()
    to: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    parents: tuple[int, ...] = ()


@dataclass
class Oracle:
    """Replays every accepted act in the order of days, on a plain dictionary."""

    root: int
    deeds: list[Deed] = field(default_factory=list)

    def tree(self, day: date) -> Tree:
        tree: Tree = {self.root: (None, "G99")}
        done = sorted((deed for deed in self.deeds if deed.day <= day), key=lambda deed: (deed.day, deed.number))
        for _day, deeds in groupby(done, key=lambda deed: deed.day):
            for deed in deeds:
                self._replay(tree, deed)
            _require_tree(tree)
        return tree

    def _replay(self, tree: Tree, deed: Deed) -> None:
        """What holds on a day is what its last act says: a parent may be put right before the day is over."""
        ended = deed.units if deed.kind in ("merge", "split", "dissolve") else ()
        assert tree.keys() >= set(ended), f"{deed} ends a unit that is not there"
        for unit, code, parent in zip(deed.to, deed.codes, deed.parents, strict=False):
            tree[unit] = (parent, code)
        if deed.kind == "rename":
            tree[deed.units[0]] = (tree[deed.units[0]][0], deed.codes[0])
        elif deed.kind == "move":
            tree[deed.units[0]] = (deed.to[0], tree[deed.units[0]][1])
        elif ended:
            self._end(tree, ended, deed.to[0])

    def _end(self, tree: Tree, ended: tuple[int, ...], heir: int) -> None:
        above = {unit: tree[unit][0] for unit in ended}
        inside = {unit for unit in tree if _is_beneath(tree, heir, unit)} | {heir}
        for unit, (parent, code) in list(tree.items()):
            if unit not in ended and parent in ended:
                to: int | None = heir
                if unit in inside:
                    to = parent
                    while to in ended:
                        to = above[to]
                tree[unit] = (to, code)
        for unit in ended:
            del tree[unit]


def _is_beneath(tree: Tree, unit: int, other: int) -> bool:
    above = tree[unit][0]
    while above in tree:
        if above == other:
            return True
        above = tree[above][0]
    return False


def _require_tree(tree: Tree) -> None:
    """Every parent is there, nothing stands beneath itself, and no code is borne twice."""
    for unit, (parent, _code) in tree.items():
        assert parent is None or parent in tree
        assert not _is_beneath(tree, unit, unit)
    codes = [code for _parent, code in tree.values()]
    assert len(codes) == len(set(codes))


class Acts:
    """Does what hypothesis draws, and keeps what was accepted."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.oracle = Oracle(history.root.pk)
        self.units = [history.root.pk]
        self.refused = 0
        self.number = 0

    def unit(self, draw: int) -> Unit:
        return Unit.objects.get(pk=self.units[draw % len(self.units)])

    def try_one(self, kind: str, day: date, first: int, second: int, code: int) -> None:
        self.number += 1
        epoch = AuthorityEpoch.objects.get(pk=1).epoch
        before = Unit.objects.count()
        try:
            with transaction.atomic():
                deed = getattr(self, f"_{kind}")(day, self.unit(first), self.unit(second), f"G99.{code:02}")
        except ValidationError:
            assert Unit.objects.count() == before
            self.refused += 1
            return
        assert AuthorityEpoch.objects.get(pk=1).epoch > epoch
        self.oracle.deeds.append(deed)
        self.units += [unit for unit in deed.to if unit not in self.units]

    def _how(self, day: date) -> dict[str, Any]:
        return {"effective_on": day, "by": self.history.site.administrator, "at": AT}

    def _found(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        new = found_unit(
            code=code,
            name=f"Đơn vị {code}",
            level=Level.TEAM,
            parent=unit,
            founded_on=day,
            by=self.history.site.administrator,
            at=AT,
        )
        return Deed(day, self.number, "found", (unit.pk,), (new.pk,), (code,), (unit.pk,))

    def _rename(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        rename_unit(unit=unit, name=f"Đơn vị {code} {day}", code=code, **self._how(day))
        return Deed(day, self.number, "rename", (unit.pk,), (), (code,))

    def _move(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        move_unit(unit=unit, parent=other, **self._how(day))
        return Deed(day, self.number, "move", (unit.pk, other.pk), (other.pk,))

    def _dissolve(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        dissolve_unit(unit=unit, heir=other, **self._how(day))
        return Deed(day, self.number, "dissolve", (unit.pk,), (other.pk,))

    def _merge(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        parent = self.history.root
        act = merge_units(
            predecessors=[unit, other],
            successor=NewUnit(code, f"Đơn vị {code}", Level.TEAM, parent=parent),
            **self._how(day),
        )
        new = Unit.objects.get(names__act=act)
        return Deed(day, self.number, "merge", (unit.pk, other.pk), (new.pk,), (code,), (parent.pk,))

    def _split(self, day: date, unit: Unit, other: Unit, code: str) -> Deed:
        parts = [NewUnit(f"{code}.{part}", f"Phần {part}", Level.TEAM, parent=self.history.root) for part in "12"]
        act = split_unit(unit=unit, parts=parts, **self._how(day))
        new = list(Unit.objects.filter(names__act=act).order_by("code"))
        roots = (self.history.root.pk,) * 2
        return Deed(
            day, self.number, "split", (unit.pk,), tuple(one.pk for one in new), tuple(one.code for one in new), roots
        )


one_act = st.tuples(
    st.sampled_from(["found", "rename", "move", "move", "move", "dissolve", "dissolve", "merge", "split"]),
    st.sampled_from(DAYS),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(1, 12),
)


def shown(day: date) -> Tree:
    return {unit.key: (unit.parent, unit.code) for unit in tree_on(day).units.values()}


def require_today(oracle: Oracle, day: date) -> None:
    """What the rows of units say of today is what the oracle replays for the day."""
    tree = oracle.tree(day)
    living = {unit.pk: (unit.parent_id, unit.code) for unit in Unit.objects.filter(is_living=True)}
    assert living == tree
    numbers = {unit.pk: unit for unit in Unit.objects.all()}
    assert sorted(unit.first for unit in numbers.values()) == list(range(len(numbers)))
    for unit in numbers.values():
        above = numbers.get(unit.heir_id or unit.parent_id or 0)
        lineage = [*above.lineage.split(","), str(unit.first)] if above else [str(unit.first)]
        assert unit.lineage.split(",") == lineage
        beneath = [one.first for one in numbers.values() if str(unit.first) in one.lineage.split(",")]
        assert (unit.first, unit.last) == (min(beneath), max(beneath))
        assert len(beneath) == unit.last - unit.first + 1
        assert (unit.heir is None) == (unit.ended_on is None)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(one_act, min_size=4, max_size=14))
def test_history_equals_a_naive_replay_of_every_accepted_act(drawn: list[tuple[str, date, int, int, int]]) -> None:
    with transaction.atomic():
        acts = Acts(history_since(SINCE, at=AT))
        for number, above in enumerate((0, 1, 1, 0, 4)):
            acts.try_one("found", DAYS[0] - timedelta(days=9), above, 0, 90 + number)
        for act in drawn:
            acts.try_one(*act)
        for day in [*DAYS, LAST]:
            assert shown(day) == acts.oracle.tree(day)
            assert shown(day - timedelta(days=1)) == acts.oracle.tree(day - timedelta(days=1))
        require_today(acts.oracle, TODAY)
        for day in (TODAY + timedelta(days=1), TODAY + timedelta(days=10), LAST):
            at = AT + (day - TODAY)
            bring_tree_to_date(at=at)
            assert not tree_is_due(at=at)
            require_today(acts.oracle, day)
        transaction.set_rollback(True)
