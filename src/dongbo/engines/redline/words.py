"""What changed inside one provision, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel, Postfix, Prefix

from dongbo.engines.vietnamese import fold

Name = Literal["equal", "delete", "insert"]
Step = tuple[Name, str]

_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:[.,/-](?<=\d.)\d+)*|\s+|.", re.DOTALL)
_LARGEST_TABLE = 2_000_000_000


def word_changes(old: str, new: str) -> tuple[Step, ...]:
    """Return the steps from `old` to `new`: each a stretch of text that stays, goes or comes.

    A word or a number with its separators is never cut. The stretches that stay or go, joined, are `old`; those that
    stay or come, joined, are `new`. A few words that stay between two larger changes are taken into them.
    """
    if old == new:
        return (("equal", old),) if old else ()
    head = old.rfind(" ", 0, Prefix.similarity(old, new)) + 1
    before, after = old[head:], new[head:]
    alike = Postfix.similarity(before, after)
    space = before.find(" ", len(before) - alike)
    tail = len(before) - space if space >= 0 else 0
    changed = _steps(_TOKEN.findall(before[: len(before) - tail]), _TOKEN.findall(after[: len(after) - tail]))
    steps: list[Step] = [("equal", old[:head]), *changed, ("equal", before[len(before) - tail :])]
    told = groupby((step for step in steps if step[1]), key=lambda step: step[0])
    return tuple((name, "".join(text for _, text in group)) for name, group in told)


def _steps(old: list[str], new: list[str]) -> list[tuple[Name, str]]:
    """Return the steps between two token lists."""
    if not old or not new or len(old) * len(new) > _LARGEST_TABLE:
        changes = [_Changed(old, new, [])]
    else:
        changes = _without_lone_words(_from_common_tokens(old, new))
    named: list[tuple[Name, list[str]]] = []
    for change in changes:
        named += [("delete", change.gone), ("insert", change.come), ("equal", change.kept)]
    return [(name, "".join(part)) for name, part in named]


@dataclass(slots=True)
class _Changed:
    """Tokens that went, tokens that came in their place, and the tokens that stay after them."""

    gone: list[str]
    come: list[str]
    kept: list[str]


def _from_common_tokens(old: list[str], new: list[str]) -> Iterator[_Changed]:
    """Yield the changes around a longest common subsequence of the tokens."""
    done = reached = 0
    for block in Indel.editops(old, new).as_matching_blocks():  # the last one is empty and stands at both ends
        yield _Changed(old[done : block.a], new[reached : block.b], old[block.a : block.a + block.size])
        done, reached = block.a + block.size, block.b + block.size


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
