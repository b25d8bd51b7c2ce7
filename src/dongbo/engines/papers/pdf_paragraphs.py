"""Paragraphs out of the rows of a PDF, where every line of print is a line of its own.

A break is taken as the printer's when the first word of the next row had no room left, and as the writer's when
it had. Indents, wider gaps, numbers and changes of weight speak for the writer where the row was full.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dongbo.engines.papers.builder import PaperBuilder
from dongbo.engines.papers.pdf_rows import PageRows, PlacedTable, Row
from dongbo.engines.papers.pdf_tables import join_over_pages

_STRONG_START = re.compile(
    r"Điều\s+\d|(?:Phần|Chương|Mục|Tiểu mục|Phụ lục)\s+(?:[IVXLC\d]|thứ)|[-–+•]\s|[a-zđ]\)\s|Căn cứ\s|"
    r"Nơi nhận\s*:|Kính gửi\s*:|Số\s*:|[IVXLC]+[.-]\s"
)
_WEAK_START = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]\s")
_INDENT = 0.7
_ROOM = 0.3
_WIDER_BY = 3.0
_FALLBACK_STEP = 20.0
_SPACE = 0.25
_SAME_EDGE = 1.5


@dataclass(slots=True)
class _Frame:
    """Where the running text of a paper stands.

    Its edges; where first lines begin if they are indented; and for each page the step between printed lines of
    one paragraph, with whether paragraphs stand further apart than that.
    """

    left: float
    right: float
    indent: float | None
    steps: dict[int, float]
    spaced: bool


def add_pages(builder: PaperBuilder, pages: Sequence[PageRows]) -> None:
    """This will add the tables of the pages, and their rows joined into paragraphs, each as one line."""
    frames = {width: _measure(rows) for width, rows in _by_width(pages).items()}
    run: list[tuple[Row, _Frame]] = []
    tables: list[tuple[PlacedTable, int]] = []
    for item, page in _in_order(pages):
        if isinstance(item, PlacedTable):
            _add_paragraphs(builder, run)
            run = []
            joined = join_over_pages(tables[-1][0], item) if tables else None
            if joined is None:
                _add_tables(builder, tables)
                tables = [(item, page.number)]
            else:
                tables[-1] = (joined, tables[-1][1])
        else:
            _add_tables(builder, tables)
            tables = []
            run.append((item, frames[round(page.width)]))
    _add_paragraphs(builder, run)
    _add_tables(builder, tables)


def _by_width(pages: Sequence[PageRows]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for page in pages:
        if page.rows:
            grouped.setdefault(round(page.width), []).extend(page.rows)
    return grouped


def _in_order(pages: Sequence[PageRows]) -> Iterator[tuple[Row | PlacedTable, PageRows]]:
    """Yield rows and tables in reading order; a table comes before the first row that stands below its top."""
    for page in pages:
        tables = list(page.tables)
        for row in page.rows:
            while tables and row.baseline < tables[0].top:
                yield tables.pop(0), page
            yield row, page
        for table in tables:
            yield table, page


def _add_tables(builder: PaperBuilder, tables: Sequence[tuple[PlacedTable, int]]) -> None:
    for table, page in tables:
        builder.add_table(table.rows, page=page)


def _add_paragraphs(builder: PaperBuilder, rows: Sequence[tuple[Row, _Frame]]) -> None:
    held: list[Row] = []
    for place, (row, frame) in enumerate(rows):
        if held and not _continues(held, row, frame):
            _add(builder, held, rows[place - 1][1])
            held = []
        held.append(row)
    if held:
        _add(builder, held, rows[-1][1])


def _measure(rows: Sequence[Row]) -> _Frame:
    body = [row for row in rows if not row.column] or list(rows)
    lefts = Counter(round(row.left) for row in body)
    usual = max(2, len(body) // 20)
    left = float(next((edge for edge in sorted(lefts) if lefts[edge] + lefts[edge + 1] >= usual), min(lefts)))
    right = _right_edge(body)
    indents = Counter({edge: count for edge, count in lefts.items() if edge > left + 8}).most_common(1)
    gaps = [
        (below.page, above.baseline - below.baseline, above.right > right - 3 * above.size)
        for above, below in pairwise(body)
        if above.page == below.page and above.baseline > below.baseline
    ]
    by_page: dict[int, list[float]] = {page: [] for page, _, _ in gaps}
    for page, gap, full in gaps:
        if full:
            by_page[page].append(gap)
    whole = _step([gap for _, gap, full in gaps if full]) or _FALLBACK_STEP
    steps = {page: _step(found) or whole for page, found in by_page.items()}
    return _Frame(
        left=left,
        right=right,
        indent=float(indents[0][0]) if indents and indents[0][1] >= usual else None,
        steps=steps,
        spaced=sum(gap > steps[page] + _WIDER_BY for page, gap, _ in gaps) >= usual,
    )


def _right_edge(body: Sequence[Row]) -> float:
    """Return the edge that justified lines reach, or, where lines end unevenly, nearly the furthest they reach."""
    rights = sorted(row.right for row in body)
    edge, count = Counter(round(right) for right in rights).most_common(1)[0]
    return float(edge) if count >= max(3, len(rights) // 7) else rights[int(0.97 * (len(rights) - 1))]


def _step(gaps: Sequence[float]) -> float:
    """Return the usual gap below full lines, 0 when there are too few to tell."""
    return float(Counter(round(gap) for gap in gaps).most_common(1)[0][0]) if len(gaps) >= 3 else 0.0


def _continues(held: Sequence[Row], row: Row, frame: _Frame) -> bool:
    """Whether `row` goes on with the paragraph of the rows held so far."""
    above = held[-1]
    if above.column != row.column or _has_other_weight(above, row):
        return False
    centred = bool(row.column) or _is_centred(above, frame)
    if centred and above.text.isupper() != row.text.isupper():
        return False
    full = not _has_room(above, row, frame) and not _gap_is_wider(above, row, frame)
    open_ended = not above.text.endswith((".", ";", ":"))
    flush = _hangs(held, row) or _is_flush(above, row, frame)
    if _STRONG_START.match(row.text):
        return full and open_ended and flush and not centred
    if open_ended and row.text[:1].islower():
        return True
    if _is_next_item(held[0], row, frame):
        return False
    if not full or centred:
        return full
    if frame.indent is not None and not flush:
        return False
    return flush or not _WEAK_START.match(row.text)


def _is_next_item(first: Row, row: Row, frame: _Frame) -> bool:
    """Whether a row begins with a number right under that of the paragraph, where no gap parts paragraphs."""
    under = not frame.spaced and abs(first.left - row.left) < _INDENT * row.size
    return under and bool(_WEAK_START.match(row.text)) and bool(_WEAK_START.match(first.text))


def _hangs(held: Sequence[Row], row: Row) -> bool:
    """Whether a row begins where the words behind the paragraph's number do, or where its other rows do."""
    if len(held) > 1:
        return abs(held[-1].left - row.left) < _SAME_EDGE and abs(held[0].left - row.left) > _SAME_EDGE
    words = held[0].words
    return len(words) > 1 and abs(words[1].left - row.left) < _SAME_EDGE


