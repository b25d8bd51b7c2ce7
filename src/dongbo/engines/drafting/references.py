"""References of a paper to its own provisions that follow them wherever the structure keys put them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dongbo.engines.drafting.lineage import Lineage
from dongbo.engines.drafting.naming import anew, in_place, targets_of
from dongbo.engines.drafting.phrases import Phrase, phrases_in
from dongbo.engines.drafting.resolving import Named, Places
from dongbo.engines.provisions import Finding, Kind, Node, Outline

_CELLS = "cells:"


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A phrase as it stood in a part of a provision, with what each of its numbers named then."""

    holder: Node
    part: str
    phrase: Phrase
    named: Named


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """`node` speaks of `target` at `start`..`end` of its `part`: "heading", "text", or "cells:" and the column.

    A phrase that names several provisions ("khoản 1, 2 Điều 7") is as many references, with the same place and words.
    """

    node: Node
    part: str
    start: int
    end: int
    target: Node
    text: str
    mention: Mention


class Rewritten(NamedTuple):
    """Words of a provision that now read otherwise: the phrase before and after."""

    node: Node
    old: str
    new: str


def references(outline: Outline) -> list[Reference]:
    """Return every reference of the paper to a provision of its own that it holds, in reading order."""
    places: Places | None = None
    found: list[Reference] = []
    for node in outline.walk():
        for part, words in _parts(node):
            for phrase in phrases_in(words):
                places = places or Places(outline)
                mention = Mention(node, part, phrase, places.resolve(phrase, node))
                found += (
                    Reference(node, part, phrase.start, phrase.end, target, phrase.text, mention)
                    for _, _, target in targets_of(phrase, mention.named)
                    if target is not None
                )
    return found


@dataclass(slots=True)
class Rewriting:
    """The references of a paper taken before an act, to be written anew after it; give its `lineage` to the act."""

    outline: Outline
    references: list[Reference]
    lineage: Lineage = field(default_factory=Lineage)

    @classmethod
    def of(cls, outline: Outline) -> "Rewriting":
        """Return the rewriting that begins with `outline` as it stands."""
        return cls(outline, references(outline))

    def rewrite(self) -> list[Rewritten]:
        """This will write the new numbers in place and return what changed."""
        return rewrite(self.outline, self.references, lineage=self.lineage)

    def dangling(self) -> list[Finding]:
        """Return a finding for each reference whose provision is no more; to be asked after `rewrite`."""
        return dangling(self.outline, self.references, lineage=self.lineage)


def rewrite(outline: Outline, taken: Iterable[Reference], *, lineage: Lineage | None = None) -> list[Rewritten]:
    """This will write into the words what the provisions meant by `taken` are called now, and return what changed.

    A reference to a provision that was merged follows it to its successor; one to a provision that is gone stays as
    written. `lineage` is what the acts in between were given; without it nothing is known of splits and merges.
    """
    places, lineage = Places(outline), lineage or Lineage()
    changed = [
        each for mention in reversed(_mentions(taken)) if (each := _rewritten(mention, places, lineage)) is not None
    ]
    return changed[::-1]


def dangling(outline: Outline, taken: Iterable[Reference], *, lineage: Lineage | None = None) -> list[Finding]:
    """Return a finding for each reference, still written, whose provision is gone without a successor.

    To be asked after `rewrite`: a reference whose provision lives but has no name that could be told from another's
    ("reference_unwritten") is among them, for it too stays as it was written.
    """
    places, lineage = Places(outline), lineage or Lineage()
    findings: list[Finding] = []
    for mention in _mentions(taken):
        place = lineage.where(mention.holder, mention.part, mention.phrase.start, mention.phrase.end)
        if place is None or not places.lives(place[0]):
            continue
        about = [node for _, _, node in targets_of(mention.phrase, mention.named) if node is not None]
        findings += (
            _finding("reference_to_nothing", _GONE, mention.phrase.text, node, place[0])
            for node in about
            if _today(node, places, lineage) is None
        )
        meant = [heir for node in about if (heir := _today(node, places, lineage)) is not None]
        said = _said(dict(_parts(place[0])).get(place[1], ""), place[0], places)
        if meant and not any({id(node) for node in meant} <= each for each in said.values()):
            findings.append(_finding("reference_unwritten", _UNCLEAR, mention.phrase.text, meant[0], place[0]))
    return findings


