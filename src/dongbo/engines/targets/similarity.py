"""How surely two targets name the same indicator."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dongbo.engines.targets.target import Target
from dongbo.engines.targets.vocabulary import REGIONS
from dongbo.engines.vietnamese import bigrams, fold, syllables

# Syllables that open so many indicators that they tell none apart, and whole openings that tell nothing.
_HEADS = frozenset((
    "tỉ", "lệ", "trọng", "số", "lượng", "mức", "đạt", "xếp", "hạng", "chỉ", "tổng", "về", "và", "của", "các", "có",
    "trên",
))  # fmt: skip
_OPENING = re.compile(r"^(?:(?:xếp hạng|thứ hạng|tỉ lệ|tỉ trọng|số lượng|số)(?: về)? )+")
_OF_HEAD, _OF_PAIR = 0.25, 0.7
_DICE, _CONTAINED = 0.55, 0.45
# A name must hold about so many telling words before being contained in another counts in full.
_FULL_NAME = 4
_REGIONS = frozenset(fold(region) for region in REGIONS)
_SAME_WORLD = {"toàn cầu": "thế giới", "quốc tế": "thế giới", "asean": "đông nam á", "khu vực": "đông nam á"}


class Likeness:
    """The names of two lists of targets, each word weighed by how few of the names hold it.

    Only pairs that share a word are ever looked at, so that long lists stay quick.
    """

    def __init__(self, left: Sequence[Target], right: Sequence[Target]) -> None:
        self._left = [_words(target.indicator) for target in left]
        self._right = [_words(target.indicator) for target in right]
        names = {*self._left, *self._right}
        seen = Counter(word for name in names for word in name)
        self._unseen = math.log(1 + max(1, len(names)))
        self._weight = {word: _factor(word) * math.log(1 + len(names) / count) for word, count in seen.items()}
        self._left_weights = [self._sum(name) for name in self._left]
        self._right_weights = [self._sum(name) for name in self._right]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(self._right):
            for word in name:
                self._holders[word].append(at)

    def pairs(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Yield (place left, place right, similarity) of every pair at least so similar."""
        for here, name in enumerate(self._left):
            shared: dict[int, float] = defaultdict(float)
            for word in name:
                for there in self._holders.get(word, ()):
                    shared[there] += self._weight[word]
            for there, weight in shared.items():
                alike = round(self._similarity(weight, self._left_weights[here], self._right_weights[there]), 6)
                if alike >= least:
                    yield here, there, alike

    def contained(self, right: int, left: int) -> float:
        """Return which share of the words of the target at `right` stands in the one at `left`."""
        weight = self._right_weights[right]
        return self._sum(self._right[right] & self._left[left]) / weight if weight else 0.0

    def _similarity(self, shared: float, one: float, other: float) -> float:
        """Return shared words against all words, leaning to the shorter of the two names."""
        smaller = min(one, other)
        dice = 2 * shared / (one + other)
        return min(1.0, _DICE * dice + _CONTAINED * shared / smaller * min(1.0, smaller / (_FULL_NAME * self._unseen)))

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weight[word] for word in words)


def _words(indicator: str) -> frozenset[str]:
    """Return the syllables and pairs of syllables of an indicator."""
    found = syllables(_OPENING.sub("", fold(indicator)))
    return frozenset([*found, *bigrams(found)])


def _factor(word: str) -> float:
    if "_" in word:
        return _OF_HEAD if set(word.split("_")) <= _HEADS else _OF_PAIR
    return _OF_HEAD if word in _HEADS else 1.0


def region_of(target: Target) -> str:
    """Return the region that qualifies a target in one form, "" where none does."""
    qualifier = fold(target.qualifier)
    return _SAME_WORLD.get(qualifier, qualifier) if qualifier in _REGIONS else ""
