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
            parts = _grow(matching, whole, mate)
            if len(parts) > 1:
                found.append(Split(whole, tuple(parts)))
    return found


def _grow(matching: Matching, whole: int, mate: int) -> list[int]:
    """Return `mate` with the unpaired neighbours that, taken in one by one, make it more like the whole."""
    new = matching.new
    parts = [mate]
    likeness = 0.0
    while neighbours := _free_neighbours(matching, parts):
        code = _joined(matching.old, [whole])
        likeness = likeness or similarity(code, _joined(new, parts))
        wider = [sorted([*parts, place]) for place in neighbours if _is_taken_over(_joined(new, [place]), code)]
        gain, best = max(((similarity(code, _joined(new, places)), places) for places in wider), default=(0.0, parts))
        if gain < likeness + _GAIN:
            break
        likeness, parts = gain, best
    return parts if likeness >= _ALIKE else [mate]


def _free_neighbours(matching: Matching, parts: list[int]) -> list[int]:
    """Return the siblings just before and after `parts` that have no counterpart and are of the same kind."""
    new = matching.new
    siblings = new.children[new.parent[parts[0]]]
    before, after = new.position[parts[0]] - 1, new.position[parts[-1]] + 1
    return [
        siblings[at]
        for at in (before, after)
        if 0 <= at < len(siblings)
        and matching.to_old[siblings[at]] < 0
        and new.node(siblings[at]).kind is new.node(parts[0]).kind
    ]


def _is_taken_over(part: str, whole: str) -> bool:
    return len(part) >= _FEWEST_WORDS and containment(part, whole) >= _TAKEN_OVER


def _joined(tree: FlatTree, places: list[int]) -> str:
    return "".join(tree.code(beneath) for place in places for beneath in range(place, tree.end[place]))
