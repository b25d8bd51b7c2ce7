"""Official letters split into opinions, by rules: a proposal that the drafting team corrects.

The head, the opening sentence and the closing of a letter are no opinions; a numbered item, a dash or a sentence that
opens with a place of the draft ("Tại Điều 5, …") begins one; a heading ("1. Về Điều 5:") gives its place to the items
beneath it. Whether the unit agrees with the draft is read beside.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dongbo.engines.opinion_forms.columns import Column, find_headings
from dongbo.engines.opinion_forms.contents import Cell, Grid, GridRow
from dongbo.engines.opinion_forms.form import WHOLE, Answer, FormProvision
from dongbo.engines.opinion_forms.places import Places
from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.vietnamese import clean, fold, sentences


@dataclass(frozen=True, slots=True)
class Remark:
    """One opinion as proposed: its words, the place it names, the path of that place in the draft, its line.

    `path_guess` is WHOLE for an opinion on the whole draft, None where the place is not known for sure.
    """

    text: str
    place_as_written: str
    path_guess: str | None
    line: int

    def as_json(self) -> dict[str, object]:
        """Return the remark as it is stored."""
        return {"text": self.text, "place": self.place_as_written, "path": self.path_guess, "line": self.line}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the letter says of the whole draft, in its own words."""

    answer: Answer
    text: str
    line: int


_DOTTED = r"(?:[./]\d{1,3})*(?:[./][a-zđ](?![^\W_]))?"
_NUMBER = rf"(?:\d{{1,3}}{_DOTTED}[a-zđ]?|[IVXLC]{{1,7}}{_DOTTED}|[a-zđ])"
_PART = rf"(?:điểm|khoản|điều|mục|tiểu mục|phần|chương|phụ lục|tiết|dòng)\s+(?:số\s+|thứ\s+)?{_NUMBER}(?![^\W_])"
_PLACE = re.compile(
    rf"(?<![^\W_])(?P<place>(?i:{_PART})(?:(?:\s*[,;]\s*|\s+(?:và\s+|của\s+|tại\s+|thuộc\s+)?)(?i:{_PART}))*)"
)
_OF_ANOTHER = re.compile(
    r"[\s,]*(?:của\s+)?(?:Bộ luật|Luật|Nghị định|Thông tư|Nghị quyết|Quyết định|Chỉ thị|Hiến pháp|Pháp lệnh|Kết luận)\b"
)
_ON_THE_WHOLE = re.compile(
    r"(?:(?:ý kiến|nhận xét|góp ý|đánh giá)\s+chung|(?:về\s+)?(?:tổng thể|tổng quát|"
    r"(?:bố cục|kết cấu|thể thức)\b.{0,40}|toàn bộ dự thảo|tên (?:gọi )?(?:của )?(?:dự thảo|kế hoạch|văn bản)))",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:Tại|Về|Ở|Đối với|Trong)\s+)?(?:(?:nội dung|quy định)\s+(?:tại\s+)?)?"
_OPENS_AT_PLACE = re.compile(rf"\W*{_LEAD}{_PLACE.pattern}", re.IGNORECASE)
_REQUEST = re.compile(
    r"(?:đề nghị|kiến nghị|đề xuất|bổ sung|sửa|bỏ|xem xét|làm rõ|nghiên cứu|thay|cần|nên|điều chỉnh|cân nhắc|rà soát|"
    r"chỉnh|viết lại|chuyển|gộp|tách|quy định rõ|chưa|không|thống nhất cách)(?![^\W_])",
    re.IGNORECASE,
)
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"[IVX]{1,5}\s*[.)/-]\s+")),
    (3, re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s*[.)]?\s+")),
    (
        2,
        re.compile(
            r"(?:\(\d{1,2}\)|\d{1,2}\s*[.)/-])\s+|(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s*[,:]\s*"
        ),
    ),
    (4, re.compile(r"(?:\([a-zđ]\)|[a-zđ]\s*[.)])\s+")),
    (6, re.compile(r"\+\s*")),
    (5, re.compile(r"[-–—•*]\s*")),
)
_AT_A_PLACE, _PLAIN = 7, 9
_STEM_WORDS = 12
_OPENS_ANOTHER = re.compile(r"(?:Ngoài ra|Bên cạnh đó|Đồng thời|Về|Ở|Tại|Đối với|Trong)(?![^\W_])")
_BODY = re.compile(r"Kính gửi", re.IGNORECASE)
_END = re.compile(r"Nơi nhận\b|(?:TM|KT|TL|TUQ)\s*\.|Trên đây là|(?:Xin\s+)?trân trọng|Rất mong", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?<![^\W_])(?:sau|dưới đây|sau đây|cụ thể|nội dung|ý kiến)\s*[:.]\s*$", re.IGNORECASE)
_RECITES = re.compile(r"(?:Phúc đáp|Thực hiện|Trả lời|Căn cứ|Ngày\s+\d|Sau khi nghiên cứu|Nhận được)", re.IGNORECASE)
_ASKS = re.compile(
    r"(?<![^\W_])(?:đề nghị(?! (?:góp ý|tham gia|cho ý kiến|các đơn vị))|kiến nghị|đề xuất|tuy nhiên|cân nhắc|xem xét)"
    r"(?![^\W_])"
)
_AGREES = r"(?:nhất trí|thống nhất|đồng ý|tán thành)"
_OBJECT = r"(?:dự thảo|nội dung|bố cục|sự cần thiết|ban hành)"
_DISAGREES = re.compile(
    rf"(?:không|chưa)\s+{_AGREES}(?:\s+(?:với|về|việc|ban hành|thông qua)){{1,2}}[^.;:]{{0,60}}dự thảo"
)
_AGREEMENT = re.compile(
    rf"(?<!không )(?<!chưa ){_AGREES}(?:\s+(?:cao|hoàn toàn))?(?:\s+(?:với|về|toàn bộ|các|những))*"
    rf"[^.;:]{{0,40}}{_OBJECT}"
)
_NOTHING_MORE = re.compile(r"không (?:có )?(?:ý kiến|góp ý)(?: (?:gì|nào|tham gia|góp ý|bổ sung|thêm|khác|đóng góp))*")


