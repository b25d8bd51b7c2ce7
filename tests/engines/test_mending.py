"""Mending a tree: levels and borders change, the reading order of the words never does."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines import mending
from dongbo.engines.mending import CannotMend
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths


def tree() -> Outline:
    """I (1, 2 (a, b)), II."""
    point_a = Node(Kind.LETTER, "a", text="Một", line=5)
    point_b = Node(Kind.LETTER, "b", text="Hai\nb2) Ba", line=6)
    first = Node(Kind.ARABIC, "1", text="Đầu", line=2)
    second = Node(Kind.ARABIC, "2", heading="Tiêu đề", text="Thân", line=3, children=[point_a, point_b])
    outline = Outline(
        nodes=[Node(Kind.ROMAN, "I", "Mục tiêu", line=1, children=[first, second]), Node(Kind.ROMAN, "II", "Nhiệm vụ")],
        style="muc",
    )
    assign_paths(outline.nodes)
    return outline


def words(outline: Outline) -> list[str]:
    """Every word with its number, in reading order, whatever the levels."""
    return [
        word
        for node in outline.walk()
        for word in re.findall(r"\w+", f"{mending.marker(node)} {node.heading} {node.text}")
    ]


def paths(outline: Outline) -> list[str]:
    return [node.path for node in outline.walk()]


def test_promoting_lifts_a_provision_and_takes_its_later_siblings_along() -> None:
    outline = tree()
    mending.promote(outline, "I/2/a")
    assert paths(outline) == ["I", "I/1", "I/2", "I/a", "I/a/b", "II"]


def test_demoting_puts_a_provision_under_the_sibling_before() -> None:
    outline = tree()
    mending.demote(outline, "II")
    assert paths(outline) == ["I", "I/1", "I/2", "I/2/a", "I/2/b", "I/II"]


def test_splitting_cuts_before_a_line_and_drops_the_number_written_there() -> None:
    outline = tree()
    made = mending.split(outline, "I/2/b", at_line=2, kind=Kind.LETTER, number="b2")
    assert (made.path, made.text, made.line) == ("I/2/b2", "Ba", 7)
    assert outline.find("I/2/b").text == "Hai"


def test_merging_puts_the_words_back_into_the_provision_before() -> None:
    outline = tree()
    before = mending.merge(outline, "I/2/b")
    assert (before.path, before.text) == ("I/2/a", "Một\nb) Hai\nb2) Ba")


def test_merging_a_first_child_keeps_its_children_in_place() -> None:
    outline = tree()
    mending.merge(outline, "I/1")
    assert outline.find("I").text == "1. Đầu"
    assert paths(outline) == ["I", "I/2", "I/2/a", "I/2/b", "II"]


def test_retyping_changes_kind_number_and_heading_only() -> None:
    outline = tree()
    node = mending.retype(outline, "II", kind=Kind.CHAPTER, number="II", heading="Nhiệm vụ chung")
    assert (node.path, node.heading) == ("chuong:II", "Nhiệm vụ chung")


@pytest.mark.parametrize(
    ("act", "path", "message"),
    [
        (mending.promote, "I", "cấp cao nhất"),
        (mending.demote, "I", "đứng trước"),
        (mending.merge, "I", "đầu tiên"),
        (mending.promote, "V/9", "tải lại"),
    ],
)
def test_an_act_that_does_not_fit_says_why(act: Callable[[Outline, str], Node], path: str, message: str) -> None:
    with pytest.raises(CannotMend, match=message):
        act(tree(), path)


acts = st.lists(
    st.tuples(st.sampled_from(["promote", "demote", "merge"]), st.integers(min_value=0, max_value=5)), max_size=8
)


@given(acts)
def test_no_act_changes_the_reading_order(sequence: list[tuple[str, int]]) -> None:
    outline = tree()
    before = words(outline)
    for act, place in sequence:
        known = paths(outline)
        try:
            getattr(mending, act)(outline, known[place % len(known)])
        except CannotMend:
            continue
        assert words(outline) == before
        assert len(set(paths(outline))) == len(paths(outline))
