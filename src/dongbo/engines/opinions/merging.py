"""Average linkage with a veto: the two groups most alike join first, none joins what opposes it.

Groups that are each other's nearest join, round after round. With mean likeness and with a veto that is inherited this
gives what joining the nearest pair of all, one at a time, gives (reciprocal nearest neighbours), in few rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dongbo.engines.opinions.likeness import ALIKE, Edges, Numbers, Vectors, alike, products_of
from dongbo.engines.opinions.stance import Stance, opposed
from dongbo.engines.opinions.wording import Wording

_BOTH = 2
"""An edge wanted from both ends joins two groups that are each other's nearest."""


class Verdicts:
    """Whether two stances oppose each other, each pair judged once."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        numbers: dict[Stance, int] = {}
        self.of_row: Numbers = np.asarray(
            [numbers.setdefault(one.stance, len(numbers)) for one in wordings], dtype=np.int64
        )
        self._stances = list(numbers)
        self._known: dict[tuple[int, int], bool] = {}

    def opposed(self, one: int, other: int) -> bool:
        """Return whether the stances of these numbers are opposed."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = opposed(self._stances[one], self._stances[other])
        return self._known[pair]

    def unopposed(self, edges: Edges) -> Edges:
        """Return the edges between stances that agree."""
        width = max(len(self._stances), 1)
        codes = self.of_row[edges.left] * width + self.of_row[edges.right]
        pairs, inverse = np.unique(codes, return_inverse=True)
        agree = np.asarray([not self.opposed(*divmod(int(pair), width)) for pair in pairs], dtype=np.bool_)
        return edges.only(agree[inverse]) if len(pairs) else edges


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the opinions of one group have together: its stances and places, the words of all, of any."""

    stances: frozenset[int]
    places: frozenset[str]
    bound: bool
    names: frozenset[str]
    telling: frozenset[str]
    told: frozenset[str]
    words: str

    @classmethod
    def of(cls, wording: Wording, stance: int) -> "Bundle":
        """Return the bundle of a single opinion."""
        return cls(
            frozenset((stance,)),
            frozenset((wording.place,)),
            wording.bound,
            wording.names,
            frozenset(wording.telling),
            frozenset(wording.telling),
            wording.words,
        )

    def with_(self, other: "Bundle") -> "Bundle":
        """Return both as one; a name counts while every opinion has its word."""
        shared = self.names.difference(_unheard(self, other)).union(other.names.difference(_unheard(other, self)))
        return Bundle(
            self.stances | other.stances,
            self.places | other.places,
            self.bound or other.bound,
            shared,
            self.telling & other.telling,
            self.told | other.told,
            self.words + other.words,
        )

    def bars(self, other: "Bundle", verdicts: Verdicts) -> bool:
        """Return whether the two may not share a group.

        Opposed stances; other names; or words that mean their own provision ("bỏ khoản này") at two provisions.
        """
        return (
            ((self.bound or other.bound) and len(self.places | other.places) > 1)
            or _names_another(self, other)
            or _names_another(other, self)
            or any(verdicts.opposed(one, its) for one in self.stances for its in other.stances)
        )


def _names_another(one: Bundle, other: Bundle) -> bool:
    """Tell whether `one` names what `other` does not, and `other` has telling words in its stead."""
    return bool(_unheard(one, other)) and bool(other.telling - one.told)


def _unheard(one: Bundle, other: Bundle) -> list[str]:
    """Return the names of `one` that no opinion of `other` has."""
    return [name for name in one.names if f" {name} " not in other.words]


def merge(wordings: Sequence[Wording], vectors: Vectors) -> Numbers:
    """Return for each of `wordings` the number of its group."""
    verdicts = Verdicts(wordings)
    bundles = [Bundle.of(one, int(stance)) for one, stance in zip(wordings, verdicts.of_row, strict=True)]
    owners: Numbers = np.arange(len(wordings), dtype=np.int64)
    edges = verdicts.unopposed(alike(vectors))
    while len(edges.left):
        wanted = _wanted(edges)
        asked = np.flatnonzero(wanted)
        barred = np.asarray(
            [bundles[one].bars(bundles[its], verdicts) for one, its in _pairs(edges, asked)], dtype=bool
        )
        joining = asked[~barred & (wanted[asked] == _BOTH)]
        labels, bundles = _join(bundles, edges, joining)
        owners = labels[owners]
        changed = np.zeros(len(bundles), dtype=np.bool_)
        changed[labels[edges.left[joining]]] = True
        left = np.ones(len(wanted), dtype=np.bool_)
        left[asked[barred]] = False
        edges = _relabelled(edges.only(left), labels, changed)
        edges = _measured(edges, changed, vectors, owners)
    return owners


def _pairs(edges: Edges, chosen: Numbers) -> list[tuple[int, int]]:
    return list(zip(edges.left[chosen].tolist(), edges.right[chosen].tolist(), strict=True))


def _wanted(edges: Edges) -> Numbers:
    """Return for how many of its ends each edge leads to the nearest group; of equal ones the first counts."""
    ends = np.concatenate([edges.left, edges.right])
    others = np.concatenate([edges.right, edges.left])
    scores = np.tile(edges.score, 2)
    best = np.zeros(int(edges.right.max()) + 1)
    np.maximum.at(best, ends, scores)
    nearest = np.flatnonzero(scores == best[ends])
    first = np.full(len(best), len(best), dtype=np.int64)
    np.minimum.at(first, ends[nearest], others[nearest])
    nearest = nearest[others[nearest] == first[ends[nearest]]]
    return np.bincount(nearest % len(edges.left), minlength=len(edges.left))


def _join(bundles: list[Bundle], edges: Edges, joining: Numbers) -> tuple[Numbers, list[Bundle]]:
    """Return the new number of each group and the groups, those at the ends of the edges `joining` made one."""
    into = np.arange(len(bundles), dtype=np.int64)
    for left, right in _pairs(edges, joining):
        bundles[left] = bundles[left].with_(bundles[right])
        into[right] = left
    kept, labels = np.unique(into, return_inverse=True)
    return labels.astype(np.int64), [bundles[number] for number in kept.tolist()]


def _relabelled(edges: Edges, labels: Numbers, changed: npt.NDArray[np.bool_]) -> Edges:
    """Return the edges between the new groups, each pair once."""
    left, right = labels[edges.left], labels[edges.right]
    left, right = np.minimum(left, right), np.maximum(left, right)
    doubled = np.flatnonzero(changed[left] | changed[right])
    _, firsts = np.unique(left[doubled] * len(changed) + right[doubled], return_index=True)
    kept = left != right
    kept[doubled] = False
    kept[doubled[firsts]] = left[doubled[firsts]] != right[doubled[firsts]]
    return Edges(left, right, edges.score).only(kept)


def _measured(edges: Edges, changed: npt.NDArray[np.bool_], vectors: Vectors, owners: Numbers) -> Edges:
    """Return the edges that are alike still, measured anew where a group has changed."""
    anew = changed[edges.left] | changed[edges.right]
    if not anew.any():
        return edges
    groups = np.unique(np.concatenate([edges.left[anew], edges.right[anew]]))
    rows = np.flatnonzero(np.isin(owners, groups))
    means = vectors.rows(rows).means(np.searchsorted(groups, owners[rows]))
    left, right = (np.searchsorted(groups, ends[anew]) for ends in (edges.left, edges.right))
    edges.score[anew] = products_of(means, left, right)
    return edges.only(edges.score >= ALIKE)
