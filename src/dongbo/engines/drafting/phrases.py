"""Words that may name a provision of the same paper, taken apart: levels, their items, what belongs to what.

Nothing is resolved here: "điểm a, b khoản 2 Điều 5" becomes three levels, each with its items and the level it is of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dongbo.engines.numbers import DOCUMENT_TYPES

_ROMAN = r"[IVXLC]+(?![^\W_])"
_DIGITS = r"\d{1,3}[a-zđ]?(?![^\W_]|%)"
_DOTTED = r"\d{1,3}(?:\.\d{1,3})*[a-zđ]?(?![^\W_]|%)"
_SMALL = r"(?:[a-zđ]{1,3}\d{0,2})(?![^\W_])"
_ORDINAL = r"thứ\s+(?:nhất|một|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|\d{1,2})(?![^\W_])"
_FORMS = {
    "dấu cộng": (r"(?:thứ\s+)?\d{1,2}(?![^\W_])", 0),
    "gạch đầu dòng": (r"(?:thứ\s+)?\d{1,2}(?![^\W_])", 1),
    "tiết": (rf"{_DOTTED}|{_SMALL}", 2),
    "điểm": (rf"{_DOTTED}|{_SMALL}", 3),
    "khoản": (_DOTTED, 4),
    "điều": (_DIGITS, 5),
    "tiểu mục": (_DIGITS, 6),
    "mục": (rf"[IVXLC]+(?:\.\d{{1,2}})+(?:\.[a-zđ]{{1,2}})?(?![^\W_])|{_ROMAN}|{_DOTTED}", 7),
    "chương": (rf"{_ROMAN}|{_DIGITS}", 8),
    "phần": (rf"{_ROMAN}|[A-ZĐ](?![^\W_])|{_ORDINAL}", 9),
    "phụ lục": (rf"(?:số\s+)?(?:{_ROMAN}|{_DIGITS})", 10),
}
RANKS = {word: rank for word, (_, rank) in _FORMS.items()}
_AND = r"(?:\s*[,;]\s*(?:và\s+|hoặc\s+)?|\s+(?:và|hoặc|đến|tới)\s+)"
_THIS = r"này(?![^\W_])"


def _level(word: str, form: str) -> str:
    flexible = word.replace(" ", r"\s+")
    # Numbers are told by their case; only the words around them may stand in capitals.
    item = rf"(?-i:{form})"
    again = rf"(?:(?:{flexible})\s+)?"
    return rf"(?:{flexible})\s+(?:{_THIS}|{item}(?:{_AND}{again}{item}){{0,40}})"


_ANY_LEVEL = "|".join(rf"(?P<w{rank}>{_level(word, form)})" for word, (form, rank) in _FORMS.items())
_BARE_ANNEX = r"(?P<annex>(?<!các )(?<!những )(?<!một )Phụ lục(?![^\W_])(?!\s+này))"
_LEVEL = re.compile(rf"(?<![^\W_])(?=[cdgkmptđ])(?:{_ANY_LEVEL}|{_BARE_ANNEX})", re.IGNORECASE)
_ITEMS = {
    rank: re.compile(rf"{_THIS}|(?:(?<=\s)|(?<=[,;]))(?-i:{form})", re.IGNORECASE) for _, (form, rank) in _FORMS.items()
}
_WORDS_AT = {rank: re.compile(word.replace(" ", r"\s+"), re.IGNORECASE) for word, rank in RANKS.items()}
_OF = re.compile(r"\s*,?\s+(?:(?:của|thuộc|tại|trong)\s+)?$|^\s*,\s*$")
_JOIN = re.compile(r"^(?:\s*[,;]\s*(?:(?:và|hoặc)\s+)?(?:các\s+)?|\s+(?:và|hoặc|đến|tới)\s+(?:hết\s+)?(?:các\s+)?)$")
_NUMBER_SOON = r"\s+(?:này|số|thứ|\d|[IVXLC]+(?![^\W_])|[A-ZĐ](?![^\W_])|[a-zđ]{1,3}\d{0,2}(?![^\W_]))"
_MAY_REFER = re.compile(
    rf"(?:iều|hoản|iểm|iết|ục|hương|hần|dòng|cộng|IỀU|HOẢN|IỂM|IẾT|ỤC|HƯƠNG|HẦN|DÒNG|CỘNG){_NUMBER_SOON}|Phụ\s|PHỤ\s"
)
_NAMES = sorted((kind.name for kind in DOCUMENT_TYPES), key=len, reverse=True)
_OTHERS = ("văn bản", "Công ước", "Hiệp định", "Hiệp ước", "Nghị định thư", "Quy chuẩn", "Tiêu chuẩn", "QCVN", "TCVN")
_LAWS = ("luật", "bộ luật", "pháp lệnh", "nghị định", "nghị quyết", "thông tư")
_TYPES = "|".join(map(re.escape, (*_NAMES, *map(str.upper, _NAMES), *_OTHERS, *_LAWS)))
_OF_ELSE = re.compile(
    r"\s*,?\s*(?:\(?\s*(?:(?:được\s+)?ban hành\s+)?(?:kèm theo|theo|của|tại|trong|thuộc)\s+)?(?:dự thảo\s+)?"
    rf"(?:{_TYPES})(?![^\W_])(?!\s+này(?![^\W_]))"
)
_OF_OWN = re.compile(rf"\s+(?:của\s+|tại\s+)?(?:{_TYPES})\s+này(?![^\W_])")
_AFTER_ELSE = re.compile(
    r"(?:\d[\w.]*[/-][\w/.-]*[A-ZĐ][\w-]*|(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s+[A-ZĐÀ-Ỹ][^.;:()]{2,80}?)"
    r"(?:\s+(?:ngày|năm)\s+[\d/.-]+)?\s*(?:\(|,|:|tại|ở)\s*(?:tại\s+)?(?:các\s+)?$"
)
_IS_TITLE = re.compile(r"\s*[.:](?:\s|$)")
_TO = re.compile(r"\s(?:đến|tới)\s")
_LOOK_BACK, _LONGEST_WORD = 160, 16


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a level at `start`..`end` of the words; `this` for "này", an empty one for a bare "Phụ lục"."""

    start: int
    end: int
    written: str
    this: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A word with its numbers: "khoản 1, 2"; `of` is the place of the level it belongs to, None for the outermost."""

    rank: int
    word: str
    start: int
    end: int
    items: tuple[Item, ...]
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of levels that name provisions of the same paper; `ranged` when it says from … to …"""

    start: int
    end: int
    text: str
    levels: tuple[Level, ...]
    ranged: bool = False

    @property
    def spans(self) -> bool:
        """Whether it says … to …, with "from" before it or without."""
        return _TO.search(self.text) is not None


