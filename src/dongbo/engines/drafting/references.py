"""References of a paper to its own provisions that follow them wherever the structure keys put them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import NamedTuple

from dongbo.engines.drafting.lineage import Lineage
from dongbo.engines.drafting.naming import NAMED, anew, in_place, keeps_its_words, names_of, targets_of
from dongbo.engines.drafting.phrases import Phrase, phrases_in
from dongbo.engines.drafting.resolving import Named, Places
from dongbo.engines.provisions import Finding, Kind, Node, Outline
from dongbo.engines.provisions.tables import joined, ordered

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


class Lost(NamedTuple):
    """A reference that names its `target` no more: `words` as they stood, and the `node` they stand in now.

    Its code is "reference_to_nothing" or "reference_unwritten".
    """

    code: str
    node: Node
    words: str
    target: Node


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
    read_back: set[int] = field(default_factory=set)
    """The mentions that `rewrite` has read back whole."""

    @classmethod
    def of(cls, outline: Outline) -> "Rewriting":
        """Return the rewriting that begins with `outline` as it stands."""
        return cls(outline, references(outline))

    def rewrite(self) -> list[Rewritten]:
        """This will write the new numbers in place and return what changed."""
        changed, self.read_back = _rewrite(self.outline, self.references, self.lineage)
        return changed

    def dangling(self) -> list[Finding]:
        """Return a finding for each reference that names its provision no more; to be asked after `rewrite`."""
        return [_finding(each) for each in self.lost()]

    def lost(self) -> list[Lost]:
        """Return each reference that names its provision no more; to be asked after `rewrite`."""
        unsure = (each for each in self.references if id(each.mention) not in self.read_back)
        return lost(self.outline, unsure, lineage=self.lineage)


def rewrite(outline: Outline, taken: Iterable[Reference], *, lineage: Lineage | None = None) -> list[Rewritten]:
    """This will write into the words what the provisions meant by `taken` are called now, and return what changed.

    A reference to a provision that was merged follows it to its successor; one to a provision that is gone stays as
    written. `lineage` is what the acts in between were given; without it nothing is known of splits and merges.
    """
    return _rewrite(outline, taken, lineage or Lineage())[0]


def _rewrite(outline: Outline, taken: Iterable[Reference], lineage: Lineage) -> tuple[list[Rewritten], set[int]]:
    """This will rewrite, and return what changed with the mentions that were read back and name all they meant."""
    places = Places(outline)
    parts = [list(group) for _, group in groupby(_mentions(taken), key=lambda one: (id(one.holder), one.part))]
    changed: list[list[Rewritten]] = []
    read_back: set[int] = set()
    for mentions in reversed(parts):
        at_once = _rewritten_at_once(mentions, places, lineage)
        changed.append(_one_by_one(mentions, places, lineage) if at_once is None else at_once)
        if at_once is not None:
            read_back |= {id(mention) for mention in mentions if _all_live(mention, places, lineage)}
    return [each for part in reversed(changed) for each in part], read_back


def _all_live(mention: Mention, places: Places, lineage: Lineage) -> bool:
    about = (node for _, _, node in targets_of(mention.phrase, mention.named) if node is not None)
    return all(_today(node, places, lineage) is not None for node in about)


def words_for(outline: Outline, targets: Iterable[Node], holder: Node) -> list[str]:
    """Return the words by which `holder` speaks of each of `targets`; "" where none would be read as just that one."""
    places = Places(outline)
    return [
        next((words for words in names_of(node, holder, places) if _read_as(words, node, holder, places)), "")
        if node.kind in NAMED
        else ""
        for node in targets
    ]


def _read_as(words: str, node: Node, holder: Node, places: Places) -> bool:
    return _said(words, holder, places) == {0: frozenset({id(node)})}


def dangling(outline: Outline, taken: Iterable[Reference], *, lineage: Lineage | None = None) -> list[Finding]:
    """Return a finding for each reference that `lost` tells of."""
    return [_finding(each) for each in lost(outline, taken, lineage=lineage)]


def lost(outline: Outline, taken: Iterable[Reference], *, lineage: Lineage | None = None) -> list[Lost]:
    """Return each reference, still written, whose provision is gone without a successor or can be called nothing.

    To be asked after `rewrite`: a reference whose provision lives but has no name that could be told from another's
    ("reference_unwritten") is among them, for it too stays as it was written.
    """
    places, lineage = Places(outline), lineage or Lineage()
    found: list[Lost] = []
    said: dict[tuple[int, str], list[tuple[bool, frozenset[int]]]] = {}
    for mention in _mentions(taken):
        place = lineage.where(mention.holder, mention.part, mention.phrase.start, mention.phrase.end)
        if place is None or not places.lives(place[0]):
            continue
        holder, part, _, _ = place
        about = [node for _, _, node in targets_of(mention.phrase, mention.named) if node is not None]
        found += (
            Lost("reference_to_nothing", holder, mention.phrase.text, node)
            for node in about
            if _today(node, places, lineage) is None
        )
        meant = [heir for node in about if (heir := _today(node, places, lineage)) is not None]
        if not meant:
            continue
        if (id(holder), part) not in said:
            phrases = phrases_in(dict(_parts(holder)).get(part, ""))
            said[id(holder), part] = [(phrase.spans, _named_by(phrase, holder, places)) for phrase in phrases]
        if not _still_said(meant, mention, said[id(holder), part]):
            found.append(Lost("reference_unwritten", holder, mention.phrase.text, meant[0]))
    return found


def _still_said(meant: list[Node], mention: Mention, said: list[tuple[bool, frozenset[int]]]) -> bool:
    """Whether some phrase of what is said names all that is meant; from … to … is said by no mere list."""
    wanted = {id(node) for node in meant}
    needs_span = mention.phrase.spans and len(wanted) > 1
    return any(wanted <= named for spans, named in said if spans or not needs_span)


_SENTENCES = {
    "reference_to_nothing": (
        "“{words}” dẫn chiếu một điều khoản{about} vừa bị xóa; hãy sửa lời dẫn chiếu hoặc bỏ nó đi."
    ),
    "reference_unwritten": (
        "“{words}” dẫn chiếu một điều khoản{about} nay không còn cách gọi riêng; hãy sửa lời dẫn chiếu này."
    ),
}


def _finding(each: Lost) -> Finding:
    called = _beginning(each.target.heading or each.target.text)
    about = f" (“{called}”)" if called else ""
    return Finding(each.code, _SENTENCES[each.code].format(words=each.words, about=about), path=each.node.path)


def _beginning(words: str, longest: int = 60) -> str:
    line = words.split("\n")[0]
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"


def _mentions(taken: Iterable[Reference]) -> list[Mention]:
    return list({id(reference.mention): reference.mention for reference in taken}.values())


def _today(node: Node | None, places: Places, lineage: Lineage) -> Node | None:
    heir = lineage.successor_of(node) if node is not None else None
    return heir if heir is not None and places.lives(heir) else None


def _one_by_one(mentions: list[Mention], places: Places, lineage: Lineage) -> list[Rewritten]:
    told = (_rewritten(mention, places, lineage) for mention in reversed(mentions))
    return [each for each in told if each is not None][::-1]


def _rewritten_at_once(mentions: list[Mention], places: Places, lineage: Lineage) -> list[Rewritten] | None:
    """This will put today's numbers into all phrases of one part, which is read anew once, or not at all.

    Returns what changed; None, with nothing done, where a phrase must be looked at by itself: it was carried to another
    provision, its words fit no more, or new numbers alone do not say which provision is meant.
    """
    holder, part = mentions[0].holder, mentions[0].part
    if any(carried.source is holder and carried.part == part for carried in lineage.carried):
        return None
    if not places.lives(holder):
        return []
    words = dict(_parts(holder)).get(part, "")
    new, done = "", 0
    wanted: list[tuple[Mention, int, list[Node]]] = []
    changed: list[Rewritten] = []
    for mention in mentions:
        phrase = mention.phrase
        named, meant = _meant(mention, places, lineage)
        stands = words[phrase.start : phrase.end] == phrase.text
        if not stands or not _may_keep_words(mention, named, meant, places, lineage):
            return None
        text = in_place(phrase, named, places) if meant else phrase.text
        new += words[done : phrase.start]
        wanted += [(mention, len(new), meant)] if meant else []
        new, done = new + text, phrase.end
        changed += [Rewritten(holder, phrase.text, text)] if text != phrase.text else []
    new += words[done:]
    said = _said(new, holder, places) if changed else {
        start: _named_by(mention.phrase, holder, places) for mention, start, _ in wanted
    }  # fmt: skip
    if not all(_fits(said.get(start, frozenset()), meant, mention) for mention, start, meant in wanted):
        return None
    if changed:
        _write(holder, part, new)
    return changed


def _meant(mention: Mention, places: Places, lineage: Lineage) -> tuple[Named, list[Node]]:
    """Return what each number of a phrase names today, and those provisions it is about that live."""
    named = tuple(tuple(_today(node, places, lineage) for node in nodes) for nodes in mention.named)
    return named, [node for _, _, node in targets_of(mention.phrase, named) if node is not None]


def _may_keep_words(mention: Mention, named: Named, meant: list[Node], places: Places, lineage: Lineage) -> bool:
    """Whether the phrase may stay with other numbers: its words fit, and all that it was about are still several."""
    return keeps_its_words(mention.phrase, named, places) and not _became_one(mention, meant, places, lineage)


def _became_one(mention: Mention, meant: list[Node], places: Places, lineage: Lineage) -> bool:
    """Whether several provisions that the phrase was about are the same one now."""
    if len(meant) < 1 or sum(len(level) for level in mention.named) == 1:
        return False
    about = (node for _, _, node in targets_of(mention.phrase, mention.named) if node is not None)
    living = {id(node) for node in about if _today(node, places, lineage) is not None}
    return len({id(node) for node in meant}) < len(living)


def _rewritten(mention: Mention, places: Places, lineage: Lineage) -> Rewritten | None:
    phrase = mention.phrase
    place = lineage.where(mention.holder, mention.part, phrase.start, phrase.end)
    if place is None or not places.lives(place[0]):
        return None
    holder, part, start, end = place
    words = dict(_parts(holder)).get(part, "")
    if words[start:end] != phrase.text:
        return None
    named, meant = _meant(mention, places, lineage)
    if not meant:
        return None
    texts = [in_place(phrase, named, places)] if _may_keep_words(mention, named, meant, places, lineage) else []
    for text in chain(texts, anew(phrase, named, holder, places)):
        new = words[:start] + text + words[end:]
        if not _fits(_said(new, holder, places).get(start, frozenset()), meant, mention):
            continue
        if text == phrase.text:
            return None
        _write(holder, part, new)
        return Rewritten(holder, phrase.text, text)
    return None


def _fits(said: frozenset[int], meant: list[Node], mention: Mention) -> bool:
    """Whether a phrase, read anew, names what it is meant to: nothing is written that would mislead."""
    wanted = {id(node) for node in meant}
    exactly = len(meant) == len(targets_of(mention.phrase, mention.named))
    return said == wanted if exactly else wanted <= said


def _said(words: str, holder: Node, places: Places) -> dict[int, frozenset[int]]:
    """Return what each phrase of `words`, by its beginning, names in the outline as it stands."""
    return {phrase.start: _named_by(phrase, holder, places) for phrase in phrases_in(words)}


def _named_by(phrase: Phrase, holder: Node, places: Places) -> frozenset[int]:
    return frozenset(id(node) for _, _, node in targets_of(phrase, places.resolve(phrase, holder)) if node is not None)


def _write(holder: Node, part: str, words: str) -> None:
    if part == "heading":
        holder.heading = words
    elif part == "text":
        holder.text = words
    else:
        repeats = sorted(holder.text.split()) == sorted(joined(holder.cells).split())
        holder.cells[part.removeprefix(_CELLS)] = words
        holder.text = joined(holder.cells) if repeats else holder.text


def _parts(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the parts of a provision that hold words of their own; the text of a row only repeats its cells."""
    if node.heading:
        yield "heading", node.heading
    if node.kind is Kind.ROW and node.cells:
        yield from ((f"{_CELLS}{key}", words) for key, words in ordered(node.cells).items() if words)
    elif node.text:
        yield "text", node.text
