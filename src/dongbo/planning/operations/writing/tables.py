"""Annex tables: rows added, written, moved, taken out, and brought in from a workbook all at once or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, ProvisionVersion, Version
from dongbo.engines import drafting
from dongbo.engines.provisions import Kind, Node
from dongbo.engines.provisions.tables import joined
from dongbo.organisation.rules import Acting
from dongbo.planning.operations.writing.holding import require_short, row_of, typed
from dongbo.planning.operations.writing.restructuring import Act, Tree, restructure
from dongbo.planning.operations.writing.structure import move_down, move_up, remove_provision
from dongbo.planning.operations.writing.words import write_provision
from dongbo.planning.queries.writing import Words
from dongbo.planning.states import WritingAct

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row to bring in: a new one, or new cells for `provision`, which read as `seen` when it was looked at."""

    number: str
    cells: Cells
    provision: UUID | None = None
    seen: str = ""


def add_row(
    *,
    version: Version,
    annex: Provision,
    cells: Cells,
    by: Acting,
    at: datetime,
    after: Provision | None = None,
    expected: int | None = None,
) -> ProvisionVersion:
    """This will add a row to the table of an annex, after another row or at the end; its number follows."""
    told = _told(cells)

    def add(tree: Tree) -> Node:
        if after is not None:
            made = drafting.new_sibling(tree.outline, tree.path(after), kind=Kind.ROW)
        else:
            made = drafting.new_child(tree.outline, tree.path(annex), kind=Kind.ROW)
        _fill(made, {**made.cells, **told})
        return made

    act = Act(
        "provision_added",
        WritingAct.ADDED,
        after or annex,
        needs=lambda tree: [tree.lineage(annex)],
        do=add,
        how="row",
    )
    row = restructure(act, version, expected=expected, by=by, at=at)
    if row is None:
        raise AssertionError("a row that was added stands somewhere")
    return row


def write_row(
    *, version: Version, row: Provision, cells: Cells, seen: str, by: Acting, at: datetime
) -> ProvisionVersion:
    """This will write the cells of a row, as write_provision does; cells that are not named stay."""
    _require_row(version, row)
    return write_provision(version=version, provision=row, heading="", text="", cells=cells, seen=seen, by=by, at=at)


def remove_row(
    *,
    version: Version,
    row: Provision,
    by: Acting,
    at: datetime,
    successor: Provision | None = None,
    expected: int | None = None,
) -> ProvisionVersion | None:
    """This will take a row out of its table; the rows it grouped stay."""
    _require_row(version, row)
    return remove_provision(version=version, provision=row, successor=successor, expected=expected, by=by, at=at)


def move_row(
    *, version: Version, row: Provision, up: bool, by: Acting, at: datetime, expected: int | None = None
) -> ProvisionVersion:
    """This will move a row, with the rows it groups, one place up or down."""
    _require_row(version, row)
    move = move_up if up else move_down
    return move(version=version, provision=row, expected=expected, by=by, at=at)


def import_rows(
    *,
    version: Version,
    annex: Provision,
    rows: Sequence[ImportedRow],
    by: Acting,
    at: datetime,
    expected: int | None = None,
) -> ProvisionVersion | None:
    """This will bring rows from a workbook into the table of an annex: all of them, or nothing where one is refused.

    New rows come at the end. Raises as the structure acts do; ValidationError with code `conflict` where somebody has
    written a row since it was looked at, `empty` where there is none.
    """
    if not rows:
        raise ValidationError(_("Tệp không có dòng nào nhận được."), code="empty")
    told = [(row, _told(row.cells)) for row in rows]

    def bring_in(tree: Tree) -> Node:
        table = tree.node(annex)
        if table is None or table.kind is not Kind.ANNEX:
            raise drafting.CannotDraft("Bảng chỉ nằm trong phụ lục; hãy chọn một phụ lục.")
        touched = [_bring_in(tree, table, row, cells) for row, cells in told]
        drafting.renumber(tree.outline)
        return touched[0]

    act = Act(
        "table_imported",
        WritingAct.ADDED,
        annex,
        needs=lambda tree: [tree.lineage(annex)],
        do=bring_in,
        how=str(len(told)),
    )
    return restructure(act, version, expected=expected, by=by, at=at)


def _bring_in(tree: Tree, table: Node, row: ImportedRow, cells: dict[str, str]) -> Node:
    if row.provision is None:
        made = Node(kind=Kind.ROW, number=row.number or "0")
        _fill(made, cells)
        table.children.append(made)
        return made
    node = tree.nodes.get(row.provision)
    if node is None or Words(node.heading, node.text, node.cells).hash != row.seen:
        raise ValidationError(
            _("Người khác vừa sửa một dòng mà tệp cũng sửa; chưa dòng nào được nhận. Hãy xem trước lại."),
            code="conflict",
        )
    if any(node.cells.get(key, "") != cell for key, cell in cells.items()):
        _fill(node, {**node.cells, **cells})
    return node


def _fill(node: Node, cells: dict[str, str]) -> None:
    node.cells, node.text = cells, joined(cells)


def _told(cells: Cells) -> dict[str, str]:
    told = {key[:100]: typed(cell).strip() for key, cell in cells.items()}
    require_short("", "", told)
    return told


def _require_row(version: Version, row: Provision) -> None:
    if row_of(version, row).kind != Kind.ROW:
        raise ValidationError(_("Điều khoản này không phải dòng của bảng."), code="not_a_row")