def phrases_in(text: str) -> list[Phrase]:
    """Return the phrases of `text` that name provisions of its own paper, in order.

    Left out: provisions of another document, words in quotation marks, a lone "khoản 2" or "điểm a" that does not say
    of what, a lone "Điều này", and the number of a title ("Điều 5. …").
    """
    hint = _MAY_REFER.search(text)
    if hint is None:
        return []
    found = [_read(match) for match in _LEVEL.finditer(text, max(0, hint.start() - _LONGEST_WORD))]
    return [
        phrase
        for run in _runs(text, found)
        for phrase in _own(text, run)
        if not _is_title(text, phrase) and not _quoted(text, phrase.start)
    ]


def named_in(text: str) -> list[Phrase]:
    """Return every phrase of `text` that names provisions of any paper, in order.

    A lone "khoản 2" that does not say of what is among them: its outermost level is open.
    """
    hint = _MAY_REFER.search(text)
    if hint is None:
        return []
    found = [_read(match) for match in _LEVEL.finditer(text, max(0, hint.start() - _LONGEST_WORD))]
    return [
        _phrase(text, [_owned(level, _owner(text, run, at), 0) for at, level in enumerate(run)])
        for run in _runs(text, found)
    ]


def _read(match: re.Match[str]) -> Level:
    if match["annex"]:
        end = match.end()
        return Level(10, match["annex"], match.start(), end, (Item(end, end, ""),))
    rank = next(rank for rank in range(len(_FORMS)) if match[f"w{rank}"])
    word = _WORDS_AT[rank].match(match[0])
    named = word.end() if word else 0
    items = tuple(
        Item(match.start() + each.start(), match.start() + each.end(), each[0], this=each[0].lower() == "này")
        for each in _ITEMS[rank].finditer(match[0], named)
    )
    return Level(rank, match[0][:named], match.start(), match.end(), items)


