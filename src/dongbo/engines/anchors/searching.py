"""The search for a quote in a provision's next words: through the difference of the two, then in what is new there."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from dongbo.engines.anchors.mapping import Mapping, Span, pairing

_AROUND = 4
"""How many tokens on either side bear witness for a quote."""
_SURE = 0.5
"""From which share of common tokens, the witnesses counted in, the difference is believed."""
_PLAIN = 0.75
"""From which share on nothing more like the quote is looked for elsewhere."""
_ELSEWHERE = 85.0
_RIVAL = 5.0
"""By how many hundredths a place elsewhere must be more like the quote than any other."""
_DISTINCTIVE = 8
"""A quote of so many tokens is told by itself; a shorter one, found elsewhere, needs its neighbours on one side."""
_NEIGHBOURS = 2
_SHORTEST = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """The new tokens [first, last) of a quote, how sure that is, and whether it left its place among the others."""

    span: Span
    score: float
    displaced: bool = False


def search(texts: Mapping, quoted: Span, bounds: list[Span]) -> Found | None:
    """Return where the old tokens `quoted` stand in the new text, within one of `bounds`; None where that is unsure."""
    image = texts.pairs.image(*quoted)
    if image is not None:
        image = _within(texts, quoted, image, bounds)
        image = _slid(texts, quoted, image, bounds)
    through = None if image is None else Found(image, _likeness(texts, quoted, image))
    if through is not None and _is_contested(texts, quoted, through.span):
        return None
    if through is not None and through.score >= _PLAIN:
        return through
    if through is not None and _same_words(texts, quoted, through.span):
        return None if _stands_elsewhere(texts, quoted, through.span, bounds) else through
    elsewhere = _elsewhere(texts, quoted, bounds)
    if through is None or through.score < _SURE:
        return elsewhere
    if elsewhere is None or elsewhere.score <= through.score or _overlap(elsewhere.span, through.span):
        return through
    return elsewhere


def _is_contested(texts: Mapping, quoted: Span, span: Span) -> bool:
    """Whether other old words, the same as those left of the quote but gone, would fit its place no worse.

    Then one of the two was deleted, and nothing tells which.
    """
    old, to_new = texts.old.folded, texts.pairs.to_new
    kept = [at for at in range(*quoted) if to_new[at] >= 0]
    if not kept or old[kept[0] : kept[-1] + 1] != texts.new.folded[slice(*span)]:
        return False
    size = span[1] - span[0]
    twins = [
        at
        for at in range(len(old) - size + 1)
        if to_new[at] < 0 and old[at : at + size] == old[kept[0] : kept[0] + size] and max(to_new[at : at + size]) < 0
    ]
    return bool(twins) and max(_fit(texts, at, span) for at in twins) >= _fit(texts, kept[0], span)


def _fit(texts: Mapping, at: int, span: Span) -> int:
    """Return how many tokens next to the old place and the new one are the same, on both sides."""
    old, new, size = texts.old.folded, texts.new.folded, span[1] - span[0]
    before = old[max(0, at - _AROUND) : at][::-1], new[max(0, span[0] - _AROUND) : span[0]][::-1]
    after = old[at + size : at + size + _AROUND], new[span[1] : span[1] + _AROUND]
    return sum(common_start(*sides) for sides in (before, after))


def common_start(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many tokens both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _stands_elsewhere(texts: Mapping, quoted: Span, span: Span, bounds: list[Span]) -> bool:
    """Whether the same words stand a second time where nothing tells which of the two the quote is."""
    wanted = texts.old.folded[slice(*quoted)]
    return any(
        texts.new.folded[at : at + len(wanted)] == wanted and not _overlap((at, at + len(wanted)), span)
        for first, last in texts.pairs.free_runs(quoted, bounds)
        for at in range(first, last - len(wanted) + 1)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_words(texts: Mapping, quoted: Span, span: Span) -> bool:
    """Whether the words stand there as they were written."""
    return texts.old.raw[slice(*quoted)] == texts.new.raw[slice(*span)]


def _within(texts: Mapping, quoted: Span, image: Span, bounds: list[Span]) -> Span:
    """Return the part of `image` in the one of `bounds` that holds most of the quote."""
    parts = [(max(image[0], first), min(image[1], last)) for first, last in bounds]
    return max((part for part in parts if part[0] < part[1]), key=lambda part: _shared(texts, quoted, part))


def _slid(texts: Mapping, quoted: Span, image: Span, bounds: list[Span]) -> Span:
    """Return the very words of the quote where they overlap `image`: of two equal words the difference took either."""
    wanted = texts.old.folded[slice(*quoted)]
    if texts.new.folded[slice(*image)] == wanted:
        return image
    size = len(wanted)
    first, last = next(bound for bound in bounds if bound[0] <= image[0] < bound[1])
    overlapping = range(max(first, image[0] - size + 1), min(image[1], last - size + 1))
    same = [at for at in overlapping if texts.new.folded[at : at + size] == wanted]
    return min(((at, at + size) for at in same), key=lambda span: abs(span[0] - image[0]), default=image)


def _likeness(texts: Mapping, quoted: Span, image: Span) -> float:
    """Return which share of the tokens of the quote, its place and their neighbours are counterparts."""
    before = min(_AROUND, quoted[0])
    after = min(_AROUND, len(texts.old) - quoted[1])
    old = quoted[0] - before, quoted[1] + after
    new = max(0, image[0] - before), min(len(texts.new), image[1] + after)
    return 2 * _shared(texts, old, new) / (old[1] - old[0] + new[1] - new[0])


def _shared(texts: Mapping, old: Span, new: Span) -> int:
    return sum(new[0] <= texts.pairs.to_new[at] < new[1] for at in range(*old))


def _elsewhere(texts: Mapping, quoted: Span, bounds: list[Span]) -> Found | None:
    """Return the one place among the words that are new there, or are the quote's own, that is plainly the quote."""
    places = [
        found
        for run in texts.pairs.free_runs(quoted, bounds)
        for found in _in_run(texts, texts.old.folded[slice(*quoted)], run)
    ]
    places.sort(key=lambda found: -found.score)
    if not places or (len(places) > 1 and places[0].score - places[1].score < _RIVAL / 100):
        return None
    return places[0] if _witnessed(texts, quoted, places[0].span) else None


