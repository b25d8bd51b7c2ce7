"""What came and what went in substance: not spelling, numbers or empty words, nor what only stands elsewhere now."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq

from dongbo.engines.redline.similarity import similar_pairs
from dongbo.engines.revisions.said import Both, Said, Stream

_EDITED = 0.4
"""From which likeness on a new sentence is the edited form of one that went from the same place."""
_HELD = 0.8
"""Which share of the words of a sentence that went another there must hold to have taken them over."""
_ELSEWHERE = 0.75
"""From which likeness on a new sentence elsewhere is one that went from here: plans repeat their turns of phrase."""
_FEWEST_TAKEN_IN = 6
"""A sentence of so many words that stands within a new one elsewhere was taken in by it; fewer stand by chance."""


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
        """Return the new sentence that took over the words of one that went: in the same place, or elsewhere."""
        here = {gone.key, *self.both.texts.heirs(gone.key)}
        holders = [one for one in self._come_in(here) if shared(gone, one) >= _HELD * len(gone.code)]
        made = self._made_of.get(gone)
        if holders or made:
            return max([*holders, *([made] if made else [])], key=lambda one: shared(gone, one))
        if len(gone.code) < _FEWEST_TAKEN_IN or self.remains(gone):
            return None
        return next((one for one in self.everywhere.come if gone.code in one.code), None)

    def remains(self, gone: Said) -> bool:
        """Whether a piece of a sentence stands where it stood."""
        own = {one.code for one in self.both.before.of([gone.key])}
        now = [one for one in self.both.family_after(gone.key).sentences if one.code not in own]
        return any(shared(gone, one) >= _HELD * min(len(gone.code), len(one.code)) for one in now)

    def _come_in(self, keys: Collection[str]) -> list[Said]:
        return [one for key in keys for one in self._come_by_key.get(key, ())]

    @cached_property
    def _come_by_key(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for one in self.everywhere.come:
            found.setdefault(one.key, []).append(one)
        return found

    @cached_property
    def _made_of(self) -> dict[Said, Said]:
        """For each sentence that went the one made of it: first those of the same place, then the rest anywhere."""
        made: dict[Said, Said] = {}
        taken: set[Said] = set()
        gone_by_key: dict[str, list[Said]] = {}
        for one in self.everywhere.gone:
            gone_by_key.setdefault(one.key, []).append(one)
        for key, gone in gone_by_key.items():
            come = [one for one in self._come_in({key, *self.both.texts.heirs(key)}) if one not in taken]
            found = {old: new for new, old in _edited(come, gone, _EDITED)}
            made |= found
            taken.update(found.values())
        come = [one for one in self.everywhere.come if one not in taken]
        gone = [one for one in self.everywhere.gone if one not in made and not self.remains(one)]
        return made | {old: new for new, old in _edited(come, gone, _ELSEWHERE)}

    def _between(self, before: Sequence[Said], after: Sequence[Said]) -> Turned:
        old, new = Stream(before), Stream(after)
        gone = tuple(one for one in old.sentences if not self._is_kept(one, old, new))
        come = tuple(one for one in new.sentences if self.is_new(one, old))
        return Turned(come, gone, tuple(_edited(come, gone, _EDITED)))

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

    def is_new(self, one: Said, before: Stream) -> bool:
        """Whether a sentence says what did not stand there before, nor was brought there from elsewhere."""
        if self._reads_as_before(one.key) or one.code in before.code:
            return False
        if one.code in self.both.family_before(one.key).code:
            return False
        return self.both.all_before.count(one.code) < self.both.all_after.count(one.code)

    def _reads_as_before(self, key: str) -> bool:
        before, after = self.both.texts.before, self.both.texts.after
        return key in before and key in after and before.words(key) == after.words(key)


def shared(one: Said | Stream, other: Said | Stream) -> int:
    """Return how many words both have, in order."""
    return int(LCSseq.similarity(one.code, other.code))


def _standing(code: str, stream: Stream, known: Collection[Stream]) -> int:
    """Return how often `code` stands in `stream` within sentences that add nothing to what was `known`."""
    return sum(any(run in one.code for one in known) for run in stream.runs(code))


def _edited(come: Sequence[Said], gone: Sequence[Said], floor: float) -> Iterator[tuple[Said, Said]]:
    """Yield each new sentence with the one it was made from, the most alike first, each once."""
    pairs = similar_pairs([one.code for one in gone], [one.code for one in come], floor=floor)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            yield come[new], gone[old]
