"""The redline as a Word file with native tracked changes: what Word shows is what our own comparison found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from dongbo.engines.decree30.document import OfficialDocument
from dongbo.engines.decree30.merged import Fate, Piece, Printed, WovenLine, body_and_attached, merged, woven
from dongbo.engines.decree30.passages import RowPassage
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

_TEXT_TAGS = {"del": "delText"}
_TAGS = {"delete": "del", "insert": "ins"}
_WHOLE_TAGS = {Fate.DELETED: "del", Fate.INSERTED: "ins", Fate.MOVED_FROM: "moveFrom", Fate.MOVED_TO: "moveTo"}


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
        list(_blocks(before, after, redline, tracker))
        for before, after in zip(body_and_attached(old), body_and_attached(new), strict=True)
    )
    body = [*head(frame), *_body(provisions, text_width(rules)), *foot(frame)]
    stands_before = bool(body)
    if attached and stands_before:
        body.append(w("p", w("pPr", section(rules, restart=False))))
    body += [*_body(attached, text_width(rules)), flat_paragraph()]
    body.append(section(rules, restart=bool(attached) and stands_before))
    return package(body, rules, title=frame.subject)


def _blocks(old: list[Node], new: list[Node], redline: Redline, tracker: "_Tracker") -> Iterator[_Block]:
    for one in merged(old, new, redline):
        if one.old is not None and one.new is not None:
            yield from tracker.changed(one.old, one.new)
        elif (printed := one.old or one.new) is not None:
            yield from tracker.whole(printed, _WHOLE_TAGS[one.fate], one.source)


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

    def whole(self, printed: Printed, tag: str, source: int) -> Iterator[_Block]:
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

    def changed(self, old: Printed, new: Printed) -> Iterator[_Block]:
        """Yield a provision that stayed, its changed words tracked."""
        if old.row is not None and new.row is not None:
            yield _Block(self._changed_row(old.row.cells, new.row.cells), new.row.cells)
        elif [line.text for line in old.lines] == [line.text for line in new.lines]:
            yield from (_Block(text_paragraph(line)) for line in new.lines)
        else:
            yield from (_Block(self._woven(line)) for line in woven(old.lines, new.lines))

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

    def _woven(self, line: WovenLine) -> Element:
        runs = [self._piece(piece) for piece in line.pieces]
        mark = None if line.ended_by == "equal" else self._change(_TAGS[line.ended_by])
        return paragraph(*runs, style=line.style, mark=mark)

    def _piece(self, piece: Piece) -> Element:
        if piece.step == "equal":
            return run(piece.text, bold=piece.bold)
        return self._run(_TAGS[piece.step], piece.text, bold=piece.bold)
