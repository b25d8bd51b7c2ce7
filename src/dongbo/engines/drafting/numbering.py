"""Numbers by kind and place: what a paper's provisions are called is never typed, always counted."""

from collections.abc import Sequence

from dongbo.engines.drafting.rows import number_rows
from dongbo.engines.drafting.signs import ONLY_LETTERS, capital_of, letter_of, roman_of
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths

_THROUGH = frozenset({Kind.ARTICLE, Kind.CHAPTER})
_PARTS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ROMAN})
_LETTERS = frozenset({Kind.POINT, Kind.LETTER})
_ARABICS = frozenset({Kind.CLAUSE, Kind.ARABIC})


def renumber(outline: Outline) -> Outline:
    """This will give every provision its number by kind and place, and its path; returns the same outline.

    Articles and chapters count on through the paper and start again in each annex; everything else starts again in
    its parent. Points follow the Vietnamese alphabet; beyond y the letter is doubled (aa, bb, cc …), as laws with
    long lists write and as the reader reads. Parts are Roman, or A, B where the paper letters them. Annexes are
    Roman from two on; a single one has no number, nor has the paper a decision issues. A provision under its own kind
    carries the number above: 1.1, a1.
    """
    attached = _attached(outline)
    annexes = [node for node in outline.nodes if node.kind is Kind.ANNEX and node is not attached]
    through: dict[Kind, int] = {}
    _number(outline.nodes, None, through)
    for place, annex in enumerate(annexes, start=1):
        annex.number = roman_of(place) if len(annexes) > 1 else ""
    if attached is not None:
        attached.number = ""
    assign_paths(outline.nodes)
    return outline


def _attached(outline: Outline) -> Node | None:
    """Return the paper that a decision of articles issues, such as a plan: the first annex, unnumbered, with parts."""
    body = {node.kind for node in outline.nodes if node.kind not in (Kind.ANNEX, Kind.PARAGRAPH, Kind.TITLE)}
    first = next((node for node in outline.nodes if node.kind is Kind.ANNEX), None)
    if first is None or first.number or body != {Kind.ARTICLE}:
        return None
    return first if any(child.kind in _PARTS for child in first.children) else None


def _number(siblings: Sequence[Node], parent: Node | None, through: dict[Kind, int]) -> None:
    counts: dict[Kind, int] = {}
    lettered = any(node.kind is Kind.PART and node.number in ONLY_LETTERS for node in siblings)
    number_rows(siblings)
    for node in siblings:
        counter = through if node.kind in _THROUGH else counts
        counter[node.kind] = counter.get(node.kind, 0) + 1
        if node.kind is not Kind.ROW:
            node.number = _written(node.kind, counter[node.kind], parent, lettered=lettered)
        _number(node.children, node, {} if node.kind is Kind.ANNEX else through)


def _written(kind: Kind, count: int, parent: Node | None, *, lettered: bool) -> str:
    within = parent.number if parent is not None and parent.kind is kind else ""
    match kind:
        case Kind.DASH | Kind.PLUS:
            return "-" if kind is Kind.DASH else "+"
        case Kind.PARAGRAPH | Kind.TITLE:
            return ""
        case Kind.PART if lettered:
            return capital_of(count)
        case Kind.PART | Kind.CHAPTER | Kind.ANNEX:
            return roman_of(count)
        case Kind.ROMAN:
            small = parent is not None and parent.kind in _LETTERS | _ARABICS
            return roman_of(count).lower() if small else roman_of(count)
    if kind in _LETTERS:
        return f"{within}{count}" if within else letter_of(count)
    return f"{within}.{count}" if within and kind in _ARABICS else str(count)
