"""Number marks: what the beginning of a line may be read as.

One line can have several readings: "I." is Roman one or the capital letter after H, "i)" the letter after h or Roman
one, "1)" a number or a mistyped letter l. All are returned; the sequence of the whole paper decides (sequence.py).
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import IntEnum

from dongbo.engines.vietnamese import INVISIBLE, clean


class Family(IntEnum):
    """Families of marks, ordered from the outermost level to the innermost of a regular paper."""

    ANNEX = 0
    TITLE = 1
    PART = 2
    CAPITAL = 3
    CHAPTER = 4
    ROMAN = 5
    SECTION = 6
    SUBSECTION = 7
    ARTICLE = 8
    ARABIC = 9
    DECIMAL = 10
    THIRD = 11
    LETTER = 12
    SUBLETTER = 13
    SMALL_ROMAN = 14
    DASH = 15
    PLUS = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of a line's beginning.

    `ordinal` is the place in the family's sequence (fractions for "12a", "a1" and letters outside the alphabet),
    `prefix` the leading numbers of "2.1", `rest` the offset of the words after the mark, `delimiter` its punctuation,
    `doubt` a cost of reading it so at all.
    """

    family: Family
    ordinal: float
    number: str
    rest: int
    delimiter: str = ""
    prefix: tuple[int, ...] = ()
    doubt: float = 0.0


_ALPHABET = "abcdđeghiklmnopqrstuvxy"
LETTER_PLACES = {letter: float(place) for place, letter in enumerate(_ALPHABET, start=1)} | {
    "ă": 1.3, "â": 1.6, "ê": 6.3, "f": 6.5, "j": 9.5, "ô": 14.3, "ơ": 14.6, "ư": 20.5, "w": 21.5, "z": 23.5
}  # fmt: skip
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])C?(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ORDINAL_WORDS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip

_ODD = re.compile(rf"[{INVISIBLE}\u00a0\t\u0400-\u04ffÐ]|^\s|\s\s")
_END = r"(?:\s*(?P<delimiter>[.:)\-–—]+)\s*|\s+|$)"
_NAMED = re.compile(
    r"(?P<name>Điều|[ĐD]i[eêèéẻẽẹềếểễệ]u|Chương|Ch[ưu][oơ]ng|Mục|Tiểu\s+mục|Phần|Phụ\s+lục(?:\s+số)?)\s*"
    r"(?P<thu>thứ\s+)?(?P<number>\d+[a-zđ]{0,2}(?![a-zđ])|[IVXLC]+(?!\w)|[A-Z](?!\w)|nhất|một|hai|nhì|ba|tư|bốn|"
    r"năm|sáu|bảy|bẩy|tám|chín|mười)?(?P<dots>(?:[.\-]\d+)*)" + _END,
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})(?P<delimiter>\s?[.)\-–/]+|)(?:\s+|(?=[^\d\s%]))")
_ARABIC = re.compile(r"(?P<open>\()?(?P<number>\d{1,3}[a-zđ]?)\s?(?P<delimiter>[.)/\-–]+)\s*")
_ONLY_NUMBERS = re.compile(r"\d+(?:\s?[.,/-]\s?\d+)+[.)]?")
_LETTER = re.compile(r"(?P<open>\()?(?P<number>[a-zđăâêôơư]\d{0,2}|([a-zđ])\3)\s?(?P<delimiter>[.)/\-–])\s*")
_CAPITAL = re.compile(r"(?P<number>[A-ZĐ])\s?(?P<delimiter>[.)/\-–])\s*")
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,7})\s?(?P<delimiter>[.)/:\-–])\s*")
_ROMAN_CLOSE = re.compile(r"(?P<number>[IVX]{1,5})(?P<delimiter>[./\-–]|\s)\s*(?=[A-ZĐÀ-Ỹ]{2})")
_ROMAN_DECIMAL = re.compile(r"(?P<roman>[IVX]{1,5})\.(?P<number>\d{1,2}(?:\.\d{1,2})?)(?P<delimiter>[.)]?)\s+(?=\S)")
_SMALL_ROMAN = re.compile(r"(?P<open>\()?(?P<number>[ivxl]{1,6})\s?(?P<delimiter>[.)/\-–])\s*")
HYPHENS = "-–—−‒"
_SIGNS = "•▪■●◦○*·❖◆♦➢►▶→⇒✓✔\uf020-\uf0ff"
_DASH = re.compile(rf"(?P<number>[{HYPHENS}{_SIGNS}]|o(?=\s+[A-ZĐÀ-Ỹ]))(?!\s*[-–—−_*=.]{{1,}})\s*(?=\S)")
_PLUS = re.compile(r"\+\s*(?=\S)")
_STARTS = re.compile(rf"[0-9A-Za-zđĐ(+{HYPHENS}{_SIGNS}]")
_NAMES = {
    "đ": Family.ARTICLE,
    "d": Family.ARTICLE,
    "c": Family.CHAPTER,
    "m": Family.SECTION,
    "t": Family.SUBSECTION,
}


