"""The structure keys of the editor: a new provision, a level up or down, another place, a split, a merge, an end.

Every act leaves the paper numbered anew. Promoting, demoting, splitting and merging keep the reading order of the
words. Each takes a `Lineage` in which it tells what became of identities and of words.
"""

from dongbo.engines.drafting.ladder import DIVISIONS, NAMES, UNNUMBERED, fits, kind_beneath, kind_for, settle
from dongbo.engines.drafting.lineage import Begun, Carried, Ended, Lineage
from dongbo.engines.drafting.numbering import renumber
from dongbo.engines.drafting.places import CannotDraft, Place, first_annex, holds, place_of, read_before
from dongbo.engines.drafting.rows import BENEATH, GROUP, PLAIN, block_end, levels_of, number_at
from dongbo.engines.provisions import Kind, Node, Outline

_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…", "”", '"')
_ENDS_ROW = "Dòng của bảng không tách, gộp được; hãy sửa từng ô, thêm hoặc xóa dòng."


def new_sibling(outline: Outline, path: str, *, kind: Kind | None = None) -> Node:
    """This will put an empty provision after the one at `path`, of the same kind if no other is asked for."""
    place = place_of(outline, path)
    made = _empty(kind or place.node.kind, like=place.node)
    index = place.index + 1
    if made.kind is Kind.ROW and place.node.kind is Kind.ROW:
        made.number = number_at(levels_of(place.siblings)[place.index], place.node.number)
        index = block_end(place.siblings, place.index)
    _require_fit(made, place.parent)
    _insert(outline, place.parent, place.siblings, index, made)
    return made


def new_child(outline: Outline, path: str, *, kind: Kind | None = None) -> Node:
    """This will put an empty provision at the end of what stands beneath `path`; "" is the paper itself.

    At the top of the paper it comes before the annexes, unless it is one. A child of a table's row is a row of the
    next level after it.
    """
    if not path:
        told = [node.kind for node in outline.nodes[: first_annex(outline.nodes)] if node.kind not in UNNUMBERED]
        made = _empty(kind or (told[-1] if told else kind_beneath(None, outline.style)))
        _require_fit(made, None)
        index = len(outline.nodes) if made.kind is Kind.ANNEX else first_annex(outline.nodes)
        _insert(outline, None, outline.nodes, index, made)
        return made
    place = place_of(outline, path)
    if place.node.kind is Kind.ROW:
        return _new_row_beneath(outline, place)
    told = [child.kind for child in place.node.children if child.kind not in UNNUMBERED]
    made = _empty(kind or (told[-1] if told else kind_beneath(place.node.kind, outline.style)))
    _require_fit(made, place.node)
    rows = [child for child in place.node.children if child.kind is Kind.ROW]
    if made.kind is Kind.ROW and rows:
        made.cells = dict.fromkeys(rows[-1].cells, "")
    _insert(outline, place.node, place.node.children, len(place.node.children), made)
    return made


def _new_row_beneath(outline: Outline, place: Place) -> Node:
    level = max(levels_of(place.siblings)[place.index], GROUP) + 1
    made = _empty(Kind.ROW, like=place.node)
    made.number = number_at(level)
    _insert(outline, place.parent, place.siblings, block_end(place.siblings, place.index), made)
    return made


def promote(outline: Outline, path: str) -> Node:
    """This will lift a provision one level: it comes after its parent and takes its later siblings as children.

    A row of a table goes up by its number: 1.1 becomes 2, 2 becomes a group.
    """
    place = place_of(outline, path)
    if place.node.kind is Kind.ROW:
        return _relevel(outline, place, -1)
    if place.parent is None or place.parent.kind is Kind.ANNEX:
        raise CannotDraft("Điều khoản này đã ở cấp cao nhất nên không nâng thêm được.")
    above = place_of(outline, place.parent.path)
    kind = kind_for(place.node, above.parent, [place.parent], outline.style)
    if kind in UNNUMBERED:
        kind = place.parent.kind
    later = place.siblings[place.index + 1 :]
    settle(place.node, kind, outline.style)
    del place.siblings[place.index :]
    place.node.children += later
    above.siblings.insert(above.index + 1, place.node)
    renumber(outline)
    return place.node


