"""Joining a plan with annexes kept in files of their own: one paper, one tree, every line traceable to its file."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from dongbo.engines.appraisal import PaperFile
from dongbo.engines.papers import Paper, Table
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a joined paper and the lines of the whole that it holds, first to last."""

    file: str
    first: int
    last: int

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"file": self.file, "first_line": self.first, "last_line": self.last}


@dataclass(frozen=True, slots=True)
class Joined:
    """A paper with its annexes, and which file each line comes from."""

    whole: PaperFile
    parts: tuple[Part, ...]

    def origin(self, line: int) -> tuple[str, int]:
        """Return the file that holds a line of the whole, and the line's number in that file.

        Raises ValueError where the whole has no such line.
        """
        for part in self.parts:
            if part.first <= line <= part.last:
                return part.file, line - part.first + 1
        raise ValueError(line)


def join(plan: PaperFile, annexes: Sequence[PaperFile]) -> Joined:
    """This will append `annexes` to `plan`: their provisions become annex nodes, their lines follow the plan's.

    An annex whose tree is annexes already keeps it; any other tree is put under one annex node that bears its title.
    The metadata stay the plan's own. The papers given are left as they are.
    """
    parts = [Part(plan.paper.name, 1, _last_line(plan.paper))]
    moved = []
    for annex in annexes:
        start = parts[-1].last
        parts.append(Part(annex.paper.name, start + 1, start + _last_line(annex.paper)))
        moved.append(_Moved.down(annex, start))
    paper = plan.paper
    for one in moved:
        paper = _appended(paper, one.paper)
    whole = replace(plan, paper=paper, outline=_grown(plan.outline, moved))
    return Joined(whole, tuple(parts))


@dataclass(frozen=True, slots=True)
class _Moved:
    """An annex whose lines count on from those before it."""

    paper: Paper
    outline: Outline

    @classmethod
    def down(cls, annex: PaperFile, by: int) -> "_Moved":
        paper, outline = annex.paper, deepcopy(annex.outline)
        for node in outline.walk():
            node.line += by
            node.end += by
        outline.findings = [
            replace(finding, line=None if finding.line is None else finding.line + by) for finding in outline.findings
        ]
        if not outline.nodes or any(node.kind is not Kind.ANNEX for node in outline.nodes):
            outline.nodes = [_annex_node(annex, outline.nodes, by)]
        moved = replace(
            paper,
            blocks=tuple(replace(block, number=block.number + by) for block in paper.blocks),
            notices=tuple(
                replace(notice, line=None if notice.line is None else notice.line + by) for notice in paper.notices
            ),
            footnotes=tuple(replace(note, line=note.line + by) for note in paper.footnotes),
        )
        return cls(moved, outline)


def _annex_node(annex: PaperFile, children: list[Node], by: int) -> Node:
    """Return one annex node over `children`; its text is what stands before them."""
    before = annex.outline.preamble if children else (1, _last_line(annex.paper))
    first, last = before or (1, 0)
    return Node(
        kind=Kind.ANNEX,
        heading=annex.outline.title or annex.name,
        text="\n".join(line.text for line in annex.paper.lines if first <= line.number <= last),
        line=by + 1,
        end=by + _last_line(annex.paper),
        children=children,
    )


def _grown(outline: Outline, annexes: Sequence[_Moved]) -> Outline:
    """Return a copy of `outline` with the annexes' nodes and findings, every path anew."""
    grown = deepcopy(outline)
    named = []
    for annex in annexes:
        nodes = {node.path: node for node in annex.outline.walk() if node.path}
        named += [(finding, nodes.get(finding.path)) for finding in annex.outline.findings]
        grown.nodes += annex.outline.nodes
    if annexes:
        assign_paths(grown.nodes)
    grown.findings += [replace(finding, path=node.path if node else "") for finding, node in named]
    return grown


def _appended(paper: Paper, annex: Paper) -> Paper:
    return replace(
        paper,
        blocks=(*paper.blocks, *annex.blocks),
        notices=(*paper.notices, *annex.notices),
        footnotes=(*paper.footnotes, *annex.footnotes),
        margins=tuple(dict.fromkeys((*paper.margins, *annex.margins))),
    )


def _last_line(paper: Paper) -> int:
    """Return the number of the last line or table row."""
    ends = (block.number + (len(block.rows) - 1 if isinstance(block, Table) else 0) for block in paper.blocks)
    return max(ends, default=0)
