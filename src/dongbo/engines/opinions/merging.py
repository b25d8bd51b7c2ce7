"""Average linkage with a veto: the two groups most alike join first, none joins what opposes it.

Groups that are each other's nearest join, round after round. With mean likeness and with a veto that is inherited this
gives what joining the nearest pair of all, one at a time, gives (reciprocal nearest neighbours), in few rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dongbo.engines.opinions.likeness import ALIKE, Edges, Numbers, Vectors, alike, products
from dongbo.engines.opinions.stance import Stance, opposed
from dongbo.engines.opinions.wording import Wording


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
    words: frozenset[str]

    @classmethod
    def of(cls, wording: Wording, stance: int) -> "Bundle":
        """Return the bundle of a single opinion."""
        return cls(
            frozenset((stance,)),
            frozenset((wording.place,)),
            wording.bound,
            wording.names,
            frozenset(wording.telling),
            wording.words.union(wording.telling),
            wording.words,
        )

    def with_(self, other: "Bundle") -> "Bundle":
        """Return both as one; a name counts while every opinion has its word."""
        shared = (self.names & other.words) | (other.names & self.words)
        return Bundle(
            self.stances | other.stances,
            self.places | other.places,
            self.bound or other.bound,
            shared,
            self.telling & other.telling,
            self.told | other.told,
            self.words | other.words,
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
    return bool(one.names - other.words) and bool(other.telling - one.told)


def merge(wordings: Sequence[Wording], vectors: Vectors) -> Numbers:
    """Return for each of `wordings` the number of its group."""
    verdicts = Verdicts(wordings)
    bundles = [Bundle.of(one, int(stance)) for one, stance in zip(wordings, verdicts.of_row, strict=True)]
    owners: Numbers = np.arange(len(wordings), dtype=np.int64)
    edges = verdicts.unopposed(alike(vectors))
    while len(edges.left):
        nearest = _nearest(edges)
        barred = np.asarray(
            [bundles[left].bars(bundles[right], verdicts) for left, right in _pairs(edges.only(nearest))],
            dtype=np.bool_,
        )
        joining = np.flatnonzero(nearest)[~barred]
        labels, bundles = _join(bundles, edges, joining)
        owners = labels[owners]
        nearest[joining] = False
        changed = np.zeros(len(bundles), dtype=np.bool_)
        changed[labels[edges.left[joining]]] = True
        edges = _relabelled(edges.only(~nearest), labels, changed, vectors.means(owners))
    return owners


def _pairs(edges: Edges) -> list[tuple[int, int]]:
    return list(zip(edges.left.tolist(), edges.right.tolist(), strict=True))


def _nearest(edges: Edges) -> npt.NDArray[np.bool_]:
    """Tell of each edge whether its ends are each other's nearest; of equal ones the first counts."""
    count = len(edges.left)
    ends = np.concatenate([edges.left, edges.right])
    others = np.concatenate([edges.right, edges.left])
    numbers = np.tile(np.arange(count), 2)
    order = np.lexsort((others, -np.tile(edges.score, 2), ends))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = ends[order][1:] != ends[order][:-1]
    chosen = np.bincount(numbers[order][first], minlength=count)
    nearest: npt.NDArray[np.bool_] = chosen == 2
    return nearest


def _join(bundles: list[Bundle], edges: Edges, joining: Numbers) -> tuple[Numbers, list[Bundle]]:
    """Return the new number of each group and the groups, those at the ends of the edges `joining` made one."""
    into = np.arange(len(bundles), dtype=np.int64)
    for left, right in _pairs(Edges(edges.left[joining], edges.right[joining], edges.score[joining])):
        bundles[left] = bundles[left].with_(bundles[right])
        into[right] = left
    kept, labels = np.unique(into, return_inverse=True)
    return labels.astype(np.int64), [bundles[number] for number in kept.tolist()]


def _relabelled(edges: Edges, labels: Numbers, changed: npt.NDArray[np.bool_], means: Vectors) -> Edges:
    """Return the edges between the new groups, measured anew where a group has changed."""
    ends = np.sort(np.stack([labels[edges.left], labels[edges.right]]), axis=0)
    codes, place = np.unique(ends[0] * len(changed) + ends[1], return_index=True)
    found = Edges(codes // len(changed), codes % len(changed), edges.score[place])
    found = found.only(found.left != found.right)
    anew = changed[found.left] | changed[found.right]
    found.score[anew] = products(means.rows(found.left[anew]), means.rows(found.right[anew]))
    return found.only(found.score >= ALIKE)
