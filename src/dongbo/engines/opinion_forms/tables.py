"""The tables of opinions of a form: which grids they are, and their rows read as opinions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dongbo.engines.opinion_forms.columns import Column, Layout, find_headings, is_draft
from dongbo.engines.opinion_forms.contents import Contents, Grid, GridRow
from dongbo.engines.opinion_forms.form import FilledRow, FormRefused
from dongbo.engines.opinion_forms.rows import read_row, with_own_codes
from dongbo.engines.opinion_forms.safety import MAX_ROWS, too_many_rows
from dongbo.engines.opinion_forms.wording import OPINION_SHEET


@dataclass(frozen=True, slots=True)
class OpinionTable:
    """A grid of opinions: its number among the grids, its layout, and the rows beneath its headings, if it has them."""

    number: int
    grid: Grid
    layout: Layout
    rows: tuple[GridRow, ...]
    heading: GridRow | None


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row of a table that holds an opinion."""

    grid_row: GridRow
    table: OpinionTable
    row: FilledRow


def opinion_tables(contents: Contents, *, name: str) -> list[OpinionTable]:
    """Return the tables of opinions; a part split off one goes on with it.

    Raises FormRefused where there is none.
    """
    found: list[OpinionTable] = []
    for number, grid in enumerate(contents.grids):
        headings = find_headings(grid) if not is_draft(grid) else None
        if headings is not None:
            at, layout = headings
            found.append(OpinionTable(number, grid, layout, grid.rows[at + 1 :], grid.rows[at]))
        elif found and found[-1].number == number - 1 and _goes_on(found[-1], grid):
            found.append(OpinionTable(number, grid, found[-1].layout, grid.rows, None))
    if not found:
        raise FormRefused(
            "no-headings",
            f"Tệp «{name}» không còn bảng «{OPINION_SHEET}» với dòng tiêu đề (ít nhất «Vị trí» và «Ý kiến»): "
            "hãy ghi lại dòng tiêu đề như trong phiếu được cấp rồi gửi lại.",
        )
    return found


def _goes_on(table: OpinionTable, grid: Grid) -> bool:
    """A part split off a Word table bears the hidden codes of its rows."""
    if is_draft(grid) or not grid.rows or "!" in grid.rows[0].place:
        return False
    code = table.layout.places[Column.CODE]
    return any(row.at(code).text for row in grid.rows)


def written_rows(tables: Sequence[OpinionTable], *, name: str) -> list[WrittenRow]:
    """Return the rows that hold an opinion, in order; raises FormRefused where there are too many."""
    found = list(_written(tables))
    if len(found) > MAX_ROWS:
        raise too_many_rows(name)
    own = with_own_codes(each.row for each in found)
    return [replace(each, row=row) for each, row in zip(found, own, strict=True)]


def _written(tables: Sequence[OpinionTable]) -> Iterator[WrittenRow]:
    for table in tables:
        for grid_row in table.rows:
            row = None if table.layout.is_repeated_in(grid_row) else read_row(grid_row, table.layout)
            if row is not None:
                yield WrittenRow(grid_row, table, row)
