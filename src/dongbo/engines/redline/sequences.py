"""Order: what stays in order when some of a sequence moved, and pairing two sequences without crossing."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence

from rapidfuzz.distance import Indel


def heaviest_increasing(values: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Return the places of the increasing subsequence of `values` (all different) with the greatest total
    weight.

    A Fenwick tree over the ranks keeps the best total ending at or below each value: O(n log n).
    """
    ranks = sorted(values)
    best: list[tuple[int, int]] = [(0, -1)] * (len(values) + 1)
    before = [-1] * len(values)
    for place, value in enumerate(values):
        rank = bisect_left(ranks, value) + 1
        total, before[place] = _best_below(best, rank - 1)
        total += weights[place]
        while rank < len(best):
            if total > best[rank][0]:
                best[rank] = (total, place)
            rank += rank & -rank
    _, place = _best_below(best, len(values))
    kept: set[int] = set()
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def _best_below(best: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    found = (0, -1)
    while rank > 0:
        if best[rank][0] > found[0]:
            found = best[rank]
        rank -= rank & -rank
    return found


def common_in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of equal items in a longest common subsequence."""
    return [
        (step.src_start + offset, step.dest_start + offset)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
        for offset in range(step.src_end - step.src_start)
    ]


def best_in_order(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs that do not cross of the greatest total score; 0 or less never pairs."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    totals = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            taken = scores[row][column] + totals[row + 1][column + 1] if scores[row][column] > 0 else 0.0
            totals[row][column] = max(totals[row + 1][column], totals[row][column + 1], taken)
    pairs: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        if totals[row][column] == totals[row + 1][column]:
            row += 1
        elif totals[row][column] == totals[row][column + 1]:
            column += 1
        else:
            pairs.append((row, column))
            row, column = row + 1, column + 1
    return pairs
