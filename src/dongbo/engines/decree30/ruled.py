"""Ruled tables of running text: columns of told widths under headings that stand on every page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_SHORT_LINES = 12
"""A row of no more lines is kept on one page; a page holds some thirty."""
_LETTER_TWIPS = 105
_PADDING_TWIPS = 220


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its share of the width in hundredths; `centred` cells hold a number, a day or a mark."""

    heading: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of as many cells; a cell may hold several lines. A `whole` one is never cut between pages."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool = False

    def widths(self, total: int) -> list[int]:
        """Return the widths of the columns in twips, together no wider than `total`."""
        return shared_out(self.columns, total)


def shared_out(columns: Sequence[Column], total: int) -> list[int]:
    """Return the widths of `columns` in twips, each its share of `total`."""
    whole = sum(column.share for column in columns)
    return [total * column.share // whole for column in columns]


def is_short(cells: Sequence[str], widths: Sequence[int]) -> bool:
    """Return whether a row is surely no longer than a part of a page, so that it need not be cut."""
    return all(_lines(text, width) <= _SHORT_LINES for text, width in zip(cells, widths, strict=True))


def _lines(text: str, width: int) -> int:
    letters = max((width - _PADDING_TWIPS) // _LETTER_TWIPS, 1)
    return sum(max(math.ceil(len(line) / letters), 1) for line in text.split("\n"))
