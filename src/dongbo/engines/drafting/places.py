"""Where a provision stands in the tree, and the refusal of an act that does not fit there."""

from dataclasses import dataclass

from dongbo.engines.provisions import Kind, Node, Outline


class CannotDraft(ValueError):
    """An act that does not fit the place; `str(error)` is a Vietnamese sentence saying why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node with its parent (None at the top) and its place among its siblings."""

    node: Node
    parent: Node | None
    siblings: list[Node]
    index: int


def place_of(outline: Outline, path: str) -> Place:
    """Return the place of the provision at `path`. Raises CannotDraft where there is none."""
    if not outline.nodes:
        raise CannotDraft("Đề cương còn trống; hãy thêm điều khoản đầu tiên trước.")
    found = _search(outline.nodes, None, path)
    if found is None:
        raise CannotDraft("Không thấy điều khoản này nữa: có thể người khác vừa sửa cây. Hãy tải lại trang.")
    return found


def _search(nodes: list[Node], parent: Node | None, path: str) -> Place | None:
    for index, node in enumerate(nodes):
        if node.path == path:
            return Place(node=node, parent=parent, siblings=nodes, index=index)
        if node.children and (deeper := _search(node.children, node, path)) is not None:
            return deeper
    return None


def read_before(outline: Outline, node: Node) -> Node | None:
    """Return what is read just before `node`, None for the first."""
    before: Node | None = None
    for other in outline.walk():
        if other is node:
            return before
        before = other
    return None


def holds(node: Node, other: Node) -> bool:
    """Return whether `other` is `node` or stands beneath it."""
    return any(each is other for each in node.walk())


def first_annex(nodes: list[Node]) -> int:
    """Return the place of the first annex among the top level, its length where there is none."""
    return next((index for index, node in enumerate(nodes) if node.kind is Kind.ANNEX), len(nodes))
