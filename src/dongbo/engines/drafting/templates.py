"""Outline templates kept as data: entries with a hint of what to write, read into an outline and back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dongbo.engines.drafting.ladder import NAMES, fits
from dongbo.engines.drafting.numbering import renumber
from dongbo.engines.provisions import Kind, Node, Outline
from dongbo.engines.provisions.tables import joined
from dongbo.engines.vietnamese import fold

_KEYS = frozenset({"kind", "number", "heading", "text", "hint", "cells", "children"})
_WORDS = ("number", "heading", "text", "hint")
_DEEPEST = 12
_ARTICLES = frozenset({Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.CLAUSE, Kind.POINT})


class BadTemplate(ValueError):
    """Entries that make no outline; `str(error)` is a Vietnamese sentence saying where, why and what to do."""


def from_template(entries: Sequence[Mapping[str, Any]], *, style: str | None = None) -> Outline:
    """Return the outline that `entries` describe, numbered. Raises BadTemplate.

    An entry is {kind, heading, text, hint, children}, all but `kind` optional; a table's row adds `cells`, whose keys
    are the columns, and `number`, whose form tells its level (I, 1, 1.1). Without `style` it is "dieu" where there
    are chapters or articles, else "muc".
    """
    nodes = _nodes(entries, parent=None, where="")
    annexes = [node.kind is Kind.ANNEX for node in nodes]
    if annexes != sorted(annexes):
        raise BadTemplate("Phụ lục phải đứng sau mọi phần khác; hãy chuyển các phụ lục xuống cuối mẫu.")
    outline = Outline(nodes=nodes, style="muc")
    told = any(node.kind in _ARTICLES for node in outline.walk())
    if style not in (None, "dieu", "muc"):
        raise BadTemplate(f"Kiểu đánh số “{style}” không có; hãy chọn “dieu” hoặc “muc”.")
    outline.style = style or ("dieu" if told else "muc")
    return renumber(outline)


def hints_of(entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what to write where: path in the outline of `entries` → hint. Raises BadTemplate."""
    outline = from_template(entries)
    hints = (entry.get("hint", "") for entry in _walk(entries))
    return {node.path: hint for node, hint in zip(outline.walk(), hints, strict=True) if hint}


def hints_by_name(entries: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Return what to write where, by kind and folded heading; a name that stands there twice tells nothing.

    So a hint is found wherever the structure keys have put its provision, as long as the heading stays.
    """
    outline, hints = from_template(entries), hints_of(entries)
    named = [((node.kind.value, fold(node.heading)), hints.get(node.path, "")) for node in outline.walk()]
    times = Counter(name for name, _hint in named)
    return {name: hint for name, hint in named if hint and name[1] and times[name] == 1}


def as_entries(outline: Outline, *, hints: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Return the entries that make `outline` again; `hints` by path go with them."""
    return [_entry(node, hints or {}) for node in outline.nodes]


def _entry(node: Node, hints: Mapping[str, str]) -> dict[str, Any]:
    number = node.number if node.kind is Kind.ROW else ""
    told = {"number": number, "heading": node.heading, "text": node.text, "hint": hints.get(node.path, "")}
    entry: dict[str, Any] = {"kind": node.kind.value, **{key: words for key, words in told.items() if words}}
    if node.cells:
        entry["cells"] = dict(node.cells)
    if node.children:
        entry["children"] = [_entry(child, hints) for child in node.children]
    return entry


def _walk(entries: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for entry in entries:
        yield entry
        yield from _walk(entry.get("children") or ())


def _nodes(entries: object, *, parent: Node | None, where: str) -> list[Node]:
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise BadTemplate(
            f"{f'Mục {where}: “children”' if where else 'Mẫu đề cương'} phải là một danh sách; hãy sửa lại dữ liệu mẫu."
        )
    if parent is None and not entries:
        raise BadTemplate("Mẫu đề cương chưa có mục nào; hãy thêm ít nhất một mục.")
    if where.count(".") >= _DEEPEST:
        raise BadTemplate(f"Mục {where} nằm quá sâu; hãy bỏ bớt cấp, nhiều nhất {_DEEPEST} cấp.")
    return [
        _node(entry, parent=parent, where=f"{where}.{at}" if where else str(at)) for at, entry in enumerate(entries, 1)
    ]


def _node(entry: object, *, parent: Node | None, where: str) -> Node:
    if not isinstance(entry, Mapping):
        raise BadTemplate(f"Mục {where} phải là một đối tượng có “kind”; hãy sửa lại dữ liệu mẫu.")
    if unknown := sorted(str(key) for key in entry.keys() - _KEYS):
        raise BadTemplate(
            f"Mục {where} có trường “{unknown[0]}” không dùng được; chỉ dùng: {', '.join(sorted(_KEYS))}."
        )
    kind = _kind(entry.get("kind"), where)
    if not fits(kind, parent.kind if parent else None):
        above = NAMES[parent.kind] if parent else "cấp cao nhất"
        raise BadTemplate(f"Mục {where}: {NAMES[kind]} không đặt được dưới {above}; hãy đổi “kind” hoặc chuyển chỗ.")
    words = {key: entry.get(key, "") for key in _WORDS}
    if wrong := next((key for key, value in words.items() if not isinstance(value, str)), None):
        raise BadTemplate(f"Mục {where}: “{wrong}” phải là chữ; hãy sửa lại giá trị của nó.")
    cells = _cells(entry.get("cells", {}), kind, where)
    text = words["text"].strip() or joined(cells).strip()
    node = Node(kind=kind, number=words["number"].strip(), heading=words["heading"].strip(), text=text, cells=cells)
    node.children = _nodes(entry.get("children", ()), parent=node, where=where)
    return node


def _kind(value: object, where: str) -> Kind:
    try:
        return Kind(str(value))
    except ValueError:
        known = ", ".join(kind.value for kind in Kind)
        raise BadTemplate(f"Mục {where}: loại “{value}” không có; hãy dùng một trong các loại: {known}.") from None


def _cells(value: object, kind: Kind, where: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise BadTemplate(f"Mục {where}: “cells” phải ghi tên cột và lời của từng ô; hãy sửa lại.")
    if value and kind is not Kind.ROW:
        raise BadTemplate(f"Mục {where}: chỉ dòng của bảng mới có “cells”; hãy bỏ trường này hoặc đổi loại.")
    return dict(value)
