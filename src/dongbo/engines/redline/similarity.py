"""Which provisions of two lists resemble each other, by the words they share in order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

_LARGEST_TABLE = 400_000
_SMALL_TABLE = 16
_RARE = 12
_CANDIDATES = 3

Score = tuple[float, int, int]


def similarity(old: str, new: str) -> float:
    """Return 0 to 1: twice the longest common subsequence of words over both lengths."""
    return Indel.normalized_similarity(old, new)


def containment(part: str, whole: str) -> float:
    """Return which share of the words of `part` stands in `whole`, in order."""
    return (len(part) + len(whole) - Indel.distance(part, whole)) / 2 / len(part) if part else 0.0


def similar_pairs(old: Sequence[str], new: Sequence[str], *, floor: float) -> list[Score]:
    """Return (score, place in `old`, place in `new`) of the pairs that score at least `floor`.

    Short lists are compared each with each; for long ones only those that share the most rare words are.
    """
    if not old or not new:
        return []
    if len(old) * len(new) > _LARGEST_TABLE:
        return _among_candidates(old, new, floor)
    if len(old) * len(new) <= _SMALL_TABLE:
        table = (
            (similarity(before, after), row, column)
            for row, before in enumerate(old)
            for column, after in enumerate(new)
        )
        return [entry for entry in table if entry[0] >= floor]
    scores = process.cdist(old, new, scorer=Indel.normalized_similarity, score_cutoff=floor, dtype=np.float32)
    rows, columns = np.nonzero(scores >= max(floor, 1e-6))
    return [
        (float(scores[row, column]), row, column) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]


def _among_candidates(old: Sequence[str], new: Sequence[str], floor: float) -> list[Score]:
    holders: dict[str, list[int]] = defaultdict(list)
    for row, code in enumerate(old):
        for sign in _features(code):
            holders[sign].append(row)
    scores: list[Score] = []
    for column, code in enumerate(new):
        shared = Counter(
            row for sign in _features(code) if len(holders.get(sign, ())) <= _RARE for row in holders[sign]
        )
        for row, _ in shared.most_common(_CANDIDATES):
            score = similarity(old[row], code)
            if score >= floor:
                scores.append((score, row, column))
    return scores


def _features(code: str) -> set[str]:
    return {code[at : at + 2] for at in range(len(code) - 1)} | set(code)


def mutual_best(scores: Iterable[Score], *, margin: float) -> list[tuple[int, int]]:
    """Return the (old, new) pairs that are each other's best by at least `margin` over any other choice."""
    scores = list(scores)
    row_best = _best_two((score, row) for score, row, _ in scores)
    column_best = _best_two((score, column) for score, _, column in scores)
    return [
        (row, column)
        for score, row, column in scores
        if score - _rival(row_best[row], score) >= margin and score - _rival(column_best[column], score) >= margin
    ]


def _best_two(scores: Iterable[tuple[float, int]]) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for score, place in scores:
        first, second = found.get(place, (0.0, 0.0))
        found[place] = (score, first) if score > first else (first, max(second, score))
    return found


def _rival(best: tuple[float, float], score: float) -> float:
    return best[1] if score == best[0] else best[0]
