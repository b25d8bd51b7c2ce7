"""The engine against an oracle that shares no code with it."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.councils.asking import engine, oracle
from tests.engines.councils.worlds import rules, world, worlds

OUTCOMES = ("passed", "conditional", "not_passed", "again")


def test_a_hundred_thousand_councils():
    """Quorum, voters and outcome agree for every council, and the draw holds every case it must."""
    meetings, decisions, bars = Counter(), Counter(), Counter()
    for drawn in worlds(seed=2026, rulebooks=4_000, councils=25):
        expected = oracle(drawn)
        if engine(drawn) != expected:
            pytest.fail(f"{drawn}: {engine(drawn)} instead of {expected}")
        meetings[expected.may_meet, bool(expected.lacking)] += 1
        decisions[expected.outcome, expected.by_test is not None, expected.tie] += 1
        bars.update(expected.why_not)
    assert meetings.total() == 100_000
    assert set(meetings) == {(True, False), (False, False), (False, True)}
    decided_by = {(True, False), (False, True), (False, False)}
    assert set(decisions) == {(outcome, *how) for outcome in OUTCOMES for how in decided_by}
    assert set(bars) == {None, "role", "conflict", "stand_in", "not_present"}
    assert min(*meetings.values(), *decisions.values(), *bars.values()) > 200


@given(st.randoms(use_true_random=False))
def test_the_smallest_council_that_differs(draw: Random):
    """The same, drawn by hypothesis so that a disagreement shrinks."""
    drawn_rules = rules(draw)
    drawn = world(draw, drawn_rules, drawn_rules.as_json())
    assert engine(drawn) == oracle(drawn)
