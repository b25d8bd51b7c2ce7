"""Grow the tree of nodes from the decisions: headings, texts, paragraphs, annex rows, and where the body ends."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator

from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions.closing import is_capital
from dongbo.engines.provisions.marks import Family, Mark
from dongbo.engines.provisions.outline import Kind, Node, Outline
from dongbo.engines.provisions.sequence import Decision, Mode
from dongbo.engines.provisions.tables import read_annex_tables

_KINDS = {
    Family.ANNEX: Kind.ANNEX, Family.TITLE: Kind.ANNEX, Family.PART: Kind.PART, Family.CAPITAL: Kind.PART,
    Family.CHAPTER: Kind.CHAPTER, Family.ROMAN: Kind.ROMAN, Family.SECTION: Kind.SECTION,
    Family.SUBSECTION: Kind.SUBSECTION, Family.ARTICLE: Kind.ARTICLE, Family.ARABIC: Kind.ARABIC,
    Family.DECIMAL: Kind.ARABIC, Family.THIRD: Kind.ARABIC, Family.LETTER: Kind.LETTER,
    Family.SUBLETTER: Kind.LETTER,
    Family.SMALL_ROMAN: Kind.ROMAN, Family.DASH: Kind.DASH, Family.PLUS: Kind.PLUS,
}  # fmt: skip
_TITLED = frozenset(
    {Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ANNEX, Kind.TITLE, Kind.ROMAN}
)
_SENTENCE_END = '.;:!?”"'
_NOTE = re.compile(r"[(\[]?\s*(?:Ban hành )?kèm theo", re.IGNORECASE)


def grow(paper: Paper, decisions: list[Decision]) -> Outline:
    """Return the outline of `paper` from the decisions; paths are not yet assigned."""
    return _Growth(paper, decisions).outline()


class _Growth:
    """The walk through the blocks: the open nodes, and the mode the last decision left."""

    def __init__(self, paper: Paper, decisions: list[Decision]) -> None:
        self.paper = paper
        self.decided = {decision.event.line: decision for decision in decisions}
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self.mode = Mode.BODY
        self.preamble: list[int] = []
        self.closing: list[int] = []
        self.rows = _annex_rows(paper)

    def outline(self) -> Outline:
        for at, block in enumerate(self.paper.blocks):
            if isinstance(block, Table):
                self._table(block)
            elif block.text.strip():
                self._line(at, block)
        style = (
            "dieu" if any(node.kind is Kind.ARTICLE for root in self.nodes for node in root.walk()) else "muc"
        )
        return Outline(
            nodes=self.nodes,
            style=style,
            preamble=_span(self.preamble),
            closing=_span(self.closing),
        )

    def _line(self, at: int, line: Line) -> None:
        decision = self.decided.get(at)
        if decision is not None and decision.mark is not None:
            self._open(line, decision, decision.mark)
        else:
            if decision is not None and decision.mode is Mode.CLOSING:
                self.mode = Mode.CLOSING
            self._words(line, quoted=decision is not None and decision.mode is Mode.QUOTE)

    def _open(self, line: Line, decision: Decision, mark: Mark) -> None:
        self.mode = Mode.BODY
        del self.open[decision.depth - 1 :]
        parent = self.open[-1] if self.open else None
        node = Node(
            kind=_kind(mark, parent),
            number=mark.number,
            confidence=_confidence(decision),
            line=line.number,
            end=line.number,
        )
        rest = line.text[mark.rest :].strip()
        if rest and _is_heading(node.kind, rest):
            node.heading = rest
        else:
            node.text = rest
        self._attach(node)
        self.open.append(node)

    def _attach(self, node: Node) -> None:
        (self.open[-1].children if self.open else self.nodes).append(node)
        self._extend(node.end)

    def _extend(self, end: int) -> None:
        for node in self.open:
            node.end = max(node.end, end)

    def _words(self, line: Line, *, quoted: bool) -> None:
        if self.mode is Mode.CLOSING:
            self.closing.append(line.number)
            return
        if not self.open:
            self.preamble.append(line.number)
            return
        node = self.open[-1]
        text = line.text.strip()
        self._extend(line.number)
        if self._continues_heading(node, text):
            node.heading = f"{node.heading} {text}".strip()
        else:
            node.text = f"{node.text}\n{text}" if node.text else text

    def _continues_heading(self, node: Node, text: str) -> bool:
        if node.text or node.children or len(text) > 300:
            return False
        if node.kind in (Kind.ANNEX, Kind.TITLE):
            return is_capital(text) or _NOTE.match(text) is not None or not node.heading
        if node.kind in _TITLED:
            return not node.heading or (is_capital(text) and is_capital(node.heading))
        if node.kind is Kind.ARTICLE and not node.heading:
            return text[-1] not in ".;:"
        return bool(node.heading) and text[0].islower() and node.heading[-1] not in _SENTENCE_END

    def _table(self, table: Table) -> None:
        if self.mode is Mode.CLOSING or not self.open:
            return
        rows = self.rows.get(table.number) or list(_plain_rows(table))
        self.open[-1].children += rows
        self._extend(table.number + len(table.rows) - 1)


def _annex_rows(paper: Paper) -> dict[int, list[Node]]:
    """Return the rows of every table that has a heading, under the place of the table in the paper.

    A table that goes on over a page is one annex table; each piece keeps the rows that stand in it.
    """
    starts = sorted(table.number for table in paper.tables)
    rows: dict[int, list[Node]] = {start: [] for start in starts}
    if not starts:
        return rows
    for annex_table in read_annex_tables(paper):
        for row in annex_table.rows:
            start = starts[bisect_right(starts, row.line) - 1]
            rows[start].append(
                Node(
                    kind=Kind.ROW,
                    number=row.number,
                    text=" ".join(row.cells.values()),
                    line=row.line,
                    end=row.line,
                    cells=dict(row.cells),
                )
            )
    return rows


def _plain_rows(table: Table) -> Iterator[Node]:
    for offset, row in enumerate(table.rows):
        words = " ".join(cell for cell in row if cell)
        if words:
            place = table.number + offset
            yield Node(kind=Kind.ROW, number=row[0].strip(" ."), text=words, line=place, end=place)


def _kind(mark: Mark, parent: Node | None) -> Kind:
    above = parent.kind if parent else None
    if mark.family is Family.ARABIC and above is Kind.ARTICLE:
        return Kind.CLAUSE
    if mark.family is Family.LETTER and above in (Kind.CLAUSE, Kind.ARTICLE):
        return Kind.POINT
    return _KINDS[mark.family]


def _is_heading(kind: Kind, words: str) -> bool:
    if kind in _TITLED:
        return True
    if kind is Kind.ARTICLE:
        return words[-1] not in ".;" or len(words) < 60
    return kind is Kind.ARABIC and words[-1] not in ".;:," and len(words) < 300


def _confidence(decision: Decision) -> float:
    """Return how sure the reading is: the margin to the runner-up, and what the chosen reading itself cost."""
    sure = 1 / (1 + math.exp(-1.2 * (decision.margin + 0.5)))
    return round(sure * math.exp(-decision.cost / 12), 3)


def _span(numbers: list[int]) -> tuple[int, int] | None:
    return (numbers[0], numbers[-1]) if numbers else None