def split_remarks(paper: Paper, provisions: Sequence[FormProvision] = ()) -> list[Remark]:
    """Return the opinions a letter seems to hold, in order, their places looked up in `provisions`."""
    places = Places(provisions)
    lines, tables = _body(paper)
    found = [remark for item in _items(lines) for remark in _remarks_of(item)]
    found += [remark for table in tables for remark in _rows_of(table)]
    return [replace(each, path_guess=_guess(each.place_as_written, places)) for each in sorted(found, key=_line)]


def find_agreement(paper: Paper) -> Agreement | None:
    """Return what a letter says of the whole draft; None where it says neither that it agrees nor that it does not.

    An agreement with opinions behind it is AGREES_WITH_OPINIONS.
    """
    lines, _ = _body(paper)
    spoken = [(line, sentence) for line in lines for sentence in sentences(clean(line.text))]
    for line, sentence in spoken:
        if _DISAGREES.search(fold(sentence)):
            return Agreement(Answer.DISAGREES, sentence, line.number)
    for line, sentence in spoken:
        if _agrees(sentence):
            answer = Answer.AGREES_WITH_OPINIONS if split_remarks(paper) else Answer.AGREES
            return Agreement(answer, sentence, line.number)
    return None


def _agrees(sentence: str) -> bool:
    words = fold(sentence)
    return bool(_AGREEMENT.search(words) or _NOTHING_MORE.search(words))


def _line(remark: Remark) -> int:
    return remark.line


def _body(paper: Paper) -> tuple[list[Line], list[Table]]:
    """Return the lines between the addressee and the closing, and the tables from there on."""
    lines = [block for block in paper.blocks if isinstance(block, Line)]
    begin = next((at for at, line in enumerate(lines) if _BODY.match(clean(line.text))), -1) + 1
    while 0 < begin < len(lines) and _is_addressee(clean(lines[begin].text)):
        begin += 1
    body: list[Line] = []
    for line in lines[begin:]:
        text = clean(line.text)
        if _END.match(text) and (body or begin):
            break
        if text and not line.column and not (line.centred and line.bold):
            body.append(line)
    first = lines[begin].number if begin < len(lines) else 0
    return body, [table for table in paper.tables if table.number >= first]


def _is_addressee(text: str) -> bool:
    """The rest of a list of addressees: short, and no sentence."""
    return bool(re.match(r"[-–+]\s*\S", text)) and text.endswith((";", ".")) and not _REQUEST.search(text)


@dataclass(slots=True)
class _Item:
    """A mark of numbering with all that stands beneath it until the next; `context` is the place of its headings."""

    level: int
    texts: list[str]
    line: int
    context: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@dataclass(slots=True)
class _Reader:
    items: list[_Item] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    current: _Item | None = None

    def take(self, line: Line) -> None:
        text = clean(line.text)
        level, bare = _marked(text)
        while level < _PLAIN and self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        if _is_heading(bare, level):
            self.headings.append((level, bare.rstrip(" :.")))
            self.current = None
        elif self._goes_on(level, bare):
            self.items[-1].texts.append(text)
        elif level < _PLAIN or not _is_opening(bare):
            self._make_heading_of_stem(level)
            context = _context(heading for _, heading in self.headings)
            self.current = _Item(level, [bare], line.number, context)
            self.items.append(self.current)

    def _goes_on(self, level: int, bare: str) -> bool:
        """What is deeper than the item, or has no mark, belongs to it, unless it asks for something of its own."""
        if self.current is None or level <= self.current.level < _PLAIN:
            return False
        if not _REQUEST.search(bare):
            return True
        if level == _PLAIN:
            return self.current.level < _PLAIN
        return not _place_in(bare) and _OPENS_ANOTHER.match(bare) is None

    def _make_heading_of_stem(self, level: int) -> None:
        """An item that only leads to those beneath it, as "Tại Điều 5 đề nghị:", gives them its place."""
        stem = self.current
        if stem is None or level <= stem.level or len(stem.texts) > 1:
            return
        if stem.text.endswith(":") and len(stem.text.split()) <= _STEM_WORDS:
            self.items.pop()
            self.headings.append((stem.level, stem.text))


