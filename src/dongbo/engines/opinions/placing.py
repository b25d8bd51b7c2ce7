"""Opinions that come later: each joins a standing group or founds one; what officers arranged stays as it is."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from dongbo.engines.opinions.grouping import check_keys, group
from dongbo.engines.opinions.likeness import PLACE_SHARE, alike, products_of, vectors_of
from dongbo.engines.opinions.merging import Bundle, Verdicts
from dongbo.engines.opinions.opinion import Near, OpinionText, Placement, Standing
from dongbo.engines.opinions.tokens import Tokens
from dongbo.engines.opinions.wording import Wording, read_opinion


def place_in(
    new: Sequence[OpinionText], existing: Sequence[Standing], *, abbreviations: Mapping[str, str]
) -> Placement:
    """Return the standing group that each of `new` joins, and the groups that the others make among themselves.

    An opinion joins the group of the member most like it that it does not oppose; no standing group is changed, joined
    with another or taken apart. Of equally like ones the group with the smaller key counts.
    """
    members = [(standing.key, member) for standing in existing for member in standing.members]
    check_keys([*new, *(member for _, member in members)])
    tokens = Tokens(abbreviations)
    wordings = [read_opinion(one, tokens) for one in chain(new, (member for _, member in members))]
    vectors = vectors_of(wordings)
    verdicts = Verdicts(wordings)
    first = len(new)
    edges = alike(vectors.rows(np.arange(first)), vectors.rows(np.arange(first, len(wordings))))
    found = sorted(
        (-score, members[right][0], left, first + right)
        for left, right, score in zip(edges.left.tolist(), edges.right.tolist(), edges.score.tolist(), strict=True)
    )
    joined: dict[str, str] = {}
    for _, key, left, right in found:
        if new[left].key not in joined and not _barred(wordings, verdicts, left, right):
            joined[new[left].key] = key
    fresh = group([one for one in new if one.key not in joined], abbreviations=abbreviations)
    return Placement(joined, tuple(fresh))


def nearest(
    opinion: OpinionText, existing: Sequence[Standing], *, abbreviations: Mapping[str, str], limit: int = 5
) -> list[Near]:
    """Return the standing groups nearest to an opinion by their nearest member, opposed ones told as such."""
    members = [(standing.key, member) for standing in existing for member in standing.members]
    tokens = Tokens(abbreviations)
    wordings = [read_opinion(one, tokens) for one in (opinion, *(member for _, member in members))]
    vectors = vectors_of(wordings)
    verdicts = Verdicts(wordings)
    rows = np.arange(1, len(wordings))
    scores = products_of(vectors, np.zeros_like(rows), rows).tolist()
    ranked = sorted(
        (-score, _barred(wordings, verdicts, 0, row), key)
        for row, (score, (key, _)) in enumerate(zip(scores, members, strict=True), start=1)
        if score > PLACE_SHARE
    )
    best: dict[str, Near] = {}
    for less, barred, key in ranked:
        best.setdefault(key, Near(key, -less, barred))
    return list(best.values())[:limit]


def _barred(wordings: Sequence[Wording], verdicts: Verdicts, one: int, other: int) -> bool:
    left, right = (Bundle.of(wordings[row], int(verdicts.of_row[row])) for row in (one, other))
    return left.bars(right, verdicts)
