"""Grow the tree of nodes from the decisions: headings, texts, paragraphs, rows, and where the body ends."""

import math

from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions.closing import is_capital
from dongbo.engines.provisions.marks import Family, Mark
from dongbo.engines.provisions.outline import Kind, Node, Outline
from dongbo.engines.provisions.rows import rows_of_tables
from dongbo.engines.provisions.sequence import Decision, Mode
from dongbo.engines.provisions.titles import note_after, title_of
from dongbo.engines.provisions.wrapping import Wrapping

_KINDS = {
    Family.ANNEX: Kind.ANNEX, Family.TITLE: Kind.ANNEX, Family.PART: Kind.PART, Family.CAPITAL: Kind.PART,
    Family.CHAPTER: Kind.CHAPTER, Family.ROMAN: Kind.ROMAN, Family.SECTION: Kind.SECTION,
    Family.SUBSECTION: Kind.SUBSECTION, Family.ARTICLE: Kind.ARTICLE, Family.ARABIC: Kind.ARABIC,
    Family.DECIMAL: Kind.ARABIC, Family.THIRD: Kind.ARABIC, Family.LETTER: Kind.LETTER,
    Family.SUBLETTER: Kind.LETTER, Family.SMALL_ROMAN: Kind.ROMAN, Family.DASH: Kind.DASH, Family.PLUS: Kind.PLUS,
}  # fmt: skip
_TITLED = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ANNEX, Kind.ROMAN})
_BULLETS = frozenset({Kind.DASH, Kind.PLUS})
_LETTERS = frozenset({Kind.LETTER, Kind.POINT})
_NUMBERED = frozenset({Kind.CLAUSE, Kind.ARABIC, Kind.LETTER, Kind.POINT})
_SENTENCE_END = '.;:!?,”"'
_LONGEST_HEADING = 300


def grow(paper: Paper, decisions: list[Decision], wrapping: Wrapping) -> tuple[Outline, dict[int, Mark]]:
    """Return the outline of `paper` and the mark of each node by its line; paths are not yet assigned."""
    growth = _Growth(paper, decisions, wrapping)
    return growth.outline(), growth.marks


