"""Where a paper defines an abbreviation: "công nghệ thông tin (CNTT)", "(sau đây gọi tắt là …)", a list."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongbo.engines.papers import Paper
from dongbo.engines.terms.findings import Place
from dongbo.engines.terms.passages import Passage
from dongbo.engines.vietnamese import clean, fold

_PART = r"[A-ZĐƯÔƠĂÂÊ][A-Za-zĐđƯưÔƠĂÂÊ]*(?:&[A-ZĐƯ][A-Za-zĐđ]*)*"
TOKEN = re.compile(rf"(?<![\w/&.\-]){_PART}(?:-{_PART})*(?![\w&/]|-\w|\.\w)")
_NUMERAL = re.compile(r"[IVXLC]+[a-zA-ZĐđ]?")
_CAPITAL_SYLLABLE = re.compile(r"[A-ZĐ]*[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĨŨƠƯẠ-Ỹ]+[A-ZĐÀ-Ỹ]*")
_FEWEST_CAPITALS = 2
_LONGEST = 12

_CALLED = re.compile(
    r"(?:sau đây )?(?:được )?(?:gọi|viết)(?: tắt| chung| ngắn)+(?: là|:| bằng)?"
    r"|sau đây (?:được )?gọi (?:tắt )?là"
)
_CALLED_AS = 60
_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_SKIPPED = frozenset({"và", "của", "về", "các", "những", "cho", "trong", "với", "theo", "từ", "tại", "là", "để", "do"})
_LISTED = re.compile(
    rf"^\W*(?:\d+[a-z]?\s*[.)]\s*)?[\"“]?(?P<short>{_PART}(?:-{_PART})*)[\"”]?\s*(?::|[-–]|là|=)\s+(?=\S)"
)
_SHORT_HEADING = re.compile(r"viết tắt")
_FULL_HEADING = re.compile(r"nghĩa|diễn giải|đầy đủ|nội dung|giải thích|cụm từ|thuật ngữ|tên")


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of `short`; `full` is "" when the words before it do not spell the letters.

    `before` are the words in front of it, folded; `start` and `end` bound the whole in its passage.
    """

    short: str
    full: str
    before: str
    place: Place
    passage: Passage
    start: int
    end: int


def is_abbreviation(token: str) -> bool:
    """Tell whether a token is an abbreviation: two capitals at least, mostly capitals, no numeral, no toned vowel."""
    capitals = sum(sign.isupper() for sign in token)
    if capitals < _FEWEST_CAPITALS or len(token) > _LONGEST or _NUMERAL.fullmatch(token):
        return False
    return 2 * capitals >= sum(sign.isalpha() for sign in token)