def _is_flush(above: Row, row: Row, frame: _Frame) -> bool:
    """Whether the place of the row itself says that it goes on: not indented, or as near as lines of one paragraph."""
    if frame.indent is not None:
        return not _is_indented(row, frame)
    return frame.spaced and above.page == row.page and not _gap_is_wider(above, row, frame)


def _has_other_weight(above: Row, row: Row) -> bool:
    """Whether bold text begins or ends at the row: only a whole row tells, a run-in heading may break anywhere."""
    return above.bold != row.bold and not (above.bold and row.words[0].bold)


def _has_room(above: Row, row: Row, frame: _Frame) -> bool:
    """Whether the first word of `row` would have gone on the line above."""
    left, right = above.limits if above.column else (frame.left, frame.right)
    needed = row.words[0].right - row.words[0].left + _SPACE * row.size
    if above.column or _is_centred(above, frame):
        return above.right - above.left + needed < right - left - _ROOM * row.size
    return above.right + needed < right - _ROOM * row.size


def _gap_is_wider(above: Row, row: Row, frame: _Frame) -> bool:
    if above.page != row.page:
        return False
    return above.baseline - row.baseline > frame.steps.get(row.page, _FALLBACK_STEP) + _WIDER_BY


def _is_indented(row: Row, frame: _Frame) -> bool:
    return not row.column and row.left > frame.left + _INDENT * row.size


def _is_centred(row: Row, frame: _Frame) -> bool:
    left, right = row.limits if row.column else (frame.left, frame.right)
    before, after = row.left - left, right - row.right
    if not row.column and frame.indent is not None and abs(row.left - frame.indent) < _SAME_EDGE:
        return False
    margin = 0.0 if row.text.isupper() else row.size
    return min(before, after) > margin and abs(before - after) < (0.1 * (right - left) if row.column else row.size)


def _add(builder: PaperBuilder, rows: Sequence[Row], frame: _Frame) -> None:
    builder.add_line(
        " ".join(row.text for row in rows),
        page=rows[0].page,
        bold=all(row.bold for row in rows),
        italic=all(row.italic for row in rows),
        centred=_is_centred(rows[0], frame),
        column=rows[0].column,
    )
