"""Of sixty orders the truth is found: what is done, what partly, and every lie, under its own name and place."""

import random
import re
from collections.abc import Sequence

import pytest

from dongbo.engines.papers import read_file
from dongbo.engines.revisions import Ground, Line, Standing, examine, verify
from dongbo.engines.vietnamese import sentences
from tests.engines.revisions.drafter import ACTS, Act, Drafted, FoundLine, drafted
from tests.shared import shared_data

ORDERS = 60
LAWS = (126306, 122826, 133028, 142843)
_MARK = re.compile(r"^(?:Điều )?\w{1,4}[.)]\s*")
LENGTHS = (12, 45)
"""How many words the sentences have that are taken over."""


def _told(lines: Sequence[Line]) -> list[FoundLine]:
    return sorted((line.kind, line.required, line.provision or "") for line in lines)


def _sixty(seed: int) -> list[Act]:
    """Return sixty acts, of all kinds there are."""
    rng = random.Random(seed)
    return rng.sample([*ACTS, *rng.choices(ACTS, k=max(0, ORDERS - len(ACTS)))], ORDERS)


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
    truth = drafted(_sixty(seed), seed=seed)

    assert len(truth.replied) == ORDERS
    assert set(truth.standings.values()) == set(Standing)
    _check(truth)


@pytest.fixture(scope="module")
def said_in_laws() -> list[str]:
    """What sentences of real laws say, each once, as the end of a sentence that begins with a unit."""
    papers = [read_file(shared_data("laws", f"VBPL_{number}.docx")) for number in LAWS]
    words = dict.fromkeys(
        _MARK.sub("", sentence).rstrip(" .;:,")
        for paper in papers
        for line in paper.lines
        for sentence in sentences(line.text)
        if not sentence.isupper() and LENGTHS[0] <= len(sentence.split()) <= LENGTHS[1]
    )
    return [f"{one[:1].lower()}{one[1:]}" for one in words]


@pytest.mark.shared
@pytest.mark.parametrize("seed", [9, 18])
def test_so_they_are_in_the_words_of_real_laws(seed: int, said_in_laws: list[str]) -> None:
    _check(drafted(_sixty(seed), seed=seed, tasks=said_in_laws))
