"""Word lists turned into patterns."""

import re
from collections.abc import Iterable

FLAGS = re.IGNORECASE


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, longer ones first, their blanks of any width.

    The signs that one of them can begin with are asked for first, so that most places are passed over at once.
    """
    ordered = sorted(words, key=len, reverse=True)
    first = sorted({sign for word in ordered for sign in (word[0].lower(), word[0].upper())})
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
    return rf"(?=[{re.escape(''.join(first))}])(?:{either})"


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `words` as whole words, whatever their case."""
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", FLAGS)
