"""The redline as a Word file with native tracked changes: what Word shows is what our own comparison found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from dongbo.engines.decree30.document import ATTACHED_KINDS, OfficialDocument
from dongbo.engines.decree30.passages import Passage, RowPassage, passages
from dongbo.engines.decree30.word import foot, head, table_row, text_paragraph
from dongbo.engines.decree30.wordml import (
    Element,
    column_widths,
    data_table,
    flat_paragraph,
    package,
    paragraph,
    run,
    section,
    text_width,
    w,
)
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.redline import Redline, word_changes
from dongbo.engines.redline.sequences import heaviest_increasing

_LINE_BREAK = re.compile(r"(\n)")
_TEXT_TAGS = {"del": "delText"}


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is printed of one provision: lines, or one table row."""

    path: str
    lines: tuple[Passage, ...] = ()
    row: RowPassage | None = None

    @property
    def weight(self) -> int:
        return 1 + sum(len(line.text) for line in self.lines) + len("".join(self.row.cells) if self.row else "")


@dataclass(frozen=True, slots=True)
class _Block:
    """One element of the body; `cells` are the texts of a table row."""

    element: Element
    cells: tuple[str, ...] = ()


def write_tracked_docx(
    old: Outline,
    new: Outline,
    redline: Redline,
    *,
    author: str,
    moment: datetime | None = None,
    frame: OfficialDocument | None = None,
) -> bytes:
    """Return a Word file of `new` in which every change from `old` is a tracked change by `author`.

    Accepting all changes gives the lines of `new`, rejecting all those of `old`. A provision that `redline` found at
    another place is tracked as moved, numbers as words. `moment` has its time zone. `frame` gives the head, the foot
    and the layout.
    """
    frame = frame or OfficialDocument(new)
    rules = frame.rules
    tracker = _Tracker(author, moment, rules.sizes.table)
    provisions, attached = (
        list(_merge(_printed(before), _printed(after), redline, tracker))
        for before, after in zip(_body_and_attached(old), _body_and_attached(new), strict=True)
    )
    body = [*head(frame), *_body(provisions, text_width(rules)), *foot(frame)]
    stands_before = bool(body)
    if attached and stands_before:
        body.append(w("p", w("pPr", section(rules, restart=False))))
    body += [*_body(attached, text_width(rules)), flat_paragraph()]
    body.append(section(rules, restart=bool(attached) and stands_before))
    return package(body, rules, title=frame.subject)


def _body_and_attached(outline: Outline) -> tuple[list[Node], list[Node]]:
    return (
        [node for node in outline.nodes if node.kind not in ATTACHED_KINDS],
        [node for node in outline.nodes if node.kind in ATTACHED_KINDS],
    )


def _printed(nodes: Sequence[Node]) -> list[_Printed]:
    found: list[_Printed] = []
    for path, group in groupby(passages(nodes), key=lambda passage: passage.path):
        lines = list(group)
        texts = tuple(line for line in lines if isinstance(line, Passage))
        rows = [_Printed(path, row=line) for line in lines if isinstance(line, RowPassage)]
        found += rows or [_Printed(path, texts)]
    return found


def _merge(old: list[_Printed], new: list[_Printed], redline: Redline, tracker: "_Tracker") -> Iterator[_Block]:
    """Yield both texts in one order: what stayed in order once, the rest at its old and at its new place."""
    places = {printed.path: place for place, printed in enumerate(new)}
    mates = {
        place: places[path]
        for place, printed in enumerate(old)
        if (path := _counterpart(printed.path, redline)) in places
    }
    paired = [(place, mate) for place, mate in mates.items() if _alike(old[place], new[mate])]
    kept = heaviest_increasing([mate for _, mate in paired], [old[place].weight for place, _ in paired])
    anchors = [paired[at] for at in sorted(kept)]
    sources = {mate: place for place, mate in mates.items()}
    done = reached = 0
    for place, mate in [*anchors, (len(old), len(new))]:
        for gone in range(done, place):
            yield from tracker.whole(old[gone], "moveFrom" if gone in mates else "del", gone)
        for come in range(reached, mate):
            yield from tracker.whole(new[come], "moveTo" if come in sources else "ins", sources.get(come, 0))
        if place < len(old):
            yield from tracker.changed(old[place], new[mate])
        done, reached = place + 1, mate + 1


def _counterpart(path: str, redline: Redline) -> str:
    """Return the new path of a provision, or of the headings of the table it holds; "" where it has none."""
    above = redline.pairs.get(path.removesuffix("/"), "")
    return f"{above}/" if above and path.endswith("/") else above


def _alike(old: _Printed, new: _Printed) -> bool:
    """Whether two provisions can stand for each other line by line, or cell by cell."""
    if old.row is None or new.row is None:
        return old.row is new.row
    return len(old.row.cells) == len(new.row.cells)


def _body(blocks: Sequence[_Block], width: int) -> Iterator[Element]:
    for cell_count, group in groupby(blocks, key=lambda block: len(block.cells)):
        run_of_blocks = list(group)
        if not cell_count:
            yield from (block.element for block in run_of_blocks)
            continue
        widths = column_widths([block.cells for block in run_of_blocks], width)
        yield data_table((block.element for block in run_of_blocks), widths)
        yield flat_paragraph()


