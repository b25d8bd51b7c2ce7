"""Tables of a Word paper: the grid of cells, and whether it is data or only holds text side by side."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from dongbo.engines.papers.word_styles import VAL, Styles, W, has_inner_lines, is_visible, whole_number

_HEAD_OR_FOOT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận\s*:|"
    r"^\s*(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b[./]?",
    re.MULTILINE,
)
_HEAD_OR_FOOT_ROWS = 6
_SIDE_BY_SIDE_CELLS = 2
_SIDE_BY_SIDE_ROWS = 8
_WIDEST = 63  # Word's own bound on the columns of a table
_CELL_EDGES = ("top", "bottom", "left", "right", "start", "end")


@dataclass(slots=True)
class WordLine:
    """One line before it gets its number; `notes` are the ids of the footnotes marked in it."""

    text: str
    bold: bool = False
    italic: bool = False
    centred: bool = False
    column: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class WordTable:
    """A table of data before its rows get their numbers."""

    rows: list[list[str]]
    notes: tuple[str, ...] = ()


WordBlock = WordLine | WordTable
ReadBlocks = Callable[[etree._Element], Iterable[WordBlock]]


@dataclass(slots=True)
class _Cell:
    column: int
    span: int
    continues: bool
    edges: int
    blocks: list[WordBlock] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(_texts(self.blocks))


def _texts(blocks: Iterable[WordBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, WordLine):
            if block.text.strip():
                yield block.text.strip()
        else:
            yield from (" ".join(filter(None, row)) for row in block.rows)


def read_table(table: etree._Element, styles: Styles, read_blocks: ReadBlocks) -> Iterator[WordBlock]:
    """Yield a table of data as one WordTable; the lines of a table used for layout, by row, with their column."""
    rows = [list(_cells(row, read_blocks)) for row in _children(table, f"{W}tr") if not _deleted(row)]
    rows = [row for row in rows if row]
    if not rows:
        return
    if _is_layout(rows, ruled=_is_ruled(table, rows, styles)):
        yield from _side_by_side(rows)
        return
    notes = tuple(note for row in rows for cell in row for block in cell.blocks for note in block.notes)
    yield WordTable([_spread(row) for row in rows], notes)


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, content controls looked through."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}


def _deleted(row: etree._Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _cells(row: etree._Element, read_blocks: ReadBlocks) -> Iterator[_Cell]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 0 if before is None else min(_WIDEST, whole_number(before.get(VAL), 0))
    for cell in _children(row, f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span, continues, edges = 1, False, 0
        if properties is not None:
            wide = properties.find(f"{W}gridSpan")
            span = 1 if wide is None else max(1, min(_WIDEST, whole_number(wide.get(VAL), 1)))
            merged = properties.find(f"{W}vMerge")
            continues = merged is not None and merged.get(VAL, "continue") == "continue"
            edges = _visible_edges(properties.find(f"{W}tcBorders"))
        blocks = [] if continues else list(read_blocks(cell))
        yield _Cell(column, span, continues, edges, blocks)
        column += span


def _visible_edges(borders: etree._Element | None) -> int:
    if borders is None:
        return 0
    return sum(is_visible(borders.find(f"{W}{edge}")) for edge in _CELL_EDGES)


def _is_ruled(table: etree._Element, rows: Sequence[Sequence[_Cell]], styles: Styles) -> bool:
    """Whether lines are drawn between cells: by the table itself, its style, or at least half of its cells."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None and has_inner_lines(borders):
        return True
    cells = [cell for row in rows for cell in row]
    if 2 * sum(cell.edges >= 2 for cell in cells) >= len(cells):
        return True
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return borders is None and style is not None and styles.has_inner_borders(style.get(VAL, ""))


def _is_layout(rows: Sequence[Sequence[_Cell]], *, ruled: bool) -> bool:
    widest = max(sum(bool(cell.blocks) for cell in row) for row in rows)
    if widest <= 1 and max(map(len, rows)) <= 1:
        return True
    if len(rows) <= _HEAD_OR_FOOT_ROWS and any(_HEAD_OR_FOOT.search(cell.text) for row in rows for cell in row):
        return True
    if ruled:
        return False
    filled = max(sum(bool(cell.text) for cell in row) for row in rows)
    return len(rows) == 1 or (filled <= _SIDE_BY_SIDE_CELLS and len(rows) <= _SIDE_BY_SIDE_ROWS)


def _side_by_side(rows: Sequence[Sequence[_Cell]]) -> Iterator[WordBlock]:
    """Yield the lines of a layout table by row; columns count only where text stands beside other text."""
    shared = [row for row in rows if sum(bool(cell.text) for cell in row) > 1]
    places = sorted({cell.column for row in shared for cell in row if cell.text})
    for row in rows:
        for cell in row:
            column = bisect_right(places, cell.column) if len(row) > 1 else 0
            for block in cell.blocks:
                if column and isinstance(block, WordLine) and not block.column:
                    yield replace(block, column=column)
                else:
                    yield block


def _spread(row: Sequence[_Cell]) -> list[str]:
    """Return the texts of a row by grid column; a merged cell fills its first place only."""
    texts = [""] * (row[-1].column + row[-1].span)
    for cell in row:
        texts[cell.column] = cell.text
    return texts
