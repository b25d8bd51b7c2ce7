"""Random acts on random papers: every reference goes on naming the same provision, or is reported.

The oracle knows nothing of how the engine reads words: it writes, by brute force, every way in which the provisions
meant may be called today from where the words stand, and looks whether what is written is one of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from dongbo.engines.drafting import (
    CannotDraft,
    Rewriting,
    demote,
    merge,
    move,
    move_down,
    move_up,
    new_child,
    new_sibling,
    promote,
    references,
    remove,
    split,
)
from dongbo.engines.provisions import Kind, Node, Outline
from tests.engines.drafting.papers import outlines, paths

_NAMED = {
    Kind.ARTICLE: "Điều", Kind.CLAUSE: "khoản", Kind.POINT: "điểm", Kind.ARABIC: "khoản", Kind.LETTER: "điểm",
    Kind.DASH: "gạch đầu dòng thứ", Kind.PLUS: "dấu cộng thứ", Kind.CHAPTER: "Chương", Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục", Kind.ANNEX: "Phụ lục",
}  # fmt: skip
_SMALL = (Kind.PLUS, Kind.DASH, Kind.POINT, Kind.LETTER, Kind.CLAUSE, Kind.ARABIC)


@dataclass(eq=False)
class Planted:
    """A reference written into a paper between its own marks, and what it means."""

    mark: str
    targets: list[Node]
    words: str


def chain(outline: Outline, node: Node) -> list[Node]:
    """The node and everything it stands in, by searching the whole paper."""
    above = [each for each in outline.walk() if any(child is node for child in each.children)]
    return [node, *(chain(outline, above[0]) if above else [])]


def numbers(outline: Outline, node: Node) -> str:
    if node.kind not in (Kind.DASH, Kind.PLUS):
        return node.number
    beside = chain(outline, node)[1].children if len(chain(outline, node)) > 1 else outline.nodes
    return str(1 + [id(each) for each in beside if each.kind is node.kind].index(id(node)))


def names(outline: Outline, node: Node, holder: Node) -> set[str]:
    """Every way to call `node` from `holder` in this paper that no other provision can be called."""
    line, here = chain(outline, node), chain(outline, holder)
    words: list[set[str]] = []
    whole: set[str] = set()
    for each in line if line[0].kind is Kind.ANNEX else [each for each in line if each.kind is not Kind.ANNEX]:
        last = not any(each.kind is kind for kind in _SMALL)
        if each.kind is Kind.ROMAN:
            words.append({f"mục {each.number}", f"Mục {each.number}", f"Phần {each.number}"})
        else:
            called = {f"{_NAMED[each.kind]} {numbers(outline, each)}".strip()}
            this = each.kind in (Kind.ARTICLE, Kind.CLAUSE) and any(above is each for above in here)
            words.append(called | ({f"{_NAMED[each.kind]} này"} if this and each is not node else set()))
        if last and each.kind not in (Kind.SECTION, Kind.SUBSECTION):
            whole |= spoken(words)
    ways = whole or spoken(words)
    told = {each.kind: each.number for each in line}
    if Kind.ROMAN in told and node.kind in (Kind.ARABIC, Kind.LETTER) and len(line) <= 4:
        ways.add("Mục " + ".".join(told[kind] for kind in (Kind.ROMAN, Kind.ARABIC, Kind.LETTER) if kind in told))
    top, mine = line[-1], here[-1]
    if top.kind is Kind.ANNEX and node is not top:
        own = f"Phụ lục {top.number}".strip()
        ways = {way if way.endswith(own) else f"{way} {own}" for way in ways} | (ways if top is mine else set())
    return ways


def spoken(words: list[set[str]]) -> set[str]:
    return {way for parts in product(*words) if " này " not in (way := " ".join(parts))}


def phrases(outline: Outline, targets: list[Node], holder: Node) -> set[str]:
    """Every way to write a list of `targets`: names one after the other, or a shared word and parent."""
    order = {id(node): at for at, node in enumerate(outline.walk())}
    targets = sorted({id(node): node for node in targets}.values(), key=lambda node: order[id(node)])
    each = [names(outline, node, holder) for node in targets]
    if len(targets) == 1:
        return each[0]
    ways = {listed(list(way)) for order in permutations(each) for way in product(*order)}
    shared = [{(found[1], found[3]): found[2] for way in own if (found := _PARTED.fullmatch(way))} for own in each]
    for word, rest in set.intersection(*(set(parted) for parted in shared)):
        tokens = [parted[word, rest] for parted in shared]
        ways |= {f"{word} {listed(list(order))}{rest}" for order in permutations(tokens)}
    return ways


_PARTED = re.compile(r"(\D+?(?: thứ)?) (này|[\dIVX]+(?:\.\d+)*(?:\.[a-zđ]+)?(?= |$)|[a-zđ]{1,2}(?= |$))(.*)")


def listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " và " + names[-1]


def plant(data: st.DataObject, outline: Outline) -> list[Planted]:
    """Write some references into the texts of a paper, each between marks of its own."""
    nodes = [node for node in outline.walk() if node.kind is not Kind.ROW]
    planted: list[Planted] = []
    for at in range(data.draw(st.integers(1, 5))):
        holder, first = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
        beside = [
            each for each in nodes if each.kind is first.kind and chain(outline, each)[1:] == chain(outline, first)[1:]
        ]
        several = data.draw(st.booleans()) and len(beside) > 1
        targets = beside[:3] if several else [first]
        ways = sorted(way for way in phrases(outline, targets, holder) if " này " not in way)
        if not ways or (several and first.kind in (Kind.ANNEX,)):
            continue
        words = data.draw(st.sampled_from(ways))
        holder.text += f" ⟦{at}⟧{words}⟦/{at}⟧"
        planted.append(Planted(str(at), targets, words))
    return planted


def act(data: st.DataObject, outline: Outline, rewriting: Rewriting) -> None:
    path, other = (data.draw(st.sampled_from(paths(outline))) for _ in range(2))
    node, lineage = outline.find(path), rewriting.lineage
    choices: list[Callable[[], object]] = [
        lambda: promote(outline, path),
        lambda: demote(outline, path),
        lambda: split(outline, path, at=data.draw(st.integers(0, len(node.text))), lineage=lineage),
        lambda: merge(outline, path, lineage=lineage),
        lambda: remove(outline, path, lineage=lineage),
        lambda: move_up(outline, path),
        lambda: move_down(outline, path),
        lambda: move(outline, path, under=data.draw(st.sampled_from([None, other])), before=None),
        lambda: new_sibling(outline, path),
        lambda: new_child(outline, path),
    ]
    data.draw(st.sampled_from(choices))()


def written(outline: Outline, mark: str) -> tuple[Node, str] | None:
    for node in outline.walk():
        if found := re.search(rf"⟦{mark}⟧(.*)⟦/{mark}⟧", node.text, re.DOTALL):
            return node, found[1]
    return None


def says(outline: Outline, holder: Node, words: str, targets: list[Node]) -> bool:
    """Whether `words`, were they all that `holder` says, would be read as speaking of just these provisions."""
    heading, text = holder.heading, holder.text
    holder.heading, holder.text = "", words
    read = {id(each.target) for each in references(outline) if each.node is holder}
    holder.heading, holder.text = heading, text
    return read == {id(node) for node in targets}


@given(outlines(), st.data())
@settings(max_examples=250, deadline=None)
def test_every_reference_follows_its_provision_or_is_reported(outline: Outline, data: st.DataObject) -> None:
    planted = plant(data, outline)
    for _ in range(3):
        if not outline.nodes:
            return
        rewriting = Rewriting.of(outline)
        told = [(reference, reference.text) for reference in rewriting.references]
        for each in planted:
            place = written(outline, each.mark)
            if place is not None:
                meant = {
                    id(ref.target)
                    for ref, text in told
                    if ref.node is place[0]
                    and f"⟧{text}⟦/{each.mark}" in ref.node.text[ref.start - 1 : ref.end + 3]
                    and text == place[1]
                }
                assert meant == {id(node) for node in each.targets}, (place[1], each.words)
        try:
            act(data, outline, rewriting)
        except CannotDraft:
            continue
        rewriting.rewrite()
        findings = {(finding.code, finding.path, _quoted(finding.message)) for finding in rewriting.dangling()}
        kept: list[Planted] = []
        for each in planted:
            place = written(outline, each.mark)
            if place is None:
                continue
            holder, words = place
            today = [rewriting.lineage.successor_of(node) for node in each.targets]
            if None in today:
                assert ("reference_to_nothing", holder.path, each.words) in findings
            elif ("reference_unwritten", holder.path, each.words) in findings:
                alive = [node for node in today if node is not None]
                assert words == each.words
                assert [way for way in phrases(outline, alive, holder) if says(outline, holder, way, alive)] == []
            else:
                alive = [node for node in today if node is not None]
                assert words in phrases(outline, alive, holder), words
                kept.append(Planted(each.mark, alive, words))
        planted = kept


def _quoted(message: str) -> str:
    return message[1 : message.index("”")]
