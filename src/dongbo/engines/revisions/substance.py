"""What came and what went in substance: not spelling, numbers or empty words, nor what only stands elsewhere now."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from dongbo.engines.redline.similarity import similar_pairs
from dongbo.engines.revisions.said import Both, Said, Stream

_EDITED = 0.4
"""From which likeness on a new sentence is the edited form of one that went."""
_HELD = 0.8
"""Which share of the words of a sentence that went another must hold to have taken them over, however long it is."""
_ELSEWHERE = 0.5
"""From which likeness on a new sentence elsewhere is one that went from here."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The sentences that came and went at a place; `edited` gives for one that came the one it was made from."""

    come: tuple[Said, ...]
    gone: tuple[Said, ...]
    edited: tuple[tuple[Said, Said], ...]

    def origin(self, come: Said) -> Said | None:
        """Return the sentence from which a new one was made; None where it is wholly new."""
        return next((old for new, old in self.edited if new == come), None)


class Substance:
    """Both versions, and what became of any sentence on the way from one to the other."""

    def __init__(self, both: Both) -> None:
        self.both = both

    @cached_property
    def everywhere(self) -> Turned:
        """What came and went in the whole text."""
        return self._between(self.both.all_before.sentences, self.both.all_after.sentences)

    def turned(self, roots: Sequence[str]) -> Turned:
        """Return what came and went at or beneath `roots`, provisions of either version."""
        return self._between(self.both.beneath_before(roots), self.both.beneath_after(roots))

    def is_kept(self, one: Said) -> bool:
        """Whether a sentence of the version before still stands, if only elsewhere or cut otherwise into sentences."""
        own = Stream(self.both.before.of([one.key]))
        return self._is_kept(one, own, self.both.family_after(one.key))

    def heir_of(self, gone: Said) -> Said | None:
        """Return the new sentence, anywhere, that took over the words of one that went."""
        come = self.everywhere.come
        here = {gone.key, *self.both.texts.heirs(gone.key)}
        holders = [one for one in come if one.key in here and shared(gone, one) >= _HELD * len(gone.code)]
        made = [new for new, old in self.everywhere.edited if old == gone]
        if holders or made:
            return max([*holders, *made], key=lambda one: shared(gone, one))
        codes = [one.code for one in come]
        found = process.extractOne(gone.code, codes, scorer=Indel.normalized_similarity, score_cutoff=_ELSEWHERE)
        return come[found[2]] if found else None

    def _between(self, before: Sequence[Said], after: Sequence[Said]) -> Turned:
        old, new = Stream(before), Stream(after)
        gone = tuple(one for one in old.sentences if not self._is_kept(one, old, new))
        come = tuple(one for one in new.sentences if self._is_new(one, old))
        return Turned(come, gone, tuple(_edited(come, gone)))

    def _is_kept(self, one: Said, before: Stream, after: Stream) -> bool:
        """Whether a sentence stands as often as it did: among `after`, where its provision was cut up, or anywhere."""
        if self._reads_as_before(one.key):
            return True
        everywhere = self.both.all_before
        if _standing(one.code, after, (before, everywhere)) >= before.count(one.code):
            return True
        own = Stream(self.both.before.of([one.key]))
        if _standing(one.code, self.both.family_after(one.key), (own,)) >= own.count(one.code):
            return True
        return _standing(one.code, self.both.all_after, (before, everywhere)) >= everywhere.count(one.code)

    def _is_new(self, one: Said, before: Stream) -> bool:
        """Whether a sentence says what did not stand there before, nor was brought there from elsewhere."""
        if self._reads_as_before(one.key) or one.code in before.code:
            return False
        if one.code in self.both.family_before(one.key).code:
            return False
        return self.both.all_before.count(one.code) < self.both.all_after.count(one.code)

    def _reads_as_before(self, key: str) -> bool:
        before, after = self.both.texts.before, self.both.texts.after
        return key in before and key in after and before.words(key) == after.words(key)


def shared(one: Said, other: Said) -> int:
    """Return how many words both have, in order."""
    return int(LCSseq.similarity(one.code, other.code))


def _standing(code: str, stream: Stream, known: Collection[Stream]) -> int:
    """Return how often `code` stands in `stream` within sentences that add nothing to what was `known`."""
    return sum(any(run in one.code for one in known) for run in stream.runs(code))


def _edited(come: Sequence[Said], gone: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield each new sentence with the one it was made from, the most alike first, each once."""
    pairs = similar_pairs([one.code for one in gone], [one.code for one in come], floor=_EDITED)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            yield come[new], gone[old]
