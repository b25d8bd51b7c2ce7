"""Mending a provision tree by hand: promote, demote, split, merge, retype.

Every act keeps the reading order of the text: only levels, kinds and borders change.
"""

from dataclasses import dataclass

from dongbo.engines.provisions import Kind, Node, Outline, assign_paths


class CannotMend(ValueError):
    """An act that does not fit the place; `str(error)` is a Vietnamese sentence saying why and what to do."""


@dataclass(frozen=True, slots=True)
class _Place:
    node: Node
    parent: Node | None
    siblings: list[Node]
    index: int


def promote(outline: Outline, path: str) -> Node:
    """This will lift a provision one level: it comes after its parent and takes its later siblings as children."""
    place = _place(outline, path)
    if place.parent is None:
        raise CannotMend("Điều khoản này đã ở cấp cao nhất nên không nâng thêm được.")
    above = _place(outline, place.parent.path)
    later = place.siblings[place.index + 1 :]
    del place.siblings[place.index :]
    place.node.children += later
    place.node.kind = place.parent.kind
    above.siblings.insert(above.index + 1, place.node)
    assign_paths(outline.nodes)
    return place.node


def demote(outline: Outline, path: str) -> Node:
    """This will lower a provision one level: it becomes the last child of the sibling before it."""
    place = _place(outline, path)
    if place.index == 0:
        raise CannotMend("Không có điều khoản cùng cấp đứng trước để hạ vào; hãy gộp hoặc đổi loại.")
    before = place.siblings[place.index - 1]
    del place.siblings[place.index]
    if before.children:
        place.node.kind = before.children[-1].kind
    elif place.node.kind in _BENEATH:
        place.node.kind = _BENEATH[place.node.kind]
    before.children.append(place.node)
    assign_paths(outline.nodes)
    return place.node


def split(outline: Outline, path: str, *, at_line: int, kind: Kind, number: str) -> Node:
    """This will cut the text before its line `at_line` (counted from 1) into a new provision that follows.

    The new provision takes the children, since they stand after the cut.
    """
    place = _place(outline, path)
    lines = place.node.text.split("\n")
    if not 1 <= at_line <= len(lines) or (at_line == 1 and not place.node.heading):
        raise CannotMend(f"Chỗ tách phải là một dòng từ 2 đến {len(lines)} của điều khoản này.")
    rest = Node(
        kind=kind,
        number=number.strip(),
        line=place.node.line + at_line - 1,
        end=place.node.end,
        children=place.node.children,
    )
    rest.text = "\n".join(lines[at_line - 1 :]).removeprefix(marker(rest)).lstrip()
    place.node.text = "\n".join(lines[: at_line - 1])
    place.node.children = []
    place.siblings.insert(place.index + 1, rest)
    assign_paths(outline.nodes)
    return rest


def merge(outline: Outline, path: str) -> Node:
    """This will put a provision's words at the end of the provision read before it, and return that one.

    The number goes back into the text as written; the children become children of the provision before.
    """
    place = _place(outline, path)
    before = _read_before(outline, place)
    if before is None:
        raise CannotMend("Đây là điều khoản đầu tiên nên không có gì để gộp vào.")
    joined = " ".join(part for part in (marker(place.node), place.node.heading) if part)
    glue = "\n" if place.node.heading else " "
    before.text = "\n".join(part for part in (before.text, f"{joined}{glue}{place.node.text}".strip()) if part)
    if before is place.parent:
        place.siblings[place.index : place.index + 1] = place.node.children
    else:
        del place.siblings[place.index]
        before.children += place.node.children
    assign_paths(outline.nodes)
    return before


def retype(outline: Outline, path: str, *, kind: Kind, number: str, heading: str) -> Node:
    """This will give a provision another kind, number and heading; its place and text stay."""
    node = _place(outline, path).node
    node.kind, node.number, node.heading = kind, number.strip(), heading.strip()
    assign_paths(outline.nodes)
    return node


def marker(node: Node) -> str:
    """Return the number as it stands in the text: "Điều 5.", "2.", "a)", "-"."""
    match node.kind:
        case Kind.DASH | Kind.PLUS:
            return node.number or ("-" if node.kind is Kind.DASH else "+")
        case Kind.POINT | Kind.LETTER:
            return f"{node.number})"
        case Kind.CLAUSE | Kind.ARABIC | Kind.ROMAN:
            return f"{node.number}."
        case Kind.PARAGRAPH | Kind.TITLE:
            return ""
        case Kind.ARTICLE:
            return f"Điều {node.number}."
        case _:
            return node.label


_BENEATH = {
    Kind.PART: Kind.CHAPTER, Kind.CHAPTER: Kind.SECTION, Kind.SECTION: Kind.ARTICLE, Kind.SUBSECTION: Kind.ARTICLE,
    Kind.ARTICLE: Kind.CLAUSE, Kind.CLAUSE: Kind.POINT, Kind.POINT: Kind.DASH, Kind.ROMAN: Kind.ARABIC,
    Kind.ARABIC: Kind.LETTER, Kind.LETTER: Kind.DASH, Kind.DASH: Kind.PLUS,
}  # fmt: skip


def _place(outline: Outline, path: str) -> _Place:
    found = _search(outline.nodes, None, path)
    if found is None:
        raise CannotMend("Không thấy điều khoản này nữa: có thể người khác vừa sửa cây. Hãy tải lại trang.")
    return found


def _search(nodes: list[Node], parent: Node | None, path: str) -> _Place | None:
    for index, node in enumerate(nodes):
        if node.path == path:
            return _Place(node=node, parent=parent, siblings=nodes, index=index)
        deeper = _search(node.children, node, path)
        if deeper is not None:
            return deeper
    return None


def _read_before(outline: Outline, place: _Place) -> Node | None:
    before: Node | None = None
    for node in outline.walk():
        if node is place.node:
            return before
        before = node
    return None
