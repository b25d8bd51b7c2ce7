"""Where a paper defines an abbreviation: "công nghệ thông tin (CNTT)", "(sau đây gọi tắt là …)", a list."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dongbo.engines.papers import Paper
from dongbo.engines.terms.findings import Place
from dongbo.engines.terms.passages import Passage, is_capital_syllable
from dongbo.engines.terms.rules import abbreviations
from dongbo.engines.vietnamese import clean, fold

_PART = r"[A-ZĐƯƠ][A-Za-zĐđƯưƠ]*(?:&[A-ZĐƯ][A-Za-zĐđ]*)*"
TOKEN = re.compile(rf"(?<![\w/&.\-]){_PART}(?:-{_PART})*(?![\w&/]|-\w|\.\w)")
_NUMERAL = re.compile(r"[IVXLC]+[a-zA-ZĐđ]?")
_CAPITAL_WORD = re.compile(r"[A-Z]*[AEIOUY][A-Z]*")
_FEWEST_CAPITALS = 2
_LONGEST = 12

_CALLED = re.compile(
    r"(?:sau đây )?(?:được )?(?:gọi|viết)(?: tắt| chung| ngắn)+(?: là|:| bằng)?"
    r"|sau đây (?:được )?gọi (?:tắt )?là"
)
_CALLED_AS = 60
_SEVERAL = re.compile(r"(?:[\s,;&–-]|và)+")
_JOINED_ON = re.compile(r"^(?:[\s,–-]|và\s)+")
_BRACKET = re.compile(r"\(([^()]{2,80})\)")
_SKIPPED = frozenset({"và", "của", "về", "các", "những", "cho", "trong", "với", "theo", "từ", "tại", "là", "để", "do"})
# Before the abbreviation in its brackets: nothing, its words in another tongue, or "dự án" of "(dự án BT)".
_ALONE = re.compile(r"""(?:[^,;]*(?:[-–:,;]|viết tắt(?: là)?)|(?:[a-zà-ỹđ]+ ){1,3})?\s*["“]?\0["”]?""")
_LISTED = re.compile(
    rf"""^\W*(?P<item>\d+[a-z]?\s*[.)]\s*)?["“]?(?P<short>{_PART}(?:-{_PART})*)["”]?"""
    r"""\s*(?P<sign>: là\b|:|[-–]|là (?:tên |chữ |từ )?viết tắt|là|=)\s+(?=\S)"""
)
_SHORT_HEADING = re.compile(r"viết tắt")
_FULL_HEADING = re.compile(r"nghĩa|diễn giải|đầy đủ|nội dung|giải thích|cụm từ|thuật ngữ|tên")


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of `short`; `full` is "" when the words before it do not spell the letters.

    `near` are then the words among which the letters stand in order ("Ban Chỉ đạo chuyển đổi số" for BCĐ), if any.
    `before` are the words in front of it, folded; `start` and `end` bound the whole in its passage, the full form
    included; `at` is where the abbreviation stands.
    """

    short: str
    full: str
    before: str
    passage: Passage
    start: int
    end: int
    at: int
    near: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the full or near form that the letters stand for: its gist."""
        return lettered(self.short, self.full or self.near)

    @property
    def place(self) -> Place:
        """Where the definition stands."""
        return self.passage.place(self.start, self.end)


def is_abbreviation(token: str) -> bool:
    """Tell whether a token is an abbreviation: two capitals at least, mostly capitals, no numeral, no toned vowel."""
    capitals = sum(sign.isupper() for sign in token)
    if capitals < _FEWEST_CAPITALS or len(token) > _LONGEST or len(set(token)) < 2 or _NUMERAL.fullmatch(token):
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
    words = [near[1].strip(',.;:()“”"') for near in (before, after) if near]
    if any(map(is_capital_syllable, words)):
        return True
    return bool(_CAPITAL_WORD.fullmatch(match[0])) and any(map(_CAPITAL_WORD.fullmatch, words))


def definitions_in(passage: Passage) -> Iterator[Definition]:
    """This will yield the definitions in one line or cell."""
    taken: set[int] = set()
    for find in (_called, _bracketed, _several, _listed):
        for definition in find(passage):
            if definition.at not in taken:
                taken.add(definition.at)
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
                yield _after_words(passage, match, start, match.end())


def _bracketed(passage: Passage) -> Iterator[Definition]:
    """Yield "X (Y)", "X (tiếng Anh: Words - Y)" and "Y (X)"."""
    tokens = list(tokens_in(passage))
    for bracket in _BRACKET.finditer(passage.masked):
        inside = [match for match in tokens if bracket.start() < match.start() < bracket.end()]
        if len(inside) == 1 and _ALONE.fullmatch(bracket[1].replace(inside[0][0], "\0")):
            yield _after_words(passage, inside[0], bracket.start(), bracket.end())
        ahead = next((match for match in tokens if 0 <= bracket.start() - match.end() <= 1), None)
        words = bracket[1].strip()
        if ahead and (_full_form(ahead[0], words) == words or _is_foreign_name(ahead[0], words)):
            yield Definition(ahead[0], words, "", passage, ahead.start(), bracket.end(), ahead.start())


def _several(passage: Passage) -> Iterator[Definition]:
    """Yield each of "khoa học, công nghệ, đổi mới sáng tạo (KH, CN, ĐMST)": one bracket for all before it."""
    for bracket in _BRACKET.finditer(passage.masked):
        inside = list(TOKEN.finditer(passage.masked, bracket.start(1), bracket.end(1)))
        if len(inside) < 2 or not _SEVERAL.fullmatch(TOKEN.sub("", bracket[1])):
            continue
        clause = re.split(r"[.;:()“”\"]", passage.text[: bracket.start()])[-1]
        rest = spelt_out("".join(match[0] for match in inside), clause.strip(" ,"))
        for match in inside if rest else ():
            full = spelt_out(match[0], rest, whole=False)
            start = passage.text.rfind(full, 0, bracket.start())
            yield Definition(match[0], full, fold(clause), passage, start, bracket.end(), match.start())
            rest = _JOINED_ON.sub("", rest[len(full) :])


def _is_foreign_name(short: str, words: str) -> bool:
    """Tell whether bracketed words are the foreign name behind an abbreviation: "IDERA (Irrevocable …)"."""
    return words.isascii() and words.count(" ") >= 2 and words[0] == short[0] and words[1].islower()


def _listed(passage: Passage) -> Iterator[Definition]:
    """Yield "CNTT: công nghệ thông tin", "GGT: là giá trị …" of a formula, "18. TT - Cấp cho …" of a list of codes."""
    match = _LISTED.match(passage.masked)
    if not match or not is_abbreviation(match["short"]):
        return
    words = re.split(r"[,;.(]", passage.text[match.end() :])[0]
    full = _full_form(match["short"], words.strip(), whole=False)
    if full or match["sign"] == ": là" or "viết tắt" in match["sign"] or (match["item"] and match["sign"] == "-"):
        at = match.start("short")
        yield Definition(match["short"], full, "", passage, match.start(), match.end() + len(full), at)


def _after_words(passage: Passage, match: re.Match[str], opening: int, end: int) -> Definition:
    """Return the definition of the abbreviation `match` by the words before `opening`."""
    before = passage.text[:opening].rstrip(' ("“')
    clause = re.split(r"[.;:()“”\"]", before)[-1].strip(" ,")
    full = _full_form(match[0], clause)
    near = "" if full else _nearly_spelt(match[0], clause)
    start = passage.text.rfind(full or near, 0, opening) if full or near else opening
    return Definition(match[0], full, fold(clause), passage, start, end, match.start(), near)


def _full_form(short: str, words: str, *, whole: bool = True) -> str:
    """Return the part of `words` that `short` abbreviates, by its letters or because it is well known."""
    if spelt := spelt_out(short, words, whole=whole):
        return spelt
    common = abbreviations().get(short)
    if not common:
        return ""
    length = len(common.full)
    part = words[-length:] if whole else words[:length]
    return part if fold(part) == fold(common.full) else ""


def glossary_of(paper: Paper) -> Iterator[tuple[int, str, str]]:
    """This will yield (place, abbreviation, full form) of each row of a paper's table of abbreviations."""
    for table in paper.tables:
        headings = [fold(cell) for cell in table.rows[0]]
        short = next((at for at, text in enumerate(headings) if _SHORT_HEADING.search(text)), None)
        if short is None:
            continue
        others = [at for at, text in enumerate(headings) if at != short and _FULL_HEADING.search(text)]
        full = others[0] if others else min(short + 1, len(headings) - 1)
        for place, row in enumerate(table.rows[1:], table.number + 1):
            if row[short].strip() and row[full].strip():
                yield place, clean(row[short]), clean(row[full])


