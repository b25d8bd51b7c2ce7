"""Whether the words an opinion points at, or asks for, came out otherwise in the next version."""

import re
from functools import lru_cache

from dongbo.engines.anchors import Candidate, Quote, follow, places_of, quote_at, quote_of
from dongbo.engines.anchors.tokens import tokens_of
from dongbo.engines.closure.history import Pointer
from dongbo.engines.closure.texts import Texts
from dongbo.engines.redline.words import same_substance
from dongbo.engines.vietnamese import sentences

_CACHED_TEXTS = 4_096
_FEWEST_PROPOSED = 3
"""A proposed text of fewer words may come into a provision by chance; the sentence must then change."""
_NUMBER = re.compile(r"^\s*(?:(?:\d+(?:\.\d+)*|[a-zđ])[.)]|[-+–•])\s+")

Span = tuple[int, int]


def sentence_changed(texts: Texts, pointer: Pointer, quote: Quote) -> bool:
    """Return whether a sentence that holds the quote is no longer what it was.

    Where the opinion asks for other words, a change of spelling alone does not count. A quote that does not stand in
    the provision before stands for the whole of it.
    """
    words = texts.before.words(pointer.provision)
    stands = words[quote.start : quote.end] == quote.exact
    place = quote if stands else quote_of(words, quote.exact, near=quote.start)
    if place is None:
        return texts.has_changed(pointer.provision)
    spans = [span for span in sentence_spans(words) if span[0] < place.end and place.start < span[1]]
    substance = bool(pointer.proposed) and not same_substance(quote.exact, pointer.proposed)
    return any(_has_changed(texts, pointer.provision, span, substance=substance) for span in spans)


def _has_changed(texts: Texts, key: str, span: Span, *, substance: bool) -> bool:
    words = texts.before.words(key)
    candidates = [Candidate(key, texts.after.words(key), identity=True)] if key in texts.after else []
    candidates += [Candidate(heir, texts.after.words(heir), identity=False) for heir in texts.heirs(key)]
    found = follow(quote_at(words, *span), words, candidates, moved=False)
    old = words[slice(*span)]
    if found.key is None or found.start is None or found.end is None:
        return not any(_stands_in(old, one.words) for one in candidates)
    after = texts.after.words(found.key)
    new = " ".join(after[slice(*one)] for one in sentence_spans(after) if one[0] < found.end and found.start < one[1])
    return not (same_substance(old, new) if substance else old.split() == new.split())


def _stands_in(sentence: str, words: str) -> bool:
    return any(sentence.split() == words[slice(*span)].split() for span in sentence_spans(words))


@lru_cache(maxsize=_CACHED_TEXTS)
def sentence_spans(words: str) -> tuple[Span, ...]:
    """Return the places of the sentences of a provision."""
    spans: list[Span] = []
    end = 0
    for sentence in sentences(words):
        found = quote_of(words[end:], sentence, near=0)
        if found is not None:
            spans.append((end + found.start, end + found.end))
            end += found.end
    return tuple(spans)


def places_of_proposal(texts: Texts, pointer: Pointer) -> set[str]:
    """Return the provisions, the one pointed at or beneath it, into which the proposed words have come.

    A proposal of several lines has come where every line has; numbers before a line do not count.
    """
    lines = [_NUMBER.sub("", line) for line in pointer.proposed.splitlines()]
    lines = [line for line in lines if tokens_of(line).folded]
    if sum(len(tokens_of(line)) for line in lines) < _FEWEST_PROPOSED:
        return set()
    roots = [pointer.provision, *texts.heirs(pointer.provision)]
    after = dict.fromkeys(key for root in roots for key in texts.after.walk(root))
    before = [texts.before.words(key) for key in texts.before.walk(pointer.provision)]
    places: set[str] = set()
    for line in lines:
        holders = [(key, len(places_of(texts.after.words(key), line))) for key in after]
        if sum(count for _, count in holders) <= sum(len(places_of(words, line)) for words in before):
            return set()
        places.update(key for key, count in holders if count)
    return places
