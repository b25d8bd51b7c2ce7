"""Opinions that say the same, found without any model: one answer then serves them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dongbo.engines.opinions.likeness import Numbers, Vectors, products, vectors_of
from dongbo.engines.opinions.merging import merge
from dongbo.engines.opinions.opinion import Group, OpinionText
from dongbo.engines.opinions.tokens import Tokens
from dongbo.engines.opinions.wording import Wording, read_opinion


@dataclass(frozen=True, slots=True)
class Readings:
    """Opinions in an order of their own, read; each different wording once, with the opinions that share it."""

    wordings: list[Wording]
    sharers: list[list[OpinionText]]


def group(opinions: Sequence[OpinionText], *, abbreviations: Mapping[str, str]) -> list[Group]:
    """Return `opinions` in groups that one answer can serve, each in exactly one, whatever order they come in.

    Opinions at two provisions join only when they say nearly the same words and do not mean the provision itself;
    opposed ones (another number, another name, a denial, the contrary act) never do.
    """
    readings = read_all(opinions, Tokens(abbreviations))
    vectors = vectors_of(readings.wordings)
    owners = merge(readings.wordings, vectors)
    order = np.argsort(owners, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(owners[order])) + 1) if len(order) else []
    return sorted((_group(readings, vectors, some) for some in rows), key=lambda one: one.keys)


def read_all(opinions: Sequence[OpinionText], tokens: Tokens) -> Readings:
    """Return the different wordings of `opinions`."""
    check_keys(opinions)
    sharers: dict[Wording, list[OpinionText]] = {}
    for opinion in sorted(opinions, key=lambda one: (one.text, one.proposed, one.place, one.key)):
        sharers.setdefault(read_opinion(opinion, tokens), []).append(opinion)
    return Readings(list(sharers), list(sharers.values()))


def check_keys(opinions: Sequence[OpinionText]) -> None:
    """This will refuse opinions of which two bear one key."""
    seen: set[str] = set()
    for opinion in opinions:
        if opinion.key in seen:
            raise ValueError(f"Hai ý kiến có cùng mã {opinion.key}; mỗi ý kiến phải có mã riêng.")
        seen.add(opinion.key)


def _group(readings: Readings, vectors: Vectors, rows: Numbers) -> Group:
    middle, score = (int(rows[0]), 1.0) if len(rows) == 1 else _middle(vectors, rows)
    keys = sorted(one.key for row in rows.tolist() for one in readings.sharers[row])
    return Group(tuple(keys), min(one.key for one in readings.sharers[middle]), score)


def _middle(vectors: Vectors, rows: Numbers) -> tuple[int, float]:
    """Return the row most like all the others, and how alike it and the row least like it are."""
    members = vectors.rows(rows)
    mean = members.means(np.zeros(len(rows), dtype=np.int64)).rows(np.zeros(len(rows), dtype=np.int64))
    middle = int(rows[np.argmax(products(members, mean))])
    likeness = products(members, vectors.rows(np.full(len(rows), middle)))
    return middle, float(min(likeness.min(), 1.0))
