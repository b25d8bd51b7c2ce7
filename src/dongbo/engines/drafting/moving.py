"""Moving a provision among its siblings or to another place, with all beneath it."""

from dongbo.engines.drafting.ladder import fits, kind_beneath, kind_for, settle
from dongbo.engines.drafting.numbering import renumber
from dongbo.engines.drafting.places import CannotDraft, Place, first_annex, holds, place_of
from dongbo.engines.drafting.rows import block_end, levels_of
from dongbo.engines.provisions import Kind, Node, Outline

_FIRST = "Đã đứng đầu trong cấp của mình; muốn đưa lên nữa, hãy nâng cấp hoặc chuyển nó sang chỗ khác."
_LAST = "Đã đứng cuối trong cấp của mình; muốn đưa xuống nữa, hãy hạ cấp hoặc chuyển nó sang chỗ khác."
_ANNEXES = "Phụ lục đứng sau phần lời của văn bản; hãy đặt phần lời trước phụ lục đầu tiên."
_ROWS = "Dòng của bảng chỉ chuyển được trong phụ lục; hãy chọn một phụ lục."


def move_up(outline: Outline, path: str) -> Node:
    """This will put a provision before the sibling before it; a row of a table goes with the rows it groups."""
    place = place_of(outline, path)
    start = place.index - 1
    if start < 0:
        raise CannotDraft(_FIRST)
    if place.node.kind is Kind.ROW:
        levels = levels_of(place.siblings)
        while start >= 0 and place.siblings[start].kind is Kind.ROW and levels[start] > levels[place.index]:
            start -= 1
        enters_group = start > 0 and place.siblings[start - 1].kind is Kind.ROW
        if start < 0 or (levels[start] < levels[place.index] and not enters_group):
            raise CannotDraft(_FIRST)
    _require_annexes_last(place.node, place.siblings[start])
    _shift(place, start)
    renumber(outline)
    return place.node


def move_down(outline: Outline, path: str) -> Node:
    """This will put a provision after the sibling after it; a row of a table goes with the rows it groups."""
    place = place_of(outline, path)
    is_row = place.node.kind is Kind.ROW
    end = block_end(place.siblings, place.index) if is_row else place.index + 1
    if end >= len(place.siblings):
        raise CannotDraft(_LAST)
    after = place.siblings[end]
    _require_annexes_last(after, place.node)
    levels = levels_of(place.siblings)
    over = end + 1
    if is_row and after.kind is Kind.ROW and levels[end] == levels[place.index]:
        over = block_end(place.siblings, end)
    block = place.siblings[place.index : end]
    place.siblings[place.index : over] = place.siblings[end:over] + block
    renumber(outline)
    return place.node


def _shift(place: Place, start: int) -> None:
    is_row = place.node.kind is Kind.ROW
    end = block_end(place.siblings, place.index) if is_row else place.index + 1
    block = place.siblings[place.index : end]
    place.siblings[start:end] = block + place.siblings[start : place.index]


def move(outline: Outline, path: str, *, under: str | None, before: str | None) -> Node:
    """This will put a provision, with all beneath it, under another (None: at the top) before one of its children.

    `before` None puts it at the end, at the top before the annexes. It takes the kind of those it joins, and what
    stands beneath it follows.
    """
    place = place_of(outline, path)
    parent = place_of(outline, under).node if under else None
    neighbour = place_of(outline, before) if before else None
    _require_place(place.node, parent, neighbour)
    siblings = parent.children if parent else outline.nodes
    if neighbour is not None and neighbour.node is place.node:
        return place.node
    if parent is not place.parent:
        joined = outline.nodes[: first_annex(outline.nodes)] if parent is None else siblings
        settle(place.node, kind_for(place.node, parent, joined, outline.style), outline.style)
    end = block_end(place.siblings, place.index) if place.node.kind is Kind.ROW else place.index + 1
    block = place.siblings[place.index : end]
    if neighbour is not None and any(neighbour.node is each for each in block):
        raise CannotDraft("Không đặt được nhóm dòng vào giữa chính nó; hãy chọn một dòng khác.")
    del place.siblings[place.index : end]
    index = _index(siblings, place.node, parent, neighbour)
    siblings[index:index] = block
    renumber(outline)
    return place.node


def _index(siblings: list[Node], node: Node, parent: Node | None, neighbour: Place | None) -> int:
    if neighbour is not None:
        return next(at for at, each in enumerate(siblings) if each is neighbour.node)
    if parent is None and node.kind is not Kind.ANNEX:
        return first_annex(siblings)
    return len(siblings)


def _require_place(node: Node, parent: Node | None, neighbour: Place | None) -> None:
    if parent is not None and holds(node, parent):
        raise CannotDraft("Không chuyển được điều khoản vào bên trong chính nó; hãy chọn chỗ nằm ngoài nó.")
    if neighbour is not None and neighbour.parent is not parent:
        raise CannotDraft("Chỗ đứng trước không còn nằm trong điều khoản đã chọn; hãy tải lại trang rồi chọn lại.")
    if node.kind is Kind.ROW and (parent is None or not fits(node.kind, parent.kind)):
        raise CannotDraft(_ROWS)
    if node.kind is Kind.ANNEX and parent is not None:
        raise CannotDraft("Phụ lục luôn ở cấp cao nhất; hãy chuyển từng điều khoản trong phụ lục nếu cần.")
    if parent is not None and node.kind is not Kind.ROW:
        kind_beneath(parent.kind, "dieu")
    if parent is None and neighbour is not None:
        annex_before = neighbour.index > 0 and neighbour.siblings[neighbour.index - 1].kind is Kind.ANNEX
        if node.kind is Kind.ANNEX:
            _require_annexes_last(node, neighbour.node)
        elif neighbour.node.kind is Kind.ANNEX and annex_before:
            raise CannotDraft(_ANNEXES)


def _require_annexes_last(earlier: Node, later: Node) -> None:
    """Refuse an order in which an annex would come before a part of the body."""
    if earlier.kind is Kind.ANNEX and later.kind is not Kind.ANNEX:
        raise CannotDraft(_ANNEXES)
