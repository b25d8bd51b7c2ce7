"""The redline: what became of every provision, one entry for every fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from zlib import crc32

from dongbo.engines.provisions import Node, Outline
from dongbo.engines.redline.matching import Matching, match
from dongbo.engines.redline.sequences import heaviest_increasing
from dongbo.engines.redline.splits import find_splits
from dongbo.engines.redline.tree import FlatTree, Vocabulary, content
from dongbo.engines.redline.words import Step, same_substance, word_changes

Operation = Literal["modified", "inserted", "deleted", "moved", "renumbered", "split", "merged"]
_REWORDED = ("modified", "split", "merged")


@dataclass(frozen=True, slots=True)
class Change:
    """One fact about one provision.

    `old` and `new` are paths; a tuple of paths for the parts of a split or merged provision; None where there is none.
    `nodes` counts the provisions that came or went with it, itself included.
    """

    op: Operation
    old: str | tuple[str, ...] | None
    new: str | tuple[str, ...] | None
    old_text: str = ""
    new_text: str = ""
    old_number: str = ""
    new_number: str = ""
    nodes: int = 1

    @property
    def words(self) -> tuple[Step, ...]:
        """The steps from `old_text` to `new_text` where they differ, worked out when asked for; else empty."""
        return word_changes(self.old_text, self.new_text) if self.op in _REWORDED else ()

    @property
    def spelling_only(self) -> bool:
        """Whether a modified provision differs in line breaks, tone placement or i/y alone."""
        return self.op == "modified" and same_substance(self.old_text, self.new_text)

    @property
    def number_changed(self) -> bool:
        """Whether the provision stands on both sides under different numbers."""
        return self.old is not None and self.new is not None and self.old_number != self.new_number

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {
            "op": self.op,
            "old": list(self.old) if isinstance(self.old, tuple) else self.old,
            "new": list(self.new) if isinstance(self.new, tuple) else self.new,
            "old_text": self.old_text,
            "new_text": self.new_text,
            "words": [list(step) for step in self.words],
            "old_number": self.old_number,
            "new_number": self.new_number,
            "number_changed": self.number_changed,
            "spelling_only": self.spelling_only,
            "nodes": self.nodes,
        }


@dataclass(frozen=True, slots=True)
class Redline:
    """Every change between two texts in reading order, and the counterparts on which they rest.

    `pairs` maps the old path of every provision that lives on to its new path: its identity through
    renumbering.
    """

    entries: tuple[Change, ...]
    pairs: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON form (docs/json.md)."""
        return {"entries": [entry.as_json() for entry in self.entries]}


def compare(old: Outline, new: Outline) -> Redline:
    """Return what changed from `old` to `new`, both with their paths assigned.

    One entry for every fact, at the topmost provision it is true of:

    - inserted, deleted: a provision with all beneath it is one entry that counts its `nodes`;
    - modified: its own heading or words changed; its children speak for themselves;
    - moved: it has another parent, or another place among the siblings that stayed. Of several ways to
      explain a new order the one that moves the fewest provisions is taken, and among those the one that
      moves the least text;
    - renumbered: another number (or another kind of number) at the same place among its siblings. What
      stands beneath has another path too and is not reported. A moved provision says it by `number_changed`
      instead;
    - split, merged: the words of one provision stand in two or more neighbours, or the reverse.

    A provision that moved, or was renumbered, and was edited as well gives two entries. The title, the
    preamble and the signature block are not provisions and are not compared.
    """
    vocabulary = Vocabulary()
    matching = match(FlatTree(old, vocabulary), FlatTree(new, vocabulary))
    return _Report(matching).redline()


