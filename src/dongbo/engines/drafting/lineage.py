"""What became of the identities, and of the words, that the structure keys touched."""

from dataclasses import dataclass, field

from dongbo.engines.provisions import Node


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """A provision that an act ended; `successor` carries on what was said of it, None where nothing does."""

    node: Node
    successor: Node | None


@dataclass(frozen=True, slots=True, eq=False)
class Begun:
    """A provision that came out of another by a split."""

    node: Node
    origin: Node


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """Words `start`..`end` of a part of `source` that now stand in the text of `target` from `offset` on."""

    source: Node
    part: str
    start: int
    end: int
    target: Node
    offset: int


@dataclass(slots=True)
class Lineage:
    """The record of one act, or of several in a row: give the same one to each.

    Nodes are known by their object identity, as everywhere in drafting.
    """

    ended: list[Ended] = field(default_factory=list)
    begun: list[Begun] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)

    def successor_of(self, node: Node) -> Node | None:
        """Return the node that stands for `node` now: itself while it lives, else its last successor, else None."""
        current: Node | None = node
        for end in self.ended:
            if end.node is current:
                current = end.successor
        return current

    def where(self, node: Node, part: str, start: int, end: int) -> tuple[Node, str, int, int] | None:
        """Return where the words `start`..`end` of a part of `node` stand now; None where an act cut through them."""
        for carried in self.carried:
            if carried.source is not node or carried.part != part or end <= carried.start or start >= carried.end:
                continue
            if start < carried.start or end > carried.end:
                return None
            shift = carried.offset - carried.start
            node, part, start, end = carried.target, "text", start + shift, end + shift
        return node, part, start, end