def plain(text: str) -> str:
    """Return `text` as it is compared: the same text where it is regular, else cleaned of odd blanks and signs."""
    if _ODD.search(text) or not unicodedata.is_normalized("NFC", text):
        return clean(text)
    return text


def read_marks(text: str) -> tuple[Mark, ...]:
    """Return every reading of the mark `text` begins with; empty for a line of plain words."""
    if _STARTS.match(text) is None and not _ODD.match(text):
        return ()
    compared = plain(text)
    if _STARTS.match(compared) is None:
        return ()
    marks = _marks(compared)
    if compared is text:
        return marks
    return tuple(replace(mark, rest=_offset(text, compared[: mark.rest])) for mark in marks)


def _offset(text: str, consumed: str) -> int:
    """Return how many signs of the written `text` the cleaned beginning `consumed` stands for."""
    wanted = consumed.rstrip()
    end = next((at for at in range(len(text) + 1) if clean(text[:at]) == wanted), len(text))
    while end < len(text) and (text[end].isspace() or text[end] in INVISIBLE or unicodedata.combining(text[end])):
        end += 1
    return end


def _marks(text: str) -> tuple[Mark, ...]:
    first = text[0]
    if first.isdigit() or (first == "(" and text[1:2].isdigit()):
        return _numbers(text)
    if first == "+":
        found = _PLUS.match(text)
        return (Mark(Family.PLUS, 0, "+", found.end(), "+"),) if found else ()
    if (not first.isalpha() and first != "(") or text[:2] == "o ":
        found = _DASH.match(text)
        return (Mark(Family.DASH, 0, found["number"], found.end(), found["number"]),) if found else ()
    if first in "ĐDCMTP" and len(text) > 3 and text[1].isalpha():
        named = _named(text)
        if named:
            return named
    return _letters(text)


def _named(text: str) -> tuple[Mark, ...]:
    found = _NAMED.match(text)
    if found is None or text[0].islower():
        return ()
    name, number, rest = found["name"].casefold(), found["number"] or "", text[found.end() :]
    family = _NAMES.get(name[0]) or (Family.ANNEX if name.startswith("phụ") else Family.PART)
    if not number and family is not Family.ANNEX:
        return ()
    doubt = _doubt_of_named(family, number, found["delimiter"] or "", rest)
    if doubt is None:
        return ()
    ordinal = _ordinal_of_named(number)
    written = number + (found["dots"] or "")
    return (Mark(family, ordinal, written, found.end(), found["delimiter"] or "", doubt=doubt),)


def _doubt_of_named(family: Family, number: str, delimiter: str, rest: str) -> float | None:
    """Return the cost of reading "Điều 5 …" as a provision and not as a citation within a sentence, None if absurd."""
    words = rest.lstrip()
    if family is Family.ARTICLE and not number[0].isdigit():
        return None
    if not words:
        return 0.0
    if words[0] in ",;)" or (words[0].islower() and not delimiter):
        return None
    if family is Family.ARTICLE:
        return 0.0 if delimiter else 2.0
    titled = words.isupper() or (family is not Family.ANNEX and not words[0].islower() and bool(delimiter))
    if family is Family.ANNEX:
        return 0.5 if titled else (3.0 if len(words) < 150 and words[0].isupper() else None)
    return 0.0 if titled else 1.5


def _ordinal_of_named(number: str) -> float:
    if not number:
        return 1.0
    if number[0].isdigit():
        return _ordinal_of_digits(number)
    if number.upper() == number and _ROMAN_FORM.fullmatch(number):
        return float(roman_value(number))
    return float(_ORDINAL_WORDS.get(number.casefold()) or LETTER_PLACES.get(number.casefold(), 1.0))


def _ordinal_of_digits(number: str) -> float:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    suffix = number[len(digits) :]
    return int(digits) + sum(LETTER_PLACES[letter] for letter in suffix) / 100


