"""Vietnamese numbers: a point between thousands, a comma before decimals, and the ways papers stray from it."""

import re

_GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d])"
_GROUPED_BY_COMMA = r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?(?!\d)"
_PLAIN = r"\d+(?:[.,]\d+)?"
NUMBER = rf"(?:{_GROUPED}|{_GROUPED_BY_COMMA}|{_PLAIN})"
WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip


def parse_number(text: str) -> float:
    """Return the value of `text`: "1.234,5", "3.500", "0,7", "09", "6.5" and small numbers in words.

    A single point before exactly three digits separates thousands unless the whole part is 0. Raises ValueError for
    anything that is not a number.
    """
    text = text.strip().lower()
    if text in WORDS:
        return float(WORDS[text])
    if not re.fullmatch(NUMBER, text):
        raise ValueError(text)
    if re.fullmatch(_GROUPED_BY_COMMA, text):
        return float(text.replace(",", ""))
    if re.fullmatch(_GROUPED, text) and not text.startswith("0."):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))