def _in_run(texts: Mapping, wanted: tuple[str, ...], run: Span) -> Iterator[Found]:
    """Yield the places in `run` like the wanted tokens: the best, then those before and after it."""
    if run[1] - run[0] < _SHORTEST * len(wanted):
        return
    quote, words = " ".join(wanted), texts.new.folded[slice(*run)]
    aligned = fuzz.partial_ratio_alignment(quote, " ".join(words), score_cutoff=_ELSEWHERE)
    if aligned is None:
        return
    span = _tokens_at(words, run[0], aligned.dest_start, aligned.dest_end)
    fitted = _fitted(texts, wanted, span, run)
    span = fitted if _ratio(texts, quote, fitted) >= _ELSEWHERE else span
    score = _ratio(texts, quote, span)
    if score >= _ELSEWHERE:
        yield Found(span, score / 100, displaced=True)
        yield from _in_run(texts, wanted, (run[0], span[0]))
        yield from _in_run(texts, wanted, (span[1], run[1]))


def _ratio(texts: Mapping, quote: str, span: Span) -> float:
    return fuzz.ratio(quote, " ".join(texts.new.folded[slice(*span)]))


def _fitted(texts: Mapping, wanted: tuple[str, ...], span: Span, run: Span) -> Span:
    """Return `span` with its ends where those of the wanted tokens are, which may have become more or fewer."""
    room = 2 + len(wanted) // 4
    first, last = max(run[0], span[0] - room), min(run[1], span[1] + room)
    image = pairing(wanted, texts.new.folded[first:last]).image(0, len(wanted))
    return (first + image[0], first + image[1]) if image else span


def _tokens_at(words: tuple[str, ...], offset: int, start: int, end: int) -> Span:
    """Return the tokens that have most of their letters in the characters [start, end) of the joined words."""
    inside, at = [], 0
    for place, word in enumerate(words, offset):
        if min(end, at + len(word)) - max(start, at) > len(word) / 2:
            inside.append(place)
        at += len(word) + 1
    return (inside[0], inside[-1] + 1) if inside else (offset, offset)


def _witnessed(texts: Mapping, quoted: Span, span: Span) -> bool:
    if quoted[1] - quoted[0] >= _DISTINCTIVE:
        return True
    old, new = texts.old.folded, texts.new.folded
    before = old[max(0, quoted[0] - _NEIGHBOURS) : quoted[0]], new[max(0, span[0] - _NEIGHBOURS) : span[0]]
    after = old[quoted[1] : quoted[1] + _NEIGHBOURS], new[span[1] : span[1] + _NEIGHBOURS]
    return any(len(there) == _NEIGHBOURS and there == here for there, here in (before, after))
