"""Whether two names are of one agency: written short, by an officer, without the place or with it."""

import re
import unicodedata
from collections.abc import Sequence

from dongbo.engines.numbers import agency_named
from dongbo.engines.vietnamese import fold

_FEWEST_WORDS = 2
_OFFICER = re.compile(
    r"^(?:Bộ trưởng|Chủ tịch|Giám đốc|(?:Tổng )?Cục trưởng|Vụ trưởng|Trưởng ban|Bí thư|Chủ nhiệm|Thủ trưởng)\s+(?=\S)",
    re.IGNORECASE,
)


def same_agency(cited: str, registered: str) -> bool:
    """Tell whether two names may be of one body; a joint paper names several, parted by "; ".

    A minister's paper is the ministry's. A name that the other holds, or an abbreviation of it ("UBND tỉnh",
    "Bộ ATCĐ"), is taken for the same body: only a body that is surely another is a contradiction.
    """
    return any(_same_body(ours, theirs) for ours in cited.split("; ") for theirs in registered.split("; "))


def _same_body(cited: str, registered: str) -> bool:
    ours, theirs = agency_named(cited), agency_named(registered)
    if ours is not None and theirs is not None and ours != theirs:
        return fold(cited).endswith(fold(registered))
    if ours is not None and ours == theirs:
        return True
    return _within(_words(cited), _words(registered)) or _within(_words(registered), _words(cited))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", _OFFICER.sub("", name))


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether `long` holds the words of `short`; one word says too little, unless it is all or an abbreviation."""
    if len(short) < _FEWEST_WORDS and len(long) > 1 and not any(map(_is_abbreviation, short)):
        return False
    return any(_begins(short, long[at:]) for at in range(len(long)))


def _begins(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether `long` begins with the words of `short`, an abbreviation standing for as many as its capitals."""
    at = 0
    for word in short:
        if at < len(long) and fold(word) == fold(long[at]):
            at += 1
            continue
        initials = [_bare(each[0]) for each in long[at:]]
        if not _is_abbreviation(word) or (letters := [_bare(sign) for sign in word]) != initials[: len(word)]:
            return False
        at += len(letters)
    return True


def _is_abbreviation(word: str) -> bool:
    return len(word) >= _FEWEST_WORDS and word.isupper()


def _bare(sign: str) -> str:
    """Return a letter as a capital without marks; Đ stays apart from D."""
    return unicodedata.normalize("NFD", sign.upper())[0]
