"""Reading what one paper does to another: sentence by sentence, each provision's words in the light of those above.

Only what the paper itself does counts. That somebody shall propose to amend a law is a task, no amendment: a verb
counts in a paper made to amend others (by its title), beneath a sentence that amends, before "như sau" or quoted words,
in what the paper says of its own effect, and where something named by its number is repealed or replaced outright.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dongbo.engines.amendments.listing import listed_amendments
from dongbo.engines.amendments.resolving import Target
from dongbo.engines.amendments.sentences import Region, Sentence, amends_others, sentences_of
from dongbo.engines.amendments.touching import Amendment, Called, lineages
from dongbo.engines.citations import Relation
from dongbo.engines.drafting.phrases import RANKS, Phrase
from dongbo.engines.numbers import TYPE_PATTERN
from dongbo.engines.provisions import Kind, Node, Outline

_REACHES = re.compile(
    r"^\s*(?:(?:của|tại|trong|thuộc)\s+)?(?:[^.;:,]{0,150}\s)?(?:(?:được\s+)?ban hành\s+)?(?:kèm\s+theo\s+)?$"
)
_JOINS = re.compile(r"^\s*(?:[,;]|và|hoặc|[,;]\s*(?:và|hoặc))?\s*(?:các\s+)?$")
_OF_OWN = re.compile(
    rf"\s*(?:(?:được\s+)?ban hành\s+)?(?:của|tại|trong|kèm theo)?\s*(?:{TYPE_PATTERN}|văn bản)\s+này(?![^\W_])",
    re.IGNORECASE,
)
_SOME = re.compile(r"(?:một số|các)\s+(?:điều|khoản|điểm|nội dung|quy định|mục)|cụm từ", re.IGNORECASE)
_LARGE = RANKS["điều"]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the words above say: whether they amend, what they do, to the paper or another, and to which provision."""

    amends: bool = False
    act: Relation | None = None
    adds: bool = False
    ours: bool = False
    within: Node | None = None


def amendments(paper: Outline, *, title: str, called: Called, target: Outline) -> list[Amendment]:
    """Return what `paper`, called `title`, does to the paper `called` so, whose outline is `target`.

    Where a sentence only leads in to others that say where ("sửa đổi, bổ sung một số điều của … như sau:"), those
    alone count. Rows of an annex that lists repealed papers repeal what they name. A paper whose title says that it
    amends the other, and whose text names no provision of it, amends the whole.
    """
    meant = Target(target)
    reader = _Reader(called, meant)
    documents = [each for sentence in sentences_of(title, called.titles) for each in sentence.documents]
    named = [called.is_meant(each.number, each.title) for each in documents]
    ours = amends_others(title) and any(named)
    found = list(reader.read(paper.nodes, _Context(amends=amends_others(title), ours=ours and all(named))))
    found += listed_amendments(paper, called, meant)
    kept = _without_lead_ins(found, lineages(paper), lineages(target))
    if ours and not kept:
        sentence = next(iter(sentences_of(title, called.titles)))
        act = sentence.regions[0].act if sentence.regions and not _SOME.search(title) else Relation.AMENDS
        kept = [Amendment(act, "", title, whole=True)]
    return kept


Lines = dict[str, tuple[str, ...]]


def _without_lead_ins(found: list[Amendment], said: Lines, meant: Lines) -> list[Amendment]:
    """Leave out what is said more narrowly by a later sentence of the same provision or of one beneath it."""
    return [
        one
        for at, one in enumerate(found)
        if not any(one.path in said[other.path] and _is_narrower(other, one, meant) for other in found[at + 1 :])
    ]


def _is_narrower(other: Amendment, one: Amendment, meant: Lines) -> bool:
    if other.whole:
        return False
    if one.whole:
        return one.act is Relation.AMENDS
    places = (*other.rewritten, *other.opened)
    return all(any(named in meant[place] for named in one.rewritten) for place in places)


def _paths(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node.path for node in nodes))


