"""Provisions named in an amending paper, found in the outline of the amended one."""

from dataclasses import dataclass

from dongbo.engines.drafting.phrases import RANKS, Phrase
from dongbo.engines.drafting.resolving import Places
from dongbo.engines.provisions import Kind, Node, Outline

_LARGE = RANKS["điều"]


@dataclass(frozen=True, slots=True)
class Meant:
    """What words that do not say of what they are may mean: these provisions, or a part of others not held there.

    `unsure` where more may be meant than the words name.
    """

    named: tuple[Node, ...]
    around: tuple[Node, ...]
    unsure: bool


class Target:
    """The amended paper, in which phrases are looked up."""

    def __init__(self, outline: Outline) -> None:
        self.places = Places(outline)
        body = [node for node in outline.nodes if node.kind is not Kind.ANNEX]
        self._holders = [*body[:1], *(node for node in outline.nodes if node.kind is Kind.ANNEX)]
        self._by_path = {node.path: node for node in outline.walk()}
        self._many: dict[tuple[Kind, str, int], int] = {}
        for node in outline.walk():
            key = self._key(node)
            self._many[key] = self._many.get(key, 0) + 1

    def find(self, phrase: Phrase, within: Node | None) -> list[tuple[Node | None, bool]]:
        """Return what each number of `phrase` names: the provision and True; else the nearest it is of, and False.

        `within` is the provision of which an open phrase ("khoản 2") speaks. (None, False): nothing to go by.
        """
        named = self._named(phrase, within)
        contexts = {level.of for level in phrase.levels}
        found: list[tuple[Node | None, bool]] = []
        for at, level in enumerate(phrase.levels):
            chosen = [named[at][place] for place in range(len(level.items)) if not (at in contexts and place == 0)]
            chosen = self._filled(chosen) if phrase.ranged else chosen
            found += [(node, True) if node else (self._above(phrase, named, at, within), False) for node in chosen]
        return found

    def named(self, phrase: Phrase) -> Meant | None:
        """Return what `phrase` names, standing by itself; None where a number of it is of nothing that is known."""
        found = self.find(phrase, None)
        if any(node is None for node, _ in found):
            return self.meant(phrase)
        sure = tuple(node for node, is_it in found if node is not None and is_it)
        return Meant(sure, tuple(node for node, is_it in found if node is not None and not is_it), unsure=False)

    def meant(self, phrase: Phrase) -> Meant | None:
        """Return all that `phrase` may mean, of which nothing says where it stands: "điểm c khoản 2" in any section.

        A number that stands nowhere is of whatever it would stand in. None where one is of nothing that is known.
        """
        named: list[list[list[Node]]] = [[] for _ in phrase.levels]
        for at in range(len(phrase.levels) - 1, -1, -1):
            level = phrase.levels[at]
            around = named[level.of][0] if level.of is not None else None
            named[at] = [self.places.every(level, item, around) for item in level.items]
        contexts = {level.of for level in phrase.levels}
        found: list[Node] = []
        around_those: list[Node] = []
        unsure = False
        for at, level in enumerate(phrase.levels):
            chosen = [named[at][place] for place in range(len(level.items)) if not (at in contexts and place == 0)]
            above = named[level.of][0] if level.of is not None else []
            if not all(nodes or above for nodes in chosen):
                return None
            runs = self._runs(chosen) if phrase.ranged else []
            unsure = unsure or len(runs) > 1 or (not runs and any(len(nodes or above) > 1 for nodes in chosen))
            found += [node for nodes in runs or chosen for node in nodes]
            around_those += above if not all(chosen) else []
        return Meant(tuple(found), tuple(around_those), unsure)

    def _runs(self, ends: list[list[Node]]) -> list[list[Node]]:
        """Return all from the first to the last of `ends`, wherever these stand beside each other."""
        pairs = [(one, two) for one in ends[0] for two in ends[-1] if self.parent(one) is self.parent(two)]
        return [[node for node in self._filled([one, two]) if node is not None] for one, two in pairs]

    def at(self, path: str) -> Node | None:
        """Return the provision at `path`."""
        return self._by_path.get(path)

    def parent(self, node: Node) -> Node | None:
        """Return what `node` stands in."""
        return self.places.parents[id(node)]

    def _named(self, phrase: Phrase, within: Node | None) -> list[list[Node | None]]:
        for holder in [within] if within else self._holders:
            named = [list(nodes) for nodes in self.places.resolve(phrase, holder)]
            for at, level in enumerate(phrase.levels):
                if level.of is None:
                    open_level = level.rank < _LARGE
                    named[at] = [self._sure(node, within, open_level=open_level) for node in named[at]]
            if any(node for nodes in named for node in nodes):
                return self._cleared(phrase, named)
        return [[None] * len(level.items) for level in phrase.levels]

    def _cleared(self, phrase: Phrase, named: list[list[Node | None]]) -> list[list[Node | None]]:
        """Leave nothing found that stands under a level of which nothing sure was found."""
        for at in range(len(phrase.levels) - 1, -1, -1):
            above = phrase.levels[at].of
            if above is not None and named[above][0] is None:
                named[at] = [None] * len(named[at])
        return named

    def _sure(self, node: Node | None, within: Node | None, *, open_level: bool) -> Node | None:
        """Return `node` where it is surely meant: beneath `within`, or the only one so numbered in its part."""
        if node is None:
            return None
        if within is not None and any(each is within for each in self.places.line_of(node)[1:]):
            return node
        return None if open_level or self._many[self._key(node)] > 1 else node

    def _key(self, node: Node) -> tuple[Kind, str, int]:
        return node.kind, node.number, id(self.places.annex_of(node))

    def _above(self, phrase: Phrase, named: list[list[Node | None]], at: int, within: Node | None) -> Node | None:
        above = phrase.levels[at].of
        while above is not None:
            if (node := named[above][0]) is not None:
                return node
            above = phrase.levels[above].of
        return within if all(level.rank < _LARGE for level in phrase.levels) else None

    def _filled(self, ends: list[Node | None]) -> list[Node | None]:
        """Return all from the first to the last of `ends`, which stand beside each other."""
        known = [node for node in ends if node is not None]
        if len(known) != len(ends) or len(known) < 2:
            return ends
        parent = self.parent(known[0])
        beside = parent.children if parent else self.places.outline.nodes
        places = [next((place for place, each in enumerate(beside) if each is node), -1) for node in known]
        return list(beside[min(places) : max(places) + 1]) if min(places) >= 0 else ends
