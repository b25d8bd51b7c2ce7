"""Two texts of a paper in one reading order: what stayed stands once, the rest at its old and at its new place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from dongbo.engines.decree30.document import ATTACHED_KINDS
from dongbo.engines.decree30.passages import Passage, RowPassage, Style, passages
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.redline import Redline, word_changes
from dongbo.engines.redline.sequences import heaviest_increasing

_LINE_BREAK = re.compile(r"(\n)")


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of one provision: lines, or one table row."""

    path: str
    lines: tuple[Passage, ...] = ()
    row: RowPassage | None = None

    @property
    def weight(self) -> int:
        """How much is printed, by which what stays is chosen."""
        return 1 + sum(len(line.text) for line in self.lines) + len("".join(self.row.cells) if self.row else "")


class Fate(StrEnum):
    """What became of what is printed of a provision."""

    STAYED = "stayed"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved_from"
    MOVED_TO = "moved_to"


@dataclass(frozen=True, slots=True)
class Merged:
    """One provision in the common order: as it read before, as it reads now, or both where it stayed.

    `source` is the place in the old text: the same at both ends of a move.
    """

    fate: Fate
    old: Printed | None
    new: Printed | None
    source: int = 0


def body_and_attached(outline: Outline) -> tuple[list[Node], list[Node]]:
    """Return the provisions before the signature block, and what is attached after it."""
    return (
        [node for node in outline.nodes if node.kind not in ATTACHED_KINDS],
        [node for node in outline.nodes if node.kind in ATTACHED_KINDS],
    )


def merged(old: Sequence[Node], new: Sequence[Node], redline: Redline) -> Iterator[Merged]:
    """Yield both texts in one order, the counterparts being those of `redline`."""
    before, after = _printed(old), _printed(new)
    places = {printed.path: place for place, printed in enumerate(after)}
    mates = {
        place: places[path]
        for place, printed in enumerate(before)
        if (path := _counterpart(printed.path, redline)) in places
    }
    paired = [(place, mate) for place, mate in mates.items() if _alike(before[place], after[mate])]
    kept = heaviest_increasing([mate for _, mate in paired], [before[place].weight for place, _ in paired])
    anchors = [paired[at] for at in sorted(kept)]
    sources = {mate: place for place, mate in mates.items()}
    done = reached = 0
    for place, mate in [*anchors, (len(before), len(after))]:
        for gone in range(done, place):
            yield Merged(Fate.MOVED_FROM if gone in mates else Fate.DELETED, before[gone], None, gone)
        for come in range(reached, mate):
            fate = Fate.MOVED_TO if come in sources else Fate.INSERTED
            yield Merged(fate, None, after[come], sources.get(come, 0))
        if place < len(before):
            yield Merged(Fate.STAYED, before[place], after[mate], place)
        done, reached = place + 1, mate + 1


def _printed(nodes: Sequence[Node]) -> list[Printed]:
    found: list[Printed] = []
    for path, group in groupby(passages(nodes), key=lambda passage: passage.path):
        lines = list(group)
        texts = tuple(line for line in lines if isinstance(line, Passage))
        rows = [Printed(path, row=line) for line in lines if isinstance(line, RowPassage)]
        found += rows or [Printed(path, texts)]
    return found


def _counterpart(path: str, redline: Redline) -> str:
    """Return the new path of a provision, or of the headings of the table it holds; "" where it has none."""
    above = redline.pairs.get(path.removesuffix("/"), "")
    return f"{above}/" if above and path.endswith("/") else above


def _alike(old: Printed, new: Printed) -> bool:
    """Whether two provisions can stand for each other line by line, or cell by cell."""
    if old.row is None or new.row is None:
        return old.row is new.row
    return len(old.row.cells) == len(new.row.cells)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, by the step of the comparison they belong to: "equal", "delete" or "insert"."""

    step: str
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class WovenLine:
    """One line of both texts; `ended_by` is the step its line break belongs to, "equal" for the last."""

    style: Style
    pieces: tuple[Piece, ...]
    ended_by: str = "equal"


def woven(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[WovenLine]:
    """Yield the old and the new lines of one provision woven into one, word by word."""
    sides = {"delete": _Reader(old), "insert": _Reader(new)}
    steps = word_changes(*("\n".join(line.text for line in lines) for lines in (old, new)))
    pieces: list[Piece] = []
    for name, text in steps:
        touched = list(sides.values()) if name == "equal" else [sides[name]]
        side = sides["delete" if name == "delete" else "insert"]
        for words in filter(None, _LINE_BREAK.split(text)):
            if words != "\n":
                pieces += _by_weight(name, words, side.bold_left)
                for one in touched:
                    one.column += len(words)
                continue
            yield WovenLine(side.line.style, tuple(pieces), name)
            pieces = []
            for one in touched:
                one.next_line()
    yield WovenLine(sides["insert"].line.style, tuple(pieces))


def _by_weight(step: str, words: str, bold_left: int) -> list[Piece]:
    left = max(bold_left, 0)
    parts = ((words[:left], True), (words[left:], False))
    return [Piece(step, part, bold) for part, bold in parts if part]


@dataclass(slots=True)
class _Reader:
    """A place within the lines of one side."""

    lines: Sequence[Passage]
    at: int = field(default=0)
    column: int = field(default=0)

    @property
    def line(self) -> Passage:
        return self.lines[self.at]

    @property
    def bold_left(self) -> int:
        return self.line.bold - self.column

    def next_line(self) -> None:
        self.at, self.column = self.at + 1, 0
