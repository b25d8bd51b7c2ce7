"""A paper that is one long table under an official head; its rows come one by one and are never all held."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dongbo.engines.consultation_papers.model import LandscapePaper
from dongbo.engines.decree30.wordml import text_width

Cells = tuple[str, ...]

_SHORT_LINES = 12
"""A row of no more lines is kept on one page; a page holds some thirty."""
_LETTER_TWIPS = 105
_PADDING_TWIPS = 220


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its share of the width in hundredths."""

    heading: str
    share: int


@dataclass(frozen=True, slots=True)
class TablePaper:
    """The head, the columns, the rows, and the lines after the table: a heading in bold and a numbered list."""

    document: LandscapePaper
    columns: Sequence[Column]
    rows: Iterable[Cells]
    after_heading: str = ""
    after: Sequence[str] = ()

    @property
    def title(self) -> str:
        """What the file is called inside."""
        return self.document.type

    @property
    def widths(self) -> list[int]:
        """The widths of the columns in twips."""
        total = sum(column.share for column in self.columns)
        width = text_width(self.document.rules)
        return [width * column.share // total for column in self.columns]


def is_short(cells: Cells, widths: Sequence[int]) -> bool:
    """Return whether a row is surely no longer than a part of a page, so that it need not be cut."""
    return all(_lines(text, width) <= _SHORT_LINES for text, width in zip(cells, widths, strict=True))


def _lines(text: str, width: int) -> int:
    letters = max((width - _PADDING_TWIPS) // _LETTER_TWIPS, 1)
    return sum(max(math.ceil(len(line) / letters), 1) for line in text.split("\n"))
