"""Vietnamese encodings from before Unicode: recognised by font or by content, named, and converted."""

import re
import unicodedata
from functools import lru_cache

from dongbo.engines.vietnamese import is_syllable

ENCODING_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
_VIETNAMESE_SIGN = re.compile(r"[ăĂđĐơƠưƯĩĨũŨ\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]\"'“”/…-]+")
_ENOUGH_WORDS = 4
_CERTAIN = 0.85
_LEAD = 0.1
_SAMPLE = 40_000
_OPENING = 2_000


@lru_cache(maxsize=256)
def encoding_of_font(font: str) -> str | None:
    """Return the name of the legacy encoding that a font such as .VnTime or VNI-Times draws, or None."""
    key = _font_key(font)
    return ENCODING_NAMES.get(key) if key else None


def _font_key(font: str) -> str | None:
    bare = _SUBSET_TAG.sub("", font).upper()
    if bare.startswith((".VN", "VNTIME", "VNARIAL")):
        return "tcvn3"
    if bare.startswith(("VNI-", "VNI ")):
        return "vni"
    if bare.startswith(("VPS ", "VPS-")):
        return "vps"
    return None


def from_legacy_font(text: str, font: str) -> str:
    """Return `text` typed in a legacy font as Unicode; text that is Unicode already comes back unchanged.

    A TCVN3 font whose name ends in H draws capitals for the same codes, so its text becomes upper case.
    """
    key = _font_key(font)
    if key is None or _VIETNAMESE_SIGN.search(text):
        return text
    converted = convert(text, key)
    capital = key == "tcvn3" and font.upper().endswith("H")
    return converted.upper() if capital and converted != text else converted


def convert(text: str, key: str) -> str:
    """Return `text` in a legacy encoding (tcvn3, vni, viscii, vps), read as Latin-1, as Unicode NFC."""
    from viparse.normalize.encodings import CHARMAPS
    from viparse.normalize.tables import convert as convert_by_table

    return str(convert_by_table(text, CHARMAPS[key]))


def recognise_encoding(text: str) -> str | None:
    """Return the key of the legacy encoding in which `text`, read as Latin-1, is Vietnamese; None when in none.

    Judged by how many of the words with signs beyond ASCII become well-formed Vietnamese syllables.
    """
    opening = text[:_OPENING]
    if text.isascii() or len(_VIETNAMESE_SIGN.findall(opening)) * 100 > len(opening):
        return None
    sample = text[:_SAMPLE]
    signed = [word for word in _WORD.findall(sample) if not word.isascii()]
    if len(signed) < _ENOUGH_WORDS:
        return None
    plain = share_of_syllables(signed)
    ranked = sorted(((share_of_syllables(_words_in(signed, key)), key) for key in ENCODING_NAMES), reverse=True)
    (best, key), (second, _) = ranked[0], ranked[1]
    if best >= _CERTAIN and best - plain >= _LEAD and best - second >= _LEAD:
        return key
    return None


def _words_in(words: list[str], key: str) -> list[str]:
    return convert(" ".join(words), key).split()


def share_of_syllables(words: list[str]) -> float:
    """Return the share of `words` that are well-formed Vietnamese syllables; 0 for no words."""
    if not words:
        return 0.0
    return sum(is_syllable(unicodedata.normalize("NFC", word)) for word in words) / len(words)
