"""Depth-first numbers against a naive walk up the parents."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.unit_tree import Cycle, Place, number_tree


def test_a_small_forest_by_hand() -> None:
    parents = {"a": None, "b": "a", "c": "a", "d": "b", "e": None}
    assert number_tree(parents, order=["e", "a", "c", "b", "d"]) == {
        "e": Place(0, 0, (0,)),
        "a": Place(1, 4, (1,)),
        "c": Place(2, 2, (1, 2)),
        "b": Place(3, 4, (1, 3)),
        "d": Place(4, 4, (1, 3, 4)),
    }


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
    )
)


@given(trees)
def test_a_branch_is_one_stretch_and_nothing_else(drawn: tuple[dict[int, int | None], list[int]]) -> None:
    parents, order = drawn
    places = number_tree(parents, order=order)
    assert sorted(place.first for place in places.values()) == list(range(len(parents)))
    for key, place in places.items():
        above = [key]
        while (parent := parents[above[-1]]) is not None:
            above.append(parent)
        assert place.lineage == tuple(places[one].first for one in reversed(above))
        beneath = {one for one in parents if place.first <= places[one].first <= place.last}
        assert beneath == {one for one in parents if key in _ancestors(one, parents)}
    for one, other in pairwise(order):
        if parents[one] == parents[other]:
            assert places[one].first < places[other].first


def _ancestors(key: int, parents: dict[int, int | None]) -> list[int]:
    parent = parents[key]
    return [key] if parent is None else [key, *_ancestors(parent, parents)]
