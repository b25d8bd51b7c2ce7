"""A provision tree laid out as a paper without its numbers, and the same tree with the places of its lines there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dongbo.engines.decree30.passages import table_rows
from dongbo.engines.papers import Paper
from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.provisions import Kind, Node, Outline


def laid_out(outline: Outline) -> tuple[Paper, Outline]:
    """Return the words of `outline` as a paper, and its tree with lines that are places in it; paths stay."""
    builder = PaperBuilder(name="", kind="txt")
    nodes = list(_laid(outline.nodes, builder))
    return builder.build(), replace(outline, nodes=nodes, preamble=None, closing=None)


def _laid(nodes: Sequence[Node], builder: PaperBuilder) -> Iterator[Node]:
    for are_rows, group in groupby(nodes, key=lambda node: node.kind is Kind.ROW):
        if are_rows:
            yield from _rows(list(group), builder)
        else:
            for node in group:
                yield _node(node, builder)


def _node(node: Node, builder: PaperBuilder) -> Node:
    line = builder.next_number
    for text in node.words.split("\n"):
        builder.add_line(text)
    children = list(_laid(node.children, builder))
    return replace(node, line=line, end=max(line, builder.next_number - 1), children=children)


def _rows(rows: Sequence[Node], builder: PaperBuilder) -> Iterator[Node]:
    """Yield the rows of one table; its heading, where it has one, is a row of the paper alone."""
    printed = [row for row in table_rows(rows) if any(row.cells)]
    first = builder.next_number
    builder.add_table([row.cells for row in printed])
    lines = {row.path: first + at for at, row in enumerate(printed)}
    for node in rows:
        line = lines.get(node.path, first)
        yield replace(node, line=line, end=line)
