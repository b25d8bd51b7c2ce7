"""Both outlines laid flat in arrays, so that the matcher works on whole numbers instead of objects."""

import re
from functools import cached_property
from itertools import accumulate

from dongbo.engines.provisions import Node, Outline
from dongbo.engines.provisions.tables import ordered

_WORD = re.compile(r"[^\W_]+")
_FIRST_CODE = 0xE000  # above the surrogates, which a str may not hold meaningfully
_LONGEST_CODE = 400


def content(node: Node) -> str:
    """Return what a provision itself says: heading and own text, of a table row its cells."""
    if node.heading and node.text:
        return f"{node.heading}\n{node.text}"
    return node.heading or node.text or " | ".join(ordered(node.cells).values())


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "  " in text else text.strip()


class Signs(dict[str, str]):
    """One sign for every word asked for."""

    def __missing__(self, word: str) -> str:
        sign = self[word] = chr(_FIRST_CODE + len(self))
        return sign


class Vocabulary:
    """One sign for every distinct word, one number for every distinct subtree, shared by the two trees.

    A text becomes a short string with one sign a word, which rapidfuzz compares at the speed of C, never inside a word.
    """

    def __init__(self) -> None:
        self._signs = Signs()
        self._shapes: dict[tuple[str, tuple[int, ...]], int] = {}

    def encode(self, text: str) -> str:
        """Return the words of `text`, case and punctuation dropped, as one sign each."""
        return "".join(map(self._signs.__getitem__, _WORD.findall(text.lower())))

    def shape(self, own: str, children: tuple[int, ...]) -> int:
        """Return the number of a subtree: equal exactly when words and shape are equal, numbers apart."""
        return self._shapes.setdefault((own, children), len(self._shapes))


class FlatTree:
    """The nodes of an outline in reading order; place 0 is the paper itself, so that every node has a parent.

    `end[i]` is one past the last place beneath i, `own[i]` the content with every run of blanks one space,
    `shape[i]` the number of its subtree.
    """

    def __init__(self, outline: Outline, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.nodes: list[Node | None] = [None]
        self.parent = [-1]
        self.position = [0]
        self.children: list[list[int]] = [[]]
        self.text = [""]
        self.own = [""]
        self.end = [0]
        self._codes: dict[int, str] = {}
        self._whole_codes: dict[int, str] = {}
        self._lay(outline.nodes, parent=0)
        self.end[0] = len(self.nodes)

    def _lay(self, nodes: list[Node], *, parent: int) -> None:
        for node in nodes:
            place = len(self.nodes)
            self.nodes.append(node)
            self.parent.append(parent)
            self.position.append(len(self.children[parent]))
            self.children[parent].append(place)
            self.children.append([])
            text = content(node)
            self.text.append(text)
            self.own.append(_one_line(text))
            self.end.append(place + 1)
            self._lay(node.children, parent=place)
            self.end[place] = len(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def node(self, place: int) -> Node:
        """Return the provision at `place`, which is not the paper itself."""
        node = self.nodes[place]
        if node is None:
            raise IndexError("the paper itself is not a provision")
        return node

    @cached_property
    def shape(self) -> list[int]:
        """The number of the subtree at every place."""
        shapes = [0] * len(self)
        for place in range(len(self) - 1, -1, -1):
            shapes[place] = self.vocabulary.shape(
                self.own[place], tuple(shapes[child] for child in self.children[place])
            )
        return shapes

    def code(self, place: int) -> str:
        """Return the encoded words of the provision itself."""
        if place not in self._codes:
            self._codes[place] = self.vocabulary.encode(self.own[place])
        return self._codes[place]

    def whole_code(self, place: int) -> str:
        """Return the encoded words of the provision with all beneath it, cut after some hundred words."""
        if place not in self._whole_codes:
            parts: list[str] = []
            length = 0
            for beneath in range(place, self.end[place]):
                parts.append(self.code(beneath))
                length += len(parts[-1])
                if length >= _LONGEST_CODE:
                    break
            self._whole_codes[place] = "".join(parts)[:_LONGEST_CODE]
        return self._whole_codes[place]

    @cached_property
    def _written(self) -> list[int]:
        return list(accumulate((len(own) for own in self.own), initial=0))

    def weight(self, place: int) -> int:
        """Return how much text stands at and beneath `place`, in characters."""
        return self._written[self.end[place]] - self._written[place]
