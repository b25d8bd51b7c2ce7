"""What became of a quote: searched in its own provision and the successors of that one, nowhere else.

Whatever is not sure is no place: the opinion then stands by the whole provision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from dongbo.engines.anchors.mapping import Mapping, Span, mapping
from dongbo.engines.anchors.quote import Quote, places_of
from dongbo.engines.anchors.searching import Found, common_start, search
from dongbo.engines.anchors.tokens import tokens_of

_TAKEN_OVER = 0.5
"""Which share of the words of a whole provision a successor must hold to be called its changed form."""


class AnchorState(StrEnum):
    """What became of the words an opinion points at."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision of the next version in which the quote may stand: the same one (`identity`), or a successor of it."""

    key: str
    words: str
    identity: bool


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where an opinion points now: characters [start, end) of the provision `key`, or all of it where they are None.

    `score` is 0 to 1. `key` is None only where the provision went and nothing took its place.
    """

    state: AnchorState
    key: str | None
    start: int | None = None
    end: int | None = None
    score: float = 0.0


def follow(quote: Quote | None, before: str, candidates: Sequence[Candidate], moved: bool) -> Anchored:
    """Return what became of `quote`, filed on the provision with the words `before`; None means the whole of it.

    `candidates` are the provision itself, if it lives on, and the successors where it was split, merged or removed.
    `moved` says that the provision stands elsewhere or bears another number.
    """
    if not candidates:
        return Anchored(AnchorState.REMOVED, None)
    home = next((one for one in candidates if one.identity), None)
    place = None if quote is None else _place_of(quote, before)
    if home is not None and home.words == before:
        return _unchanged(quote, place, home, moved=moved)
    if quote is None:
        return _whole(before, candidates, home, moved=moved)
    if place is None:
        return Anchored(AnchorState.UNSURE, (home or candidates[0]).key)
    return _Text(before, candidates, home).followed(place, moved=moved)


def _unchanged(quote: Quote | None, place: Span | None, home: Candidate, *, moved: bool) -> Anchored:
    state = AnchorState.MOVED if moved else AnchorState.EXACT
    if quote is None:
        return Anchored(state, home.key, score=1.0)
    if place is None:
        return Anchored(AnchorState.UNSURE, home.key)
    return Anchored(state, home.key, *place, score=1.0)


def _place_of(quote: Quote, before: str) -> Span | None:
    """Return the characters of the quote in the words it was filed on; None where they are not in there."""
    if before[quote.start : quote.end] == quote.exact:
        return quote.start, quote.end
    return max(places_of(before, quote.exact), key=lambda place: _agreement(quote, before, place), default=None)


def _agreement(quote: Quote, before: str, place: Span) -> tuple[int, int]:
    prefix, suffix = tokens_of(quote.prefix).folded, tokens_of(quote.suffix).folded
    left, right = tokens_of(before[: place[0]]).folded, tokens_of(before[place[1] :]).folded
    around = common_start(prefix[::-1], left[::-1]) + common_start(suffix, right)
    return around, -abs(place[0] - quote.start)


def _whole(before: str, candidates: Sequence[Candidate], home: Candidate | None, *, moved: bool) -> Anchored:
    """Return what became of an opinion on the whole of a provision whose words are no longer the same."""
    if home is not None:
        if _reads_same(home.words, before):
            return Anchored(AnchorState.MOVED if moved else AnchorState.EXACT, home.key, score=1.0)
        return Anchored(AnchorState.CHANGED, home.key, score=_kept(before, home.words))
    heir = max(candidates, key=lambda one: _kept(before, one.words))
    kept = _kept(before, heir.words)
    if _reads_same(heir.words, before):
        return Anchored(AnchorState.MOVED, heir.key, score=1.0)
    return Anchored(AnchorState.CHANGED if kept >= _TAKEN_OVER else AnchorState.REMOVED, heir.key, score=kept)


def _reads_same(one: str, other: str) -> bool:
    return one == other or one.split() == other.split()


def _kept(before: str, after: str) -> float:
    """Return which share of the words of `before` stand in `after`."""
    to_new = mapping(before, after).pairs.to_new
    return sum(mate >= 0 for mate in to_new) / len(to_new) if to_new else 0.0


class _Text:
    """The words of all candidates as one text, so that each old word has one counterpart among them all."""

    def __init__(self, before: str, candidates: Sequence[Candidate], home: Candidate | None) -> None:
        self.candidates, self.home = candidates, home
        self.before = before
        self.after = "\n".join(one.words for one in candidates)
        self.starts = list(accumulate((len(one.words) + 1 for one in candidates), initial=0))
        self.texts: Mapping = mapping(before, self.after)

    def followed(self, place: Span, *, moved: bool) -> Anchored:
        """Return what became of the characters `place`."""
        quoted = self.texts.old.span(*place)
        if quoted[0] >= quoted[1]:
            return Anchored(AnchorState.UNSURE, (self.home or self.candidates[0]).key)
        bounds = [
            self.texts.new.span(start, start + len(one.words))
            for start, one in zip(self.starts, self.candidates, strict=False)
        ]
        found = search(self.texts, quoted, bounds)
        return self._fallen_back(quoted) if found is None else self._found(place, quoted, found, bounds, moved=moved)

    def _found(self, place: Span, quoted: Span, found: Found, bounds: list[Span], *, moved: bool) -> Anchored:
        part = next(at for at, bound in enumerate(bounds) if bound[0] <= found.span[0] < bound[1])
        one = self.candidates[part]
        start = self._start(place[0], quoted[0], found.span[0]) - self.starts[part]
        end = self._end(place[1], quoted[1] - 1, found.span[1] - 1) - self.starts[part]
        if not _reads_same(self.before[slice(*place)], one.words[start:end]):
            return Anchored(AnchorState.CHANGED, one.key, start, end, found.score)
        elsewhere = moved or found.displaced or not one.identity
        return Anchored(AnchorState.MOVED if elsewhere else AnchorState.EXACT, one.key, start, end, score=1.0)

    def _fallen_back(self, quoted: Span) -> Anchored:
        """Return the whole of the provision, or of the heir that holds most of its words."""
        one = self.home or max(self.candidates, key=lambda heir: _kept(self.before, heir.words))
        if self.home is None and _kept(self.before, one.words) < _TAKEN_OVER:
            return Anchored(AnchorState.REMOVED, one.key)
        gone = self.texts.pairs.image(*quoted) is None
        return Anchored(AnchorState.CHANGED if gone else AnchorState.UNSURE, one.key)

    def _start(self, at: int, old: int, new: int) -> int:
        """Return the new character for the quote's first: as far from its token as it was, where the same stands."""
        was, now = self.texts.old.starts[old], self.texts.new.starts[new]
        shift = at - was
        if shift <= 0:
            return now + shift if self.after[now + shift : now] == self.before[at:was] else now
        return now + shift if self.texts.old.raw[old] == self.texts.new.raw[new] else now

    def _end(self, at: int, old: int, new: int) -> int:
        was, now = self.texts.old.ends[old], self.texts.new.ends[new]
        shift = at - was
        if shift >= 0:
            return now + shift if self.after[now : now + shift] == self.before[was:at] else now
        return now + shift if self.texts.old.raw[old] == self.texts.new.raw[new] else now
