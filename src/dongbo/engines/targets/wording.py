"""Word lists turned into patterns."""

import re
from collections.abc import Iterable

FLAGS = re.IGNORECASE


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, longer ones first, their blanks of any width."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of `words` as whole words, whatever their case."""
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", FLAGS)
