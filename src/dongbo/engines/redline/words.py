"""What changed inside one provision, word by word."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from dongbo.engines.vietnamese import fold

Step = tuple[Literal["equal", "delete", "insert"], str]

_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:[.,/-](?<=\d.)\d+)*|\s+|.", re.DOTALL)
_FIRST_SIGN = 0xE000
_LARGEST_TABLE = 2_000_000_000
_NAMES: dict[int, Literal["equal", "delete", "insert"]] = {0: "equal", -1: "delete", 1: "insert"}
_CLEANER = diff_match_patch()


def word_changes(old: str, new: str) -> tuple[Step, ...]:
    """Return the steps from `old` to `new`: each a stretch of text that stays, goes or comes.

    A word, a number with its separators and a run of blanks are never cut. The stretches that stay or go,
    joined, are `old`; those that stay or come, joined, are `new`. A word left standing alone between two
    changes is taken into them where that reads better (the "semantic" clean-up of diff-match-patch).
    """
    if old == new:
        return (("equal", old),) if old else ()
    signs: dict[str, str] = {}
    tokens: list[str] = []
    coded_old, coded_new = (_encode(text, signs, tokens) for text in (old, new))
    steps = list(_steps(coded_old, coded_new))
    _CLEANER.diff_cleanupSemantic(steps)
    return tuple(
        (_NAMES[change], "".join(tokens[ord(sign) - _FIRST_SIGN] for sign in coded))
        for change, coded in steps
        if coded
    )


def _encode(text: str, signs: dict[str, str], tokens: list[str]) -> str:
    coded = []
    for token in _TOKEN.findall(text):
        if token not in signs:
            signs[token] = chr(_FIRST_SIGN + len(tokens))
            tokens.append(token)
        coded.append(signs[token])
    return "".join(coded)


def _steps(old: str, new: str) -> Iterator[tuple[int, str]]:
    if (
        len(old) * len(new) > _LARGEST_TABLE
    ):  # the table of the longest common subsequence would fill the memory
        yield -1, old
        yield 1, new
        return
    raw: list[tuple[int, str]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            raw.append((0, old[step.src_start : step.src_end]))
            continue
        raw += [(-1, old[step.src_start : step.src_end]), (1, new[step.dest_start : step.dest_end])]
    for equal, group in groupby(raw, key=lambda step: step[0] == 0):
        if equal:
            yield 0, "".join(text for _, text in group)
            continue
        changes = list(group)
        for sign in (-1, 1):
            changed = "".join(text for change, text in changes if change == sign)
            if changed:
                yield sign, changed


def same_substance(old: str, new: str) -> bool:
    """Return whether the two differ only in line breaks, blanks, tone placement or i/y, not in words."""
    if old.split() == new.split():
        return True
    if fold(old) != fold(new):
        return False
    pairs = zip(old.split(), new.split(), strict=False)
    return all(before == after or before.lower() != after.lower() for before, after in pairs)
