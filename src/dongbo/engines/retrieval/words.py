"""Words as numbers: the vocabulary and the codes of single syllables and of neighbouring pairs."""

from collections.abc import Iterable
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from dongbo.engines import vietnamese

Numbers: TypeAlias = npt.NDArray[np.int32]
Codes: TypeAlias = npt.NDArray[np.int64]

BREAK = -1
"""Stands in a stream of words where no pair and no phrase may reach across."""

FIRST_PAIR = 1 << 32
"""The least code of a pair; a single word's code is its number and lies below."""


class Vocabulary:
    """Every syllable seen, numbered from 0, each with the number of its form without marks.

    Both forms share one numbering, so a bare syllable is its own toneless form.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._bare: list[int] = []
        self._written: dict[str, tuple[int, ...]] = {}

    @property
    def words(self) -> list[str]:
        """Every syllable in the order of its number."""
        return list(self._numbers)

    def learn(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of `words`, new ones entered."""
        known = self._numbers
        return [known[word] if word in known else self._enter(word) for word in words]

    def read(self, text: str) -> list[int]:
        """Return the numbers of the syllables of `text`, new ones entered; every written word is folded once."""
        known = self._written
        pieces = text.split()
        for piece in pieces:
            if piece not in known:
                known[piece] = tuple(self.learn(vietnamese.syllables(piece)))
        return list(chain.from_iterable(map(known.__getitem__, pieces)))

    def find(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of `words`; BREAK for a word never seen."""
        return [self._numbers.get(word, BREAK) for word in words]

    def bare(self, stream: Numbers) -> Numbers:
        """Return `stream` with every word replaced by its toneless form."""
        table = np.asarray([*self._bare, BREAK], dtype=np.int32)
        return table[stream]

    def _enter(self, word: str) -> int:
        number = self._numbers[word] = len(self._bare)
        self._bare.append(number)
        bare = vietnamese.toneless(word)
        if bare != word:
            self._bare[number] = self._numbers[bare] if bare in self._numbers else self._enter(bare)
        return number


def pair_codes(stream: Numbers) -> Codes:
    """Return the code of each word with its right neighbour; negative where either is a BREAK."""
    left, right = stream[:-1].astype(np.int64), stream[1:].astype(np.int64)
    codes = (left + 1) * FIRST_PAIR + right
    codes[(left < 0) | (right < 0)] = BREAK
    return codes
