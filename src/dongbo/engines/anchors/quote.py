"""A quote: the words a reader marked in one provision, with what stands around them (W3C text quote and position)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dongbo.engines.anchors.tokens import tokens_of

_CONTEXT = 32
_FIELDS = {"exact": str, "prefix": str, "suffix": str, "start": int, "end": int}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one provision as they were marked; `start` and `end` count characters of the provision's own words."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """Return the form in which a quote is stored."""
        return {name: getattr(self, name) for name in _FIELDS}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Quote":
        """Return the quote stored by `as_json`; ValueError where it is none."""
        if set(stored) != set(_FIELDS):
            raise ValueError("a quote has exact, prefix, suffix, start and end")
        if any(type(stored[name]) is not wanted for name, wanted in _FIELDS.items()):
            raise ValueError("a field of the quote is of another type")
        quote = cls(**stored)
        if not quote.exact or quote.start < 0 or quote.end - quote.start != len(quote.exact):
            raise ValueError("the quote and its place disagree")
        return quote


def quote_at(words: str, start: int, end: int) -> Quote:
    """Return the quote of the characters [start, end) of `words`, blanks at its ends left out.

    Raises ValueError where the place lies outside the words or holds nothing but blanks.
    """
    if not 0 <= start < end <= len(words):
        raise ValueError(f"no words at {start} to {end} of {len(words)}")
    exact = words[start:end].strip()
    if not exact:
        raise ValueError("nothing but blanks is marked")
    start = words.index(exact, start)
    end = start + len(exact)
    return Quote(exact, _before(words, start), _after(words, end), start, end)


def quote_of(words: str, exact: str, near: int | None = None) -> Quote | None:
    """Return the quote of `exact`, typed or pasted, in `words`; None where it does not stand there.

    Where it stands several times, one written just so goes before one that only reads the same, then the one nearest to
    `near`, or else the first.
    """
    places = places_of(words, exact)
    if not places:
        return None
    wanted = exact.strip()

    def rank(place: tuple[int, int]) -> tuple[bool, int]:
        return words[slice(*place)] != wanted, abs(place[0] - near) if near is not None else place[0]

    return quote_at(words, *min(places, key=rank))


def places_of(words: str, exact: str) -> list[tuple[int, int]]:
    """Return every [start, end) of `words` that reads as `exact`, whole words only.

    Blanks, capitals, the place of tone marks, i and y, quotation marks and the dots of an omission at either end do not
    matter.
    """
    wanted = _without_omission(tokens_of(exact).folded)
    if not wanted:
        return []
    tokens = tokens_of(words)
    size = len(wanted)
    return [
        _with_quotation_marks(words, exact.strip(), tokens.starts[at], tokens.ends[at + size - 1])
        for at in range(len(tokens) - size + 1)
        if tokens.folded[at] == wanted[0] and tokens.folded[at : at + size] == wanted
    ]


def _with_quotation_marks(words: str, exact: str, start: int, end: int) -> tuple[int, int]:
    """Return the place widened where `exact` stands there to the letter with the marks around it."""
    at = words.find(exact, max(0, start - len(exact)), end + len(exact))
    return (at, at + len(exact)) if 0 <= at <= start and end <= at + len(exact) else (start, end)


def _without_omission(folded: tuple[str, ...]) -> tuple[str, ...]:
    first, last = 0, len(folded)
    while first < last and folded[first] == "...":
        first += 1
    while last > first and folded[last - 1] == "...":
        last -= 1
    return folded[first:last]


def _before(words: str, start: int) -> str:
    begin = max(0, start - _CONTEXT)
    while 0 < begin < start and not (words[begin - 1].isspace() or words[begin].isspace()):
        begin += 1
    return words[begin:start]


def _after(words: str, end: int) -> str:
    stop = min(len(words), end + _CONTEXT)
    while end < stop < len(words) and not (words[stop - 1].isspace() or words[stop].isspace()):
        stop -= 1
    return words[end:stop]
