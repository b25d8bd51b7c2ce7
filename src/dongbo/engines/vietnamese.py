"""Vietnamese writing: cleaning, folding for comparison, syllables, sentences and the order of the alphabet.

Folding is for comparing and searching only. No function here is ever applied to a text that is stored.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE_TABLE = dict.fromkeys(map(ord, INVISIBLE))
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУІасеорхуіÐ", "ABEKMHOPCTXYIaceopxyiĐ")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_GLIDE_PAIRS = ("oa", "oe", "uy")
_SYLLABLE = re.compile(r"[^\W_]+(?:[.,/-](?=\d)\d+)*", re.UNICODE)
_WELL_FORMED = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    "(?:uyê|uya|iê|yê|ia|ươ|ưa|uô|ua|uâ|uê|uơ|uy|oa|oă|oe|oo|[aăâeêioôơuưy])"
    "(?:ch|ng|nh|[cmnptioyu])?"
)
_I_OR_Y = re.compile(r"(?<![a-zđ])(h|k|l|m|t|s)y(?![a-zđ])")
_ABBREVIATIONS = ("tp.", "ths.", "ts.", "gs.", "pgs.", "tr.", "tm.", "kt.", "tl.", "tuq.", "stt.", "v.v.")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+(?=[\"“(\[-]?\s*[^\W\d_a-zà-ỹđ])|\n+")

_ALPHABET = (
    "0123456789aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
)
_BASES = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def clean(text: str) -> str:
    """Return `text` in NFC, without invisible characters, every run of blanks one space, ends trimmed.

    Line breaks stay; blanks beside them go. Cyrillic look-alikes inside a Latin word become Latin.
    """
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE_TABLE))
    text = _BLANKS.sub(" ", text)
    if re.search(r"[Ѐ-ӿÐ]", text):
        text = " ".join(_latin(word) for word in text.split(" "))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def _latin(word: str) -> str:
    swapped = word.translate(_LOOK_ALIKES)
    return word if re.search(r"[Ѐ-ӿ]", swapped) else swapped


def fold(text: str) -> str:
    """Return the form in which two spellings of the same Vietnamese words are equal.

    Lower case, one place for the tone mark (hoà → hòa), i for a lone final y (kỹ → kĩ, tỷ → tỉ), blanks cleaned.
    """
    text = clean(text).lower()
    return " ".join(_fold_word(word) for word in text.split())


@lru_cache(maxsize=200_000)
def _fold_word(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    decomposed = re.sub(
        rf"(?<!q)({'|'.join(pair[0] + '(?=[^a-z]*' + pair[1] + ')' for pair in _GLIDE_PAIRS)})",
        r"\1",
        decomposed,
    )
    moved = re.sub(rf"(?<![q])(o)([ae])([{_TONES}])(?![a-z\u0302])", r"\1\3\2", decomposed)
    moved = re.sub(rf"(?<![q])(u)(y)([{_TONES}])(?![a-z])", r"\1\3\2", moved)
    moved = re.sub(rf"(?<![a-zđ])([hklmst])y([{_TONES}]?)(?![a-zđ])", r"\1i\2", moved)
    return unicodedata.normalize("NFC", moved)


@lru_cache(maxsize=200_000)
def _toneless_word(word: str) -> str:
    if word.isascii():
        return word
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def toneless(text: str) -> str:
    """Return `fold(text)` without any mark, đ as d: what an officer types in a hurry."""
    return " ".join(_toneless_word(word) for word in fold(text).split())


def syllables(text: str) -> list[str]:
    """Return the folded syllables and numbers of `text` in order, punctuation dropped."""
    return _SYLLABLE.findall(fold(text))


def toneless_syllables(text: str) -> list[str]:
    """Return `syllables(text)` without marks."""
    return [_toneless_word(word) for word in syllables(text)]


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC) is built as a Vietnamese syllable: onset, vowel, ending, at most one tone."""
    return _is_syllable(word.lower())


@lru_cache(maxsize=100_000)
def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    if sum(sign in _TONES for sign in letters) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    return _WELL_FORMED.fullmatch(bare) is not None


def bigrams(words: list[str]) -> list[str]:
    """Return each pair of neighbours of `words` as one token joined by an underscore."""
    return [f"{left}_{right}" for left, right in zip(words, words[1:], strict=False)]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`; a semicolon before a capital, and a line break, also end one."""
    return list(_sentences(clean(text)))


def _sentences(text: str) -> Iterator[str]:
    held = ""
    for piece in _SENTENCE_END.split(text):
        held = f"{held} {piece}".strip() if held else piece.strip()
        if held.lower().endswith(_ABBREVIATIONS):
            continue
        if held:
            yield held
        held = ""
    if held:
        yield held


@lru_cache(maxsize=200_000)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a key that sorts names the Vietnamese way: letters a ă â … đ … first, then tones.

    The tone order is ngang, huyền, hỏi, ngã, sắc, nặng (TCVN 6909 practice of dictionaries). Numbers sort by value.
    """
    letters: list[int] = []
    tones: list[int] = []
    for piece in re.findall(r"\d+|\D", clean(text).lower()):
        if piece.isdigit():
            letters += [1, int(piece)]
            tones.append(0)
            continue
        bare, tone = _letter_and_tone(piece)
        letters += [0] if bare.isspace() else [2 + _BASES.find(bare) if bare in _BASES else 200 + ord(bare)]
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _letter_and_tone(sign: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", sign)
    tone = next((_TONE_ORDER[mark] for mark in decomposed if mark in _TONE_ORDER), 0)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONE_ORDER))
    return bare, tone