def demote(outline: Outline, path: str) -> Node:
    """This will lower a provision one level: it becomes the last child of the sibling before it.

    A row of a table goes down by its number: a group becomes 2, 2 becomes 1.1.
    """
    place = place_of(outline, path)
    if place.node.kind is Kind.ANNEX:
        raise CannotDraft("Phụ lục luôn ở cấp cao nhất; hãy chuyển từng điều khoản trong phụ lục nếu cần.")
    if place.node.kind is Kind.ROW:
        return _relevel(outline, place, 1)
    if place.index == 0:
        raise CannotDraft("Không có điều khoản cùng cấp đứng trước để hạ vào; hãy chuyển nó tới nơi cần hoặc gộp lại.")
    before = place.siblings[place.index - 1]
    kind_beneath(before.kind, outline.style)
    settle(place.node, kind_for(place.node, before, before.children, outline.style), outline.style)
    del place.siblings[place.index]
    before.children.append(place.node)
    renumber(outline)
    return place.node


def _relevel(outline: Outline, place: Place, step: int) -> Node:
    """Change the level of a row alone, by the form of its number."""
    levels = levels_of(place.siblings)
    level = levels[place.index] + step
    above = max(levels[place.index - 1], GROUP) + 1 if place.index else PLAIN
    if level < GROUP:
        raise CannotDraft("Dòng này đã là tên nhóm, cấp cao nhất của bảng, nên không nâng thêm được.")
    if level > above or level > BENEATH + 1:
        raise CannotDraft("Không có dòng nào đứng trước để hạ vào; hãy thêm hoặc chuyển dòng cấp trên trước.")
    place.node.number = number_at(level)
    renumber(outline)
    return place.node


def split(outline: Outline, path: str, *, at: int, lineage: Lineage | None = None) -> Node:
    """This will cut the text before its character `at`; the part after becomes the next sibling, children with it.

    The heading stays with the first part. Blanks at the cut go.
    """
    place = place_of(outline, path)
    node = place.node
    if node.kind is Kind.ROW:
        raise CannotDraft(_ENDS_ROW)
    first, rest = node.text[: max(at, 0)], node.text[max(at, 0) :]
    if not 0 <= at <= len(node.text) or not rest.strip() or not (first.strip() or node.heading):
        raise CannotDraft("Chỗ tách phải nằm giữa phần lời của điều khoản; hãy đặt con trỏ vào giữa rồi tách lại.")
    made = Node(kind=node.kind, text=rest.lstrip(), line=node.line, end=node.end, children=node.children)
    if lineage is not None:
        start = len(node.text) - len(made.text)
        lineage.carried.append(Carried(node, "text", start, len(node.text), made, 0))
        lineage.begun.append(Begun(made, node))
    node.text, node.children = first.rstrip(), []
    place.siblings.insert(place.index + 1, made)
    renumber(outline)
    return made


def merge(outline: Outline, path: str, *, lineage: Lineage | None = None) -> Node:
    """This will put a provision's words at the end of the provision read before it, and return that one.

    No number goes into the text. The children stay on their level: they go to the nearest provision before that can
    hold them, or stay in place where the parent took the words.
    """
    place = place_of(outline, path)
    node = place.node
    before = read_before(outline, node)
    if before is None:
        raise CannotDraft("Đây là điều khoản đầu tiên nên không có gì để gộp vào.")
    if node.kind is Kind.ROW or before.kind is Kind.ROW:
        raise CannotDraft(_ENDS_ROW)
    if node.kind is Kind.ANNEX:
        raise CannotDraft("Phụ lục không gộp vào phần trước được; hãy chuyển nội dung của nó đi rồi xóa phụ lục.")
    del place.siblings[place.index]
    holder = None if before is place.parent else _holder(place.siblings[place.index - 1], before, node.children)
    if holder is not None:
        holder.children += node.children
    else:
        _leave_in_place(place, outline.style)
    node.children = []
    _join(node, before, lineage)
    renumber(outline)
    return before


