"""Three-way merge of a provision's words, for the screen where two people changed the same one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dongbo.engines.redline import word_changes

PartKind = Literal["same", "mine", "theirs", "both_same", "conflict"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text as it was, as I have it and as they have it; `kind` says who changed it."""

    kind: PartKind
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """The parts in order; `clean` is the merged text, None where two changes stand against each other."""

    parts: tuple[Part, ...]
    clean: str | None


@dataclass(frozen=True, slots=True)
class _Change:
    """`start`..`end` of the text as it was now reads `words`."""

    start: int
    end: int
    words: str


def three_way(base: str, mine: str, theirs: str) -> Merge:
    """Return how the changes of both fit together, by whole words.

    Changes that touch or overlap stand against each other unless they are the same. Joined, the `base` of all parts
    is `base`, and so for `mine` and `theirs`.
    """
    parts = tuple(_parts(base, _changes(base, mine), _changes(base, theirs)))
    if any(part.kind == "conflict" for part in parts):
        return Merge(parts, None)
    return Merge(parts, "".join(part.theirs if part.kind == "theirs" else part.mine for part in parts))


def _changes(base: str, new: str) -> list[_Change]:
    changes: list[_Change] = []
    at = 0
    start, words = -1, ""
    for name, text in (*word_changes(base, new), ("equal", "")):
        if name == "equal":
            if start >= 0:
                changes.append(_Change(start, at, words))
            start, words = -1, ""
            at += len(text)
            continue
        start = at if start < 0 else start
        if name == "delete":
            at += len(text)
        else:
            words += text
    return changes


def _parts(base: str, mine: Sequence[_Change], theirs: Sequence[_Change]) -> Iterator[Part]:
    done = 0
    for start, end in _stretches([*mine, *theirs]):
        if start > done:
            yield _same(base[done:start])
        was, my, their = base[start:end], _applied(base, start, end, mine), _applied(base, start, end, theirs)
        yield Part(_kind(was, my, their), was, my, their)
        done = end
    if done < len(base):
        yield _same(base[done:])


def _stretches(changes: list[_Change]) -> list[tuple[int, int]]:
    """Return the stretches of the base that changes touch, those that meet run together."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted((change.start, change.end) for change in changes):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _applied(base: str, start: int, end: int, changes: Sequence[_Change]) -> str:
    words, done = "", start
    for change in changes:
        if start <= change.start and change.end <= end:
            words += base[done : change.start] + change.words
            done = change.end
    return words + base[done:end]


def _same(text: str) -> Part:
    return Part("same", text, text, text)


def _kind(base: str, mine: str, theirs: str) -> PartKind:
    if mine == theirs:
        return "both_same"
    if mine == base:
        return "theirs"
    return "mine" if theirs == base else "conflict"
