"""Laws edited at random, word by word, with a log that tells where every quote stands afterwards.

Every word of the new version is kept with the old one it is or replaces. The gold of a quote is the stretch that its
own words, or those put in their place, hold: words put in just before or after it do not belong to it.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dongbo.engines.anchors import Candidate, Quote, quote_at
from dongbo.engines.provisions import Kind, Node, Outline, assign_paths
from dongbo.engines.redline import compare
from tests.engines.redline.edits import FRESH, Editor, renumber

REPEATED = 0.15
"""Which share of the quotes is looked for among phrases that stand twice in their provision."""

Identity = dict[int, tuple[list[Candidate], bool]]
"""By the number of an old provision: where its words may stand now, and whether it was moved or renumbered."""


@dataclass(slots=True)
class Word:
    """A word of the new version, and the old one it is or replaces: (provision, which word), None where it is new."""

    text: str
    origin: tuple[int, int] | None
    blank: str = " "
    """What stands before it."""


@dataclass(slots=True)
class Written:
    """The words of a provision, its heading and its text apart."""

    node: Node
    heading: list[Word] = field(default_factory=list)
    text: list[Word] = field(default_factory=list)

    @classmethod
    def of(cls, node: Node, number: int) -> "Written":
        heading = _words(node.heading, number, 0)
        return cls(node, heading, _words(node.text, number, len(heading)))

    def settle(self) -> None:
        """Write the words into the provision."""
        self.node.heading, self.node.text = _joined(self.heading), _joined(self.text)


def _words(text: str, number: int, first: int) -> list[Word]:
    words, end = [], 0
    for at, word in enumerate(text.split(), first):
        start = text.index(word, end)
        words.append(Word(word, (number, at), text[end:start] or " "))
        end = start + len(word)
    return words


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.text if at == 0 else word.blank + word.text for at, word in enumerate(words))


class Rewriter(Editor):
    """Changes a law as the editor of the redline's tests does, but word by word, and splits and merges as well."""

    def __init__(self, old: Outline, seed: int) -> None:
        super().__init__(old, seed)
        self.number = {id(node): number for number, node in enumerate(self.kept)}
        self.written = {id(node): Written.of(node, number) for number, node in enumerate(self.kept)}
        self.vocabulary = [word for node in self.kept for word in node.words.split()]
        self.heirs: dict[int, list[Node]] = {}

    def rewrite(self, share: float) -> None:
        """Change the law: structure, `share` of the leaves word by word, numbers."""
        for _ in range(3):
            self._delete()
        for _ in range(2):
            self._move()
        leaves = [node for node in self.new.walk() if not node.children and len(node.words.split()) >= 3]
        for leaf in self.random.sample(leaves, round(share * len(leaves))):
            self._reword(self.written[id(leaf)])
        for leaf in self.random.sample(leaves, min(3, len(leaves))):
            self._shuffle(self.written[id(leaf)])
        for _ in range(2):
            self._split()
            self._merge()
        for written in self.written.values():
            written.settle()
        for _ in range(3):
            self._insert()
        renumber(self.new)
        assign_paths(self.new.nodes)

    def _reword(self, written: Written) -> None:
        words = written.text if len(written.text) >= 3 else written.heading
        for _ in range(self.random.randint(1, max(1, len(words) // 6))):
            at = self.random.randrange(len(words))
            act = self.random.choice((self._replace, self._replace, self._put_in, self._take_out))
            act(words, at)

    def _fresh(self) -> str:
        return self.random.choice(self.random.choice((FRESH, self.vocabulary)))

    def _replace(self, words: list[Word], at: int) -> None:
        old = words[at]
        count = self.random.randint(1, 2)
        words[at : at + 1] = [Word(self._fresh(), old.origin, old.blank if not n else " ") for n in range(count)]

    def _put_in(self, words: list[Word], at: int) -> None:
        words[at + 1 : at + 1] = [Word(self._fresh(), None) for _ in range(self.random.randint(1, 3))]

    def _take_out(self, words: list[Word], at: int) -> None:
        if len(words) > 2:
            del words[at]

    def _shuffle(self, written: Written) -> None:
        """Move one clause of a text, between two commas or semicolons, to another place in it."""
        words = written.text
        ends = [at + 1 for at, word in enumerate(words) if word.text[-1] in ",;."]
        if len(ends) < 4:
            return
        at = self.random.randrange(len(ends) - 1)
        clause = words[ends[at] : ends[at + 1]]
        del words[ends[at] : ends[at + 1]]
        elsewhere = [0, *ends[:at]]
        place = self.random.choice(elsewhere)
        words[place:place] = clause

    def _families(self) -> list[list[Node]]:
        lists = [nodes for nodes in self._siblings() if nodes[0].kind in (Kind.CLAUSE, Kind.POINT, Kind.ARABIC)]
        return [nodes for nodes in lists if any(not node.children and not node.heading for node in nodes)]

    def _split(self) -> None:
        """Make two provisions of one, at the end of a clause near its middle."""
        for _ in range(20):
            siblings = self.random.choice(self._families() or [[]])
            for at, node in enumerate(siblings):
                words = self.written[id(node)].text if id(node) in self.written else []
                cuts = [cut + 1 for cut, word in enumerate(words[:-8]) if cut >= 8 and word.text[-1] in ",;."]
                if not cuts or node.children or node.heading or id(node) in self.heirs:
                    continue
                cut = self.random.choice(cuts)
                second = Node(node.kind, number=f"{node.number}b")
                self.written[id(second)] = Written(second, text=words[cut:])
                del words[cut:]
                siblings.insert(at + 1, second)
                self.heirs[id(node)] = self.heirs[id(second)] = [second]
                self.kept.append(second)  # keeps it alive, so that its id stays its own
                return

    def _merge(self) -> None:
        """Make one provision of two neighbours."""
        for _ in range(20):
            siblings = self.random.choice(self._families() or [[]])
            for first, second in pairwise(siblings):
                if any(node.children or node.heading or id(node) in self.heirs for node in (first, second)):
                    continue
                if len(self.written[id(first)].text) < 8 or len(self.written[id(second)].text) < 8:
                    continue
                self.written[id(first)].text += self.written[id(second)].text
                self.written[id(second)].text = []
                siblings[:] = [node for node in siblings if node is not second]
                self.heirs[id(first)], self.heirs[id(second)] = [], [first]
                return


@dataclass(frozen=True, slots=True)
class Right:
    """Where a quote stands by the log.

    `paths` are the provisions it may be given to, none where its own was deleted; `span` is None where no word is left.
    `apart`: its words stand in several places, so that no one span is right.
    """

    paths: frozenset[str]
    span: tuple[int, int] | None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A quote of an old provision, with what is right in the new version."""

    number: int
    quote: Quote
    right: Right
    repeated: bool


@dataclass(slots=True)
class Version:
    """A law, its edited version, the quotes, and both ways of knowing which provision is which."""

    old: Outline
    new: Outline
    cases: list[Case]
    stored: Identity
    redlined: Identity


def edited_version(old: Outline, *, share: float, quotes: int, seed: int) -> Version:
    """Return `old` with `share` of its leaves edited and `quotes` drawn from it."""
    nodes = list(old.walk())
    chance = random.Random(seed + 1)
    drawn = [_drawn(nodes, chance) for _ in range(quotes)]
    editor = Rewriter(old, seed)
    editor.rewrite(share)
    log = _Log(editor)
    cases = []
    for number, first, last, repeated in drawn:
        spots = word_spots(nodes[number].words)
        quote = quote_at(nodes[number].words, spots[first][0], spots[last - 1][1])
        cases.append(Case(number, quote, log.right(number, range(first, last)), repeated))
    numbers = sorted({number for number, *_ in drawn})
    return Version(old, editor.new, cases, log.identity(nodes, numbers), _by_redline(nodes, old, editor.new, numbers))


def word_spots(words: str) -> list[tuple[int, int]]:
    """Return the first character of every word and the one after its last."""
    spots, end = [], 0
    for word in words.split():
        start = words.index(word, end)
        end = start + len(word)
        spots.append((start, end))
    return spots


def _drawn(nodes: Sequence[Node], chance: random.Random) -> tuple[int, int, int, bool]:
    """Return (provision, first word, word after the last, whether the phrase was sought as standing there twice)."""
    while True:
        number = chance.randrange(len(nodes))
        words = nodes[number].words.split()
        if len(words) < 3:
            continue
        repeated = _twice(words, chance) if chance.random() < REPEATED else None
        if repeated is not None:
            return number, *repeated, True
        length = chance.choices((chance.randint(1, 2), chance.randint(3, 12), chance.randint(13, 40)), (15, 75, 10))[0]
        length = min(length, len(words))
        first = chance.randrange(len(words) - length + 1)
        return number, first, first + length, False


def _twice(words: Sequence[str], chance: random.Random) -> tuple[int, int] | None:
    seen = Counter(pairwise(words))
    starts = [at for at, pair in enumerate(pairwise(words)) if seen[pair] > 1]
    return (start := chance.choice(starts), start + 2) if starts else None


class _Log:
    """Where every old word stands in the new version."""

    def __init__(self, editor: Rewriter) -> None:
        self.editor = editor
        self.alive = {id(node): node for node in editor.new.walk()}
        self.words: dict[int, list[Word]] = {}
        self.places: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for key, node in self.alive.items():
            written = editor.written.get(key)
            self.words[key] = [*written.heading, *written.text] if written else []
            if written and [word.text for word in self.words[key]] != node.words.split():
                raise AssertionError("the log and the text disagree")
            for at, word in enumerate(self.words[key]):
                if word.origin is not None:
                    self.places.setdefault(word.origin, []).append((key, at))

    def right(self, number: int, quoted: range) -> Right:
        """Return what is right for the words `quoted` of the old provision `number`."""
        stands = [place for at in quoted for place in self.places.get((number, at), ())]
        if not stands:
            return Right(frozenset(node.path for node in self._heirs(number)), None)
        paths = frozenset(self.alive[key].path for key, _ in stands)
        key = stands[0][0]
        first, last = min(at for _, at in stands), max(at for _, at in stands)
        if len(paths) > 1 or any(
            word.origin is not None and (word.origin[0] != number or word.origin[1] not in quoted)
            for word in self.words[key][first : last + 1]
        ):
            return Right(paths, None, apart=True)
        spots = word_spots(self.alive[key].words)
        return Right(paths, (spots[first][0], spots[last][1]))

    def _heirs(self, number: int) -> list[Node]:
        node = self.editor.kept[number]
        return [one for one in (node, *self.editor.heirs.get(id(node), ())) if id(one) in self.alive]

    def identity(self, nodes: Sequence[Node], numbers: Sequence[int]) -> Identity:
        """Return the candidates as stored keys give them."""
        found: Identity = {}
        for number in numbers:
            node = self.editor.kept[number]
            candidates = [Candidate(one.path, one.words, one is node) for one in self._heirs(number)]
            found[number] = candidates, node.path != nodes[number].path
        return found


def _by_redline(nodes: Sequence[Node], old: Outline, new: Outline, numbers: Sequence[int]) -> Identity:
    """Return the candidates as the redline of both texts gives them."""
    redline = compare(old, new)
    heirs: dict[str, list[str]] = {}
    for entry in redline.entries:
        if entry.op in ("split", "merged"):
            olds, news = ([side] if isinstance(side, str) else list(side or ()) for side in (entry.old, entry.new))
            for path in olds:
                heirs.setdefault(path, []).extend(news)
    by_path = {node.path: node for node in new.walk()}
    found: Identity = {}
    for number in numbers:
        path = nodes[number].path
        mate = redline.pairs.get(path)
        paths = dict.fromkeys([*([mate] if mate else []), *heirs.get(path, ())])
        found[number] = [Candidate(one, by_path[one].words, one == mate) for one in paths], mate != path
    return found
