"""Whether words in a sentence are a name, or a piece of one: what is only called otherwise says nothing more."""

import re
from collections.abc import Sequence

from dongbo.engines.revisions.units import unit_heads
from dongbo.engines.vietnamese import fold

_LONGEST_TAIL = 3
"""So many words in small letters may follow a capital within a name: "Phát triển nông thôn"."""
_LONGEST = 10
_JOINTS = ("và", ",", "-")


def is_name(words: Sequence[str]) -> bool:
    """Return whether words, as written, may be a name: each part of it begins with a capital, and no unit is named."""
    if not words or len(words) > _LONGEST or not words[0][:1].isupper() or _names_a_unit(words):
        return False
    tail = 0
    for at, word in enumerate(words):
        if word in _JOINTS:
            if at + 1 == len(words) or not words[at + 1][:1].isupper():
                return False
        elif not word[:1].isalpha():
            return False
        tail = 0 if word[:1].isupper() else tail + 1
        if tail > _LONGEST_TAIL:
            return False
    return True


def ends_in_name(words: Sequence[str]) -> bool:
    """Return whether the last of some words may be of a name, as a sentence's first word alone does not tell."""
    for at in range(len(words) - 1, max(-1, len(words) - 2 - _LONGEST_TAIL), -1):
        if not words[at][:1].isalpha():
            return False
        if words[at][:1].isupper():
            return at > 0 or _names_a_unit(words)
    return False


def extends_name(before: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether words that came behind others only make the name longer that stands there: "… và Kế hoạch"."""
    if not ends_in_name(before):
        return False
    if words[0] in ("và", "-"):
        return is_name(words[1:])
    return words[-1] == "và" and is_name(words[:-1])


def _names_a_unit(words: Sequence[str]) -> bool:
    return re.search(rf"(?<!\w)(?:{unit_heads()})(?!\w)", fold(" ".join(words))) is not None
