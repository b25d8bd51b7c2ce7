"""A redline as a page draws it: one row a provision, both texts in reading order."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.engines.mending import marker
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.redline import Change, Redline

NAMES = {
    "modified": gettext_lazy("Sửa"),
    "inserted": gettext_lazy("Thêm"),
    "deleted": gettext_lazy("Bỏ"),
    "moved": gettext_lazy("Chuyển chỗ"),
    "renumbered": gettext_lazy("Đổi số"),
    "split": gettext_lazy("Tách"),
    "merged": gettext_lazy("Gộp"),
}
STATUS = {"inserted": "well", "deleted": "late", "modified": "warning"}
"""The status hue of an operation; the rest wait in grey blue."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One fact of the redline in words."""

    change: Change
    name: str
    status: str
    anchor: str


@dataclass(slots=True)
class ShownRow:
    """One provision on both sides; either side may be missing."""

    old: Node | None
    new: Node | None
    anchor: str
    depth: int
    changes: list[ShownChange] = field(default_factory=list)
    words: tuple[tuple[str, str], ...] = ()

    @property
    def old_marker(self) -> str:
        """The number as it stood before."""
        return marker(self.old) if self.old else ""

    @property
    def new_marker(self) -> str:
        """The number as it stands now."""
        return marker(self.new) if self.new else ""

    @property
    def changed(self) -> bool:
        """Whether anything happened here."""
        return bool(self.changes) or self.old is None or self.new is None


@dataclass(frozen=True, slots=True)
class ShownRedline:
    """All rows, all changes, and how many of each kind."""

    rows: list[ShownRow]
    changes: list[ShownChange]
    counts: list[tuple[str, str, int]]


def shown_redline(old: Outline, new: Outline, redline: Redline) -> ShownRedline:
    """Return the rows of `redline` in the reading order of `new`, what was deleted standing where it stood."""
    rows = _rows(old, new, redline)
    by_new = {row.new.path: row for row in rows if row.new}
    by_old = {row.old.path: row for row in rows if row.old}
    changes = []
    for change in redline.entries:
        row = by_new.get(_first(change.new)) or by_old.get(_first(change.old))
        if row is None:
            continue
        drawn = ShownChange(
            change=change,
            name=_("Đổi chính tả") if change.spelling_only else str(NAMES[change.op]),
            status=STATUS.get(change.op, ""),
            anchor=row.anchor,
        )
        row.changes.append(drawn)
        row.words = row.words or tuple((kind, text) for kind, text in change.words)
        changes.append(drawn)
    counts = [
        (str(name), STATUS.get(op, ""), sum(change.op == op for change in redline.entries))
        for op, name in NAMES.items()
    ]
    return ShownRedline(rows=rows, changes=changes, counts=[count for count in counts if count[2]])


def _rows(old: Outline, new: Outline, redline: Redline) -> list[ShownRow]:
    came_from = {after: before for before, after in redline.pairs.items()}
    old_nodes = {node.path: (node, depth) for node, depth in _with_depth(old.nodes)}
    gone: dict[str, list[str]] = {}
    last = ""
    for path in old_nodes:
        if path in redline.pairs:
            last = redline.pairs[path]
        else:
            gone.setdefault(last, []).append(path)
    rows: list[ShownRow] = []

    def add_gone(after: str) -> None:
        for path in gone.get(after, []):
            node, depth = old_nodes[path]
            rows.append(ShownRow(old=node, new=None, anchor=f"r{len(rows)}", depth=depth))

    add_gone("")
    for node, depth in _with_depth(new.nodes):
        before = old_nodes[came_from[node.path]][0] if node.path in came_from else None
        rows.append(ShownRow(old=before, new=node, anchor=f"r{len(rows)}", depth=depth))
        add_gone(node.path)
    return rows


def _with_depth(nodes: list[Node], depth: int = 0) -> list[tuple[Node, int]]:
    found: list[tuple[Node, int]] = []
    for node in nodes:
        found.append((node, min(depth, 6)))
        found += _with_depth(node.children, depth + 1)
    return found


def _first(paths: str | tuple[str, ...] | None) -> str:
    return (paths[0] if paths else "") if isinstance(paths, tuple) else paths or ""
