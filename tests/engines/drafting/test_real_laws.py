"""References of laws that nobody here wrote: none of another document's is touched, and all follow their provisions."""

from collections import Counter

import pytest

from dongbo.engines.citations import find_citations
from dongbo.engines.drafting import Reference, Rewriting, move, new_sibling, references, renumber
from dongbo.engines.drafting.phrases import phrases_in
from dongbo.engines.papers import Paper, read_file
from dongbo.engines.provisions import Kind, read_outline
from tests.shared import shared_data

LAWS = ("VBPL_122863.docx", "VBPL_123514.docx", "VBPL_126306.docx", "VBPL_133401.docx")


def law(name: str) -> Paper:
    return read_file(next(shared_data("laws").rglob(name)))


def named(taken: list[Reference]) -> Counter[tuple[int, str, int]]:
    return Counter((id(each.node), each.part, id(each.target)) for each in taken)


@pytest.mark.parametrize("name", LAWS)
def test_provisions_of_other_documents_are_left_alone(name: str) -> None:
    paper = law(name)
    texts = dict(paper.every_text())
    others = [each for each in find_citations(paper) if each.provisions and not each.internal]
    touched = [
        phrase.text
        for other in others
        for phrase in phrases_in(texts[other.line])
        if phrase.start < other.end and other.start < phrase.end
    ]
    assert (touched, len(texts) > 100) == ([], True)


@pytest.mark.parametrize("name", LAWS)
def test_every_reference_follows_an_article_moved_and_one_added(name: str) -> None:
    outline = renumber(read_outline(law(name)))
    rewriting = Rewriting.of(outline)
    articles = [node for node in outline.walk() if node.kind is Kind.ARTICLE]
    last = next(node for node in outline.walk() if any(child is articles[-1] for child in node.children))
    move(outline, articles[2].path, under=last.path, before=None)
    new_sibling(outline, articles[0].path)
    rewriting.rewrite()
    assert (named(rewriting.references) - named(references(outline)), rewriting.dangling()) == (Counter(), [])
    assert len(rewriting.references) > 50
