"""The signs provisions are counted with: Roman numbers and the letters of the Vietnamese alphabet."""

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points: no f, j, w, z, and none of the letters with a sign but đ."""

ONLY_LETTERS = frozenset("ABDĐEGHKNOPQRSTUY")
"""The capitals that can be no Roman number."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_OTHER_ORDINALS = {"một": 1, "nhì": 2, "bốn": 4, "bẩy": 7}


def roman_of(value: int) -> str:
    """Return a positive whole number in Roman capitals."""
    signs = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        signs += sign * times
    return signs


def letter_of(ordinal: int) -> str:
    """Return the sign of the point counted `ordinal`: a … y, then the letter doubled (aa, bb), then tripled."""
    times, place = divmod(ordinal - 1, len(LETTERS))
    return LETTERS[place] * (times + 1)


def capital_of(ordinal: int) -> str:
    """Return the capital letter of a part or group counted `ordinal`."""
    return letter_of(ordinal).upper()


def ordinal_word(value: int) -> str:
    """Return the word of an ordinal up to ten ("nhất", "hai"), digits beyond."""
    return _ORDINALS[value - 1] if 1 <= value <= len(_ORDINALS) else str(value)


def ordinal_value(word: str) -> int:
    """Return what an ordinal's word or digits count; 0 for any other word."""
    folded = word.lower()
    if folded.isdigit():
        return int(folded)
    if folded in _ORDINALS:
        return _ORDINALS.index(folded) + 1
    return _OTHER_ORDINALS.get(folded, 0)
