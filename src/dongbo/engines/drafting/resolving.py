"""Resolving the words of a phrase against the outline: which provision each of its numbers names."""

import re
from collections.abc import Iterable, Sequence

from dongbo.engines.drafting.phrases import RANKS, Item, Level, Phrase
from dongbo.engines.drafting.signs import ordinal_value, roman_of
from dongbo.engines.provisions import Kind, Node, Outline

Named = tuple[tuple[Node | None, ...], ...]
"""What each item of each level of a phrase names."""

COUNTED = {RANKS["dấu cộng"]: Kind.PLUS, RANKS["gạch đầu dòng"]: Kind.DASH}
"""Levels whose provisions have no number of their own: they are counted."""

_ROMANS = frozenset({Kind.PART, Kind.CHAPTER, Kind.ANNEX, Kind.ROMAN})
_KINDS = {
    RANKS["khoản"]: (Kind.CLAUSE, Kind.ARABIC), RANKS["điều"]: (Kind.ARTICLE,),
    RANKS["tiểu mục"]: (Kind.SUBSECTION, Kind.ARABIC), RANKS["chương"]: (Kind.CHAPTER,),
    RANKS["phần"]: (Kind.PART, Kind.ROMAN), RANKS["phụ lục"]: (Kind.ANNEX,),
}  # fmt: skip
_LETTERED = (Kind.POINT, Kind.LETTER, Kind.ROMAN)
_NUMBERED = (Kind.ARABIC, Kind.CLAUSE)
_SECTIONS = (Kind.SECTION, Kind.ARABIC)
_OF_THIS = {RANKS["mục"]: (Kind.ROMAN, Kind.SECTION), RANKS["điểm"]: (Kind.POINT, Kind.LETTER)}
_COMPOSITE = re.compile(r"(?P<roman>[IVXLC]+)\.(?P<digits>\d+(?:\.\d+)*)(?:\.(?P<letter>[a-zđ]{1,2}))?")


