"""The words, numbers and marks of a text with their places: what quotes are compared by."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from dongbo.engines.vietnamese import INVISIBLE, fold

_TOKEN = re.compile(rf"[\w\u0300-\u036f{INVISIBLE}]+(?:[.,/-](?<=\d.)\d+)*|\.{{3}}|[^\w\s]")
_QUOTATION_MARKS = frozenset("\"'“”‘’«»„‟‚‛″′`´")
_ALIKE = {"–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-", "…": "..."}
_CACHED_TEXTS = 4_096


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: where each stands, as written, and folded so that spellings are equal."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    raw: tuple[str, ...]
    folded: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.raw)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens [first, last) that the characters [start, end) touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


@lru_cache(maxsize=_CACHED_TEXTS)
def tokens_of(text: str) -> Tokens:
    """Return the tokens of `text`; blanks, invisible characters and quotation marks are none."""
    found = [(match, _folded(match[0])) for match in _TOKEN.finditer(text)]
    kept = [(match, folded) for match, folded in found if folded]
    return Tokens(
        starts=tuple(match.start() for match, _ in kept),
        ends=tuple(match.end() for match, _ in kept),
        raw=tuple(match[0] for match, _ in kept),
        folded=tuple(folded for _, folded in kept),
    )


def _folded(token: str) -> str:
    if token in _QUOTATION_MARKS:
        return ""
    return _ALIKE.get(token) or fold(token)
