"""Rows of words on a PDF page: words on one baseline, parted where something stands beside something else."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from dongbo.engines.papers.builder import is_drawn_rule
from dongbo.engines.papers.pdf_words import Word

_SAME_BASELINE = 0.35
_OVERPRINT = 1.5
_NO_SPACE = 0.06
_GUTTER = 6.0
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*\d{1,4}\s*(?:[/|]\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_EDGE = 0.12
_HEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM")
_FOOT = re.compile(r"nơi\s+nhận\s*:?", re.IGNORECASE)
_RUNNING_PAGES = 3
_RUNNING_SHARE = 0.6


@dataclass(eq=False)
class Row:
    """Words on one baseline of one page, left to right; `column` is 1 or 2 beside another column, else 0."""

    words: list[Word]
    page: int
    column: int = 0
    limits: tuple[float, float] = (0.0, 0.0)

    @cached_property
    def text(self) -> str:
        """The words joined by one space."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge in points."""
        return self.words[-1].right

    @property
    def baseline(self) -> float:
        """Height of the baseline above the foot of the page, in points."""
        return self.words[0].baseline

    @cached_property
    def size(self) -> float:
        """Height of the tallest letters, in points."""
        return max(word.size for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether every word with a letter or digit is bold."""
        return _every(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def italic(self) -> bool:
        """Whether every word with a letter or digit is italic."""
        return _every(word.italic for word in self.words if any(map(str.isalnum, word.text)))


def _every(flags: Iterable[bool]) -> bool:
    found = list(flags)
    return bool(found) and all(found)


@dataclass(slots=True)
class PlacedTable:
    """A ruled table: its cell texts, the heights of its top and foot, and the edges of its columns."""

    rows: list[list[str]]
    top: float
    foot: float
    edges: tuple[float, ...]


@dataclass(slots=True)
class PageRows:
    """The rows of one page from top to bottom, with the size of the page."""

    rows: list[Row]
    width: float
    height: float
    number: int = 0
    tables: list[PlacedTable] = field(default_factory=list)


def into_rows(words: Sequence[Word], page: int) -> list[Row]:
    """Return the words as rows, top to bottom; a word raised or lowered a little stays with its row."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if rows and rows[-1][0].baseline - word.baseline < _SAME_BASELINE * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    ordered = (Row(_mended(sorted(row, key=lambda word: word.left)), page) for row in rows)
    return [row for row in ordered if not is_drawn_rule(row.text)]


def _mended(words: Sequence[Word]) -> list[Word]:
    """Drop what is printed twice on the same place, and join what was drawn in pieces without a space between.

    Printers thicken letters by printing them twice, and draw the horn of ơ or ư over its letter as a sign of its own.
    """
    kept: list[Word] = []
    for word in words:
        last = kept[-1] if kept else None
        if last and word.right <= last.right + _OVERPRINT and word.text in last.text:
            continue
        if last and abs(word.left - last.right) < _NO_SPACE * word.size:
            kept[-1] = replace(last, text=last.text + word.text, right=word.right)
        else:
            kept.append(word)
    return kept


def drop_margins(pages: Sequence[PageRows]) -> list[str]:
    """Take off page numbers, and lines that come back at the same height of most pages; return those lines."""
    for page in pages:
        page.rows = [row for row in page.rows if not (_at_edge(row, page) and _PAGE_NUMBER.fullmatch(row.text))]
    if len(pages) < _RUNNING_PAGES:
        return []
    times = Counter(key for page in pages for key in {_running_key(row) for row in page.rows if _at_edge(row, page)})
    running = {key for key, count in times.items() if count >= max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))}
    dropped: list[str] = []
    for page in pages:
        gone = [row for row in page.rows if _at_edge(row, page) and _running_key(row) in running]
        page.rows = [row for row in page.rows if row not in gone]
        dropped.extend(row.text for row in gone)
    return dropped


def _running_key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "0", row.text), round(row.baseline)


def _at_edge(row: Row, page: PageRows) -> bool:
    return row.baseline > (1 - _EDGE) * page.height or row.baseline < _EDGE * page.height