def tokens_in(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield every abbreviation standing in a passage; a word of a phrase written in capitals is none."""
    for match in TOKEN.finditer(passage.masked):
        if is_abbreviation(match[0]) and not _in_capital_phrase(passage.masked, match):
            yield match


def _in_capital_phrase(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"(\S+)\s$", text[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s(\S+)", text[match.end() : match.end() + 20])
    return any(near and _CAPITAL_SYLLABLE.fullmatch(near[1].strip(',.;:()“”"')) for near in (before, after))


def definitions_in(passage: Passage) -> Iterator[Definition]:
    """This will yield the definitions in one line or cell."""
    taken: set[int] = set()
    for find in (_called, _bracketed, _listed):
        for definition in find(passage):
            if definition.end not in taken:
                taken.add(definition.end)
                yield definition


def _called(passage: Passage) -> Iterator[Definition]:
    """Yield "X (sau đây gọi tắt là Y)", also where Y only holds the abbreviation: "gọi là dự án PPP"."""
    for phrase in _CALLED.finditer(passage.folded):
        stop = min(
            (at for sign in ").;\n" if (at := passage.text.find(sign, phrase.end())) >= 0),
            default=len(passage.text),
        )
        stop = min(stop, phrase.end() + _CALLED_AS)
        opening = passage.text.rfind("(", 0, phrase.start())
        start = opening if opening >= 0 and ")" not in passage.text[opening : phrase.start()] else phrase.start()
        for match in tokens_in(passage):
            if phrase.end() <= match.start() < stop:
                yield _definition(passage, match[0], start, match.end())


def _bracketed(passage: Passage) -> Iterator[Definition]:
    """Yield "X (Y)", "X (tiếng Anh: Words - Y)" and "Y (X)"."""
    for bracket in _BRACKET.finditer(passage.masked):
        inside = bracket[1].strip(' "“”')
        if is_abbreviation(inside) and TOKEN.fullmatch(inside):
            yield _definition(passage, inside, bracket.start(), bracket.end())
            continue
        last = re.search(rf"(?:[-–,:;]|viết tắt(?: là)?)\s*({_PART}(?:-{_PART})*)$", inside)
        if last and is_abbreviation(last[1]) and not _is_list(inside):
            yield _definition(passage, last[1], bracket.start(), bracket.end())
        ahead = re.search(rf"({_PART}(?:-{_PART})*)\s*$", passage.masked[: bracket.start()])
        if ahead and is_abbreviation(ahead[1]) and spelt_out(ahead[1], inside) == inside:
            place = passage.place(ahead.start(), bracket.end())
            yield Definition(ahead[1], inside, "", place, passage, ahead.start(), bracket.end())


def _is_list(inside: str) -> bool:
    return sum(is_abbreviation(part.strip()) for part in re.split(r"[,;]", inside)) > 1


def _listed(passage: Passage) -> Iterator[Definition]:
    """Yield "CNTT: công nghệ thông tin", and an item that begins "18. TT - Cấp cho …"."""
    match = _LISTED.match(passage.masked)
    if not match or not is_abbreviation(match["short"]):
        return
    full = passage.text[match.end() :].strip(" .;")
    spelt = spelt_out(match["short"], full.split(",")[0], whole=False)
    place = passage.place(match.start("short"), match.end())
    yield Definition(match["short"], spelt, "", place, passage, match.start(), match.end())


def _definition(passage: Passage, short: str, start: int, end: int) -> Definition:
    before = passage.text[:start].rstrip(' ("“')
    clause = re.split(r"[.;:()“”\"]", before)[-1].strip(" ,")
    return Definition(short, spelt_out(short, clause), fold(clause), passage.place(start, end), passage, start, end)


def glossary_of(paper: Paper) -> Iterator[tuple[str, str]]:
    """This will yield (abbreviation, full form) of each row of a paper's table of abbreviations."""
    for table in paper.tables:
        headings = [fold(cell) for cell in table.rows[0]]
        short = next((at for at, text in enumerate(headings) if _SHORT_HEADING.search(text)), None)
        if short is None:
            continue
        others = [at for at, text in enumerate(headings) if at != short and _FULL_HEADING.search(text)]
        full = others[0] if others else min(short + 1, len(headings) - 1)
        for row in table.rows[1:]:
            if row[short].strip() and row[full].strip():
                yield clean(row[short]), clean(row[full])


def spelt_out(short: str, words: str, *, whole: bool = True) -> str:
    """Return the end of `words` whose initials spell `short` ("" when none do); `whole` False takes the beginning.

    Joining words (và, của …) may be passed over; signs and small letters of the abbreviation are not compared.
    """
    letters = [_bare(sign) for sign in short if sign.isupper()]
    found = list(re.finditer(r"[^\W_]+", words))
    if not whole:
        length = next((size for size in range(1, len(found) + 1) if _spells(letters, found[:size])), 0)
        return words[: found[length - 1].end()] if length else ""
    for size in range(1, len(found) + 1):
        if _spells(letters, found[-size:]) and not words[found[-1].end() :].strip(" ,-–"):
            return words[found[-size].start() : found[-1].end()]
    return ""


def _spells(letters: Sequence[str], words: Sequence[re.Match[str]]) -> bool:
    """Tell whether the initials of all words, joining ones aside, are the letters."""
    at = 0
    for position, match in enumerate(words):
        if at < len(letters) and _bare(match[0][0].upper()) == letters[at]:
            at += 1
        elif match[0].lower() not in _SKIPPED or position in {0, len(words) - 1}:
            return False
    return at == len(letters)


def _bare(sign: str) -> str:
    """Return a capital without marks; Đ stays apart from D."""
    return unicodedata.normalize("NFD", sign)[0]