def roman_value(number: str) -> int:
    """Return the value of a Roman number in capitals."""
    values = [_ROMAN_VALUES[sign] for sign in number]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _numbers(text: str) -> tuple[Mark, ...]:
    found = _DECIMAL.match(text)
    if found:
        return _decimal(found, text)
    found = _ARABIC.match(text)
    if found is None or _ONLY_NUMBERS.fullmatch(text):
        return ()
    delimiter = ("(" if found["open"] else "") + found["delimiter"][0]
    rest = text[found.end() :]
    coded = found["open"] and found["number"].startswith("0")
    if coded or (found["delimiter"][0] in "-–/" and rest[:1].isdigit()) or (found["open"] and delimiter[1] != ")"):
        return ()
    number = found["number"]
    doubt = 1.5 if rest[:1].islower() else 0.0
    marks = [Mark(Family.ARABIC, _ordinal_of_digits(number), number, found.end(), delimiter, doubt=doubt)]
    if number == "1" and delimiter in (")", "."):
        marks.append(Mark(Family.LETTER, LETTER_PLACES["l"], number, found.end(), delimiter, doubt=0.2))
    return tuple(marks)


def _decimal(found: re.Match[str], text: str) -> tuple[Mark, ...]:
    parts = [int(part) for part in found["number"].split(".")]
    after = text[found.end() :]
    if not after and not found["delimiter"]:
        return ()
    if any(part.startswith("0") for part in found["number"].split(".")[1:]) or max(parts) > 99:
        return ()
    doubt = (0.0 if found["delimiter"] else 0.5) + (2.0 if after[:1].islower() else 0.0)
    family = Family.DECIMAL if len(parts) == 2 else Family.THIRD
    return (
        Mark(family, float(parts[-1]), found["number"], found.end(), found["delimiter"].strip() or " ",
             prefix=tuple(parts[:-1]), doubt=doubt),
    )  # fmt: skip


def _roman_decimal(found: re.Match[str]) -> tuple[Mark, ...]:
    """Return the reading of "II.1." and "II.1.2.": the numbers of the provisions above stand before its own."""
    if not _ROMAN_FORM.fullmatch(found["roman"]):
        return ()
    parts = [roman_value(found["roman"]), *map(int, found["number"].split("."))]
    family = Family.DECIMAL if len(parts) == 2 else Family.THIRD
    number = f"{found['roman']}.{found['number']}"
    return (Mark(family, float(parts[-1]), number, found.end(), found["delimiter"], prefix=tuple(parts[:-1])),)


def _letters(text: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    found = _ROMAN_DECIMAL.match(text)
    if found:
        return _roman_decimal(found)
    found = _LETTER.match(text)
    if found and _stands_apart(found, text):
        number = found["number"]
        marks.append(_mark(Family.LETTER, _letter_place(number), found, text))
        if number[1:].isdigit():
            beneath = _mark(Family.SUBLETTER, int(number[1:]), found, text)
            marks.append(replace(beneath, prefix=(int(LETTER_PLACES[number[0]]),)))
    found = _SMALL_ROMAN.match(text)
    if found and _stands_apart(found, text) and _ROMAN_FORM.fullmatch(found["number"].upper()):
        marks.append(_mark(Family.SMALL_ROMAN, roman_value(found["number"].upper()), found, text))
    found = _ROMAN_CLOSE.match(text) or _ROMAN.match(text)
    if found and (found.re is _ROMAN_CLOSE or _stands_apart(found, text)) and _ROMAN_FORM.fullmatch(found["number"]):
        marks.append(_mark(Family.ROMAN, roman_value(found["number"]), found, text))
    found = _CAPITAL.match(text)
    if found and _stands_apart(found, text):
        marks.append(_mark(Family.CAPITAL, LETTER_PLACES[found["number"].lower()], found, text))
    return tuple(marks)


def _stands_apart(found: re.Match[str], text: str) -> bool:
    """Whether the punctuation really ends a mark: "a) x" but not "a-xít", "Q. 5" or "T.Ư"."""
    if "(" in text[:1]:
        return found["delimiter"] == ")"
    return found["delimiter"] == ")" or found.end() == len(text) or text[found.end() - 1].isspace()


def _letter_place(number: str) -> float:
    if number[1:].isdigit():
        return LETTER_PLACES[number[0]] + int(number[1:]) / 100
    if len(number) == 2:
        return len(_ALPHABET) + LETTER_PLACES[number[0]]
    return LETTER_PLACES[number]


def _mark(family: Family, ordinal: float, found: re.Match[str], text: str) -> Mark:
    rest = text[found.end() :]
    delimiter = ("(" if text[0] == "(" else "") + found["delimiter"]
    capital = family in (Family.ROMAN, Family.CAPITAL)
    doubt = (1.5 if capital and rest[:1].islower() else 0.0) + (0.4 if family is Family.SMALL_ROMAN else 0.0)
    if delimiter.isspace():
        doubt += 1.0
    if family is Family.LETTER and found["number"][1:].isdigit():
        doubt += 0.7
    return Mark(family, float(ordinal), found["number"], found.end(), delimiter, doubt=doubt)