def spelt_out(short: str, words: str, *, whole: bool = True) -> str:
    """Return the end of `words` whose initials spell `short` ("" when none do); `whole` False takes the beginning.

    Joining words (và, của …) may be passed over; signs and small letters of the abbreviation are not compared.
    """
    letters = _letters(short)
    found = list(re.finditer(r"[^\W_]+", words))
    if not whole:
        length = next((size for size in range(1, len(found) + 1) if _spells(letters, found[:size])), 0)
        return words[: found[length - 1].end()] if length else ""
    for size in range(1, len(found) + 1):
        if _spells(letters, found[-size:]) and not words[found[-1].end() :].strip(" ,-–"):
            return words[found[-size].start() : found[-1].end()]
    return ""


_LONGEST_NEAR = 12
_FEWEST_NEAR = 3
"""Two letters stand in order among almost any words."""


def _nearly_spelt(short: str, clause: str) -> str:
    """Return the shortest end of `clause` that begins with the first letter and holds all of them in order."""
    found = list(re.finditer(r"[^\W_]+", clause))[-_LONGEST_NEAR:]
    size = len(_letters(short))
    if size < _FEWEST_NEAR:
        return ""
    ends = (clause[found[at].start() :] for at in range(len(found) - size, -1, -1))
    return next((end for end in ends if lettered(short, end)), "")


def lettered(short: str, form: str) -> tuple[str, ...]:
    """Return the folded words of `form` that the letters of `short` stand for, in order, the first word among them.

    () when they do not stand there.
    """
    letters = _letters(short)
    words = re.findall(r"[^\W_]+", form)
    taken: list[str] = []
    for word in words:
        if len(taken) < len(letters) and _bare(word[0].upper()) == letters[len(taken)]:
            taken.append(fold(word))
    begins = bool(taken) and taken[0] == fold(words[0])
    return tuple(taken) if begins and len(taken) == len(letters) else ()


def _letters(short: str) -> list[str]:
    return [_bare(sign) for sign in short if sign.isupper()]


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
