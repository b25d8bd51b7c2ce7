"""The engine against an oracle that shares no code with it."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.engines.councils.asking import engine, oracle
from tests.engines.councils.worlds import rules, world, worlds


def test_a_hundred_thousand_councils():
    """Quorum, voters and outcome agree for every council, and the draw holds every case it must."""
    seen = Counter()
    for drawn in worlds(seed=2026, rulebooks=4_000, councils=25):
        expected = oracle(drawn)
        assert engine(drawn) == expected, drawn
        seen["councils"] += 1
        seen["tie"] += expected.tie
        seen["by a test"] += expected.by_test is not None
        seen["may meet"] += expected.may_meet
        seen["somebody must come"] += bool(expected.lacking)
        seen[expected.outcome] += 1
        seen.update(f"barred: {why}" for why in set(expected.why_not))
    assert seen["councils"] == 100_000
    assert min(seen.values()) > 1_000, seen
    assert set(seen) == {
        "councils",
        "tie",
        "by a test",
        "may meet",
        "somebody must come",
        *("passed", "conditional", "not_passed", "again"),
        *(f"barred: {why}" for why in (None, "role", "conflict", "stand_in", "not_present")),
    }


@given(st.randoms(use_true_random=False))
def test_the_smallest_council_that_differs(draw: Random):
    """The same, drawn by hypothesis so that a disagreement shrinks."""
    drawn = world(draw, rules(draw))
    assert engine(drawn) == oracle(drawn)
