"""Provisions as a page shows them: with their marker, their place in the outline and their depth."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.mending import marker
from dongbo.engines.provisions import Kind, Node

DEEPEST = 6
"""Indentation stops growing here, so that deep points stay readable on a phone."""


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """A row with what a page says of it."""

    row: ProvisionVersion
    marker: str
    label: str
    depth: int
    lines: list[str]


def shown(row: ProvisionVersion) -> ShownProvision:
    """Return `row` as a page shows it; `label` is its short name in an outline."""
    node = Node(kind=Kind(row.kind), number=row.number)
    return ShownProvision(
        row=row,
        marker=marker(node),
        label=" ".join(part for part in (marker(node), row.heading or row.text[:60]) if part),
        depth=min(row.depth, DEEPEST),
        lines=row.text.split("\n"),
    )


def shown_tree(rows: Iterable[ProvisionVersion]) -> list[ShownProvision]:
    """Return every row of a version, in reading order, as a page shows it."""
    return [shown(row) for row in rows]


def outline_rows(tree: list[ShownProvision]) -> list[ShownProvision]:
    """Return those that stand in a page's outline: titled provisions and everything above an article's clauses."""
    titled = {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ARTICLE, Kind.ANNEX, Kind.ROMAN}
    return [item for item in tree if Kind(item.row.kind) in titled or (item.row.heading and item.row.depth <= 2)]
