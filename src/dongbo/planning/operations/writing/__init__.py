"""Writes: the text of a draft, its structure, its tables, and the versions it is frozen as."""

from dongbo.planning.operations.writing.freezing import freeze_draft
from dongbo.planning.operations.writing.keeping import forget_text, keep_text
from dongbo.planning.operations.writing.opening import write_preamble
from dongbo.planning.operations.writing.structure import (
    add_child,
    add_sibling,
    demote,
    merge_provision,
    move_down,
    move_provision,
    move_up,
    promote,
    remove_provision,
    split_provision,
)
from dongbo.planning.operations.writing.tables import (
    ImportedRow,
    add_row,
    import_rows,
    move_row,
    remove_row,
    write_row,
)
from dongbo.planning.operations.writing.words import write_provision

__all__ = [
    "ImportedRow",
    "add_child",
    "add_row",
    "add_sibling",
    "demote",
    "forget_text",
    "freeze_draft",
    "import_rows",
    "keep_text",
    "merge_provision",
    "move_down",
    "move_provision",
    "move_row",
    "move_up",
    "promote",
    "remove_provision",
    "remove_row",
    "split_provision",
    "write_preamble",
    "write_provision",
    "write_row",
]
