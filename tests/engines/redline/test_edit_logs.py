"""Generated edits are recovered exactly: on made-up trees of every shape, on real laws, and through text."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.redline.edits import Editor, Fact, Plan, build_law

from dongbo.engines.redline import Redline, compare

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
    mirrored = frozenset(
        (MIRROR.get(op, op), after, before) for op, before, after in found(compare(old, new))
    )
    assert found(compare(new, old)) == mirrored


@settings(deadline=None, max_examples=20)
@given(articles=st.integers(1, 30), seed=st.integers(0, 10_000))
def test_a_text_beside_itself_has_no_entries(articles: int, seed: int) -> None:
    law = build_law(articles=articles, seed=seed)
    assert compare(law, law).entries == ()