def part_columns(page: PageRows, edges: tuple[float, float], *, first: bool) -> None:
    """Part the head of the first page, and any foot with “Nơi nhận”, into a left and a right column.

    `edges` are the left and right edge of the text on pages of this size.
    """
    anchors = [at for at, row in enumerate(page.rows) if _HEAD.search(row.text)]
    if first and not anchors:
        _part(page, 0, edges)
    at = 0
    while at < len(page.rows):
        row = page.rows[at]
        if not row.column and _HEAD.search(row.text):
            at = _part(page, _begin_of_head(page.rows, at), edges)
        elif not row.column and _FOOT.match(row.text):
            at = _part(page, _begin_of_foot(page.rows, at), edges)
        at += 1


def _begin_of_head(rows: Sequence[Row], at: int) -> int:
    """Return the row from which the agency's side runs: it may start a little above the nation's name."""
    head = rows[at]
    while (
        at
        and not rows[at - 1].column
        and rows[at - 1].right < head.left - _GUTTER
        and rows[at - 1].baseline - head.baseline < 2 * head.size
    ):
        at -= 1
    return at


def _begin_of_foot(rows: Sequence[Row], at: int) -> int:
    """Return the row from which the signer's side runs: it may start a little above “Nơi nhận”."""
    label = rows[at]
    while (
        at and rows[at - 1].left > label.right + _GUTTER and rows[at - 1].baseline - label.baseline < 2.5 * label.size
    ):
        at -= 1
    return at


def _part(page: PageRows, begin: int, edges: tuple[float, float]) -> int:
    """Part the rows from `begin` on as far as a blank strip divides them; return the last row looked at."""
    end, gutter = _divided(page, begin, edges)
    if gutter is None:
        return begin
    middle = (gutter[0] + gutter[1]) / 2
    sides: list[list[Row]] = [[], []]
    for row in page.rows[begin:end]:
        for side, words in enumerate(_halves(row.words, middle)):
            if words:
                limits = (edges[0], middle) if side == 0 else (middle, edges[1])
                sides[side].append(Row(words, row.page, side + 1, limits))
    page.rows[begin:end] = sides[0] + sides[1]
    return begin + len(sides[0]) + len(sides[1]) - 1


def _halves(words: Sequence[Word], middle: float) -> tuple[list[Word], list[Word]]:
    return [word for word in words if word.left < middle], [word for word in words if word.left >= middle]


def _divided(page: PageRows, begin: int, edges: tuple[float, float]) -> tuple[int, tuple[float, float] | None]:
    """Return the end of the longest run of rows with one blank strip through all, and that strip."""
    strips = [(0.2 * page.width, 0.8 * page.width)]
    end, best = begin, None
    for at in range(begin, len(page.rows)):
        strips = _narrow(strips, page.rows[at].words)
        if at > begin and _is_centred_between(edges, page.rows[at]):
            break
        both = [strip for strip in strips if _on_both_sides(page.rows[begin : at + 1], strip)]
        if not strips:
            break
        if both:
            end, best = at + 1, max(both, key=lambda strip: strip[1] - strip[0])
    return end, best


def _is_centred_between(edges: tuple[float, float], row: Row) -> bool:
    """Whether a row stands in the middle of the text in one piece, as the title under the head of a paper does."""
    left, right = edges
    if any(after.left - before.right > 2 * _GUTTER for before, after in pairwise(row.words)):
        return False
    return abs((row.left + row.right) - (left + right)) < 2 * _GUTTER and row.right - row.left < 0.8 * (right - left)


def text_edges(pages: Sequence[PageRows]) -> dict[int, tuple[float, float]]:
    """Return the left and right edge of the text for each width of page (rounded)."""
    found: dict[int, tuple[float, float]] = {}
    for page in pages:
        for row in page.rows:
            left, right = found.get(round(page.width), (row.left, row.right))
            found[round(page.width)] = (min(left, row.left), max(right, row.right))
    return found


def _narrow(strips: Iterable[tuple[float, float]], words: Sequence[Word]) -> list[tuple[float, float]]:
    """Return what the words leave free of the strips, as far as it is wide enough to part columns."""
    free = list(strips)
    for word in words:
        left, right = word.left, word.right
        free = [
            part
            for begin, end in free
            for part in ((begin, min(end, left)), (max(begin, right), end))
            if part[1] - part[0] >= _GUTTER
        ]
    return free


def _on_both_sides(rows: Sequence[Row], strip: tuple[float, float]) -> bool:
    middle = (strip[0] + strip[1]) / 2
    return any(row.left < middle for row in rows) and any(row.right > middle for row in rows)
