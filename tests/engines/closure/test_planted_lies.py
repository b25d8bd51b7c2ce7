"""Every planted lie is found, under its own name and place, and no honest act gives an alarm."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.closure import Line, examine
from tests.engines.closure.histories import HONEST, LIES, Act, enacted


def _told(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    return sorted(
        (line.kind, line.detail, line.answer or "", line.provision or "", line.consultee or "") for line in lines
    )


@pytest.mark.parametrize("act", HONEST, ids=lambda act: act.__name__)
def test_an_honest_act_leaves_no_line(act: Act) -> None:
    for seed in range(20):
        history, expected = enacted([act], seed=seed, fingerprints=seed % 2 == 0)
        assert expected == []
        assert examine(history) == []


@pytest.mark.parametrize("act", LIES, ids=lambda act: act.__name__)
def test_a_lie_leaves_its_line(act: Act) -> None:
    for seed in range(20):
        history, expected = enacted([act], seed=seed, fingerprints=seed % 2 == 0)
        assert expected
        assert _told(examine(history)) == _told(expected)


@given(
    acts=st.lists(st.sampled_from(HONEST + LIES), max_size=30),
    seed=st.integers(0, 2**32),
    fingerprints=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_in_a_history_of_many_acts_every_lie_is_found_and_nothing_else(
    acts: list[Act], seed: int, fingerprints: bool
) -> None:
    history, expected = enacted(acts, seed=seed, fingerprints=fingerprints)
    assert _told(examine(history)) == _told(expected)
