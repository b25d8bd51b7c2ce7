"""Intervals join, cover and are written as the sets of numbers they stand for."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.intervals import Interval, covers, intervals_of, merged, text_of

INTERVALS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))))


def _numbers(intervals: Iterable[Interval]) -> set[int]:
    return {number for first, last in intervals for number in range(first, last + 1)}


@given(INTERVALS)
def test_joined_intervals_cover_the_same_numbers_and_stand_apart(intervals: list[Interval]) -> None:
    joined = merged(intervals)
    assert _numbers(joined) == _numbers(intervals)
    assert list(joined) == sorted(joined)
    assert all(following[0] > before[1] + 1 for before, following in pairwise(joined))


@given(INTERVALS)
def test_the_sequence_of_intervals_does_not_matter(intervals: list[Interval]) -> None:
    assert merged(intervals) == merged(reversed(intervals)) == merged([*intervals, *intervals])


@given(INTERVALS, st.integers(0, 40))
def test_intervals_cover_their_numbers(intervals: list[Interval], number: int) -> None:
    assert covers(merged(intervals), number) == (number in _numbers(intervals))


@given(INTERVALS)
def test_what_is_written_is_read_as_it_was(intervals: list[Interval]) -> None:
    assert intervals_of(text_of(merged(intervals))) == merged(intervals)


def test_neighbours_join_and_a_gap_of_one_does_not() -> None:
    assert merged([(5, 6), (1, 2), (3, 3)]) == ((1, 3), (5, 6))


def test_a_single_number_is_written_without_its_end() -> None:
    assert text_of([(0, 3), (12, 12), (14, 15)]) == "0-3,12,14-15"
    assert intervals_of("0-3,12,14-15") == ((0, 3), (12, 12), (14, 15))
    assert (text_of([]), intervals_of("")) == ("", ())
