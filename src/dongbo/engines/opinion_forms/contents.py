"""A filled form as its file holds it: grids of cells and loose texts, nothing understood yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CODE_COLUMN = 100_000
"""Where the hidden code of a row stands in a table that has no column for it: none is as wide."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell; `carried` from a merged cell above; `fault` says why it is no text ("formula", "error")."""

    text: str
    carried: bool = False
    fault: str = ""
    notes: tuple[str, ...] = ()


NO_CELL = Cell("")


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that holds something: its place as a person finds it, its number, and its cells by column."""

    place: str
    number: int
    cells: Mapping[int, Cell]

    def at(self, column: int | None) -> Cell:
        """Return the cell in `column`, an empty one where there is none."""
        return NO_CELL if column is None else self.cells.get(column, NO_CELL)

    def own(self) -> list[tuple[int, Cell]]:
        """Return the cells that hold something of this row, from left to right."""
        return [(column, cell) for column, cell in sorted(self.cells.items()) if cell.text and not cell.carried]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or a table; `name` as a person finds it."""

    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All of a file: its grids, the texts outside them with their places, its properties, and the page margins."""

    grids: tuple[Grid, ...]
    loose: tuple[tuple[str, str], ...] = ()
    properties: str = ""
    hidden_keys: Mapping[str, str] = field(default_factory=dict)
    margins: tuple[str, ...] = ()