class _Report:
    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.old, self.new = matching.old, matching.new
        self.splits = find_splits(matching)
        self.merges = find_splits(matching.mirrored())
        self.parts = {part for split in self.splits for part in split.parts}
        self.sources = {part for merge in self.merges for part in merge.parts}
        self.wholes = {split.whole for split in self.splits}
        self.unions = {merge.whole for merge in self.merges}
        self.in_place = self._in_place()

    def redline(self) -> Redline:
        placed = [*self._divided(), *self._inserted(), *self._deleted(), *self._living()]
        placed.sort(key=lambda item: item[0])
        pairs = {
            self.old.node(place).path: self.new.node(mate).path
            for place, mate in enumerate(self.matching.to_new)
            if place and mate > 0
        }
        return Redline(entries=tuple(change for _, change in placed), pairs=pairs)

    def _in_place(self) -> set[int]:
        """Return the old places whose counterpart has the same parent and the same order there."""
        families: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
            ((place,), (mate,))
            for place, mate in enumerate(self.matching.to_new)
            if mate >= 0 and self.old.children[place] and place not in self.wholes and mate not in self.unions
        ]
        families += [((split.whole,), split.parts) for split in self.splits]
        families += [(merge.parts, (merge.whole,)) for merge in self.merges]
        kept: set[int] = set()
        for olds, news in families:
            kept |= self._in_order(olds, news)
        return kept

    def _in_order(self, olds: tuple[int, ...], news: tuple[int, ...]) -> set[int]:
        children = [child for place in news for child in self.new.children[place]]
        order = {child: position for position, child in enumerate(children)}
        to_new = self.matching.to_new
        kin = [child for place in olds for child in self.old.children[place] if to_new[child] in order]
        values = [order[to_new[child]] for child in kin]
        if values == sorted(values):
            return set(kin)
        kept = heaviest_increasing(values, [self._weight(child) for child in kin])
        return {child for position, child in enumerate(kin) if position in kept}

    def _weight(self, place: int) -> int:
        """Rank by number of provisions, then by length, then by content: the same seen from either text."""
        mate = self.matching.to_new[place]
        length = min(self.old.weight(place) + self.new.weight(mate), (1 << 24) - 1)
        content_sign = (crc32(self.old.own[place].encode()) + crc32(self.new.own[mate].encode())) & 0xFFFF
        return (1 << 40) + (length << 16) + content_sign

    def _divided(self) -> "list[tuple[_Place, Change]]":
        found: list[tuple[_Place, Change]] = []
        for split in self.splits:
            change = self._division("split", [self.old.node(split.whole)], self._nodes(self.new, split.parts))
            found.append(((split.parts[0], 0), change))
        for merge in self.merges:
            change = self._division("merged", self._nodes(self.old, merge.parts), [self.new.node(merge.whole)])
            found.append(((merge.whole, 0), change))
        return found

    @staticmethod
    def _nodes(tree: FlatTree, places: tuple[int, ...]) -> list[Node]:
        return [tree.node(place) for place in places]

    @staticmethod
    def _division(op: Operation, olds: list[Node], news: list[Node]) -> Change:
        old_text, new_text = ("\n".join(whole_text(node) for node in nodes) for nodes in (olds, news))
        return Change(
            op,
            old=olds[0].path if op == "split" else tuple(node.path for node in olds),
            new=news[0].path if op == "merged" else tuple(node.path for node in news),
            old_text=old_text,
            new_text=new_text,
            old_number=olds[0].number,
            new_number=news[0].number,
        )

    def _inserted(self) -> "list[tuple[_Place, Change]]":
        return [
            (
                (place, 0),
                Change(
                    "inserted",
                    old=None,
                    new=self.new.node(place).path,
                    new_text=whole_text(self.new.node(place)),
                    new_number=self.new.node(place).number,
                    nodes=nodes,
                ),
            )
            for place, nodes in _topmost(self.new, self.matching.to_old, self.parts)
        ]

    def _deleted(self) -> "list[tuple[_Place, Change]]":
        return [
            (
                (self._last_before(place), 1 + place),
                Change(
                    "deleted",
                    old=self.old.node(place).path,
                    new=None,
                    old_text=whole_text(self.old.node(place)),
                    old_number=self.old.node(place).number,
                    nodes=nodes,
                ),
            )
            for place, nodes in _topmost(self.old, self.matching.to_new, self.sources)
        ]

    def _last_before(self, place: int) -> int:
        """Return after which place of the new text a deleted provision stood."""
        return next(mate for before in range(place, -1, -1) if (mate := self.matching.to_new[before]) >= 0)

    def _living(self) -> "list[tuple[_Place, Change]]":
        found: list[tuple[_Place, Change]] = []
        for place, mate in enumerate(self.matching.to_new):
            if place == 0 or mate < 0:
                continue
            if place not in self.in_place:
                found.append(((mate, 0), self._about("moved", place, mate)))
            elif self._renumbered(place, mate):
                found.append(((mate, 0), self._about("renumbered", place, mate)))
            if self.old.text[place] != self.new.text[mate] and not self._divides(place, mate):
                found.append(((mate, 1), self._about("modified", place, mate)))
        return found

    def _renumbered(self, place: int, mate: int) -> bool:
        before, after = self.old.node(place), self.new.node(mate)
        if before.number == after.number and before.kind is after.kind:
            return False
        above = self._divides(self.old.parent[place], self.new.parent[mate])
        return not above and not self._divides(place, mate)

    def _divides(self, place: int, mate: int) -> bool:
        """Whether a split or a merger already tells what became of the pair."""
        return place in self.wholes or mate in self.unions

    def _about(self, op: Operation, place: int, mate: int) -> Change:
        before, after = self.old.node(place), self.new.node(mate)
        return Change(
            op,
            old=before.path,
            new=after.path,
            old_text=self.old.text[place],
            new_text=self.new.text[mate],
            old_number=before.number,
            new_number=after.number,
        )


_Place = tuple[int, int]


def _topmost(tree: FlatTree, counterparts: list[int], parts: set[int]) -> list[tuple[int, int]]:
    """Return (place, number of provisions) of what has no counterpart, the rest of its subtree counted in."""
    found: list[tuple[int, int]] = []
    above: dict[int, int] = {}
    for place in range(1, len(tree)):
        if counterparts[place] >= 0 or place in parts:
            continue
        parent = tree.parent[place]
        if parent in above:
            at = above[place] = above[parent]
            found[at] = (found[at][0], found[at][1] + 1)
            continue
        above[place] = len(found)
        found.append((place, 1))
    return found


def whole_text(node: Node) -> str:
    """Return the words of a provision, then those of all beneath it, a line each, under their labels."""
    lines = [content(node)]
    lines += [f"{_lead(below)}{content(below)}" for child in node.children for below in child.walk()]
    return "\n".join(line for line in lines if line)


def _lead(node: Node) -> str:
    if not node.number:
        return ""
    return f"{node.label}{'' if node.label.endswith((')', '.')) else '.'} " if node.label else f"{node.number} "
