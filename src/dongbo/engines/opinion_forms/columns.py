"""The columns of the table of opinions, found under whatever headings a unit left them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from dongbo.engines.opinion_forms.contents import CODE_COLUMN, Grid, GridRow
from dongbo.engines.opinion_forms.wording import DRAFT_HEADINGS, QUESTION_HEADINGS, plain

_LIKE = 85
_LONG_ENOUGH = 5


class Column(StrEnum):
    """A column of the table of opinions."""

    NUMBER = "number"
    PLACE = "place"
    KIND = "kind"
    QUOTE = "quote"
    TEXT = "text"
    PROPOSED = "proposed"
    CODE = "code"
    RESULT = "result"


HEADINGS = {
    Column.NUMBER: "TT",
    Column.PLACE: "Vị trí",
    Column.KIND: "Loại ý kiến",
    Column.QUOTE: "Trích nguyên văn",
    Column.TEXT: "Ý kiến",
    Column.PROPOSED: "Đề nghị sửa thành",
    Column.CODE: "Mã dòng",
    Column.RESULT: "Vì sao chưa nhận",
}
"""The headings as the system writes them, in their order."""

_OTHERS = {
    Column.NUMBER: ("STT", "Số TT", "Số thứ tự"),
    Column.PLACE: ("Vị trí trong dự thảo", "Vị trí góp ý", "Điều khoản", "Điều, khoản", "Điều, khoản, điểm", "Mục"),
    Column.KIND: ("Loại", "Phân loại", "Phân loại ý kiến", "Loại góp ý"),
    Column.QUOTE: ("Nguyên văn", "Trích", "Trích dẫn", "Trích nguyên văn dự thảo", "Nguyên văn dự thảo"),
    Column.TEXT: ("Nội dung ý kiến", "Ý kiến góp ý", "Nội dung góp ý", "Góp ý", "Ý kiến của đơn vị"),
    Column.PROPOSED: ("Sửa thành", "Đề nghị sửa", "Đề xuất sửa thành", "Đề nghị sửa lại thành", "Phương án sửa"),
    Column.CODE: (),
    Column.RESULT: ("Lý do chưa nhận",),
}
_NAMES = {plain(name): column for column in Column for name in (HEADINGS[column], *_OTHERS[column])}
_HEADINGS_WITHIN = 30
_DRAFT_HEADINGS_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns stand, and the headings of all columns as written."""

    places: Mapping[Column, int]
    headings: Mapping[int, str]

    def is_repeated_in(self, row: GridRow) -> bool:
        """Return whether `row` is the headings again, as after a page or a join of two tables."""
        again = find_layout(row)
        return again is not None and again.places == self.places


def find_layout(row: GridRow) -> Layout | None:
    """Return the layout that `row` gives as headings; None where it does not name a place and an opinion."""
    texts = {column: cell.text for column, cell in row.own()}
    places: dict[Column, int] = {}
    for at, text in texts.items():
        column = _NAMES.get(plain(text))
        if column is not None:
            places.setdefault(column, at)
    for at, text in texts.items():
        column = None if at in places.values() else _like(plain(text))
        if column is not None:
            places.setdefault(column, at)
    if not {Column.PLACE, Column.TEXT} <= places.keys():
        return None
    places.setdefault(Column.CODE, CODE_COLUMN)
    return Layout(places, texts)


def _like(words: str) -> Column | None:
    if len(words) < _LONG_ENOUGH:
        return None
    best = max(_NAMES, key=lambda name: fuzz.ratio(words, name))
    return _NAMES[best] if fuzz.ratio(words, best) >= _LIKE else None


def find_headings(grid: Grid) -> tuple[int, Layout] | None:
    """Return the place among the rows of `grid` where its headings stand, and the layout they give."""
    for at, row in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        layout = find_layout(row)
        if layout is not None:
            return at, layout
    return None


def draft_columns(row: GridRow) -> tuple[int, int, int | None] | None:
    """Return the columns of place, words and path where `row` is the headings of the draft that is there to be read."""
    found = {plain(cell.text): column for column, cell in row.own()}
    place, words, path = (found.get(plain(heading)) for heading in DRAFT_HEADINGS)
    return None if place is None or words is None else (place, words, path)


def is_draft(grid: Grid) -> bool:
    """Return whether `grid` is the draft that is only there to be read."""
    return any(draft_columns(row) is not None for row in grid.rows[:_DRAFT_HEADINGS_WITHIN])


def question_columns(row: GridRow) -> tuple[int, int, int] | None:
    """Return the columns of number, question and answer where `row` is the headings of the questions."""
    found = {plain(cell.text): column for column, cell in row.own()}
    columns = [found.get(plain(heading)) for heading in QUESTION_HEADINGS]
    number, question, answer = columns
    if question is None or answer is None:
        return None
    return (-1 if number is None else number), question, answer
