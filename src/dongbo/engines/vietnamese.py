"""Vietnamese writing: cleaning, folding for comparison, syllables, sentences and the order of the alphabet.

Folding is for comparing and searching only. No function here is ever applied to a text that is stored.

Both ways of placing the tone mark (hoà, hòa), and marks set on the wrong vowel by old keyboards (qúy, tóan), fold
to one. So do i and y where dictionaries allow both: a lone y after h k l m s t becomes i (kỹ, kĩ; tỷ lệ, tỉ lệ;
công ty, công ti), and qui becomes quy (qui định, quy định), each towards the form that names fewer other words.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_CACHED_WORDS = 200_000

_BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_BESIDE_BREAK = re.compile(r" ?\n ?")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_FOREIGN = re.compile(r"[\u0400-\u04ffÐðƉɖ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХУІЅЈасеорхуіѕјÐðƉɖ", "ABEKMHOPCTXYISJaceopxyisjĐđĐđ")

_TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
_TONES = re.compile(f"[{_TONE_MARKS}]")
_QUALITIES = "ăâêôơư"
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"[^\W_]+(?:[.,/-](?=\d)\d+)*")
_PARTS = re.compile(
    "(ngh|ng|nh|ch|gh|gi(?=[aăâeêioôơuưy])|kh|ph|qu(?=[aăâeêioôơuưy])|th|tr|[bcdđghklmnprstvx])?"
    "(uyê|uya|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|iê|yê|ia|ươ|ưa|uô|ua|uâ|uê|uơ|uy|oa|oă|oe|oo|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
    "(ch|ng|nh|[cmnpt])?"
)
_I_FOR_Y = frozenset("hklmst")

_ABBREVIATIONS = ("tp.", "tx.", "ths.", "ts.", "gs.", "pgs.", "bs.", "ks.", "tr.", "tm.", "kt.", "tl.", "tuq.", "stt.")
_MARK_OF_ITEM = re.compile(
    r"(?:(?:điều|khoản|điểm|mục|chương|phần|tiểu mục|phụ lục)\s+)?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])\.", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…;])|(?<=[.!?…][”\"’)\]]))\s+|\n+")
_OPENING = re.compile(r"[\s\"“‘(\[\-–+•]*")

_ORDER = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_ORDER = {mark: place for place, mark in enumerate(_TONE_MARKS, start=1)}
_SPACE, _NUMBER, _FIRST_LETTER, _STRANGE = 0, 1, 2, 100
_KEY_PARTS = re.compile(r"\d+|[^\W\d_]|[\W_]+")


def clean(text: str) -> str:
    """Return `text` in NFC, without invisible characters, every run of blanks one space, ends trimmed.

    Line breaks stay; blanks beside them go. Cyrillic look-alikes in a word that has no other Cyrillic letter, and
    the Icelandic and African signs for Đ, become the Vietnamese letters they stand for.
    """
    if _is_clean(text):
        return text.strip(" ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
        if _FOREIGN.search(text):
            text = re.sub(r"\S+", _latin, text)
    text = _BLANKS.sub(" ", text)
    return _BESIDE_BREAK.sub("\n", text).strip(" \n") if "\n" in text else text.strip(" ")


def _is_clean(text: str) -> bool:
    """Most lines are: only their ends are left to trim."""
    return (
        text.isprintable()
        and "  " not in text
        and unicodedata.is_normalized("NFC", text)
        and _FOREIGN.search(text) is None
    )


def _latin(word: re.Match[str]) -> str:
    swapped = word[0].translate(_LOOK_ALIKES)
    return word[0] if _CYRILLIC.search(swapped) else swapped


def fold(text: str) -> str:
    """Return the form in which two spellings of the same Vietnamese words are equal.

    Lower case, blanks cleaned, one place for the tone mark, one of i and y where both are right (see above).
    """
    return " ".join(map(_fold_word, clean(text).lower().split()))


@lru_cache(maxsize=_CACHED_WORDS)
def _fold_word(word: str) -> str:
    # Lowering İ leaves a combining dot behind, hence the second NFC.
    return _LETTERS.sub(lambda letters: _fold_letters(letters[0]), unicodedata.normalize("NFC", word))


def _fold_letters(letters: str) -> str:
    """Fold one syllable; what is not built as a Vietnamese syllable stays as it is."""
    bare, tone = _without_tone(letters)
    parts = None if bare is None else _PARTS.fullmatch(bare)
    if parts is None:
        return letters
    onset, vowels, coda = parts[1] or "", parts[2], parts[3] or ""
    if vowels == "y" and not coda and onset in _I_FOR_Y:
        vowels = "i"
    elif vowels == "i" and onset == "qu":
        vowels = "y"
    at = _place_of_tone(vowels, coda)
    return unicodedata.normalize("NFC", onset + vowels[: at + 1] + tone + vowels[at + 1 :] + coda)


def _without_tone(letters: str) -> tuple[str | None, str]:
    """Return (letters without tone, its mark or ""); None for the letters when they bear several tones."""
    if letters.isascii():
        return letters, ""
    signs = unicodedata.normalize("NFD", letters)
    tones = _TONES.findall(signs)
    if len(tones) > 1:
        return None, ""
    return unicodedata.normalize("NFC", _TONES.sub("", signs)), "".join(tones)


def _place_of_tone(vowels: str, coda: str) -> int:
    """Return which vowel bears the tone in the older way of writing: hòa, thúy, but toán, thoại, quý, của, mía."""
    marked = [place for place, vowel in enumerate(vowels) if vowel in _QUALITIES]
    if marked:
        return marked[-1]
    if len(vowels) == 3 or (coda and len(vowels) == 2):
        return 1
    return 0


@lru_cache(maxsize=_CACHED_WORDS)
def _toneless_word(word: str) -> str:
    if word.isascii():
        return word
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def toneless(text: str) -> str:
    """Return `fold(text)` without any mark, đ as d: what an officer types in a hurry."""
    return " ".join(map(_toneless_word, fold(text).split()))


def syllables(text: str) -> list[str]:
    """Return the folded syllables and numbers of `text` in order, punctuation dropped."""
    return _SYLLABLE.findall(fold(text))


def toneless_syllables(text: str) -> list[str]:
    """Return `syllables(text)` without marks, one for one."""
    return [_toneless_word(word) for word in syllables(text)]


def is_syllable(word: str) -> bool:
    """Whether `word` is built as a Vietnamese syllable: onset, vowels, ending, at most one tone."""
    bare, _ = _without_tone(unicodedata.normalize("NFC", word).lower())
    return bare is not None and _PARTS.fullmatch(bare) is not None


def bigrams(words: list[str]) -> list[str]:
    """Return each pair of neighbours of `words` as one token joined by an underscore."""
    return [f"{left}_{right}" for left, right in pairwise(words)]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`; a semicolon before a capital, and a line break, also end one.

    The mark of a provision (“Điều 5.”, “2.”) and an abbreviation such as “TP.” stay with what they begin.
    """
    found: list[str] = []
    text = clean(text)
    begin = 0
    for end in _SENTENCE_END.finditer(text):
        sentence = text[begin : end.start()]
        if "\n" in end[0] or (_begins_in_capitals(text, end.end()) and _may_end(sentence)):
            found.append(sentence)
            begin = end.end()
    found.append(text[begin:])
    return [sentence for sentence in map(str.strip, found) if sentence]


