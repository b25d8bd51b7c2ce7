"""The words of a PDF page with their places, as the page draws them."""

import ctypes
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

from dongbo.engines.papers.legacy_encodings import encoding_of_font, from_legacy_font

_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|-b$|,b", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"ital|obli|-bi?i$", re.IGNORECASE)
_ITALIC_FLAG, _FORCED_BOLD_FLAG = 1 << 6, 1 << 18
_NAME_BYTES = 256
_WORD = re.compile(r"[^\x00\x01\x03-\x20\xa0\u2000-\u200b\u2028\u2029\u3000]+")
_UNMAPPED = re.compile(r"[\ue000-\uf8ff\ufffd-\uffff]")
_HYPHEN_AT_BREAK = re.compile("\x02")
_FURTHEST = 20_000.0  # points; the format allows pages of 14,400


@dataclass(slots=True)
class Word:
    """A word: its text, its left and right edge, its baseline and size in points, y counted upwards."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    font: str


@dataclass(slots=True)
class PageText:
    """What the text layer of one page holds.

    `unmapped` counts the signs that stand for no letter; `legacy_font` is the first font that had to be converted.
    """

    words: list[Word]
    letters: int
    unmapped: int
    legacy_font: str | None


@lru_cache(maxsize=1024)
def _font_look(name: str, flags: int) -> tuple[bool, bool, str]:
    bare = _SUBSET_TAG.sub("", name)
    bold = bool(flags & _FORCED_BOLD_FLAG) or _BOLD_NAME.search(bare) is not None
    italic = bool(flags & _ITALIC_FLAG) or _ITALIC_NAME.search(bare) is not None
    return bold, italic, bare


class _TextLayer:
    """Asks the library about single characters of one page, its answer fields allocated once."""

    def __init__(self, page: Any) -> None:
        self._text = page.raw
        self._rectangle = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self.count: int = pdfium.FPDFText_CountChars(self._text)

    def signs(self) -> str:
        """Return the characters of the page, one for each index of the layer."""
        units = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self._text, 0, self.count, units)
        if written == self.count + 1 and not any(0xD800 <= unit < 0xE000 for unit in units):
            return "".join(map(chr, units[: self.count]))
        codes = (pdfium.FPDFText_GetUnicode(self._text, index) for index in range(self.count))
        return "".join(map(chr, codes))

    def word(self, first: int, last: int, text: str) -> Word:
        box = self._rectangle
        pdfium.FPDFText_GetLooseCharBox(self._text, first, box)
        left, size = box.left, box.top - box.bottom
        pdfium.FPDFText_GetLooseCharBox(self._text, last, box)
        right = box.right
        pdfium.FPDFText_GetCharOrigin(self._text, first, self._x, self._y)
        length = pdfium.FPDFText_GetFontInfo(self._text, first, self._name, _NAME_BYTES, self._flags)
        name = self._name.value.decode("utf-8", "replace") if length else ""
        bold, italic, font = _font_look(name, self._flags.value if length else 0)
        return Word(text, left, right, self._y.value, size, bold, italic, font)


def read_words(page: Any) -> PageText:
    """Return the words of a page's text layer in the order of the page's own instructions."""
    layer = _TextLayer(page)
    signs = layer.signs()
    found = (
        layer.word(word.start(), word.end() - 1, _HYPHEN_AT_BREAK.sub("", word[0])) for word in _WORD.finditer(signs)
    )
    words = [word for word in found if _is_on_a_page(word)]
    letters = sum(map(len, _WORD.findall(signs)))
    return PageText(words, letters, len(_UNMAPPED.findall(signs)), _to_unicode(words))


def _is_on_a_page(word: Word) -> bool:
    """Whether the places are such as a page can have; a damaged file gives any number, even none at all."""
    return all(abs(place) < _FURTHEST for place in (word.left, word.right, word.baseline, word.size))


def _to_unicode(words: list[Word]) -> str | None:
    """Convert in place the words set in legacy Vietnamese fonts; return the first such font, if any."""
    found: str | None = None
    for word in words:
        if encoding_of_font(word.font):
            converted = from_legacy_font(word.text, word.font)
            if converted != word.text:
                word.text = converted
                found = found or word.font
    return found
