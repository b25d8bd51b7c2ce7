"""How alike opinions are: telling words and neighbouring pairs of them as one vector, the place as a small part of it.

A pair's likeness depends on the two opinions alone, never on what else came in: an opinion placed later is judged as
it would have been among the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines.opinions.wording import Wording

Numbers: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.float64]

ALIKE = 0.70
"""Opinions less alike than this are never grouped."""

PLACE_SHARE = 0.15
"""The place's part of the measure: at one provision the words need be 0.65 alike, at two provisions 0.82."""

PAIR_WEIGHT = 0.5
_ROWS = 128
_PAIRS = 20_000
_SLACK = 1e-6
_DIGITS = 9
"""Rounded to so many digits, a likeness does not depend on the order of its additions."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """A row of `words` for each opinion and one of `places`; the sum of both products of two rows is their likeness."""

    words: csr_array
    places: csr_array

    def rows(self, chosen: Numbers) -> "Vectors":
        """Return the `chosen` rows."""
        return Vectors(self.words[chosen], self.places[chosen])

    def means(self, owners: Numbers) -> "Vectors":
        """Return the mean of the rows of each owner; products of means are means of products."""
        sizes = np.bincount(owners)
        cells = (owners, np.arange(len(owners)))
        share = csr_array((1.0 / sizes[owners], cells), shape=(len(sizes), len(owners)))
        return Vectors(share @ self.words, share @ self.places)


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of rows, `left` < `right`, with their likeness."""

    left: Numbers
    right: Numbers
    score: Scores

    def only(self, kept: npt.NDArray[np.bool_]) -> "Edges":
        """Return the pairs that are `kept`."""
        return Edges(self.left[kept], self.right[kept], self.score[kept])


def vectors_of(wordings: Sequence[Wording]) -> Vectors:
    """Return the vectors of `wordings`, row for row."""
    features: dict[object, int] = {}
    columns: list[int] = []
    weights: list[float] = []
    ends = [0]
    for wording in wordings:
        row = _row(wording)
        columns += [features.setdefault(feature, len(features)) for feature in row]
        weights += row.values()
        ends.append(len(columns))
    words = csr_array(
        (np.asarray(weights), np.asarray(columns, dtype=np.int64), np.asarray(ends, dtype=np.int64)),
        shape=(len(wordings), max(len(features), 1)),
    )
    places = {place: number for number, place in enumerate(dict.fromkeys(one.place for one in wordings))}
    stood = np.asarray([places[one.place] for one in wordings], dtype=np.int64)
    cells = (np.arange(len(wordings)), stood)
    share = np.full(len(wordings), PLACE_SHARE**0.5)
    return Vectors(words, csr_array((share, cells), shape=(len(wordings), max(len(places), 1))))


def products(left: Vectors, right: Vectors) -> Scores:
    """Return how alike each row of `left` and the same row of `right` are."""
    words = left.words.multiply(right.words).sum(axis=1)
    places = left.places.multiply(right.places).sum(axis=1)
    scores: Scores = np.asarray(words + places, dtype=np.float64).round(_DIGITS)
    return scores


def products_of(vectors: Vectors, left: Numbers, right: Numbers) -> Scores:
    """Return how alike each row of `left` and its fellow in `right` are, some pairs at a time."""
    parts = [
        products(vectors.rows(left[first : first + _PAIRS]), vectors.rows(right[first : first + _PAIRS]))
        for first in range(0, len(left), _PAIRS)
    ]
    return np.concatenate([np.empty(0), *parts])


def alike(vectors: Vectors, others: Vectors | None = None) -> Edges:
    """Return the pairs of rows that are alike: among `vectors`, or of `vectors` with `others` on the right.

    Both are opinions, not means: each row stands at one place.
    """
    columns = (others or vectors).words.T.tocsr()
    stood, stands = vectors.places.indices, (others or vectors).places.indices
    found: list[Edges] = []
    for first in range(0, vectors.words.shape[0], _ROWS):
        block = vectors.words[first : first + _ROWS] @ columns
        rows = np.repeat(np.arange(block.shape[0], dtype=np.int64) + first, np.diff(block.indptr))
        kept = block.data >= ALIKE - PLACE_SHARE - _SLACK
        if others is None:
            kept &= rows < block.indices
        left, right = rows[kept], block.indices[kept].astype(np.int64)
        score = (block.data[kept] + np.where(stood[left] == stands[right], PLACE_SHARE, 0.0)).round(_DIGITS)
        edges = Edges(left, right, score)
        found.append(edges.only(score >= ALIKE))
    return _joined(found)


def _joined(found: Sequence[Edges]) -> Edges:
    return Edges(
        np.concatenate([np.empty(0, dtype=np.int64), *(one.left for one in found)]),
        np.concatenate([np.empty(0, dtype=np.int64), *(one.right for one in found)]),
        np.concatenate([np.empty(0), *(one.score for one in found)]),
    )


def _row(wording: Wording) -> dict[object, float]:
    row: dict[object, float] = dict.fromkeys(wording.telling, 1.0)
    row.update(dict.fromkeys(pairwise(wording.telling), PAIR_WEIGHT))
    length = sum(weight * weight for weight in row.values()) ** 0.5
    scale = (1 - PLACE_SHARE) ** 0.5 / length if length else 0.0
    return {feature: weight * scale for feature, weight in row.items()}
