"""How much two texts share, for all pairs at once: weighted words and pairs in sparse matrices."""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines.retrieval.words import BREAK, FIRST_PAIR, Codes, Numbers, Vocabulary, pair_codes

Weights: TypeAlias = npt.NDArray[np.float64]
Scores: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.int64]

PAIR_WEIGHT = 2.0
DIRECTIVE_SHARE = 0.7
"""The directive's side of the measure: what it asks for must be there, what the plan adds costs less."""

LEAST_WEIGHT = 20.0
"""A text of fewer weighted words counts as this long, so that two shared words do not make an answer."""


COMMON = 0.2
"""Words and pairs in a greater share of the texts are left out: they tell nothing and cost most."""


class Texts:
    """Many texts as one stream of word numbers, every line closed by a BREAK, with the text each word is of."""

    def __init__(self, texts: Iterable[str]) -> None:
        vocabulary = Vocabulary()
        numbers: list[int] = []
        starts = [0]
        for text in texts:
            for line in text.split("\n"):
                numbers += vocabulary.read(line)
                numbers.append(BREAK)
            starts.append(len(numbers))
        self.stream: Numbers = np.asarray(numbers, dtype=np.int32)
        self.starts = np.asarray(starts, dtype=np.int64)
        self.pairs = np.append(pair_codes(self.stream), BREAK) if numbers else np.empty(0, dtype=np.int64)
        self._figures = np.asarray([not any(map(str.isalpha, word)) for word in vocabulary.words], dtype=np.bool_)

    def codes(self) -> tuple[Codes, Places]:
        """Return every word and pair with its text's number; a bare figure alone tells nothing and is left out."""
        owners = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        telling = self.stream >= 0
        telling[telling] = ~self._figures[self.stream[telling]]
        paired = self.pairs >= 0
        codes = np.concatenate([self.stream[telling].astype(np.int64), self.pairs[paired]])
        return codes, np.concatenate([owners[telling], owners[paired]])

    def pairs_of(self, first: int, last: int) -> Codes:
        """Return the pairs of the texts `first` to `last` (excluded), one for every word, negative at a BREAK."""
        return self.pairs[self.starts[first] : self.starts[last]]

    def words_of(self, first: int, last: int) -> Numbers:
        """Return the words of the texts `first` to `last` (excluded)."""
        return self.stream[self.starts[first] : self.starts[last]]


class Space:
    """The words and pairs of a whole appraisal with their weights: rare in all the papers, heavy.

    `groups` gives for each text the provision it is part of: a word counts once for a provision.
    """

    def __init__(self, texts: Texts, groups: Places, *, common: float = COMMON) -> None:
        codes, owners = texts.codes()
        self._codes, columns = np.unique(codes, return_inverse=True)
        width = max(len(self._codes), 1)
        holders = _distinct(groups[owners] * width + columns) % width
        counts = np.bincount(holders, minlength=len(self._codes))
        documents = len(np.unique(groups))
        rarity = np.log1p((documents - counts + 0.5) / (counts + 0.5))
        telling = counts <= max(common * documents, 2)
        self._weights: Weights = np.where(telling, rarity * np.where(self._codes < FIRST_PAIR, 1.0, PAIR_WEIGHT), 0.0)
        kept = telling[columns]
        self._cells = _distinct(owners[kept] * width + columns[kept])
        self._width = width

    def weights_of(self, codes: Codes) -> Weights:
        """Return the weight of each of `codes`, 0 for one that tells nothing."""
        if not len(self._codes):
            return np.zeros(len(codes))
        columns = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.where(self._codes[columns] == codes, self._weights[columns], 0.0)

    def matrix(self, first: int, last: int) -> csr_array:
        """Return the texts `first` to `last` (excluded) × codes, holding the square roots of the weights."""
        starts = np.searchsorted(self._cells, np.arange(first, last + 1) * self._width)
        columns = self._cells[starts[0] : starts[-1]] % self._width
        values = np.sqrt(self._weights[columns]).astype(np.float32)
        return csr_array(
            (values, columns.astype(np.int32), (starts - starts[0]).astype(np.int32)),
            shape=(last - first, self._width),
        )


def _distinct(values: Places) -> Places:
    """Return `values` sorted, each once; many times faster here than a search by hash."""
    values = np.sort(values)
    fresh = np.ones(len(values), dtype=np.bool_)
    fresh[1:] = values[1:] != values[:-1]
    return values[fresh]


class Measure:
    """How well each of some answering texts answers an asking text, from 0 to 1.

    The weight of what both say over the geometric mean of both weights, the asking side counting for
    DIRECTIVE_SHARE of it: 1 for equal texts, and a detailed answer loses little by its length.
    """

    def __init__(self, asking: csr_array, answering: csr_array) -> None:
        self.weights = _weights(asking)
        self._asking = _scaled(asking, self.weights, -DIRECTIVE_SHARE)
        self._columns = _scaled(answering, _weights(answering), DIRECTIVE_SHARE - 1).T.tocsr()

    def scores(self, first: int, last: int) -> Scores:
        """Return the scores of asking texts `first` to `last` (excluded): asking × answering."""
        scores: Scores = (self._asking[first:last] @ self._columns).toarray()
        return scores


def _weights(matrix: csr_array) -> Weights:
    """Return the weight of every text of `matrix`."""
    squares = csr_array((matrix.data.astype(np.float64) ** 2, matrix.indices, matrix.indptr), shape=matrix.shape)
    return np.asarray(squares.sum(axis=1), dtype=np.float64)


def _scaled(matrix: csr_array, weights: Weights, power: float) -> csr_array:
    """Return `matrix` with each row times a power of its weight, that of a short text taken as LEAST_WEIGHT."""
    factors = np.maximum(weights, LEAST_WEIGHT) ** power
    data = matrix.data * np.repeat(factors, np.diff(matrix.indptr)).astype(np.float32)
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