class Places:
    """The outline at one moment, indexed for resolving: parents, scopes, numbers."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.order: dict[int, int] = {}
        self.parents: dict[int, Node | None] = {}
        self.annexes = [node for node in outline.nodes if node.kind is Kind.ANNEX]
        self._by_number: dict[tuple[Kind, str], list[Node]] = {}
        self._kinds: dict[tuple[int, Kind], int] = {}
        self._index(outline.nodes, None, 0)

    def _index(self, nodes: Iterable[Node], parent: Node | None, scope: int) -> None:
        for node in nodes:
            self.order[id(node)] = len(self.order)
            self.parents[id(node)] = parent
            self._by_number.setdefault((node.kind, node.number), []).append(node)
            within = id(node) if node.kind is Kind.ANNEX else scope
            self._kinds[within, node.kind] = self._kinds.get((within, node.kind), 0) + 1
            self._index(node.children, node, within)

    def lives(self, node: Node) -> bool:
        """Return whether `node` stands in the outline."""
        return id(node) in self.order

    def line_of(self, node: Node) -> list[Node]:
        """Return `node` and what it stands in, innermost first."""
        line = [node]
        while (above := self.parents[id(line[-1])]) is not None:
            line.append(above)
        return line

    def annex_of(self, node: Node) -> Node | None:
        """Return the annex in which `node` stands."""
        top = self.line_of(node)[-1]
        return top if top.kind is Kind.ANNEX else None

    def ordinal_of(self, node: Node) -> int:
        """Return the place of a bullet among the bullets of its kind beside it."""
        parent = self.parents[id(node)]
        beside = [each for each in (parent.children if parent else self.outline.nodes) if each.kind is node.kind]
        return next(place for place, each in enumerate(beside, start=1) if each is node)

    def resolve(self, phrase: Phrase, holder: Node) -> Named:
        """Return what each number of `phrase`, written in `holder`, names; None for what the paper does not hold."""
        named: list[tuple[Node | None, ...]] = [()] * len(phrase.levels)
        for at in range(len(phrase.levels) - 1, -1, -1):
            level = phrase.levels[at]
            if level.of is None:
                named[at] = tuple(self._outermost(level, item, holder) for item in level.items)
            else:
                context = named[level.of][0]
                named[at] = tuple(self._within(level, item, context) if context else None for item in level.items)
        return tuple(named)

    def every(self, level: Level, item: Item, around: Sequence[Node] | None) -> list[Node]:
        """Return all that a number may name where nothing says of what it is: anywhere, or within any of `around`."""
        if around is not None:
            return [node for context in around if (node := self._within(level, item, context)) is not None]
        if item.this or level.rank in COUNTED or _COMPOSITE.fullmatch(item.written):
            return []
        kinds = kinds_named(level, item.written, within=True)
        return sorted((node for kind in kinds for node in self._numbered(kind, item.written)), key=self._place)

    def _place(self, node: Node) -> int:
        return self.order[id(node)]

    def _outermost(self, level: Level, item: Item, holder: Node) -> Node | None:
        if item.this:
            return self._this(level, holder)
        if level.rank == RANKS["phụ lục"]:
            if not item.written:
                return self.annexes[0] if len(self.annexes) == 1 else None
            return next((annex for annex in self.annexes if annex.number in _numbers(item.written, annex.kind)), None)
        if composite := _COMPOSITE.fullmatch(item.written):
            return self._composite(composite, None, holder)
        return self._nearest(kinds_named(level, item.written), item.written, holder)

    def _this(self, level: Level, holder: Node) -> Node | None:
        kinds = _OF_THIS.get(level.rank) or _KINDS.get(level.rank, ())
        return next((each for each in self.line_of(holder) if each.kind in kinds), None)

    def _nearest(self, kinds: Sequence[Kind], written: str, holder: Node) -> Node | None:
        """Return the provision with this number nearest to `holder`: in its own annex first, else in the body."""
        line = self.line_of(holder)
        annex = line[-1] if line[-1].kind is Kind.ANNEX else None
        for scope in (annex, None) if annex else (None,):
            parted = Kind.PART in kinds and self._kinds.get((id(scope) if scope else 0, Kind.PART))
            for kind in (Kind.PART,) if parted else kinds:
                found = [node for node in self._numbered(kind, written) if self.annex_of(node) is scope]
                if found:
                    return found[0] if len(found) == 1 else self._closest(found, line)
        return None

    def _numbered(self, kind: Kind, written: str) -> list[Node]:
        return [node for number in _numbers(written, kind) for node in self._by_number.get((kind, number), ())]

    def _closest(self, found: list[Node], line: list[Node]) -> Node | None:
        lines = [{id(above) for above in self.line_of(node)[1:]} for node in found]
        for above in line:
            inside = [node for node, each in zip(found, lines, strict=True) if id(above) in each]
            if inside:
                return inside[0] if len(inside) == 1 else None
        return None

    def _within(self, level: Level, item: Item, context: Node) -> Node | None:
        if item.this:
            return None
        if composite := _COMPOSITE.fullmatch(item.written):
            return self._composite(composite, context, context)
        if level.rank in COUNTED:
            beside = [child for child in context.children if child.kind is COUNTED[level.rank]]
            place = ordinal_value(item.written.split()[-1])
            return beside[place - 1] if 1 <= place <= len(beside) else None
        return _beneath(context, kinds_named(level, item.written, within=True), item.written)

    def _composite(self, written: re.Match[str], context: Node | None, holder: Node) -> Node | None:
        found = (
            _beneath(context, (Kind.ROMAN,), written["roman"])
            if context
            else self._nearest((Kind.ROMAN,), written["roman"], holder)
        )
        if found is None:
            return None
        digits = written["digits"]
        below = _beneath(found, (Kind.ARABIC,), digits) or _beneath(found, (Kind.ARABIC,), f"{found.number}.{digits}")
        return _beneath(below, (Kind.LETTER,), written["letter"]) if below and written["letter"] else below


def kinds_named(level: Level, written: str, *, within: bool = False) -> Sequence[Kind]:
    """Return the kinds that a level's word and the form of its number may name, the likeliest first."""
    if level.rank in (RANKS["điểm"], RANKS["tiết"]):
        return _NUMBERED if written[:1].isdigit() else _LETTERED
    if level.rank == RANKS["mục"]:
        if not written[:1].isdigit():
            return (Kind.ROMAN,)
        return _SECTIONS if within else (Kind.SECTION,)
    kinds = _KINDS.get(level.rank, ())
    return kinds if within or level.rank != RANKS["tiểu mục"] else kinds[:1]


def _beneath(context: Node, kinds: Sequence[Kind], written: str) -> Node | None:
    """Return the provision so numbered beneath `context`: its own child before a deeper one that is the only such."""
    numbers = {kind: _numbers(written, kind) for kind in kinds}
    for kind in kinds:
        own = [child for child in context.children if child.kind is kind and child.number in numbers[kind]]
        if own:
            return own[0]
    deeper = [
        node for node in context.walk() if node is not context and node.number in numbers.get(node.kind, frozenset())
    ]
    return deeper[0] if len(deeper) == 1 else None


def _numbers(written: str, kind: Kind) -> frozenset[str]:
    """Return the numbers that `written` may stand for in the tree: "số 2" and "thứ hai" of a Roman kind are II."""
    last = written.split()[-1] if written else ""
    value = ordinal_value(last) if kind in _ROMANS else 0
    return frozenset({last, roman_of(value)} if value else {last})
