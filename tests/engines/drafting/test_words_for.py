"""The words by which one provision speaks of another, hints found again, and rows that repeat rewritten cells."""

from contextlib import suppress
from itertools import groupby
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dongbo.engines import drafting
from dongbo.engines.drafting import (
    TEMPLATES,
    CannotDraft,
    Rewriting,
    Rewritten,
    from_template,
    hints_by_name,
    hints_of,
    references,
    rewrite,
    words_for,
)
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.vietnamese import fold

ARTICLES: list[dict[str, Any]] = [
    {"kind": "dieu", "heading": f"Việc {one}", "children": [{"kind": "khoan", "text": "Làm."} for _ in range(3)]}
    for one in range(4)
]


def called(outline: Outline, holder: Node) -> dict[str, str]:
    nodes = [node for node in outline.walk() if node is not holder]
    return {node.path: words for node, words in zip(nodes, words_for(outline, nodes, holder), strict=True)}


def test_an_article_and_its_clause_are_called_as_papers_cite() -> None:
    outline = from_template(ARTICLES)
    told = called(outline, outline.nodes[0])
    assert (told["dieu:3"], told["dieu:3/khoan:2"]) == ("Điều 3", "khoản 2 Điều 3")


@given(place=st.integers(0, 200), template=st.sampled_from([one["entries"] for one in TEMPLATES] + [ARTICLES]))
def test_what_is_offered_is_read_back_as_that_very_provision(place: int, template: list[dict[str, Any]]) -> None:
    outline = from_template(template)
    nodes = list(outline.walk())
    holder = nodes[place % len(nodes)]
    if holder.kind is Kind.ROW:
        return
    for node, words in zip(nodes, words_for(outline, nodes, holder), strict=True):
        if not words:
            continue
        holder.text = f"Thực hiện {words}, bảo đảm tiến độ."
        assert [one.target for one in references(outline) if one.node is holder] == [node]
        holder.text = ""


def test_a_row_is_never_spoken_of() -> None:
    outline = Outline(nodes=[Node(kind=Kind.ANNEX, children=[Node(kind=Kind.ROW, number="1")])], style="muc")
    drafting.renumber(outline)
    assert words_for(outline, outline.nodes[0].children, outline.nodes[0]) == [""]


def test_hints_are_found_by_name_wherever_the_provision_went() -> None:
    entries = TEMPLATES[0]["entries"]
    outline, hints, by_name = from_template(entries), hints_of(entries), hints_by_name(entries)
    named = {node.path: by_name.get((node.kind.value, fold(node.heading)), "") for node in outline.walk()}
    assert {path: hint for path, hint in named.items() if hint} == hints


def test_a_name_that_stands_twice_tells_nothing() -> None:
    twice = [{"kind": "dieu", "heading": "Mục tiêu", "hint": f"Gợi ý {one}"} for one in (1, 2)]
    assert hints_by_name(twice) == {}


def test_a_row_repeats_the_cells_that_were_rewritten_in_the_order_of_its_columns() -> None:
    cells = {"task": "làm theo Điều 2", "lead_unit": "Cục A", "note": ""}
    row = Node(kind=Kind.ROW, number="1", text="Cục A làm theo Điều 2", cells=cells)
    articles = [Node(kind=Kind.ARTICLE, number=str(one), heading=f"Việc {one}") for one in (1, 2)]
    outline = drafting.renumber(Outline(nodes=[*articles, Node(kind=Kind.ANNEX, children=[row])], style="dieu"))
    rewriting = Rewriting.of(outline)
    drafting.new_sibling(outline, "dieu:1")
    assert [(one.old, one.new) for one in rewriting.rewrite()] == [("Điều 2", "Điều 3")]
    assert (row.cells["task"], row.text) == ("làm theo Điều 3", "làm theo Điều 3 Cục A")


PHRASES = st.sampled_from(
    ["khoản 1 Điều 1", "Điều 2", "khoản 1, 2 Điều 3", "các Điều 2, 3 và 4", "Điều 1 Luật Giao dịch điện tử"]
)
TEXTS = st.lists(st.lists(PHRASES, max_size=4).map(" và theo ".join), min_size=4, max_size=4)
ACTS = {
    "new": lambda outline, path, lineage: drafting.new_sibling(outline, path),
    "down": lambda outline, path, lineage: drafting.move_down(outline, path),
    "remove": lambda outline, path, lineage: drafting.remove(outline, path, lineage=lineage),
    "merge": lambda outline, path, lineage: drafting.merge(outline, path, lineage=lineage),
}


def done(texts: list[str], act: str, place: int, *, each_alone: bool) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what an act rewrites, all phrases together or each alone, and how every provision reads after it."""
    outline = from_template(ARTICLES)
    for node, text in zip(outline.nodes, texts, strict=True):
        node.children[1].text = text
    rewriting = Rewriting.of(outline)
    with suppress(CannotDraft):
        ACTS[act](outline, f"dieu:{place}", rewriting.lineage)
    told = _each_alone(rewriting) if each_alone else rewriting.rewrite()
    changed = [(one.old, one.new) for one in told]
    return changed, [node.words for node in outline.walk()]


def _each_alone(rewriting: Rewriting) -> list[Rewritten]:
    """Rewrite phrase by phrase, from the last, whose place the others have not moved."""
    phrases = [list(group) for _key, group in groupby(rewriting.references, key=lambda one: id(one.mention))]
    told = [rewrite(rewriting.outline, phrase, lineage=rewriting.lineage) for phrase in reversed(phrases)]
    return [one for some in reversed(told) for one in some]


@given(texts=TEXTS, act=st.sampled_from(sorted(ACTS)), place=st.integers(1, 4))
def test_phrases_rewritten_together_read_as_those_rewritten_each_alone(texts: list[str], act: str, place: int) -> None:
    assert done(texts, act, place, each_alone=False) == done(texts, act, place, each_alone=True)