class _Reader:
    """The walk through one paper with an eye to one other."""

    def __init__(self, called: Called, target: Target) -> None:
        self.called = called
        self.target = target

    def read(self, nodes: list[Node], context: _Context) -> Iterator[Amendment]:
        """Yield what `nodes` and all beneath them do, in reading order."""
        for node in nodes:
            within = context
            if node.kind is not Kind.ROW:
                for sentence in sentences_of(node.words, self.called.titles):
                    if self._amends(sentence, within):
                        found = self._said(sentence, within, node.path)
                        yield from found
                        leads = sentence.leads or bool(node.children)
                        within = self._after(sentence, within, found) if leads else within
            yield from self.read(node.children, within)

    def _amends(self, sentence: Sentence, context: _Context) -> bool:
        """Return whether `sentence` does something itself, rather than set somebody a task."""
        if sentence.itself:
            return True
        if not sentence.opens:
            return False
        if not sentence.regions:
            return context.act is not None
        if context.amends or sentence.quotes or "như sau" in sentence.text.lower():
            return True
        return sentence.regions[0].act is not Relation.AMENDS and any(each.number for each in sentence.documents)

    def _said(self, sentence: Sentence, context: _Context, path: str) -> list[Amendment]:
        found: list[Amendment] = []
        placed = False
        for phrase in sentence.phrases:
            region = self._region(sentence, phrase.start, context)
            if region is None or not self._is_ours(sentence, phrase, context):
                continue
            if self._is_new(sentence, phrase, region):
                continue
            placed = True
            found.append(self._placed(sentence, phrase, region, context, path))
        if not placed:
            found += self._whole(sentence, context, path)
        return [one for one in found if one.whole or one.rewritten or one.opened]

    def _region(self, sentence: Sentence, place: int, context: _Context) -> Region | None:
        if not sentence.regions and context.act is not None:
            return Region(0, len(sentence.text), context.act, context.adds)
        return sentence.region_of(place)

    def _is_ours(self, sentence: Sentence, phrase: Phrase, context: _Context) -> bool:
        if _OF_OWN.match(sentence.text, phrase.end):
            return False
        after = next((each for each in sentence.documents if each.start >= phrase.end), None)
        if after is not None and _REACHES.match(self._between(sentence, phrase.end, after.start)):
            return self.called.is_meant(after.number, after.title)
        before = [each for each in sentence.documents if each.end <= phrase.start]
        if before:
            return self.called.is_meant(before[-1].number, before[-1].title)
        return context.ours

    def _between(self, sentence: Sentence, start: int, end: int) -> str:
        """Return the words between a phrase and a document, without other phrases joined to it."""
        words = sentence.text[start:end]
        for phrase in reversed([each for each in sentence.phrases if start <= each.start and each.end <= end]):
            words = words[: phrase.start - start] + words[phrase.end - start :]
        verbs = any(start <= each.start < end for each in sentence.regions)
        return ":" if verbs else re.sub(r"(?:\s*(?:[,;]|và|hoặc)\s*)+", " ", words)

    def _is_new(self, sentence: Sentence, phrase: Phrase, region: Region) -> bool:
        """Return whether `phrase` names what is put in, since another in its region says beside what."""
        if not region.adds or sentence.stands_next_to(phrase) or sentence.takes_in(phrase):
            return False
        later = [other for other in sentence.phrases if phrase.end <= other.start < region.end]
        return any(sentence.stands_next_to(other) or sentence.takes_in(other) for other in later)

    def _placed(self, sentence: Sentence, phrase: Phrase, region: Region, context: _Context, path: str) -> Amendment:
        within = context.within or self._said_later(sentence, phrase)
        found = self.target.find(phrase, within)
        amendment = Amendment(region.act, path, " ".join(sentence.text.split()))
        beside, into = sentence.stands_next_to(phrase), sentence.takes_in(phrase)
        if any(node is None for node, _ in found) and (beside or into or not region.adds):
            return self._perhaps(amendment, phrase, beside=beside, into=into)
        if beside:
            above = [self.target.parent(node) if sure else node for node, sure in found if node is not None]
            return replace(amendment, opened=tuple(node.path for node in above if node is not None))
        if into:
            return replace(amendment, opened=tuple(node.path for node, _ in found if node is not None))
        rewritten = tuple(node.path for node, sure in found if node is not None and sure)
        opened = tuple(node.path for node, sure in found if node is not None and not sure)
        return replace(amendment, rewritten=rewritten, opened=opened)

    def _perhaps(self, amendment: Amendment, phrase: Phrase, *, beside: bool, into: bool) -> Amendment:
        """Return what a phrase does of which nothing says where it stands: to all that it may mean, or to the whole."""
        meant = self.target.meant(phrase)
        if meant is None:
            return replace(amendment, whole=not (beside or into))
        rewritten, opened = list(meant.named), list(meant.around)
        if beside:
            opened += [above for node in rewritten if (above := self.target.parent(node)) is not None]
        elif into:
            opened += rewritten
        return replace(
            amendment,
            rewritten=() if beside or into else _paths(rewritten),
            opened=_paths(opened),
            unsure=meant.unsure,
        )

    def _said_later(self, sentence: Sentence, phrase: Phrase) -> Node | None:
        """Return the article of the next phrase: "khoản 2 và bổ sung khoản 2a vào sau khoản 2 Điều 5"."""
        if any(level.rank >= _LARGE for level in phrase.levels):
            return None
        later = [each for each in sentence.phrases if each.start >= phrase.end and each.levels[-1].rank >= _LARGE]
        if not later:
            return None
        last = replace(later[0], levels=(replace(later[0].levels[-1], of=None),))
        return self.target.find(last, None)[0][0]

    def _whole(self, sentence: Sentence, context: _Context, path: str) -> Iterator[Amendment]:
        for document in sentence.documents:
            region = self._region(sentence, document.start, context)
            if region is not None and self.called.is_meant(document.number, document.title):
                part = region.act is not Relation.AMENDS and _SOME.search(sentence.text[region.start : document.start])
                act = Relation.AMENDS if part else region.act
                yield Amendment(act, path, " ".join(sentence.text.split()), whole=True)

    def _after(self, sentence: Sentence, context: _Context, found: list[Amendment]) -> _Context:
        """Return what the words that follow stand under."""
        ours = context.ours
        if sentence.documents:
            ours = any(self.called.is_meant(each.number, each.title) for each in sentence.documents)
        last = sentence.regions[-1] if sentence.regions else None
        within = context.within
        placed = [one for one in found if one.rewritten]
        if len(placed) == 1 and len(placed[0].rewritten) == 1:
            within = self.target.at(placed[0].rewritten[0])
        return _Context(
            amends=True,
            act=last.act if last else context.act,
            adds=last.adds if last else context.adds,
            ours=ours,
            within=within,
        )