def _holder(sibling: Node, before: Node, children: list[Node]) -> Node | None:
    """Return the deepest node on the way from `sibling` down to `before` that may hold all `children`."""
    way = [sibling]
    while way[-1] is not before:
        way.append(way[-1].children[-1])
    return next((each for each in reversed(way) if all(fits(child.kind, each.kind) for child in children)), None)


def _leave_in_place(place: Place, style: str) -> None:
    """Put the children where their parent stood: on its level, save those of a chapter or section."""
    for child in place.node.children:
        if place.node.kind not in DIVISIONS and child.kind not in UNNUMBERED:
            settle(child, place.node.kind, style)
    place.siblings[place.index : place.index] = place.node.children


def _join(node: Node, before: Node, lineage: Lineage | None) -> None:
    goes_on = before.text and not node.heading and not before.text.rstrip().endswith(_SENTENCE_ENDS)
    heading_at = len(before.text) + bool(before.text)
    before.text = (" " if goes_on else "\n").join(part for part in (before.text, node.words) if part)
    if lineage is not None:
        text_at = heading_at + (len(node.heading) + 1 if node.heading else 0)
        lineage.carried.append(Carried(node, "heading", 0, len(node.heading), before, heading_at))
        lineage.carried.append(Carried(node, "text", 0, len(node.text), before, text_at))
        lineage.ended.append(Ended(node, before))


def remove(outline: Outline, path: str, *, successor: str | None = None, lineage: Lineage | None = None) -> Node:
    """This will take a provision out with all beneath it, and return it; `successor` is the path of what follows it.

    Of a table only the row itself goes: the rows it grouped stay.
    """
    place = place_of(outline, path)
    heir = place_of(outline, successor).node if successor else None
    if heir is not None and holds(place.node, heir):
        raise CannotDraft("Điều khoản kế thừa đang nằm trong phần bị xóa; hãy chọn một điều khoản khác còn lại.")
    del place.siblings[place.index]
    if lineage is not None:
        lineage.ended.extend(Ended(each, heir) for each in place.node.walk())
    renumber(outline)
    return place.node


def _empty(kind: Kind, like: Node | None = None) -> Node:
    cells = dict.fromkeys(like.cells, "") if like is not None and kind is Kind.ROW else {}
    return Node(kind=kind, cells=cells)


def _insert(outline: Outline, parent: Node | None, siblings: list[Node], index: int, made: Node) -> None:
    if parent is None:
        last = len(siblings) if made.kind is Kind.ANNEX else first_annex(siblings)
        index = max(index, first_annex(siblings)) if made.kind is Kind.ANNEX else min(index, last)
    siblings.insert(index, made)
    renumber(outline)


def _require_fit(node: Node, parent: Node | None) -> None:
    if fits(node.kind, parent.kind if parent else None):
        return
    if node.kind is Kind.ROW:
        raise CannotDraft("Dòng của bảng chỉ nằm trong phụ lục; hãy chọn một phụ lục hoặc thêm phụ lục mới.")
    if node.kind is Kind.ANNEX:
        raise CannotDraft("Phụ lục chỉ đứng ở cấp cao nhất, sau phần lời của văn bản; hãy đặt nó ở đó.")
    where = NAMES[parent.kind] if parent else "cấp cao nhất"
    raise CannotDraft(f"{NAMES[node.kind]} không đặt được dưới {where}; hãy chọn loại khác hoặc chỗ khác.")
