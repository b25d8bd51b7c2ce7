"""Ruled tables of a PDF page: the grid out of the drawn lines, the cells out of the words between them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float, c_int
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pypdfium2.raw as pdfium

from dongbo.engines.papers.pdf_rows import PlacedTable, Row, into_rows
from dongbo.engines.papers.pdf_words import Word

_THIN = 2.5
_SHORTEST = 6.0
_TOUCHING = 3.0
_MOST_PATHS = 20_000
_DEEPEST_FORM = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A drawn line: `at` is its height (or its place across), from `begin` to `end` along it."""

    at: float
    begin: float
    end: float


def find_tables(page: Any, words: Sequence[Word]) -> tuple[list[PlacedTable], list[Word]]:
    """Return the ruled tables of a page, top to bottom, and the words that stand in none of them."""
    level, upright = _drawn_lines(page)
    if len(level) < 3 or len(upright) < 3:
        return [], list(words)
    tables: list[PlacedTable] = []
    left_over = list(words)
    for grid_level, grid_upright in _grids(level, upright):
        table, inside = _read_grid(grid_level, grid_upright, left_over)
        if table is not None:
            tables.append(table)
            taken = set(map(id, inside))
            left_over = [word for word in left_over if id(word) not in taken]
    return sorted(tables, key=lambda table: -table.top), left_over


def _drawn_lines(page: Any) -> tuple[list[_Line], list[_Line]]:
    """Return the level and the upright lines of a page; a filled sliver counts as a line, a box as its four sides."""
    level: list[_Line] = []
    upright: list[_Line] = []
    for path in islice(_paths(page), _MOST_PATHS):
        for left, foot, right, top in _slivers(path):
            if top - foot <= _THIN and right - left >= _SHORTEST:
                level.append(_Line((foot + top) / 2, left, right))
            elif right - left <= _THIN and top - foot >= _SHORTEST:
                upright.append(_Line((left + right) / 2, foot, top))
    return _merged(level), _merged(upright)


def _paths(page: Any) -> Iterator[Any]:
    """Yield the drawn paths of a page, those inside its forms too."""
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _paths_in(pdfium.FPDFPage_GetObject(page.raw, at), _DEEPEST_FORM)


def _paths_in(drawn: Any, depth: int) -> Iterator[Any]:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield drawn
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        for at in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _paths_in(pdfium.FPDFFormObj_GetObject(drawn, at), depth - 1)


