"""Which provision of the old text is which of the new one.

From the surest sign to the weakest, so that no weak sign is ever asked where a sure one speaks:

1. subtrees that are equal and occur once on each side, if long enough not to be equal by chance;
2. provisions whose own words, or whose heading, are equal and occur once on each side;
3. provisions most of whose children found each other;
4. under every pair, from the top down: children that are equal, in order; then similar ones;
5. what is left: equal, then similar, anywhere in the paper.

Short lines ("Bộ Công an;") that occur many times are thus only ever matched in the context of their parents.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator

from dongbo.engines.redline.sequences import best_in_order, common_in_order, heaviest_increasing
from dongbo.engines.redline.similarity import mutual_best, similar_pairs, similarity
from dongbo.engines.redline.tree import FlatTree

_DISTINCTIVE = 30  # characters: a shorter line may well be equal by chance
_DISTINCTIVE_HEADING = 12
_SHARED_CHILDREN = 0.3
_SIBLING_FLOOR = 0.4
_MANY_FLOOR = 0.5
_LEFT_OVER_FLOOR = 0.6
_CROSSING_FLOOR = 0.55
_CROSSING_MARGIN = 0.08
_ANYWHERE_FLOOR = 0.62
_ANYWHERE_MARGIN = 0.05
_ANYWHERE_WORDS = 5
_SHORT_WORDS = 4
_PLAINLY_EDITED = 0.75  # letters, not words: unlike texts share about half of theirs
_LARGEST_GAP = 40_000


class Matching:
    """Pairs of places: `to_new[old]` and `to_old[new]`, -1 where a provision has no counterpart."""

    def __init__(self, old: FlatTree, new: FlatTree) -> None:
        self.old, self.new = old, new
        self.to_new = [-1] * len(old)
        self.to_old = [-1] * len(new)

    def mirrored(self) -> "Matching":
        """Return the same pairs seen from the new text, sharing their store."""
        other = Matching.__new__(Matching)
        other.old, other.new, other.to_new, other.to_old = self.new, self.old, self.to_old, self.to_new
        return other

    def pair(self, old: int, new: int) -> None:
        """Pair two provisions that both have no counterpart yet."""
        if self.to_new[old] < 0 and self.to_old[new] < 0:
            self.to_new[old], self.to_old[new] = new, old

    def pair_subtrees(self, old: int, new: int) -> None:
        """Pair two subtrees of the same shape, provision by provision."""
        for offset in range(self.old.end[old] - old):
            self.pair(old + offset, new + offset)

    def free_old(self) -> Iterator[int]:
        """Yield the places of the old text without a counterpart."""
        return (place for place, mate in enumerate(self.to_new) if mate < 0)

    def free_new(self) -> Iterator[int]:
        """Yield the places of the new text without a counterpart."""
        return (place for place, mate in enumerate(self.to_old) if mate < 0)


def match(old: FlatTree, new: FlatTree) -> Matching:
    """Return the counterparts of two trees that share their vocabulary."""
    matching = Matching(old, new)
    matching.pair(0, 0)
    _pair_unique_subtrees(matching)
    _pair_unique(matching, _own_words)
    _pair_unique(matching, _heading)
    _pair_by_children(matching)
    _pair_children(matching)
    _pair_anywhere(matching)
    _pair_by_children(matching)
    _pair_children(matching)
    return matching


def _once_each(old: Iterable[tuple[Hashable, int]], new: Iterable[tuple[Hashable, int]]) -> list[tuple[int, int]]:
    """Return the places whose key occurs exactly once on each side."""
    olds, news = _single_places(old), _single_places(new)
    return [(place, mate) for key, place in olds.items() if place is not None and (mate := news.get(key)) is not None]


def _single_places(items: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int | None]:
    places: dict[Hashable, int | None] = {}
    for key, place in items:
        places[key] = None if key in places else place
    return places


def _pair_unique_subtrees(matching: Matching) -> None:
    old, new = matching.old, matching.new
    for place, mate in _once_each(
        ((shape, place) for place, shape in enumerate(old.shape)),
        ((shape, place) for place, shape in enumerate(new.shape)),
    ):
        if matching.to_new[place] < 0 and old.weight(place) >= _DISTINCTIVE:
            matching.pair_subtrees(place, mate)


Key = Callable[[FlatTree, int], Hashable | None]


def _own_words(tree: FlatTree, place: int) -> Hashable | None:
    own = tree.own[place]
    return own if len(own) >= _DISTINCTIVE else None


def _heading(tree: FlatTree, place: int) -> Hashable | None:
    node = tree.node(place)
    return (node.kind, " ".join(node.heading.split())) if len(node.heading) >= _DISTINCTIVE_HEADING else None


def _pair_unique(matching: Matching, key: Key) -> None:
    def keyed(tree: FlatTree, places: Iterable[int]) -> Iterator[tuple[Hashable, int]]:
        return ((found, place) for place in places if (found := key(tree, place)) is not None)

    for place, mate in _once_each(keyed(matching.old, matching.free_old()), keyed(matching.new, matching.free_new())):
        matching.pair(place, mate)


def _pair_by_children(matching: Matching) -> None:
    """Pair parents bottom-up by the weight of the text beneath them that found each other."""
    old, new = matching.old, matching.new
    for place in range(len(old) - 1, 0, -1):
        if matching.to_new[place] >= 0 or not old.children[place]:
            continue
        votes: Counter[int] = Counter()
        for child in old.children[place]:
            mate = matching.to_new[child]
            if mate >= 0 and matching.to_old[new.parent[mate]] < 0:
                votes[new.parent[mate]] += old.weight(child)
        for candidate, weight in votes.most_common(1):
            enough = _SHARED_CHILDREN * min(old.weight(place), new.weight(candidate))
            if weight >= enough and old.node(place).kind is new.node(candidate).kind:
                matching.pair(place, candidate)


def _pair_children(matching: Matching) -> None:
    old, new = matching.old, matching.new
    for place, children in enumerate(old.children):
        mate = matching.to_new[place]
        if children and mate >= 0 and new.children[mate]:
            _pair_siblings(matching, place, mate)


def _pair_siblings(matching: Matching, old_parent: int, new_parent: int) -> None:
    def free() -> tuple[list[int], list[int]]:
        return (
            [child for child in matching.old.children[old_parent] if matching.to_new[child] < 0],
            [child for child in matching.new.children[new_parent] if matching.to_old[child] < 0],
        )

    olds, news = free()
    if not olds or not news:
        return
    if len(olds) == len(news) == 1 and _is_plainly_edited(matching, olds[0], news[0]):
        matching.pair(olds[0], news[0])
        return
    if len(olds) * len(news) > 1 or matching.old.own[olds[0]] == matching.new.own[news[0]]:
        _pair_equal_siblings(matching, old_parent, new_parent, of_subtree=True)
        _pair_equal_siblings(matching, old_parent, new_parent, of_subtree=False)
        olds, news = free()
    scores = similar_pairs(
        [matching.old.whole_code(place) for place in olds],
        [matching.new.whole_code(place) for place in news],
        floor=_SIBLING_FLOOR,
    )
    similar = {(olds[row], news[column]): score for score, row, column in scores}
    for row, column in mutual_best(scores, margin=_CROSSING_MARGIN):
        place, mate = olds[row], news[column]
        if similar[place, mate] >= _CROSSING_FLOOR and _telling(matching.old, place) and _telling(matching.new, mate):
            matching.pair(place, mate)
    for gap in _gaps(matching, old_parent, new_parent):
        _pair_gap(matching, *gap, similar)
    _pair_left_over(matching, *free(), similar)


def _pair_left_over(
    matching: Matching, olds: list[int], news: list[int], similar: dict[tuple[int, int], float]
) -> None:
    """Pair children that the order of their paired siblings kept apart: the clearly alike, then the alike in order."""
    alike = {
        pair: score
        for pair, score in similar.items()
        if score >= _LEFT_OVER_FLOOR and matching.to_new[pair[0]] < 0 and matching.to_old[pair[1]] < 0
    }
    for place, mate in mutual_best([(score, *pair) for pair, score in alike.items()], margin=_CROSSING_MARGIN):
        matching.pair(place, mate)
    if alike and len(olds) * len(news) <= _LARGEST_GAP:
        for row, column in best_in_order([[alike.get((place, mate), 0.0) for mate in news] for place in olds]):
            matching.pair(olds[row], news[column])


def _pair_equal_siblings(matching: Matching, old_parent: int, new_parent: int, *, of_subtree: bool) -> None:
    """Pair equal children, those in order first.

    What repeats among them waits for `_pair_gap`, which also looks at numbers, unless they are very many.
    """
    old, new = matching.old, matching.new
    olds = [place for place in old.children[old_parent] if old.own[place]]
    news = [place for place in new.children[new_parent] if new.own[place]]
    old_keys = [_equality(old, place, matching.to_new[place], of_subtree=of_subtree) for place in olds]
    new_keys = [
        _equality(new, place, place if matching.to_old[place] >= 0 else -1, of_subtree=of_subtree) for place in news
    ]
    once = _once_each(zip(old_keys, olds, strict=True), zip(new_keys, news, strict=True))
    if len(olds) * len(news) <= _LARGEST_GAP:
        singles = {place for place, _ in once}, {mate for _, mate in once}
        old_keys = [key if place in singles[0] else (place, "old") for key, place in zip(old_keys, olds, strict=True)]
        new_keys = [key if place in singles[1] else (place, "new") for key, place in zip(new_keys, news, strict=True)]
    in_order = [(olds[row], news[column]) for row, column in common_in_order(old_keys, new_keys)]
    for place, mate in [*in_order, *once]:
        if matching.to_new[place] < 0 and matching.to_old[mate] < 0:
            (matching.pair_subtrees if of_subtree else matching.pair)(place, mate)


def _equality(tree: FlatTree, place: int, mate: int, *, of_subtree: bool) -> Hashable:
    if mate >= 0:
        return ("paired", mate)
    return tree.shape[place] if of_subtree else tree.own[place]


def _gaps(matching: Matching, old_parent: int, new_parent: int) -> list[tuple[list[int], list[int]]]:
    """Return the runs of unpaired children between children that are paired and in order."""
    olds, news = matching.old.children[old_parent], matching.new.children[new_parent]
    where = {place: position for position, place in enumerate(news)}
    paired = [(row, where[mate]) for row, place in enumerate(olds) if (mate := matching.to_new[place]) in where]
    kept = heaviest_increasing([column for _, column in paired], [1] * len(paired))
    gaps = []
    first = start = 0
    for row, column in [*(paired[at] for at in sorted(kept)), (len(olds), len(news))]:
        old_run = [place for place in olds[first:row] if matching.to_new[place] < 0]
        new_run = [place for place in news[start:column] if matching.to_old[place] < 0]
        if old_run and new_run:
            gaps.append((old_run, new_run))
        first, start = row + 1, column + 1
    return gaps


def _pair_gap(matching: Matching, olds: list[int], news: list[int], similar: dict[tuple[int, int], float]) -> None:
    if len(olds) == len(news) == 1 and _may_be_reworded(matching, olds[0], news[0]):
        matching.pair(olds[0], news[0])
        return
    if len(olds) * len(news) > _LARGEST_GAP:
        for loss, place, mate in sorted((-likeness, *pair) for pair, likeness in similar.items()):
            if -loss > _MANY_FLOOR and _same_number(matching, place, mate):
                matching.pair(place, mate)
        return

    def score(place: int, mate: int) -> float:
        likeness = similar.get((place, mate), 0.0)
        return likeness**2 + 0.02 * _same_number(matching, place, mate) if likeness else 0.0

    for row, column in best_in_order([[score(place, mate) for mate in news] for place in olds]):
        matching.pair(olds[row], news[column])


def _is_plainly_edited(matching: Matching, old: int, new: int) -> bool:
    """Whether two leaves left alone under one parent, at one place, are so alike that no more need be asked."""
    before, after = matching.old, matching.new
    if before.position[old] != after.position[new] or before.children[old] or after.children[new]:
        return False
    return similarity(before.own[old], after.own[new]) >= _PLAINLY_EDITED


def _same_number(matching: Matching, old: int, new: int) -> bool:
    before, after = matching.old.node(old), matching.new.node(new)
    return before.kind is after.kind and before.number == after.number


def _may_be_reworded(matching: Matching, old: int, new: int) -> bool:
    """A line of a few words, alone in its place and with its number kept, may change all of them."""
    short = max(len(matching.old.whole_code(old)), len(matching.new.whole_code(new))) <= _SHORT_WORDS
    return short and _same_number(matching, old, new)


def _pair_anywhere(matching: Matching) -> None:
    old, new = matching.old, matching.new
    for place, mate in _once_each(
        ((old.shape[place], place) for place in matching.free_old() if old.own[place]),
        ((new.shape[place], place) for place in matching.free_new() if new.own[place]),
    ):
        if matching.to_new[place] < 0 and matching.to_old[mate] < 0:
            matching.pair_subtrees(place, mate)
    kinds = {old.node(place).kind for place in matching.free_old()}
    for kind in sorted(kinds):
        olds = [place for place in matching.free_old() if _telling(old, place) and old.node(place).kind is kind]
        news = [place for place in matching.free_new() if _telling(new, place) and new.node(place).kind is kind]
        scores = similar_pairs(
            [old.whole_code(place) for place in olds],
            [new.whole_code(place) for place in news],
            floor=_ANYWHERE_FLOOR - _ANYWHERE_MARGIN,
        )
        certain = {(row, column) for score, row, column in scores if score >= _ANYWHERE_FLOOR}
        for row, column in mutual_best(scores, margin=_ANYWHERE_MARGIN):
            if (row, column) in certain:
                matching.pair(olds[row], news[column])


def _telling(tree: FlatTree, place: int) -> bool:
    return len(tree.whole_code(place)) >= _ANYWHERE_WORDS
