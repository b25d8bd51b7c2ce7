"""A provision tree as it is printed: marks, lines and tables in reading order, the same for every format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from dongbo.engines.provisions import Kind, Node
from dongbo.engines.provisions.tables import heading_of, in_order

_ATTACHED = re.compile(r"\s*([(\[]\s*(?:được\s+)?(?:ban hành\s+|phê duyệt\s+)?kèm theo\b.*)", re.IGNORECASE | re.DOTALL)
_ORDINAL_WORD = re.compile(r"(?:nhất|một|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười)", re.IGNORECASE)
_LONGEST_HEADING = 60
_NAMES = {
    Kind.PART: "Phần", Kind.CHAPTER: "Chương", Kind.SECTION: "Mục", Kind.SUBSECTION: "Tiểu mục",
    Kind.ANNEX: "Phụ lục", Kind.ARTICLE: "Điều",
}  # fmt: skip
_ON_OWN_LINE = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION, Kind.ANNEX})


class Style(StrEnum):
    """How a line is set; the value is the identifier of its paragraph style in the Word file."""

    DIVISION = "DongBoDivision"
    DIVISION_TITLE = "DongBoDivisionTitle"
    ANNEX = "DongBoAnnex"
    ANNEX_TITLE = "DongBoAnnexTitle"
    ATTACHED = "DongBoAttached"
    ARTICLE = "DongBoArticle"
    ROMAN = "DongBoRoman"
    CLAUSE = "DongBoClause"
    POINT = "DongBoPoint"
    BULLET = "DongBoBullet"
    TEXT = "DongBoText"
    BASIS = "DongBoBasis"


_STYLES = {
    Kind.ARTICLE: Style.ARTICLE, Kind.ROMAN: Style.ROMAN, Kind.CLAUSE: Style.CLAUSE,
    Kind.ARABIC: Style.CLAUSE, Kind.POINT: Style.POINT, Kind.LETTER: Style.POINT, Kind.DASH: Style.BULLET,
    Kind.PLUS: Style.BULLET,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed line of the provision at `path`; its first `bold` characters are set bold."""

    style: Style
    text: str
    bold: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class RowPassage:
    """One printed table row, of as many cells as the widest row of its table."""

    cells: tuple[str, ...]
    path: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether these are the headings of the columns."""
        return self.path.endswith("/")


def passages(nodes: Sequence[Node]) -> Iterator[Passage | RowPassage]:
    """Yield what is printed of `nodes` and all beneath them, in reading order."""
    lettered = any(node.kind is Kind.PART and node.number == "A" for node in nodes)
    for is_row, group in groupby(nodes, key=lambda node: node.kind is Kind.ROW):
        if is_row:
            yield from table_rows(list(group))
            continue
        for node in group:
            yield from own_passages(node, lettered=lettered)
            yield from passages(node.children)


def table_rows(rows: Sequence[Node]) -> list[RowPassage]:
    """Return the printed rows of one table: its headings where the columns are known, then number and cells.

    Columns stand in the order of official tables. The row of headings has the path of what holds the table, with a
    final "/".
    """
    columns = in_order({key for row in rows for key in row.cells})
    if not columns:
        return [RowPassage(_untold_cells(row), row.path) for row in rows]
    above = rows[0].path.rpartition("/")[0]
    headings = RowPassage(("TT", *map(heading_of, columns)), f"{above}/")
    return [headings, *(RowPassage((row.number, *_cells(row, columns)), row.path) for row in rows)]


def _cells(row: Node, columns: Sequence[str]) -> list[str]:
    if row.cells:
        return [row.cells.get(column, "") for column in columns]
    return [row.words, *("" for _ in columns[1:])]


def _untold_cells(row: Node) -> tuple[str, str]:
    return row.number, row.words[len(row.number) :].lstrip() if row.words.startswith(row.number) else row.words


def own_passages(node: Node, *, lettered: bool = False) -> Iterator[Passage]:
    """Yield the lines of the provision itself; `lettered` says that its level counts its parts A, B, C."""
    mark = written_mark(node, lettered=lettered)
    if node.kind in _ON_OWN_LINE and not (node.kind is Kind.PART and lettered):
        yield from _division(node, mark)
    elif node.kind is Kind.TITLE:
        yield from _title(node)
    else:
        yield from _running(node, mark)


def written_mark(node: Node, *, lettered: bool = False) -> str:
    """Return the number as it is printed: "Điều 5.", "Chương II", "1.", "a)", "-"; "" where there is none."""
    if node.kind in _NAMES and not (node.kind is Kind.PART and lettered):
        between = "thứ " if node.kind is Kind.PART and _ORDINAL_WORD.fullmatch(node.number) else ""
        return f"{_NAMES[node.kind]} {between}{node.number}".strip() + ("." if node.kind is Kind.ARTICLE else "")
    if node.kind in (Kind.TITLE, Kind.PARAGRAPH, Kind.ROW) or not node.number:
        return ""
    if node.kind in (Kind.DASH, Kind.PLUS):
        return node.number
    return f"{node.number}{')' if node.number[0].islower() else '.'}"


def _division(node: Node, mark: str) -> Iterator[Passage]:
    annex = node.kind is Kind.ANNEX
    yield Passage(Style.ANNEX if annex else Style.DIVISION, mark, len(mark), node.path)
    if annex:
        yield from _title(node)
        return
    for line in _lines(node.heading):
        yield Passage(Style.DIVISION_TITLE, line, len(line), node.path)
    yield from _rest(node)


def _title(node: Node) -> Iterator[Passage]:
    attached = _ATTACHED.search(node.heading)
    title = node.heading[: attached.start()] if attached else node.heading
    for line in _lines(title):
        yield Passage(Style.ANNEX_TITLE, line, len(line), node.path)
    for line in _lines(attached[1]) if attached else ():
        yield Passage(Style.ATTACHED, line, 0, node.path)
    for line in _lines(node.text):
        yield Passage(Style.ATTACHED if _ATTACHED.match(line) else Style.TEXT, line, 0, node.path)


def _running(node: Node, mark: str) -> Iterator[Passage]:
    style = _STYLES.get(node.kind, Style.CLAUSE if mark else Style.TEXT)
    first, *others = _lines(node.heading) or _lines(node.text) or [""]
    if node.kind is Kind.ARTICLE and not node.heading and _looks_like_heading(first):
        first, others = "", [first, *others]
    line = f"{mark} {first}".strip()
    titled = bool(node.heading) or node.kind is Kind.ROMAN
    bold = len(line) if titled else len(mark) if node.kind is Kind.ARTICLE else 0
    if line:
        yield Passage(style, line, bold, node.path)
    for other in others:
        yield Passage(Style.TEXT, other, len(other) if node.heading else 0, node.path)
    if node.heading:
        yield from _rest(node)


def _looks_like_heading(line: str) -> bool:
    """Whether this first line of an article would read as its title if it stood beside the number."""
    return line.endswith(":") or 0 < len(line) < _LONGEST_HEADING


def _rest(node: Node) -> Iterator[Passage]:
    for line in _lines(node.text):
        yield Passage(Style.TEXT, line, 0, node.path)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