class _Growth:
    """The walk through the blocks: the open nodes, the mode, and what the last line left."""

    def __init__(self, paper: Paper, decisions: list[Decision], wrapping: Wrapping) -> None:
        self.paper = paper
        self.wrapping = wrapping
        self.decided = {decision.event.line: decision for decision in decisions}
        self.rows = rows_of_tables(paper)
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self.marks: dict[int, Mark] = {}
        self.paragraphs: list[Node] = []
        self.mode = Mode.BODY
        self.title_until = -1
        self.number_due = ""
        self.preamble: list[Line] = []
        self.closing: list[Line] = []
        self.before = ""

    def outline(self) -> Outline:
        """Walk through the whole paper."""
        for at, block in enumerate(self.paper.blocks):
            if isinstance(block, Table):
                self._table(block)
            elif block.text.strip():
                self._line(at, block)
        self._close(0)
        self._return_lists_to_preamble()
        articles = any(node.kind is Kind.ARTICLE for root in self.nodes for node in root.walk())
        return Outline(
            nodes=self.nodes,
            style="dieu" if articles else "muc",
            preamble=_span(self.preamble),
            closing=_span(self.closing),
            title=title_of(self.preamble),
        )

    def _return_lists_to_preamble(self) -> None:
        """A list above the first provision is none: bases, addressees, or the laws that amended a consolidated one."""
        roots = [node.kind for node in self.nodes]
        listed = _BULLETS | _NUMBERED if Kind.ARTICLE in roots or Kind.CHAPTER in roots else _BULLETS
        count = next((at for at, kind in enumerate(roots) if kind not in listed), 0)
        above = self.nodes[:count]
        if not above or any(node.kind not in listed for root in above for node in root.walk()):
            return
        self.nodes = self.nodes[count:]
        within = range(above[0].line, above[-1].end + 1)
        self.preamble += [line for line in self.paper.lines if line.number in within]

    def _line(self, at: int, line: Line) -> None:
        decision = self.decided.get(at)
        mode = decision.mode if decision else self.mode
        if decision is not None and decision.mark is not None:
            self._open(at, line, decision, decision.mark)
        elif mode is Mode.CLOSING and not self._in_annex():
            self.closing.append(line)
        elif not self.open:
            self.preamble.append(line)
        else:
            self._words(at, line, quoted=mode is not Mode.BODY)
        self.mode = decision.after if decision else self.mode
        self.before = line.text.rstrip()

    def _in_annex(self) -> bool:
        """Whether an annex is open: a signature in it ends nothing but itself."""
        return bool(self.open) and self.open[0].kind is Kind.ANNEX

    def _open(self, at: int, line: Line, decision: Decision, mark: Mark) -> None:
        self._close(decision.depth - 1)
        kind = _kind(mark, self.open[-1].kind if self.open else None)
        node = Node(
            kind=kind,
            number=mark.number,
            confidence=_confidence(decision),
            line=line.number,
            end=line.number,
        )
        rest = line.text[mark.rest :].strip()
        if _may_be_heading(kind, rest):
            node.heading = rest
        else:
            node.text = rest
        self.title_until = note_after(self.paper.blocks, at) if kind is Kind.ANNEX else -1
        # Only a name whose number stands on the next line lacks its number: "Chương" above "VIII".
        self.number_due = "" if mark.number in line.text else mark.number
        self.marks[line.number] = mark
        (self.open[-1].children if self.open else self.nodes).append(node)
        self.open.append(node)

    def _close(self, depth: int) -> None:
        """Close the open nodes down to `depth`; a paragraph given to one above a node still open goes back down."""
        if self.paragraphs and depth > self._depth_of_paragraphs():
            self._take_back_paragraphs()
        self.paragraphs = []
        end = max((node.end for node in self.open), default=0)
        for node in self.open:
            node.end = max(node.end, end)
        while len(self.open) > depth:
            _settle_heading(self.open.pop())

    def _words(self, at: int, line: Line, *, quoted: bool) -> None:
        node = self.open[-1]
        text = line.text.strip()
        node.end = line.number
        if self.number_due:
            text, self.number_due = text.removeprefix(self.number_due).strip(), ""
            if not text:
                return
        if self.paragraphs:
            self._go_on_with_paragraph(line, quoted=quoted)
        elif not quoted and self._continues_heading(node, text, at):
            node.heading = f"{node.heading} {text}".strip()
        elif not quoted and (above := self._owner_of_paragraph()) < len(self.open):
            self._begin_paragraph(line, self.open[above - 1])
        else:
            node.text = f"{node.text}\n{text}" if node.text else text

    def _continues_heading(self, node: Node, text: str, at: int) -> bool:
        if node.text or node.children:
            return False
        if node.kind is Kind.ANNEX and at < self.title_until:
            return True
        if at == self.title_until:
            return False
        if node.kind in _TITLED and is_capital(text) and (is_capital(node.heading) or not node.heading):
            return True
        if not node.heading:
            return node.kind in _TITLED or (node.kind is Kind.ARTICLE and text[-1] not in ".;:")
        return self.wrapping.cuts(self.before) or (text[0].islower() and node.heading[-1] not in _SENTENCE_END)

    def _owner_of_paragraph(self) -> int:
        """Return the depth of the node an unnumbered line belongs to: not to a list that has come to its end.

        Items that end with semicolons and a last one with a full stop are a finished list; so is a bullet that ends
        with a full stop.
        """
        depth = len(self.open)
        if self.wrapping.cuts(self.before) or not self.before.endswith((".", "./.")):
            return depth
        while depth > 1 and self._is_finished(self.open[depth - 1], self.open[depth - 2]):
            depth -= 1
        return depth

    def _is_finished(self, node: Node, parent: Node) -> bool:
        if node.kind in _BULLETS:
            return True
        if node.kind not in _LETTERS or len(parent.children) < 2:
            return False
        return _last_words(parent.children[-2]).endswith(";")

    def _begin_paragraph(self, line: Line, parent: Node) -> None:
        paragraph = Node(kind=Kind.PARAGRAPH, text=line.text.strip(), line=line.number, end=line.number)
        paragraph.confidence = 0.8
        parent.children.append(paragraph)
        parent.end = line.number
        self.paragraphs.append(paragraph)

    def _go_on_with_paragraph(self, line: Line, *, quoted: bool) -> None:
        last = self.paragraphs[-1]
        if quoted or self.wrapping.cuts(self.before):
            last.text = f"{last.text}\n{line.text.strip()}"
            last.end = line.number
        else:
            self._begin_paragraph(line, self.open[self._depth_of_paragraphs() - 1])

    def _depth_of_paragraphs(self) -> int:
        first = self.paragraphs[0]
        return next(depth for depth, node in enumerate(self.open, 1) if any(c is first for c in node.children))

    def _take_back_paragraphs(self) -> None:
        parent, node = self.open[self._depth_of_paragraphs() - 1], self.open[-1]
        del parent.children[-len(self.paragraphs) :]
        node.text = "\n".join(filter(None, [node.text, *(paragraph.text for paragraph in self.paragraphs)]))
        node.end = self.paragraphs[-1].end

    def _table(self, table: Table) -> None:
        self.before = ""
        if not self.open or (self.mode is Mode.CLOSING and not self._in_annex()):
            return
        self.open[-1].children += self.rows.get(table.number, [])
        self.open[-1].end = table.number + len(table.rows) - 1


def _kind(mark: Mark, above: Kind | None) -> Kind:
    if mark.family is Family.ARABIC and above is Kind.ARTICLE:
        return Kind.CLAUSE
    if mark.family is Family.LETTER and above in (Kind.CLAUSE, Kind.ARTICLE):
        return Kind.POINT
    return _KINDS[mark.family]


def _may_be_heading(kind: Kind, words: str) -> bool:
    if not words or kind in _TITLED:
        return bool(words)
    if kind is Kind.ARTICLE:
        return words[-1] not in ".;"
    return kind in _NUMBERED and words[-1] not in _SENTENCE_END and len(words) < _LONGEST_HEADING


def _settle_heading(node: Node) -> None:
    """Turn a heading that proved to be a sentence, or that has nothing beneath it, into the node's text."""
    if node.kind in _TITLED or not node.heading:
        return
    sentence = node.heading[-1] in ".;" or (node.kind in _NUMBERED and node.heading[-1] in _SENTENCE_END)
    alone = node.kind in _NUMBERED and not (node.text or node.children)
    if sentence or alone:
        node.text = "\n".join(filter(None, (node.heading, node.text)))
        node.heading = ""


def _last_words(node: Node) -> str:
    return (_last_words(node.children[-1]) if node.children else node.words).rstrip()


def _confidence(decision: Decision) -> float:
    """Return how sure the reading is: the margin to the runner-up, and what the chosen reading itself cost."""
    sure = 1 / (1 + math.exp(-1.2 * (decision.margin + 0.5)))
    return round(sure * math.exp(-decision.cost / 12), 3)


def _span(lines: list[Line]) -> tuple[int, int] | None:
    return (lines[0].number, lines[-1].number) if lines else None
