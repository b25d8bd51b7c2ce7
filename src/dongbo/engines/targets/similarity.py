"""How surely two targets name the same indicator."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dongbo.engines.targets.target import Target
from dongbo.engines.targets.vocabulary import REGIONS
from dongbo.engines.vietnamese import bigrams, fold, syllables

# Words that open so many indicators that they tell none apart.
_HEADS = {
    "tỉ",
    "lệ",
    "trọng",
    "số",
    "lượng",
    "mức",
    "đạt",
    "xếp",
    "hạng",
    "chỉ",
    "tổng",
    "về",
    "và",
    "của",
    "các",
    "có",
    "trên",
}
_HEAD = re.compile(r"^(?:(?:xếp hạng|thứ hạng|tỉ lệ|tỉ trọng|số lượng|số)(?: về)? )+")
_WEAK = 0.25
_SAME_WORLD = {"toàn cầu": "thế giới", "quốc tế": "thế giới", "asean": "đông nam á", "khu vực": "đông nam á"}


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling each word or pair of words is among the indicators at hand."""

    rarity: dict[str, float]
    unseen: float

    def of(self, words: Iterable[str]) -> float:
        """Return the summed weight of `words`."""
        return sum(self.rarity.get(word, self.unseen) for word in words)


def weigh(targets: Sequence[Target]) -> Weights:
    """Return the weights of the words of `targets`: the fewer indicators hold a word, the more it tells."""
    seen: Counter[str] = Counter()
    indicators = {fold(target.indicator) for target in targets}
    for indicator in indicators:
        seen.update(set(words_of(indicator)))
    total = max(1, len(indicators))
    rarity = {word: _factor(word) * math.log(1 + total / count) for word, count in seen.items()}
    return Weights(rarity, math.log(1 + total))


def _factor(word: str) -> float:
    if "_" in word:
        return 0.7 if not set(word.split("_")) <= _HEADS else _WEAK
    return _WEAK if word in _HEADS else 1.0


def words_of(indicator: str) -> frozenset[str]:
    """Return the syllables and pairs of syllables of an indicator."""
    found = syllables(_HEAD.sub("", fold(indicator)))
    return frozenset([*found, *bigrams(found)])


def similarity(left: Target, right: Target, weights: Weights) -> float:
    """Return 0 to 1: shared words against all words, leaning to the shorter of the two names."""
    ours, theirs = words_of(left.indicator), words_of(right.indicator)
    shared = weights.of(ours & theirs)
    if not shared:
        return 0.0
    one, other = weights.of(ours), weights.of(theirs)
    dice = 2 * shared / (one + other)
    contained = shared / min(one, other)
    return min(1.0, 0.55 * dice + 0.45 * contained * min(1.0, min(one, other) / (4 * weights.unseen)))


def containment(part: Target, whole: Target, weights: Weights) -> float:
    """Return which share of the words of `part` stands in `whole`."""
    words = words_of(part.indicator)
    weight = weights.of(words)
    return weights.of(words & words_of(whole.indicator)) / weight if weight else 0.0


def region_of(target: Target) -> str:
    """Return the region that qualifies a target in one form, "" where none does."""
    qualifier = fold(target.qualifier)
    if qualifier not in {fold(region) for region in REGIONS}:
        return ""
    return _SAME_WORLD.get(qualifier, qualifier)
