"""One provision that became several neighbours, or several that became one."""

from dataclasses import dataclass

from dongbo.engines.redline.matching import Matching
from dongbo.engines.redline.similarity import containment, similarity
from dongbo.engines.redline.tree import FlatTree

_ALIKE = 0.8
_GAIN = 0.05
_TAKEN_OVER = 0.7
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Split:
    """`whole` in one text stands as the neighbours `parts` in the other; all are places."""

    whole: int
    parts: tuple[int, ...]


def find_splits(matching: Matching) -> list[Split]:
    """Return the old provisions whose words stand, in order, in two or more neighbours of the new text.

    At least one part has no counterpart of its own; each part takes most of its words from the whole. Call
    it with `matching.mirrored()` for merged provisions.
    """
    found = []
    for whole, mate in enumerate(matching.to_new):
        if whole and mate > 0 and matching.old.shape[whole] != matching.new.shape[mate]:
            parts = _grow(matching, _full_code(matching.old, whole), mate)
            if len(parts) > 1:
                found.append(Split(whole, tuple(parts)))
    return found


def _full_code(tree: FlatTree, place: int) -> str:
    return "".join(tree.code(beneath) for beneath in range(place, tree.end[place]))


def _grow(matching: Matching, whole: str, mate: int) -> list[int]:
    """Take in unpaired neighbours of `mate` as long as the likeness to the whole grows."""
    new = matching.new
    siblings = new.children[new.parent[mate]]
    first = last = new.position[mate]
    joined = ""
    likeness = 0.0
    grown = True
    while grown:
        grown = False
        for start, stop in ((first, last + 1), (first - 1, last)):
            if start < 0 or stop >= len(siblings):
                continue
            added = siblings[stop if stop > last else start]
            if matching.to_old[added] >= 0 or new.node(added).kind is not new.node(mate).kind:
                continue
            code = _full_code(new, added)
            if len(code) < _FEWEST_WORDS or containment(code, whole) < _TAKEN_OVER:
                continue
            likeness = likeness or similarity(whole, _full_code(new, mate))
            candidate = "".join(_full_code(new, siblings[at]) for at in range(start, stop + 1))
            better = similarity(whole, candidate)
            if better >= likeness + _GAIN:
                first, last, likeness, joined, grown = start, stop, better, candidate, True
                break
    return siblings[first : last + 1] if joined and likeness >= _ALIKE else [mate]