def _slivers(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield (left, foot, right, top) of the lines a path draws: itself when thin, the sides of a stroked box."""
    sides = [c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *sides):
        return
    left, foot, right, top = (side.value for side in sides)
    if min(right - left, top - foot) <= _THIN:
        yield left, foot, right, top
    elif _is_stroked(path):
        yield left, foot, right, foot
        yield left, top, right, top
        yield left, foot, left, top
        yield right, foot, right, top


def _is_stroked(path: Any) -> bool:
    mode, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    return bool(stroke.value)


def _merged(lines: Iterable[_Line]) -> list[_Line]:
    """Join lines that lie on one another or touch end to end."""
    merged: list[_Line] = []
    for line in sorted(lines, key=lambda line: (round(line.at / _TOUCHING), line.begin)):
        last = merged[-1] if merged else None
        if last and abs(last.at - line.at) < _TOUCHING and line.begin <= last.end + _TOUCHING:
            merged[-1] = _Line(last.at, last.begin, max(last.end, line.end))
        else:
            merged.append(line)
    return merged


def _grids(level: Sequence[_Line], upright: Sequence[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Yield the groups of level and upright lines that touch one another."""
    free_level, free_upright = list(level), list(upright)
    while free_upright:
        group_level: list[_Line] = []
        group_upright = [free_upright.pop()]
        grown = True
        while grown:
            near_level = [line for line in free_level if any(_touch(line, other) for other in group_upright)]
            free_level = [line for line in free_level if line not in near_level]
            group_level += near_level
            near_upright = [line for line in free_upright if any(_touch(other, line) for other in group_level)]
            free_upright = [line for line in free_upright if line not in near_upright]
            group_upright += near_upright
            grown = bool(near_level or near_upright)
        if len(group_level) >= 2 and len(group_upright) >= 3:
            yield group_level, group_upright


def _touch(level: _Line, upright: _Line) -> bool:
    return (
        level.begin - _TOUCHING <= upright.at <= level.end + _TOUCHING
        and upright.begin - _TOUCHING <= level.at <= upright.end + _TOUCHING
    )


def _read_grid(
    level: Sequence[_Line], upright: Sequence[_Line], words: Sequence[Word]
) -> tuple[PlacedTable | None, list[Word]]:
    heights = sorted(_places(level), reverse=True)
    edges = _places(upright)
    cells: dict[tuple[int, int], list[Word]] = {}
    inside: list[Word] = []
    for word in words:
        middle, height = (word.left + word.right) / 2, word.baseline + 0.25 * word.size
        if edges[0] < middle < edges[-1] and heights[-1] < height < heights[0]:
            column = bisect_right(edges, middle) - 1
            row = sum(1 for each in heights if each > height) - 1
            owner = _owner(row, column, heights, edges, level, upright)
            cells.setdefault(owner, []).append(word)
            inside.append(word)
    if not inside or len(edges) < 3:
        return None, []
    rows = [
        [_cell_text(cells.get((row, column), [])) for column in range(len(edges) - 1)]
        for row in range(len(heights) - 1)
    ]
    return PlacedTable(rows, heights[0], heights[-1], tuple(edges)), inside


def _places(lines: Iterable[_Line]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] >= _TOUCHING:
            places.append(at)
    return places


def _owner(
    row: int, column: int, heights: Sequence[float], edges: Sequence[float],
    level: Sequence[_Line], upright: Sequence[_Line],
) -> tuple[int, int]:  # fmt: skip
    """Return the first place of the merged cell: up and left as long as no line parts the two places."""
    middle = (heights[row] + heights[row + 1]) / 2
    while column and not _crossed(upright, edges[column], middle):
        column -= 1
    across = (edges[column] + edges[column + 1]) / 2
    while row and not _crossed(level, heights[row], across):
        row -= 1
    return row, column


def _crossed(lines: Iterable[_Line], at: float, along: float) -> bool:
    return any(abs(line.at - at) < _TOUCHING and line.begin <= along <= line.end for line in lines)


def _cell_text(words: Sequence[Word]) -> str:
    """Return the text of a cell: printed lines joined, a dash or a number at the start of one begins a new line."""
    text = ""
    for row in into_rows(words, 0):
        if not text:
            text = row.text
        elif text.endswith("/"):
            text += row.text
        else:
            text += ("\n" if _begins_item(row) else " ") + row.text
    return text


def _begins_item(row: Row) -> bool:
    return row.words[0].text in ("-", "–", "+", "•") and len(row.words) > 1


def join_over_pages(above: PlacedTable, below: PlacedTable) -> PlacedTable | None:
    """Return the table that goes on from the foot of one page to the next, or None when these are two tables.

    A heading row printed again is left out; a first row without its number goes on with the last row above.
    """
    if len(above.edges) != len(below.edges):
        return None
    if any(abs(one - other) > 2 * _TOUCHING for one, other in zip(above.edges, below.edges, strict=True)):
        return None
    rows = below.rows
    while rows and rows[0] in above.rows[:3]:
        rows = rows[1:]
    joined = [list(row) for row in above.rows]
    if rows and not rows[0][0] and sum(map(bool, rows[0])) < len(rows[0]) and joined:
        joined[-1] = [" ".join(filter(None, pair)) for pair in zip(joined[-1], rows[0], strict=True)]
        rows = rows[1:]
    return PlacedTable(joined + [list(row) for row in rows], above.top, below.foot, above.edges)