def _items(lines: Sequence[Line]) -> list[_Item]:
    reader = _Reader()
    for line in lines:
        reader.take(line)
    return reader.items


def _marked(text: str) -> tuple[int, str]:
    """Return the level of the numbering that opens a line, and the line without it."""
    for level, mark in _MARKS:
        found = mark.match(text)
        if found is not None and text[found.end() :].strip():
            return level, text[found.end() :].strip()
    opens = _OPENS_AT_PLACE.match(text) or (_OPENS_ANOTHER.match(text) and _REQUEST.search(text))
    return (_AT_A_PLACE if opens else _PLAIN), text


def _is_heading(text: str, level: int) -> bool:
    """A numbered line, or one at a place, that asks for nothing and says nothing but where or on what it is."""
    if level == _PLAIN or _REQUEST.search(text) or _agrees(text):
        return False
    return text.endswith(":") or (len(text.split()) <= _STEM_WORDS and not text.endswith((".", ";")))


def _is_opening(text: str) -> bool:
    """A line without a mark that only leads to what follows, recites letters, agrees, or asks for nothing."""
    if _LEADS_ON.search(text):
        return True
    if _RECITES.match(text) or _agrees(text):
        return _ASKS.search(fold(text)) is None
    return _REQUEST.search(text) is None


def _context(headings: Iterator[str]) -> str:
    """Return the place that the headings above an item give together, the narrowest first."""
    place = ""
    for heading in headings:
        found = _place_in(heading)
        place = _joined(found, place) if found else place
    return place


def _remarks_of(item: _Item) -> Iterator[Remark]:
    """Yield the opinions of an item: one, or one for each sentence that opens with another place."""
    parts: list[list[str]] = []
    for sentence in _sentences_kept(item.text):
        opens = _OPENS_AT_PLACE.match(sentence) is not None
        if not parts or (opens and _REQUEST.search(sentence) and _REQUEST.search(" ".join(parts[-1]))):
            parts.append([])
        parts[-1].append(sentence)
    for part in parts:
        text = "".join(part).strip()
        if _says_nothing(text):
            continue
        yield Remark(text, _joined(_place_in(text), item.context), None, item.line)


def _sentences_kept(text: str) -> Iterator[str]:
    """Yield the sentences of a text with the blanks and breaks behind them, so that joined they are the text."""
    begin = 0
    for sentence in sentences(text)[1:]:
        at = text.find(sentence, begin + 1)
        if at > begin:
            yield text[begin:at]
            begin = at
    yield text[begin:]


def _says_nothing(text: str) -> bool:
    """An agreement alone is no opinion."""
    return _agrees(text) and len(sentences(text)) == 1 and _ASKS.search(fold(text)) is None


def _place_in(text: str) -> str:
    """Return the first place of the draft that a text names, not one of another document."""
    whole = _ON_THE_WHOLE.match(text)
    for found in _PLACE.finditer(text):
        if not _OF_ANOTHER.match(text, found.end()):
            return found["place"]
    return whole[0].strip() if whole else ""


_KINDS = ("phụ lục", "phần", "chương", "mục", "tiểu mục", "điều", "khoản", "điểm", "tiết", "dòng")


def _joined(place: str, context: str) -> str:
    """Return a place within that of its heading: "khoản 2" under "Điều 5" is "khoản 2 Điều 5"."""
    if not place or not context or _ON_THE_WHOLE.match(place) or _ON_THE_WHOLE.match(context):
        return place or context
    widest = min(_ranks(place), default=0)
    narrowest = max(_ranks(context), default=0)
    return f"{place} {context}" if widest > narrowest else place


def _ranks(place: str) -> list[int]:
    words = fold(place)
    named = [rank for rank, kind in enumerate(_KINDS) if re.search(rf"(?<![^\W_]){fold(kind)}(?![^\W_])", words)]
    return [rank for rank in named if not (_KINDS[rank] == "mục" and "tiểu mục" in words)]


def _guess(place: str, places: Places) -> str | None:
    if _ON_THE_WHOLE.match(place):
        return WHOLE
    return places.find(place).path if place else None


def _rows_of(table: Table) -> Iterator[Remark]:
    """Yield the opinions of a table that has a column for them."""
    rows = tuple(
        GridRow("", table.number + at, {column: Cell(text) for column, text in enumerate(cells, start=1) if text})
        for at, cells in enumerate(table.rows)
    )
    found = find_headings(Grid("", rows))
    if found is None:
        return
    at, layout = found
    place = ""
    for row in rows[at + 1 :]:
        place = row.at(layout.places[Column.PLACE]).text or place
        text, proposed = (row.at(layout.places.get(column)).text for column in (Column.TEXT, Column.PROPOSED))
        if text or proposed:
            yield Remark("\n".join(filter(None, (text, proposed))), place, None, row.number)