def _runs(text: str, levels: list[Level]) -> Iterator[list[Level]]:
    """Yield the levels that hang together; one that ends in "này" closes its run."""
    run: list[Level] = []
    for level in levels:
        between = text[run[-1].end : level.start] if run else ""
        closed = run and run[-1].items[-1].this
        if run and (closed or not (_links(run[-1], level, between) or _JOIN.match(between))):
            yield run
            run = []
        run.append(level)
    if run:
        yield run


def _links(level: Level, larger: Level, between: str) -> bool:
    """Whether `level` is of `larger`, which follows it: "khoản 2 Điều 5"; a comma may stand only below the article."""
    if larger.rank <= level.rank or _OF.match(between) is None:
        return False
    return "," not in between or level.rank < RANKS["điều"]


def _own(text: str, run: list[Level]) -> Iterator[Phrase]:
    own = run[-1].items[-1].this or _OF_OWN.match(text, run[-1].end)
    before = text[max(0, run[0].start - _LOOK_BACK) : run[0].start]
    if not own and (_OF_ELSE.match(text, run[-1].end) or _follows_else(before)):
        return
    owners = [_owner(text, run, at) for at in range(len(run))]
    told = _told(run, owners)
    for named, group in groupby(range(len(run)), key=told.__getitem__):
        places = list(group)
        lone = len(places) == 1 and run[places[0]].items[0].this
        if named and not lone:
            yield _phrase(text, [_owned(run[at], owners[at], places[0]) for at in places])


def _follows_else(before: str) -> bool:
    return before.rstrip().endswith(("(", ",", ":", "tại", "ở", "các")) and _AFTER_ELSE.search(before) is not None


def _owned(level: Level, owner: int | None, offset: int) -> Level:
    if owner is None:
        return level
    return Level(level.rank, level.word, level.start, level.end, level.items, owner - offset)


def _told(run: list[Level], owners: list[int | None]) -> list[bool]:
    """Return of each level whether it says of what it is, up to an article, a larger part, or "này"."""
    told = [level.rank >= RANKS["điều"] or level.items[0].this for level in run]
    for at in range(len(run) - 1, -1, -1):
        owner = owners[at]
        told[at] = told[at] or (owner is not None and told[owner])
    return told


def _phrase(text: str, levels: list[Level]) -> Phrase:
    start, end = levels[0].start, levels[-1].end
    ranged = text[max(0, start - 3) : start].lower() == "từ " and _TO.search(text, start, end) is not None
    return Phrase(start, end, text[start:end], tuple(levels), ranged)


def _owner(text: str, run: list[Level], at: int) -> int | None:
    """Return the level that the one at `at` is of: the larger one after it, else that of the next of its own rank.

    In "điểm b khoản 1, điểm a khoản 2 Điều 5" clause 1 is of article 5 because clause 2, which it is joined to, is.
    """
    for place in range(at + 1, len(run)):
        rank = run[place].rank
        if place == at + 1 and _links(run[at], run[place], text[run[at].end : run[place].start]):
            return place
        if rank == run[at].rank:
            return _owner(text, run, place)
        if rank > run[at].rank:
            return None
    return None


def _is_title(text: str, phrase: Phrase) -> bool:
    line = text.rfind("\n", 0, phrase.start) + 1
    alone = len(phrase.levels) == 1 and len(phrase.levels[0].items) == 1
    return alone and not text[line : phrase.start].strip(" “\"'*#") and _IS_TITLE.match(text, phrase.end) is not None


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”")
