"""Generated edits are recovered exactly: on made-up trees of every shape, on real laws, and through text."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.markdown_export import write_markdown
from dongbo.engines.papers import read_bytes, read_file
from dongbo.engines.provisions import Outline, read_outline
from dongbo.engines.redline import Redline, compare
from tests.engines.redline.edits import Editor, Fact, Plan, build_law
from tests.shared import shared_data

MIRROR = {"inserted": "deleted", "deleted": "inserted", "split": "merged", "merged": "split"}


def found(redline: Redline) -> frozenset[Fact]:
    return frozenset((entry.op, entry.old, entry.new) for entry in redline.entries)


@settings(deadline=None, max_examples=60)
@given(
    articles=st.integers(3, 40),
    seed=st.integers(0, 10_000),
    share=st.floats(0, 1),
    counts=st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 2)),
    renumber=st.booleans(),
)
def test_a_random_edit_log_is_recovered(
    articles: int, seed: int, share: float, counts: tuple[int, int, int], renumber: bool
) -> None:
    old = build_law(articles=articles, seed=seed)
    inserted, deleted, moved = counts
    plan = Plan(share=share, inserted=inserted, deleted=deleted, moved=moved, renumber=renumber)
    edited = Editor(old, seed).apply(plan)
    assert found(compare(old, edited.outline)) == edited.facts


@settings(deadline=None, max_examples=30)
@given(articles=st.integers(3, 30), seed=st.integers(0, 10_000))
def test_swapping_the_texts_mirrors_the_entries(articles: int, seed: int) -> None:
    old = build_law(articles=articles, seed=seed)
    new = Editor(old, seed).apply(Plan()).outline
    mirrored = frozenset((MIRROR.get(op, op), after, before) for op, before, after in found(compare(old, new)))
    assert found(compare(new, old)) == mirrored


@settings(deadline=None, max_examples=20)
@given(articles=st.integers(1, 30), seed=st.integers(0, 10_000))
def test_a_text_beside_itself_has_no_entries(articles: int, seed: int) -> None:
    law = build_law(articles=articles, seed=seed)
    assert compare(law, law).entries == ()


SHARES = (0.2, 0.6, 1.0)
LAWS = 50
LAWS_THROUGH_TEXT = 12


@pytest.fixture(scope="module")
def laws() -> list[Outline]:
    """The outlines of fifty real laws with more than forty provisions."""
    files = sorted(shared_data("laws").glob("*.docx"))
    outlines = (read_outline(read_file(file)) for file in files)
    large = (outline for outline in outlines if sum(1 for _ in outline.walk()) > 40)
    return list(islice(large, LAWS))


@pytest.mark.shared
@pytest.mark.parametrize("share", SHARES)
def test_edit_logs_are_recovered_on_fifty_laws(laws: list[Outline], share: float) -> None:
    for seed, old in enumerate(laws):
        edited = Editor(old, seed).apply(Plan(share=share, renumber=seed % 2 == 0))
        assert found(compare(old, edited.outline)) == edited.facts, f"law {seed}"


@pytest.mark.shared
def test_edit_logs_are_recovered_through_text(laws: list[Outline]) -> None:
    """The new text is written as Markdown and read again, as when an officer sends back a file."""
    checked = 0
    for seed, law in enumerate(laws):
        old = _reread(law)
        edited = Editor(old, seed).apply(Plan(share=SHARES[seed % 3]))
        new = _reread(edited.outline)
        if _paths(new) == _paths(edited.outline):
            assert found(compare(old, new)) == edited.facts, f"law {seed}"
            checked += 1
        if checked == LAWS_THROUGH_TEXT:
            return
    pytest.fail(f"only {checked} laws read back with the same paths")


def _reread(outline: Outline) -> Outline:
    return read_outline(read_bytes(write_markdown(outline, {}).encode(), name="law.md"))


def _paths(outline: Outline) -> list[str]:
    return [node.path for node in outline.walk()]
