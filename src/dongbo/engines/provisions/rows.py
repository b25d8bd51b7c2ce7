"""The rows of tables as nodes: named cells where the table has a heading, plain words where it has none."""

from bisect import bisect_right
from collections.abc import Iterator

from dongbo.engines.papers import Paper, Table
from dongbo.engines.provisions.outline import Kind, Node
from dongbo.engines.provisions.tables import read_annex_tables


def rows_of_tables(paper: Paper) -> dict[int, list[Node]]:
    """Return the row nodes of every table, under the place of the table in the paper.

    A table that goes on over a page is one annex table; each piece keeps the rows that stand in it.
    """
    tables = {table.number: table for table in paper.tables}
    if not tables:
        return {}
    starts = sorted(tables)
    rows: dict[int, list[Node]] = {start: [] for start in starts}
    for annex_table in read_annex_tables(paper):
        for row in annex_table.rows:
            words = " ".join(row.cells.values())
            node = Node(kind=Kind.ROW, number=row.number, text=words, line=row.line, end=row.line)
            node.cells = dict(row.cells)
            rows[starts[bisect_right(starts, row.line) - 1]].append(node)
    return {start: named or list(_plain_rows(tables[start])) for start, named in rows.items()}


def _plain_rows(table: Table) -> Iterator[Node]:
    for offset, row in enumerate(table.rows):
        words = " ".join(cell for cell in row if cell)
        if words:
            place = table.number + offset
            yield Node(kind=Kind.ROW, number=row[0].strip(" ."), text=words, line=place, end=place)
