"""Quotation marks of a line: what it leaves open, what it closes.

Papers mix typographic and straight marks and turn them the wrong way round, so the direction is read from the
neighbours of the mark: before a word it opens, after a word it closes.
"""

import re

_MARK = re.compile(r"[“”\"„‟«»]|''|``|’’|‘‘")
QUOTES = frozenset('“”"„‟«»')
_BEFORE_OPENING = frozenset(" \t\u00a0([{:-–—/")


def open_and_closed(text: str, opened: int = 0) -> tuple[int, int]:
    """Return how many quotations `text` leaves open, and how many it closes without having opened them.

    `opened` are those left open by the line before, when the page's width cut a paragraph in two.
    """
    closed = 0
    for found in _MARK.finditer(text):
        if _opens(text, found.start(), found.end(), opened):
            opened += 1
        elif opened:
            opened -= 1
        else:
            closed += 1
    return opened, closed


def has_quotes(text: str) -> bool:
    """Whether `text` holds a quotation mark of any kind."""
    return _MARK.search(text) is not None


def begins_quoted(text: str) -> bool:
    """Whether `text` begins with a quotation mark."""
    return text[0] in QUOTES or _MARK.match(text) is not None


def is_all_quoted(text: str) -> bool:
    """Whether `text` begins and, but for its punctuation, ends with a quotation mark."""
    return begins_quoted(text) and text.rstrip(" .;,")[-1:] in QUOTES


def _opens(text: str, start: int, end: int, opened: int) -> bool:
    sign = text[start]
    before, after = text[start - 1 : start], text[end : end + 1]
    at_start = not text[:start].strip() or before in _BEFORE_OPENING
    at_end = not after or after in " .;:,)]!?\u00a0"
    if at_start and not at_end:
        return True
    if at_end and not at_start:
        return False
    if sign in "“„«‘":
        return True
    if sign in "”»’":
        return False
    return not opened and bool(after.strip())
