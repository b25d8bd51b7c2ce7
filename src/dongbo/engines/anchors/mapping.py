"""Where the words of one text stand in another: old places carried through the difference of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel, Prefix

from dongbo.engines.anchors.tokens import Tokens, tokens_of

_CACHED_PAIRS = 1_024
_LARGEST_TABLE = 2_000_000_000
_NONE = -1
_MOST_PUT_IN = 3
"""More than so many times the words that went are no replacement of them, but words put in beside them."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """The counterpart of every token of two texts in the other: -1 where it has none."""

    to_new: tuple[int, ...]
    to_old: tuple[int, ...]

    def image(self, first: int, last: int) -> Span | None:
        """Return what the old tokens [first, last) became, or None where nothing of them is left.

        What was put just before or after them does not belong to them; what was put in their place does, unless it is
        far longer than what went.
        """
        begin, end = self.to_new[first], self.to_new[last - 1] + 1
        if begin == _NONE:
            gone, come = self._gap(first)
            begin = come[1] if _put_in(gone, come) else come[0] + _share(gone, come, first)
        if end == _NONE + 1:
            gone, come = self._gap(last - 1)
            end = come[0] if _put_in(gone, come) else come[0] + _share(gone, come, last)
        return (begin, end) if begin < end else None

    def _gap(self, at: int) -> tuple[Span, Span]:
        """Return the run of tokens that went around the old place `at`, and the run that came instead."""
        first, last = at, at + 1
        while first > 0 and self.to_new[first - 1] == _NONE:
            first -= 1
        while last < len(self.to_new) and self.to_new[last] == _NONE:
            last += 1
        begin = self.to_new[first - 1] + 1 if first else 0
        end = self.to_new[last] if last < len(self.to_new) else len(self.to_old)
        return (first, last), (begin, end)

    def free_runs(self, old: Span, bounds: Sequence[Span]) -> list[Span]:
        """Return the runs of new tokens, each within one of `bounds`, that no old token outside `old` became."""
        runs: list[Span] = []
        for first, last in bounds:
            taken = (at for at in range(first, last) if self.to_old[at] >= 0 and not old[0] <= self.to_old[at] < old[1])
            runs += [(left + 1, right) for left, right in pairwise((first - 1, *taken, last)) if left + 1 < right]
        return runs


def _put_in(gone: Span, come: Span) -> bool:
    return come[1] - come[0] > _MOST_PUT_IN * (gone[1] - gone[0])


def _share(gone: Span, come: Span, at: int) -> int:
    """Return how many of the tokens that came stand before the boundary `at` within those that went."""
    return round((at - gone[0]) * (come[1] - come[0]) / (gone[1] - gone[0]))


@dataclass(frozen=True, slots=True)
class Mapping:
    """Two texts as tokens, and which of them are counterparts."""

    old: Tokens
    new: Tokens
    pairs: Pairing


@lru_cache(maxsize=_CACHED_PAIRS)
def mapping(before: str, after: str) -> Mapping:
    """Return the counterparts of the tokens of two texts."""
    old, new = tokens_of(before), tokens_of(after)
    return Mapping(old, new, pairing(old.folded, new.folded))


def pairing(old: tuple[str, ...], new: tuple[str, ...]) -> Pairing:
    """Return the counterparts by a longest common subsequence of both."""
    to_new, to_old = [_NONE] * len(old), [_NONE] * len(new)
    for at, mate in _common(old, new):
        to_new[at], to_old[mate] = mate, at
    return Pairing(tuple(to_new), tuple(to_old))


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the pairs of places; two texts too long for a table keep what they begin and end with."""
    head = int(Prefix.similarity(old, new))
    pairs = [(at, at) for at in range(head)]
    if len(old) * len(new) > _LARGEST_TABLE:
        return pairs
    blocks = Indel.editops(old[head:], new[head:]).as_matching_blocks()
    return pairs + [
        (head + block.a + offset, head + block.b + offset) for block in blocks for offset in range(block.size)
    ]
