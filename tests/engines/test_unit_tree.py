"""Depth-first numbers against a naive walk up the parents."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.unit_tree import Cycle, Place, number_tree


def test_a_small_forest_by_hand() -> None:
    parents = {"a": None, "b": "a", "c": "a", "d": "b", "e": None}
    assert number_tree(parents, order=["e", "a", "c", "b", "d"]) == {
        "e": Place(0, 0, (0,), ((0, 0),)),
        "a": Place(1, 4, (1,), ((1, 1),)),
        "c": Place(2, 2, (1, 2), ((1, 2),)),
        "b": Place(3, 4, (1, 3), ((1, 1), (3, 3))),
        "d": Place(4, 4, (1, 3, 4), ((1, 1), (3, 4))),
    }


def test_what_was_inherited_follows_its_heir_and_comes_down_to_all_beneath() -> None:
    """Two provinces become one, which had taken over a third before; the ministry has taken over an agency."""
    parents = {"ministry": None, "agency": "ministry", "north": "ministry", "south": "ministry"}
    parents |= {"third": "south", "west": "north", "commune-1": "north", "commune-2": "north", "village": "commune-2"}
    order = ["ministry", "commune-1", "commune-2", "north", "south", "west", "third", "agency", "village"]
    places = number_tree(parents | {"south": "north"}, order=order, inherited={"agency", "south", "west", "third"})
    numbered = sorted(places, key=lambda key: places[key].first)
    inherited = ["ministry", "agency", "north", "south", "third", "west"]
    assert numbered == [*inherited, "commune-1", "commune-2", "village"]
    assert {key: places[key].reach for key in ("ministry", "agency", "north", "third")} == {
        "ministry": ((0, 1),),
        "agency": ((0, 1),),
        "north": ((0, 5),),
        "third": ((0, 5),),
    }
    assert places["commune-1"].reach == ((0, 6),)
    assert places["commune-2"].reach == ((0, 5), (7, 7))
    assert places["village"].reach == ((0, 5), (7, 8))


def test_a_unit_that_took_over_thousands_keeps_one_stretch() -> None:
    parents: dict[int, int | None] = {0: None} | dict.fromkeys(range(1, 5_001), 0) | {5_001: 0, 5_002: 5_001}
    places = number_tree(parents, order=range(5_003), inherited=set(range(1, 5_001)))
    assert places[5_002].reach == ((0, 5_002),)
    assert places[17].reach == ((0, 5_000),)


def test_nothing_has_no_numbers() -> None:
    assert number_tree({}, order=[]) == {}


@pytest.mark.parametrize(
    ("parents", "named"),
    [
        ({"a": "b", "b": "a", "c": None}, {"a", "b"}),
        ({"a": "a"}, {"a"}),
        ({"a": None, "b": "gone", "c": "b"}, {"b", "c"}),
    ],
)
def test_what_is_no_tree_is_named(parents: dict[str, str | None], named: set[str]) -> None:
    with pytest.raises(Cycle) as refused:
        number_tree(parents, order=sorted(parents))
    assert set(refused.value.keys) == named


trees = st.lists(st.integers(0, 1_000), max_size=60).flatmap(
    lambda draws: st.tuples(
        st.just({key: None if not draw % 7 or not key else draw % key for key, draw in enumerate(draws)}),
        st.permutations(range(len(draws))),
        st.sets(st.integers(0, 60)),
    )
)
Drawn = tuple[dict[int, int | None], list[int], set[int]]


def _inherited(parents: dict[int, int | None], ended: set[int]) -> set[int]:
    return {key for key in ended if parents.get(key) is not None}


@given(trees)
def test_a_branch_is_one_stretch_and_nothing_else(drawn: Drawn) -> None:
    parents, order, ended = drawn
    inherited = _inherited(parents, ended)
    places = number_tree(parents, order=order, inherited=inherited)
    assert sorted(place.first for place in places.values()) == list(range(len(parents)))
    for key, place in places.items():
        above = [key]
        while (parent := parents[above[-1]]) is not None:
            above.append(parent)
        assert place.lineage == tuple(places[one].first for one in reversed(above))
        beneath = {one for one in parents if place.first <= places[one].first <= place.last}
        assert beneath == {one for one in parents if key in _ancestors(one, parents)}
    wanted = sorted(order, key=lambda key: key not in inherited)
    for one, other in combinations(wanted, 2):
        if parents[one] == parents[other]:
            assert places[one].first < places[other].first


@given(trees)
def test_whatever_the_units_above_kept_or_took_over_comes_down_and_nothing_else(drawn: Drawn) -> None:
    parents, order, ended = drawn
    inherited = _inherited(parents, ended)
    places = number_tree(parents, order=order, inherited=inherited)
    for key, place in places.items():
        above = _ancestors(key, parents)
        heard = {places[one].first for one in parents if _keeper(one, parents, inherited) in above}
        assert [number for first, last in place.reach for number in range(first, last + 1)] == sorted(heard)
        assert all(following[0] > before[1] + 1 for before, following in pairwise(place.reach))


def _keeper(key: int, parents: dict[int, int | None], inherited: set[int]) -> int:
    parent = parents[key]
    return _keeper(parent, parents, inherited) if key in inherited and parent is not None else key


def _ancestors(key: int, parents: dict[int, int | None]) -> list[int]:
    parent = parents[key]
    return [key] if parent is None else [key, *_ancestors(parent, parents)]