def _begins_in_capitals(text: str, at: int) -> bool:
    opening = _OPENING.match(text, at)
    return opening is not None and text[opening.end() : opening.end() + 1].isupper()


def _may_end(sentence: str) -> bool:
    return not sentence.lower().endswith(_ABBREVIATIONS) and not _MARK_OF_ITEM.fullmatch(sentence.strip())


@lru_cache(maxsize=_CACHED_WORDS)
def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return a key that sorts names the Vietnamese way: letters a ă â … d đ … first, then tones, over the whole text.

    The order of tones is that of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng. A space comes before
    any letter, numbers sort by their value, punctuation counts as a space.
    """
    letters: list[int] = []
    tones: list[int] = []
    for part in _KEY_PARTS.findall(clean(text).lower()):
        if part.isdecimal():
            letters += [_NUMBER, int(part)]
        elif part.isalpha():
            bare, tone = _without_tone(part)
            letters.append(_letter_order(bare or part))
            tones.append(_TONE_ORDER.get(tone, 0))
        else:
            letters.append(_SPACE)
    return tuple(letters), tuple(tones), text


def _letter_order(letter: str) -> int:
    place = _ORDER.get(letter)
    if place is None:
        place = _ORDER.get(unicodedata.normalize("NFD", letter)[0], _STRANGE + ord(letter[0]))
    return _FIRST_LETTER + place
