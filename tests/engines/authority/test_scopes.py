"""Scopes cover what their intervals do; what is compiled answers only for the moments it was compiled for."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines.authority import Authority, Scope, Stretch
from dongbo.engines.intervals import merged

AT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
INTERVALS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))))


def _numbers(intervals: "list[tuple[int, int]] | tuple[tuple[int, int], ...]") -> set[int]:
    return {number for first, last in intervals for number in range(first, last + 1)}


@given(INTERVALS, st.integers(0, 40))
def test_a_scope_covers_what_its_intervals_do(intervals: list[tuple[int, int]], number: int) -> None:
    scope = Scope(levels=(merged(intervals),) * 3)
    assert [scope.covers(number, access) for access in (0, 1, 2)] == [number in _numbers(intervals)] * 3


def _authority(*stretches: Stretch, highest: int = 9) -> Authority:
    return Authority(stretches, since=AT, until=AT + timedelta(hours=1), highest=highest)


def test_clearance_and_circulation_give_each_access_its_own_intervals() -> None:
    low = Stretch(grant=1, first=4, last=5, reach=((0, 0), (3, 4)), mask=1, clearance=1)
    high = Stretch(grant=2, first=8, last=8, reach=((0, 0), (8, 8)), mask=3, clearance=2)
    authority = _authority(low, high)
    assert authority.scope(1).levels == (((0, 0), (3, 5), (8, 8)), ((4, 5), (8, 8)), ((8, 8),))
    assert authority.scope(2).levels == (((0, 0), (8, 8)), ((8, 8),), ((8, 8),))
    assert authority.scope(4).is_empty
    assert [authority.basis(1, number, 1) for number in (3, 4, 8)] == [None, 1, 2]
    assert [authority.basis(1, number, 0) for number in (0, 3, 7)] == [1, 1, None]


def test_a_scope_is_whole_only_where_it_reaches_the_last_number() -> None:
    everything = Stretch(grant=1, first=0, last=9, reach=((0, 0),), mask=1, clearance=1)
    scope = _authority(everything).scope(1)
    assert [scope.is_whole(access) for access in (0, 1, 2)] == [True, True, False]
    assert not _authority(everything, highest=10).scope(1).is_whole(1)
    assert not _authority().scope(1).is_whole(0)


def test_what_is_compiled_is_good_from_its_moment_until_the_next_change() -> None:
    authority = _authority()
    moments = (AT - MOMENT, AT, authority.until - MOMENT, authority.until)
    assert [authority.is_good_at(moment) for moment in moments] == [False, True, True, False]
