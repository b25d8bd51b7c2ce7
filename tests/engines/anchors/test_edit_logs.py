"""Quotes through edits with a log: never another provision, and the very span the log tells, nearly always."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.anchors import Anchored, AnchorState, Candidate, Quote, follow, quote_at
from dongbo.engines.papers import read_file
from dongbo.engines.provisions import Outline, read_outline
from tests.engines.anchors.edited import Version, edited_version
from tests.engines.redline.edits import build_law
from tests.shared import shared_data

EXACT_SPANS = 0.97


def _followed(version: Version) -> list[Anchored]:
    words = [node.words for node in version.old.walk()]
    return [follow(case.quote, words[case.number], *version.stored[case.number]) for case in version.cases]


def _hold(law: Outline, share: float, *, quotes: int, seed: int) -> None:
    version = edited_version(law, share=share, quotes=quotes, seed=seed)
    new = {node.path: node.words for node in version.new.walk()}
    right = told = 0
    for case, anchored in zip(version.cases, _followed(version), strict=True):
        if not case.right.paths:
            assert anchored == Anchored(AnchorState.REMOVED, None)
            continue
        assert anchored.key in case.right.paths
        if anchored.state in (AnchorState.EXACT, AnchorState.MOVED):
            assert new[anchored.key][anchored.start : anchored.end].split() == case.quote.exact.split()
        if not case.right.apart:
            told += 1
            right += (anchored.start, anchored.end) == (case.right.span or (None, None))
    assert right >= EXACT_SPANS * told


@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_a_made_up_law(share: float) -> None:
    for seed in range(3):
        _hold(build_law(articles=40, seed=seed), share, quotes=300, seed=seed)


@pytest.mark.shared
@pytest.mark.parametrize("share", [0.2, 0.6, 1.0])
def test_a_real_law(share: float) -> None:
    law = read_outline(read_file(sorted(shared_data("laws").glob("*.docx"))[0]))
    _hold(law, share, quotes=500, seed=7)


_WORDS = st.lists(st.sampled_from(["các", "bộ", "Bộ", "hoà", "30", ";", "“x”", "kỹ", "\n"]), min_size=1, max_size=25)


@given(_WORDS, st.lists(_WORDS, max_size=3), st.booleans(), st.booleans(), st.data())
@settings(deadline=None)
def test_whatever_the_words_the_answer_lies_within_the_candidates(
    old: list[str], news: list[list[str]], lives: bool, moved: bool, data: st.DataObject
) -> None:
    before = " ".join(old)
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    quote: Quote | None = quote_at(before, start, end) if before[start:end].strip() else None
    candidates = [Candidate(str(at), " ".join(words), lives and at == 0) for at, words in enumerate(news)]
    anchored = follow(quote, before, candidates, moved)
    if not candidates:
        assert anchored == Anchored(AnchorState.REMOVED, None)
        return
    words = {one.key: one.words for one in candidates}[str(anchored.key)]
    assert 0 <= anchored.score <= 1
    if anchored.start is None or anchored.end is None:
        assert anchored.start is anchored.end
        return
    assert 0 <= anchored.start < anchored.end <= len(words)
    assert quote is not None
    same = words[anchored.start : anchored.end].split() == quote.exact.split()
    assert same == (anchored.state in (AnchorState.EXACT, AnchorState.MOVED))
