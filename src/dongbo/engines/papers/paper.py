"""A paper as read from a file: its lines and tables in order, nothing interpreted yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as written, hard line breaks already split; `number` counts from 1 through the paper.

    The text is what the file holds (it may be NFD, or hold no-break and zero-width signs): whoever matches
    words in it cleans it first. Blank lines and drawn rules are no lines. `bold` and `italic` say that every letter
    is so. `heading` is the level of a Markdown heading, 0 elsewhere: Word styles say nothing about the level.
    `column` is 1, 2 … for what stands side by side (the head and the foot of an official paper), else 0.
    """

    text: str
    number: int
    page: int | None = None
    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cell texts, paragraphs in a cell joined by a line break.

    Every row has the same width; a cell merged over several places holds its text in the first, the rest are empty.
    `number` is the place of the first row; the rows take the numbers that follow.
    """

    rows: tuple[tuple[str, ...], ...]
    number: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a file wants its user to know: a code, a Vietnamese sentence and the place."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of a page, kept out of the running text; `line` is where its mark stands."""

    mark: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; `kind` is the file format (docx, doc, pdf, md, txt).

    `margins` holds the distinct texts of page heads and feet, which are no part of the running text.
    """

    name: str
    kind: str
    blocks: tuple[Line | Table, ...]
    notices: tuple[Notice, ...] = field(default=())
    footnotes: tuple[Footnote, ...] = field(default=())
    margins: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of text outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def every_text(self) -> Iterator[tuple[int, str]]:
        """Yield (place, text) of every line and every table cell that is not empty, in order."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.number, block.text
                continue
            for offset, row in enumerate(block.rows):
                for cell in row:
                    if cell:
                        yield block.number + offset, cell


class PaperRefused(Exception):
    """A file that cannot become a paper.

    `code` is stable; `str(error)` is a Vietnamese sentence saying what is wrong, where, and how to mend it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def paper_from_lines(texts: Iterable[str], *, name: str = "", kind: str = "txt") -> Paper:
    """Return a paper of plain lines, each text split again at its own line breaks; blank lines stay lines."""
    parts = (part for text in texts for part in text.split("\n"))
    blocks = tuple(Line(text=part, number=number) for number, part in enumerate(parts, start=1))
    return Paper(name=name, kind=kind, blocks=blocks)
