"""The reason of a link: what both provisions say in the same words."""

from collections.abc import Set
from itertools import groupby

import numpy as np

from dongbo.engines.alignment.similarity import Space
from dongbo.engines.retrieval import Span
from dongbo.engines.retrieval.words import BREAK, Codes, Numbers

MOST = 4
_LIGHTEST = 3.0
_STOPS = frozenset(".;:!?…\n")


class Phrasing:
    """A directive provision ready to be searched for what others say in the same words.

    `stream` are the word numbers of `words`, `pairs` the codes of each with the next, `spans` where each stands.
    """

    def __init__(self, words: str, spans: list[Span], stream: Numbers, pairs: Codes, space: Space) -> None:
        self._words = words
        self._spans = spans
        places = np.flatnonzero(stream >= 0)
        same = len(self._spans) == len(places)
        inside = pairs[places[:-1]] if same else np.empty(0, dtype=np.int64)
        self._before = np.concatenate([[0.0], np.cumsum(space.weights_of(inside))]).tolist()
        self._pairs = [
            code if words[left:right] == " " or _STOPS.isdisjoint(words[left:right]) else BREAK
            for code, (_, left), (right, _) in zip(inside.tolist(), self._spans, self._spans[1:], strict=False)
        ]

    def shared(self, answer: Set[int]) -> tuple[str, ...]:
        """Return up to four phrases, as written, that the answer has too, the most telling first.

        `answer` are the pairs of the other provision. A phrase is a run of words, within a sentence, each of which
        stands beside the next in the answer too.
        """
        places = [at for at, pair in enumerate(self._pairs) if pair in answer]
        weights: dict[str, float] = {}
        for _, run in groupby(enumerate(places), key=_run):
            ends = [at for _, at in run]
            phrase = self._words[self._spans[ends[0]][0] : self._spans[ends[-1] + 1][1]]
            weights[" ".join(phrase.split())] = self._before[ends[-1] + 1] - self._before[ends[0]]
        telling = [phrase for phrase, weight in weights.items() if weight >= _LIGHTEST]
        return tuple(sorted(telling, key=lambda phrase: -weights[phrase])[:MOST])


def _run(place: tuple[int, int]) -> int:
    """Return what neighbouring places have in common."""
    return place[1] - place[0]
