"""Of sixty orders the truth is found: what is done, what partly, and every lie, under its own name and place."""

import random
from collections.abc import Sequence

import pytest

from dongbo.engines.revisions import Ground, Line, Standing, examine, verify
from tests.engines.revisions.drafter import ACTS, Act, Drafted, FoundLine, drafted

ORDERS = 60


def _told(lines: Sequence[Line]) -> list[FoundLine]:
    return sorted((line.kind, line.required, line.provision or "") for line in lines)


def _check(truth: Drafted) -> None:
    ground = Ground(truth.history, truth.aligned)
    verdicts = {one.required.key: verify(one.required, one.reply, ground) for one in truth.replied}

    assert {key: (one.standing, one.detail) for key, one in verdicts.items()} == {
        key: (standing, truth.details[key]) for key, standing in truth.standings.items()
    }
    assert _told(examine(truth.replied, truth.history, truth.aligned)) == sorted(truth.lines)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_is_seen_for_what_it_is(act: Act) -> None:
    for seed in range(3):
        _check(drafted([act], seed=seed))


@pytest.mark.parametrize("seed", range(3))
def test_of_sixty_orders_the_done_the_partly_done_and_the_lies_are_all_found(seed: int) -> None:
    acts = random.Random(seed).sample(ACTS, len(ACTS))[:ORDERS]
    acts += random.Random(seed).choices(acts, k=ORDERS - len(acts))

    truth = drafted(acts, seed=seed)

    assert len(truth.replied) == ORDERS
    assert set(truth.standings.values()) == set(Standing)
    _check(truth)
