"""What both versions say, sentence by sentence, as strings of signs that compare at once: one sign a telling word."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from dongbo.engines.closure import History, Provision
from dongbo.engines.closure.texts import Side, Texts
from dongbo.engines.closure.wording import sentence_spans
from dongbo.engines.redline.tree import Signs
from dongbo.engines.revisions.fillers import telling_words


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the provision `key`: where it stands in its words, as written, and its telling words as signs."""

    key: str
    at: int
    text: str
    code: str


class Stream:
    """Sentences one after another, whatever provision each is of."""

    def __init__(self, sentences: Iterable[Said]) -> None:
        self.sentences = [one for one in sentences if one.code]
        self.code = "".join(one.code for one in self.sentences)
        self._starts = list(accumulate((len(one.code) for one in self.sentences), initial=0))

    def count(self, code: str) -> int:
        """Return how often `code` stands in the stream, whatever the sentences."""
        return self.code.count(code)

    def start_of(self, sentence: Said) -> int:
        """Return where a sentence begins in the stream."""
        return self._starts[self.sentences.index(sentence)]

    def runs(self, code: str) -> list[str]:
        """Return for every place where `code` stands the whole of the sentences that hold it."""
        found: list[str] = []
        at = self.code.find(code)
        while at >= 0:
            first = bisect_right(self._starts, at) - 1
            last = bisect_right(self._starts, at + len(code) - 1)
            found.append(self.code[self._starts[first] : self._starts[last]])
            at = self.code.find(code, at + 1)
        return found


class Sentences:
    """The sentences of one version."""

    def __init__(self, side: Side, signs: Signs) -> None:
        self._side, self._signs = side, signs
        self._said: dict[str, list[Said]] = {}

    def of(self, keys: Iterable[str]) -> list[Said]:
        """Return the sentences that the provisions say themselves; those not in this version say nothing."""
        return [one for key in keys if key in self._side for one in self._of_one(key)]

    def _of_one(self, key: str) -> list[Said]:
        if key not in self._said:
            provision = self._side.by_key[key]
            words = _without_number(provision)
            shift = len(provision.words) - len(words)
            self._said[key] = [
                Said(key, start + shift, words[start:end], self.code(words[start:end]))
                for start, end in sentence_spans(words)
            ]
        return self._said[key]

    def code(self, text: str) -> str:
        """Return the telling words of a text as signs."""
        return "".join(map(self._signs.__getitem__, telling_words(text)))


def _without_number(provision: Provision) -> str:
    """Return the words without the number of a table's row, which stands among them."""
    number = provision.path.rpartition("/")[2].partition(":")[2].partition("~")[0]
    words = provision.words
    return words[len(number) :].lstrip(" .") if number and words.startswith(f"{number} ") else words


class Both:
    """Both versions as sentences; what neither version changed is left out of what is compared as a whole."""

    def __init__(self, history: History) -> None:
        signs = Signs()
        self.texts = texts = Texts(history)
        numbers = (entry for entry in history.entries if entry.op == "renumbered")
        self.renumbered = frozenset(key for entry in numbers for key in (*entry.old, *entry.new))
        self.before, self.after = Sentences(texts.before, signs), Sentences(texts.after, signs)
        self._sources: dict[str, list[str]] = {}
        for key in texts.before.by_key:
            for heir in texts.heirs(key):
                self._sources.setdefault(heir, []).append(key)

    @cached_property
    def all_before(self) -> Stream:
        """What the version before says in the provisions that no longer read so."""
        return Stream(self.before.of(_differing(self.texts.before, self.texts.after)))

    @cached_property
    def all_after(self) -> Stream:
        """What the version after says in the provisions that did not read so before."""
        return Stream(self.after.of(_differing(self.texts.after, self.texts.before)))

    def family_before(self, key: str) -> Stream:
        """Return what stood itself in a provision of the version after, and in those whose words passed into it."""
        return Stream(self.before.of(self._in_order(self.texts.before, [key, *self._sources.get(key, ())])))

    def family_after(self, key: str) -> Stream:
        """Return what stands itself in a provision of the version before, and in those into which its words passed."""
        return Stream(self.after.of(self._in_order(self.texts.after, [key, *self.texts.heirs(key)])))

    def beneath_before(self, roots: Iterable[str]) -> list[Said]:
        """Return what the provisions said with all beneath them."""
        return self.before.of(dict.fromkeys(key for root in roots for key in self.texts.before.walk(root)))

    def beneath_after(self, roots: Iterable[str]) -> list[Said]:
        """Return what the provisions, or those into which their words passed, say with all beneath them."""
        tops = [top for root in roots for top in (root, *self.texts.heirs(root))]
        return self.after.of(dict.fromkeys(key for top in tops for key in self.texts.after.walk(top)))

    @staticmethod
    def _in_order(side: Side, keys: Sequence[str]) -> list[str]:
        return sorted({key for key in keys if key in side}, key=side.place.__getitem__)


def _differing(side: Side, other: Side) -> list[str]:
    return [key for key, one in side.by_key.items() if key not in other or other.words(key) != one.words]