@dataclass(slots=True)
class _Tracker:
    """Makes the elements of tracked changes, each with its own number."""

    author: str
    moment: datetime | None
    table_size: float
    last: int = field(default=0)

    def _change(self, tag: str, *children: Element, **attributes: object) -> Element:
        self.last += 1
        moment = {} if self.moment is None else {"date": self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        return w(tag, *children, id=self.last, author=self.author, **moment, **attributes)

    def whole(self, printed: _Printed, tag: str, source: int) -> Iterator[_Block]:
        """Yield a provision that as a whole went or came; `source` names the two ends of a move."""
        if printed.row is not None:
            tag = {"moveFrom": "del", "moveTo": "ins"}.get(tag, tag)  # Word knows no moved table row
            yield _Block(self._row(printed.row, tag), printed.row.cells)
            return
        moved = tag in ("moveFrom", "moveTo")
        if moved:
            start = self._change(f"{tag}RangeStart", name=f"move{source}")
            number = self.last
            yield _Block(start)
        for line in printed.lines:
            pieces = [(line.text[: line.bold], True), (line.text[line.bold :], False)]
            runs = [self._run(tag, text, bold=bold) for text, bold in pieces if text]
            yield _Block(paragraph(*runs, style=line.style, mark=self._change(tag)))
        if moved:
            yield _Block(w(f"{tag}RangeEnd", id=number))

    def changed(self, old: _Printed, new: _Printed) -> Iterator[_Block]:
        """Yield a provision that stayed, its changed words tracked."""
        if old.row is not None and new.row is not None:
            yield _Block(self._changed_row(old.row.cells, new.row.cells), new.row.cells)
        elif [line.text for line in old.lines] == [line.text for line in new.lines]:
            yield from (_Block(text_paragraph(line)) for line in new.lines)
        else:
            yield from (_Block(element) for element in _Weaver(self, old.lines, new.lines).paragraphs())

    def _run(self, tag: str, text: str, *, bold: bool) -> Element:
        return self._change(tag, run(text, bold=bold, tag=_TEXT_TAGS.get(tag, "t")))

    def _row(self, row: RowPassage, tag: str) -> Element:
        cells = [
            w("tc", paragraph(self._change(tag, self._cell(text, tag)), mark=self._change(tag))) for text in row.cells
        ]
        return w("tr", w("trPr", self._change(tag)), *cells)

    def _cell(self, text: str, tag: str) -> Element:
        return run(text, size=self.table_size, tag=_TEXT_TAGS.get(tag, "t"))

    def _changed_row(self, old: tuple[str, ...], new: tuple[str, ...]) -> Element:
        if old == new:
            return table_row(new, self.table_size)
        return w("tr", *(w("tc", w("p", *self._steps(*pair))) for pair in zip(old, new, strict=True)))

    def _steps(self, old: str, new: str) -> Iterator[Element]:
        for name, text in word_changes(old, new):
            if name == "equal":
                yield self._cell(text, "")
            else:
                tag = "del" if name == "delete" else "ins"
                yield self._change(tag, self._cell(text, tag))

    def run_of(self, name: str, text: str, *, bold: bool) -> Element:
        """Return the run of one step of a word-level comparison."""
        return run(text, bold=bold) if name == "equal" else self._run(_TAGS[name], text, bold=bold)

    def mark_of(self, name: str) -> Element | None:
        """Return the tracked change of a paragraph mark, None where the mark stays."""
        return None if name == "equal" else self._change(_TAGS[name])


_TAGS = {"delete": "del", "insert": "ins"}


class _Weaver:
    """Weaves the old and the new lines of one provision into paragraphs with tracked words and paragraph marks."""

    def __init__(self, tracker: _Tracker, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self.tracker = tracker
        self.sides = {"delete": _Reader(old), "insert": _Reader(new)}
        self.steps = word_changes(*("\n".join(line.text for line in lines) for lines in (old, new)))

    def paragraphs(self) -> Iterator[Element]:
        runs: list[Element] = []
        for name, text in self.steps:
            for piece in filter(None, _LINE_BREAK.split(text)):
                if piece != "\n":
                    runs += [self.tracker.run_of(name, part, bold=bold) for part, bold in self._bold_parts(name, piece)]
                    continue
                style = self._side(name).line.style
                yield paragraph(*runs, style=style, mark=self.tracker.mark_of(name))
                runs = []
                for side in self._sides(name):
                    side.next_line()
        yield paragraph(*runs, style=self._side("insert").line.style)

    def _side(self, name: str) -> "_Reader":
        return self.sides["delete" if name == "delete" else "insert"]

    def _sides(self, name: str) -> list["_Reader"]:
        return list(self.sides.values()) if name == "equal" else [self.sides[name]]

    def _bold_parts(self, name: str, piece: str) -> Iterator[tuple[str, bool]]:
        left = max(self._side(name).bold_left, 0)
        for side in self._sides(name):
            side.column += len(piece)
        yield from ((part, bold) for part, bold in ((piece[:left], True), (piece[left:], False)) if part)


class _Reader:
    """A place within the lines of one side."""

    def __init__(self, lines: Sequence[Passage]) -> None:
        self.lines = lines
        self.at = 0
        self.column = 0

    @property
    def line(self) -> Passage:
        return self.lines[self.at]

    @property
    def bold_left(self) -> int:
        return self.line.bold - self.column

    def next_line(self) -> None:
        self.at, self.column = self.at + 1, 0
