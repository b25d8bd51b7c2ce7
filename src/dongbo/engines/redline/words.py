"""What changed inside one provision, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from dongbo.engines.vietnamese import fold

Name = Literal["equal", "delete", "insert"]
Step = tuple[Name, str]

_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:[.,/-](?<=\d.)\d+)*|\s+|.", re.DOTALL)
_LARGEST_TABLE = 2_000_000_000


def word_changes(old: str, new: str) -> tuple[Step, ...]:
    """Return the steps from `old` to `new`: each a stretch of text that stays, goes or comes.

    A word, a number with its separators and a run of blanks are never cut. The stretches that stay or go,
    joined, are `old`; those that stay or come, joined, are `new`. A few words
    that stay between two larger changes are taken into them.
    """
    if old == new:
        return (("equal", old),) if old else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    steps = _steps(before[head : len(before) - tail], after[head : len(after) - tail])
    if head:
        steps.insert(0, ("equal", "".join(before[:head])))
    if tail:
        steps.append(("equal", "".join(before[-tail:])))
    return tuple(steps)


def _common(old: list[str], new: list[str]) -> int:
    """Return how many tokens the two begin with in common."""
    shortest = min(len(old), len(new))
    at = 0
    while at < shortest and old[at] == new[at]:
        at += 1
    return at


def _steps(old: list[str], new: list[str]) -> list[tuple[Name, str]]:
    """Return the steps between two token lists that differ at both ends, if at all."""
    if not old or not new or len(old) * len(new) > _LARGEST_TABLE:
        changes = [_Changed(old, new, [])]
    else:
        changes = _without_lone_words(_from_common_tokens(old, new))
    named: list[tuple[Name, list[str]]] = []
    for change in changes:
        named += [("delete", change.gone), ("insert", change.come), ("equal", change.kept)]
    return [(name, "".join(part)) for name, part in named if part]


@dataclass(slots=True)
class _Changed:
    """Tokens that went, tokens that came in their place, and the tokens that stay after them."""

    gone: list[str]
    come: list[str]
    kept: list[str]


def _from_common_tokens(old: list[str], new: list[str]) -> Iterator[_Changed]:
    """Yield the changes around a longest common subsequence of the tokens."""
    done = reached = 0
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield _Changed(
                old[done : step.src_start], new[reached : step.dest_start], old[step.src_start : step.src_end]
            )
            done, reached = step.src_end, step.dest_end
    yield _Changed(old[done:], new[reached:], [])


def _without_lone_words(changes: Iterable[_Changed]) -> list[_Changed]:
    """Join two changes where fewer tokens stay between them than either changes: lone words only hinder reading."""
    joined: list[_Changed] = []
    for change in changes:
        while joined and _hinders(joined[-1], change):
            before = joined.pop()
            gone, come = before.gone + before.kept + change.gone, before.come + before.kept + change.come
            change = _Changed(gone, come, change.kept)
        joined.append(change)
    return joined


def _hinders(before: _Changed, after: _Changed) -> bool:
    between = len(before.kept)
    return between <= max(len(before.gone), len(before.come)) and between <= max(len(after.gone), len(after.come))


def same_substance(old: str, new: str) -> bool:
    """Return whether the two differ only in line breaks, blanks, tone placement or i/y, not in words."""
    before, after = old.split(), new.split()
    return len(before) == len(after) and all(map(_same_word, before, after))


def _same_word(before: str, after: str) -> bool:
    return before == after or (before.lower() != after.lower() and fold(before) == fold(after))
