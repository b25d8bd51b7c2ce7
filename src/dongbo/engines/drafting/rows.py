"""The rows of annex tables: the level a row's number gives it, its block, and new numbers by level.

Rows stand flat in their annex; what groups them is the form of their numbers: A over I over 1 over 1.1 (or a). A row
without a number that fills one cell only is the title of a group and stays without a number.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dongbo.engines.drafting.signs import LETTERS, ONLY_LETTERS, letter_of, roman_of
from dongbo.engines.provisions import Kind, Node

CAPITAL, GROUP, PLAIN, BENEATH = 0, 1, 2, 3
_ROMAN = re.compile(r"[IVXLC]+")
_CAPITALS = "".join(letter for letter in LETTERS.upper() if letter not in "IVX")
_LETTER = re.compile(r"[a-zđ]{1,2}")


def levels_of(siblings: Sequence[Node]) -> list[int]:
    """Return the level of each row: 0 for A, 1 for I and for a group's title, 2 for 1, 3 for 1.1 and a, 4 for 1.1.1.

    A row stands one level beneath the row it belongs to, whatever depth its number tells; what is no row counts as
    the title of a group.
    """
    lettered = any(node.kind is Kind.ROW and _bare(node) in ONLY_LETTERS for node in siblings)
    levels: list[int] = []
    above: list[tuple[int, int]] = []
    for node in siblings:
        told = _told_level(node, lettered=lettered) if node.kind is Kind.ROW else GROUP
        while above and above[-1][0] >= told:
            above.pop()
        level = told if told <= PLAIN else max(above[-1][1] if above else GROUP, GROUP) + 1
        levels.append(level)
        above.append((told, level))
    return levels


def _told_level(row: Node, *, lettered: bool) -> int:
    number = _bare(row)
    if number in ONLY_LETTERS or (lettered and number in ("C", "D", "L", "M")):
        return CAPITAL
    if _ROMAN.fullmatch(number) or (not number and _is_title(row)):
        return GROUP
    if _LETTER.fullmatch(number):
        return BENEATH
    return PLAIN + number.count(".")


def _bare(row: Node) -> str:
    return row.number.strip(" .)")


def _is_title(row: Node) -> bool:
    return len([text for text in row.cells.values() if text.strip()]) == 1


def number_at(level: int, like: str = "") -> str:
    """Return a number of the form that stands for `level`; renumbering puts the right one in its place.

    `like` is the number of a neighbour, whose letters are kept on their level.
    """
    if level <= GROUP:
        return "A" if level == CAPITAL else "I"
    if level == BENEATH and _LETTER.fullmatch(like.strip(" .)")):
        return "a"
    return "0" + ".0" * (level - PLAIN)


def block_end(siblings: Sequence[Node], index: int) -> int:
    """Return the end of the rows that go with the row at `index`: itself and those of lower levels after it."""
    levels = levels_of(siblings)
    end = index + 1
    while end < len(siblings) and siblings[end].kind is Kind.ROW and levels[end] > levels[index]:
        end += 1
    return end


def number_rows(siblings: Sequence[Node]) -> None:
    """This will number every table among `siblings`, a run of rows being one table.

    Plain numbers go on through the groups of a table, as the Government's tables do; where a number occurs twice in
    it, its author restarts in each group, and so do we.
    """
    for is_row, group in groupby(siblings, key=lambda node: node.kind is Kind.ROW):
        if is_row:
            rows = list(group)
            for row, number in zip(rows, list(_numbers(rows)), strict=True):
                row.number = number


def _numbers(rows: Sequence[Node]) -> Iterator[str]:
    levels = levels_of(rows)
    told = [_bare(row) for row, level in zip(rows, levels, strict=True) if level == PLAIN and _bare(row)]
    restarts = len(told) != len(set(told))
    counts: dict[int, int] = {}
    for row, level in zip(rows, levels, strict=True):
        titled = level == GROUP and not _bare(row)
        counts[level] = counts.get(level, 0) + (not titled)
        letters = level == BENEATH and _LETTER.fullmatch(_bare(row)) is not None
        yield "" if titled else _written(level, counts, letters=letters)
        for lower in [each for each in counts if each > level and (restarts or level >= PLAIN or each != PLAIN)]:
            del counts[lower]


def _capital(ordinal: int) -> str:
    """Return the capital of a group of rows: one that stands alone as a Roman number is passed over."""
    times, place = divmod(ordinal - 1, len(_CAPITALS))
    return _CAPITALS[place] * (times + 1)


def _written(level: int, counts: dict[int, int], *, letters: bool) -> str:
    if level <= GROUP:
        return _capital(counts[level]) if level == CAPITAL else roman_of(counts[level])
    if letters:
        return letter_of(counts[level])
    return ".".join(str(counts[each]) for each in range(PLAIN, level + 1))