_GONE = "“{words}” dẫn chiếu một điều khoản{about} vừa bị xóa; hãy sửa lời dẫn chiếu hoặc bỏ nó đi."
_UNCLEAR = "“{words}” dẫn chiếu một điều khoản{about} nay không còn cách gọi riêng; hãy sửa lời dẫn chiếu này."


def _finding(code: str, sentence: str, words: str, target: Node, holder: Node) -> Finding:
    called = _beginning(target.heading or target.text)
    about = f" (“{called}”)" if called else ""
    return Finding(code, sentence.format(words=words, about=about), path=holder.path)


def _beginning(words: str, longest: int = 60) -> str:
    line = words.split("\n")[0]
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"


def _mentions(taken: Iterable[Reference]) -> list[Mention]:
    return list({id(reference.mention): reference.mention for reference in taken}.values())


def _today(node: Node | None, places: Places, lineage: Lineage) -> Node | None:
    heir = lineage.successor_of(node) if node is not None else None
    return heir if heir is not None and places.lives(heir) else None


def _rewritten(mention: Mention, places: Places, lineage: Lineage) -> Rewritten | None:
    phrase = mention.phrase
    place = lineage.where(mention.holder, mention.part, phrase.start, phrase.end)
    if place is None or not places.lives(place[0]):
        return None
    holder, part, start, end = place
    words = dict(_parts(holder)).get(part, "")
    if words[start:end] != phrase.text:
        return None
    named = tuple(tuple(_today(node, places, lineage) for node in nodes) for nodes in mention.named)
    meant = [node for _, _, node in targets_of(phrase, named) if node is not None]
    if not meant:
        return None
    became_one = len({id(node) for node in meant}) < _count(mention, places, lineage)
    texts = [] if became_one else [in_place(phrase, named, places)]
    for text in [*texts, anew(phrase, named, holder, places)]:
        new = words[:start] + text + words[end:]
        if _says(new, start, holder, places, meant, exactly=len(meant) == len(targets_of(phrase, mention.named))):
            return None if text == phrase.text else _write(holder, part, new, phrase.text, text)
    return None


def _count(mention: Mention, places: Places, lineage: Lineage) -> int:
    """Return how many provisions the phrase was about, of those that live or have a successor."""
    about = (node for _, _, node in targets_of(mention.phrase, mention.named) if node is not None)
    return len({id(node) for node in about if _today(node, places, lineage) is not None})


def _says(words: str, start: int, holder: Node, places: Places, meant: list[Node], *, exactly: bool) -> bool:
    """Whether the phrase at `start`, read anew, names what it is meant to: nothing is written that would mislead."""
    said = _said(words, holder, places).get(start, frozenset())
    wanted = {id(node) for node in meant}
    return said == wanted if exactly else wanted <= said


def _said(words: str, holder: Node, places: Places) -> dict[int, frozenset[int]]:
    """Return what each phrase of `words`, by its beginning, names in the outline as it stands."""
    return {
        phrase.start: frozenset(
            id(node) for _, _, node in targets_of(phrase, places.resolve(phrase, holder)) if node is not None
        )
        for phrase in phrases_in(words)
    }


def _write(holder: Node, part: str, words: str, old: str, new: str) -> Rewritten:
    if part == "heading":
        holder.heading = words
    elif part == "text":
        holder.text = words
    else:
        joined = holder.text == " ".join(holder.cells.values())
        holder.cells[part.removeprefix(_CELLS)] = words
        holder.text = " ".join(holder.cells.values()) if joined else holder.text
    return Rewritten(holder, old, new)


def _parts(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the parts of a provision that hold words of their own; the text of a row only repeats its cells."""
    if node.heading:
        yield "heading", node.heading
    if node.kind is Kind.ROW and node.cells:
        yield from ((f"{_CELLS}{key}", words) for key, words in node.cells.items() if words)
    elif node.text:
        yield "text", node.text
