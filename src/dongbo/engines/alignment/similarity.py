"""How much two texts share, for all pairs at once: weighted words and pairs in sparse matrices."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines import vietnamese
from dongbo.engines.retrieval.words import BREAK, FIRST_PAIR, Codes, Numbers, Vocabulary, pair_codes

Weights: TypeAlias = npt.NDArray[np.float64]
Scores: TypeAlias = npt.NDArray[np.float32]

PAIR_WEIGHT = 2.0
DIRECTIVE_SHARE = 0.7
"""The directive's side of the measure: what it asks for must be there, what the plan adds costs less."""

LEAST_WEIGHT = 20.0
"""A text of fewer weighted words counts as this long, so that two shared words do not make an answer."""


COMMON = 0.2
"""Words and pairs in a greater share of the texts are left out: they tell nothing and cost most."""


class Words:
    """Texts as rows of word numbers, one vocabulary for all."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._plain: list[bool] = []

    def stream(self, text: str) -> Numbers:
        """Return the words of `text` as numbers, every line closed by a BREAK."""
        numbers: list[int] = []
        for line in text.split("\n"):
            numbers += self._vocabulary.learn(vietnamese.syllables(line))
            numbers.append(BREAK)
        return np.asarray(numbers, dtype=np.int32)

    def figures(self) -> npt.NDArray[np.bool_]:
        """Return for every word number whether it is a bare figure, which alone tells nothing."""
        return np.asarray([not any(map(str.isalpha, word)) for word in self._vocabulary.words], dtype=np.bool_)


def codes_of(stream: Numbers, figures: npt.NDArray[np.bool_]) -> Codes:
    """Return the codes of the words and pairs of `stream`, sorted, each once, figures alone left out."""
    words = stream[stream >= 0]
    codes = np.concatenate([words[~figures[words]].astype(np.int64), pair_codes(stream)])
    return np.unique(codes[codes >= 0])


class Space:
    """The words and pairs of a whole appraisal with their weights: rare in all the papers, heavy."""

    def __init__(self, documents: Sequence[Codes], *, common: float | None = None) -> None:
        every = np.concatenate(documents) if documents else np.empty(0, dtype=np.int64)
        codes, counts = np.unique(every, return_counts=True)
        telling = counts <= max((COMMON if common is None else common) * len(documents), 2)
        self._codes, counts = codes[telling], counts[telling]
        weights = np.log1p((len(documents) - counts + 0.5) / (counts + 0.5))
        self.weights: Weights = weights * np.where(self._codes < FIRST_PAIR, 1.0, PAIR_WEIGHT)

    def weights_of(self, codes: Codes) -> Weights:
        """Return the weight of each of `codes`, 0 for one outside the space."""
        columns, known = self._columns(codes)
        return np.where(known, self.weights[columns], 0.0) if len(self._codes) else np.zeros(len(codes))

    def _columns(self, codes: Codes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        columns = np.minimum(np.searchsorted(self._codes, codes), max(len(self._codes) - 1, 0))
        return columns, self._codes[columns] == codes if len(self._codes) else np.zeros(len(codes), np.bool_)

    def matrix(self, rows: Sequence[Codes]) -> csr_array:
        """Return texts × codes with the square roots of the weights; codes outside the space are dropped."""
        lengths = [len(row) for row in rows]
        codes = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
        owners = np.repeat(np.arange(len(rows)), lengths)
        columns, known = self._columns(codes)
        owners, columns = owners[known], columns[known]
        starts = np.searchsorted(owners, np.arange(len(rows) + 1))
        values = np.sqrt(self.weights[columns]).astype(np.float32)
        return csr_array(
            (values, columns.astype(np.int32), starts.astype(np.int32)), shape=(len(rows), len(self._codes))
        )


class Measure:
    """How well each of some answering texts answers an asking text, from 0 to 1.

    The weight of what both say over the geometric mean of both weights, the asking side counting for
    DIRECTIVE_SHARE of it: 1 for equal texts, and a detailed answer loses little by its length.
    """

    def __init__(self, asking: csr_array, answering: csr_array) -> None:
        self._asking = asking
        self._columns = answering.T.tocsr()
        self._asked: Scores = (_totals(asking) ** -DIRECTIVE_SHARE).astype(np.float32)
        self._answered: Scores = (_totals(answering) ** (DIRECTIVE_SHARE - 1)).astype(np.float32)

    def scores(self, first: int, last: int) -> Scores:
        """Return the scores of asking texts `first` to `last` (excluded): asking × answering."""
        scores: Scores = (self._asking[first:last] @ self._columns).toarray()
        scores *= self._answered
        scores *= self._asked[first:last, None]
        return scores


def _totals(matrix: csr_array) -> Weights:
    """Return the weight of every text of `matrix`, short ones as LEAST_WEIGHT."""
    squares = csr_array((matrix.data.astype(np.float64) ** 2, matrix.indices, matrix.indptr), shape=matrix.shape)
    return np.maximum(np.asarray(squares.sum(axis=1), dtype=np.float64), LEAST_WEIGHT)
