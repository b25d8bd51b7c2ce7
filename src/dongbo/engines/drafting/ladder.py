"""The ladder of kinds: what stands under what in either style, and how a subtree follows its root up and down."""

from collections.abc import Iterable

from dongbo.engines.drafting.places import CannotDraft
from dongbo.engines.provisions import Kind, Node

DIVISIONS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION)
UNNUMBERED = frozenset({Kind.PARAGRAPH, Kind.TITLE})
_LEAVES = UNNUMBERED | {Kind.ROW}
_RANKS = {
    Kind.ANNEX: 0, Kind.PART: 1, Kind.CHAPTER: 2, Kind.SECTION: 3, Kind.SUBSECTION: 4, Kind.ARTICLE: 5, Kind.ROMAN: 5,
    Kind.CLAUSE: 6, Kind.ARABIC: 6, Kind.POINT: 7, Kind.LETTER: 7, Kind.DASH: 8, Kind.PLUS: 9,
    Kind.ROW: 10, Kind.PARAGRAPH: 10, Kind.TITLE: 10,
}  # fmt: skip
_BENEATH = {
    Kind.CHAPTER: Kind.ARTICLE, Kind.SECTION: Kind.ARTICLE, Kind.SUBSECTION: Kind.ARTICLE, Kind.ARTICLE: Kind.CLAUSE,
    Kind.CLAUSE: Kind.POINT, Kind.POINT: Kind.DASH, Kind.ROMAN: Kind.ARABIC, Kind.ARABIC: Kind.LETTER,
    Kind.LETTER: Kind.DASH, Kind.DASH: Kind.PLUS, Kind.ANNEX: Kind.ROW,
}  # fmt: skip
NAMES = {
    Kind.PART: "Phần", Kind.CHAPTER: "Chương", Kind.SECTION: "Mục", Kind.SUBSECTION: "Tiểu mục", Kind.ARTICLE: "Điều",
    Kind.CLAUSE: "Khoản", Kind.POINT: "Điểm", Kind.ROMAN: "Mục lớn (I, II)", Kind.ARABIC: "Mục nhỏ (1, 2)",
    Kind.LETTER: "Điểm (a, b)", Kind.DASH: "Gạch đầu dòng", Kind.PLUS: "Dấu cộng", Kind.ANNEX: "Phụ lục",
    Kind.TITLE: "Tiêu đề", Kind.ROW: "Dòng của bảng", Kind.PARAGRAPH: "Đoạn văn",
}  # fmt: skip
_LAST_LEVEL = (
    "Đã ở cấp cuối (dấu cộng) nên không hạ thêm được; hãy nâng các ý nằm dưới lên một cấp hoặc gộp chúng trước."
)


def fits(kind: Kind, under: Kind | None) -> bool:
    """Return whether a provision of `kind` may stand under one of the kind `under`, None for the paper itself."""
    if under is None:
        return kind is not Kind.ROW
    if under in _LEAVES or kind is Kind.ANNEX:
        return False
    if kind is Kind.ROW:
        return under is Kind.ANNEX
    return _RANKS[kind] > _RANKS[under]


def kind_beneath(parent: Kind | None, style: str) -> Kind:
    """Return what usually stands under `parent` in a paper of this style. Raises CannotDraft under the last level."""
    articles = style == "dieu"
    if parent is None or parent is Kind.PART:
        return Kind.ROMAN if not articles else Kind.ARTICLE if parent is None else Kind.CHAPTER
    if parent is Kind.PLUS:
        raise CannotDraft(_LAST_LEVEL)
    if parent in _LEAVES:
        raise CannotDraft(f"{NAMES[parent]} không chứa điều khoản con; hãy chọn điều khoản có số ở phía trên.")
    return _BENEATH[parent]


def kind_for(node: Node, parent: Node | None, siblings: Iterable[Node], style: str) -> Kind:
    """Return the kind `node` takes among the children of `parent`, `siblings` being those it joins.

    Rows, paragraphs and titles stay what they are; others become what their siblings are, save that a chapter or a
    section keeps its articles by becoming the next smaller division where it can.
    """
    if node.kind in _LEAVES or node.kind is Kind.ANNEX:
        return node.kind
    under = parent.kind if parent else None
    told = [other.kind for other in siblings if other is not node and other.kind not in _LEAVES | {Kind.ANNEX}]
    kind = told[-1] if told else (node.kind if fits(node.kind, under) else kind_beneath(under, style))
    if kind is Kind.ARTICLE and node.kind in DIVISIONS:
        rank = _RANKS[under] if under else -1
        smaller = [each for each in DIVISIONS if _RANKS[each] > rank and _RANKS[each] >= _RANKS[node.kind]]
        return smaller[0] if smaller else kind
    return kind


def settle(node: Node, kind: Kind, style: str) -> None:
    """This will give `node` a kind and let what stands beneath follow it up or down.

    Raises CannotDraft, before anything is changed, where something would fall below the last level.
    """
    changes: list[tuple[Node, Kind]] = []
    _settle(node, kind, style, changes)
    for each, new in changes:
        each.kind = new


def _settle(node: Node, kind: Kind, style: str, changes: list[tuple[Node, Kind]]) -> None:
    if node.kind is kind:
        return
    changes.append((node, kind))
    for child in node.children:
        if child.kind not in _LEAVES:
            _settle(child, _following(child.kind, node.kind, kind, style), style, changes)


def _following(child: Kind, old: Kind, new: Kind, style: str) -> Kind:
    """Return what a child becomes where its parent turns from `old` into `new`."""
    beneath = kind_beneath(new, style)
    if child in (Kind.DASH, Kind.PLUS):
        return child if fits(child, new) else beneath
    if child in DIVISIONS and new in DIVISIONS:
        return child if fits(child, new) else next((each for each in DIVISIONS if fits(each, new)), beneath)
    if old not in _LEAVES and old is not Kind.PLUS and child is kind_beneath(old, style):
        return beneath
    return child if fits(child, new) else beneath
