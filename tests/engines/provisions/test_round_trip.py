"""A tree written down by many hands is read back as the same tree."""

from hypothesis import given, settings

from dongbo.engines.papers import paper_from_lines
from dongbo.engines.provisions import read_outline
from tests.engines.provisions.trees import (
    ARTICLE_STYLE,
    HANDS,
    ROMAN_STYLE,
    Hand,
    Planned,
    planned_shape,
    read_shape,
    trees,
    written,
)


@settings(max_examples=150, deadline=None)
@given(tree=trees(ARTICLE_STYLE), hand=HANDS)
def test_articles_are_read_back(tree: list[Planned], hand: Hand) -> None:
    outline = read_outline(paper_from_lines(written(tree, hand)))
    assert list(read_shape(outline.nodes)) == list(planned_shape(tree))


@settings(max_examples=150, deadline=None)
@given(tree=trees(ROMAN_STYLE), hand=HANDS)
def test_romans_are_read_back(tree: list[Planned], hand: Hand) -> None:
    outline = read_outline(paper_from_lines(written(tree, hand)))
    assert list(read_shape(outline.nodes)) == list(planned_shape(tree))
