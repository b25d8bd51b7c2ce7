"""What an amendment is, and which provisions of the amended paper it touches."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.engines.citations import Relation
from dongbo.engines.numbers import parse_number
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Called:
    """How a paper is called where others cite it: its number as written, the name of a law."""

    numbers: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    def is_meant(self, number: str | None, title: str | None) -> bool:
        """Return whether a document named by `number` or by `title` is this paper."""
        if number:
            return _key(number) in {_key(each) for each in self.numbers}
        return bool(title) and fold(title or "") in {fold(each) for each in self.titles}


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one sentence of a paper, at `path` of it, does to another paper.

    `whole`: to all of it. `rewritten` are the paths of the provisions it rewrites, replaces or repeals with everything
    beneath them; `opened` those into which it puts something, or of which it names a part that they do not hold: they
    read otherwise, but nothing beneath them does. `words` is the sentence, without what it quotes. `unsure`: it does
    not say which of them it means.
    """

    act: Relation
    path: str
    words: str
    whole: bool = False
    rewritten: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Touch:
    """Why a provision is touched: by which amendment, and what is done to the provision itself."""

    amendment: Amendment
    act: Relation


def touched(amendments: Iterable[Amendment], target: Outline) -> dict[str, Touch]:
    """Return the paths of the provisions of `target` that are touched, each with what touches it most closely.

    The measure is that of a fingerprint, which covers a provision's words and everything beneath it: touched is a
    provision that is named, all beneath it, and all above it, of which a part reads otherwise. Its neighbours are not.
    What surely touches it comes before what only may.
    """
    lines = lineages(target)
    found: dict[str, tuple[tuple[bool, int], Touch]] = {}

    def note(path: str, closeness: int, amendment: Amendment, act: Relation) -> None:
        how = (not amendment.unsure, closeness)
        if path not in found or how > found[path][0]:
            found[path] = (how, Touch(amendment, act))

    for amendment in amendments:
        rewritten = set(amendment.rewritten)
        for path, line in lines.items():
            around = next((len(lines[each]) for each in line if each in rewritten), 0)
            if around:
                note(path, around + _WHOLE, amendment, amendment.act)
            elif amendment.whole:
                note(path, _WHOLE, amendment, amendment.act)
        for named in (*amendment.rewritten, *amendment.opened):
            for path in lines[named]:
                note(path, _ABOVE, amendment, Relation.AMENDS)
    return {path: found[path][1] for path in lines if path in found}


_ABOVE, _WHOLE = 1, 2


def lineages(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Return for the path of each provision its own and those of all it stands in, innermost first.

    A path alone does not tell: an article's leaves out the chapter it stands in.
    """
    found: dict[str, tuple[str, ...]] = {}

    def enter(nodes: Iterable[Node], above: tuple[str, ...]) -> None:
        for node in nodes:
            found[node.path] = (node.path, *above)
            enter(node.children, found[node.path])

    enter(outline.nodes, ())
    return found


def _key(number: str) -> str:
    parsed = parse_number(number)
    return fold(parsed.key if parsed else number).replace(" ", "")
