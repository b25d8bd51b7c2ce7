"""What it costs to read a mark at a place: the grammar of numbering, in figures.

A cost of 0 is the regular case (the next sibling); about 3 a likely slip of the writer (a number left out); 5 and
more a reading nobody would choose if another were open. Only differences matter, and they were set so that one
irregular line never outweighs two regular ones.
"""

from typing import NamedTuple

from dongbo.engines.provisions.events import Event
from dongbo.engines.provisions.marks import HYPHENS, Family, Mark


class Entry(NamedTuple):
    """An open provision: its family, its place in the sequence, its punctuation."""

    family: Family
    ordinal: float
    delimiter: str


Stack = tuple[Entry, ...]
Last = tuple[float, float]
"""The last article and the last chapter read: their numbers run on past the chapter or part above them."""

OUTERMOST = frozenset({Family.ANNEX, Family.TITLE})
_STRUCTURAL = frozenset({Family.PART, Family.CHAPTER, Family.SECTION, Family.SUBSECTION, Family.ARTICLE})
_BULLETS = frozenset({Family.DASH, Family.PLUS})
_BENEATH_ITSELF = frozenset({Family.ARABIC, Family.LETTER, Family.DASH})
_WITHIN_ARTICLES = frozenset({Family.ROMAN, Family.CAPITAL})
_ANNOUNCED = frozenset({Family.SUBLETTER, Family.SMALL_ROMAN})
_NUMBERED = frozenset({Family.ARABIC, Family.DECIMAL, Family.THIRD})

_IGNORED = {
    Family.ANNEX: 4.0, Family.TITLE: 4.0, Family.PART: 5.0, Family.CAPITAL: 3.5, Family.CHAPTER: 6.0,
    Family.ROMAN: 4.0, Family.SECTION: 5.0, Family.SUBSECTION: 5.0, Family.ARTICLE: 7.0, Family.ARABIC: 5.0,
    Family.DECIMAL: 3.0, Family.THIRD: 3.0, Family.LETTER: 5.0, Family.SUBLETTER: 4.0, Family.SMALL_ROMAN: 2.5,
    Family.DASH: 2.5, Family.PLUS: 2.5,
}  # fmt: skip
_INVERSIONS = {
    (Family.ROMAN, Family.ARTICLE): 0.5, (Family.CAPITAL, Family.ARTICLE): 1.0, (Family.CAPITAL, Family.ROMAN): 0.7,
    (Family.ARABIC, Family.LETTER): 1.5, (Family.ARABIC, Family.DASH): 2.5, (Family.ARABIC, Family.SMALL_ROMAN): 2.5,
    (Family.LETTER, Family.DASH): 2.0, (Family.DASH, Family.PLUS): 2.0, (Family.SMALL_ROMAN, Family.DASH): 2.0,
    (Family.LETTER, Family.SMALL_ROMAN): 2.5, (Family.ROMAN, Family.ARABIC): 3.0,
}  # fmt: skip
_OPENED, _UNANNOUNCED = 0.05, 1.8
_CUT_LINE, _CELL, _SUBLIST = 1.5, 3.0, 1.0
_GAP, _GAP_STEP, _GAP_STEPS = 2.5, 0.6, 6
_DUPLICATE, _BACKWARDS, _RESTART = 3.5, 5.5, 5.0
_MIDDLE, _MIDDLE_STEP = 3.5, 0.5
_TURNED = 0.3
_BARE_IGNORED, _LEAST_IGNORED = 1.0, 0.2
_SKIPPED_D = 0.7
_LEAVES_ARTICLE = 1.0
_BENEATH_OWN, _BULLET_BENEATH_BULLET = 0.8, 1.0
_LEAVES_HEADING = 1.0
_RESTART_UNDER_TITLE = 1.5


def cost_of_words(event: Event) -> float:
    """Return the cost of reading the line's mark as plain words."""
    if not event.marks or event.in_table:
        return 0.0
    ignored = max([_IGNORED[mark.family] - mark.doubt for mark in event.marks])
    if event.bare and event.marks[0].family > Family.ARTICLE:
        return _BARE_IGNORED
    return max(ignored - (2.0 if event.unfinished else 0.0), _LEAST_IGNORED)


def places(mark: Mark, stack: Stack, last: Last, event: Event) -> list[tuple[float, Stack]]:
    """Return every place `mark` may take in `stack` with its cost: beside an open provision, or beneath one."""
    family = mark.family
    entry = Entry(family, mark.ordinal, mark.delimiter)
    base = _cost_of_mark(mark, event)
    if family in OUTERMOST:
        return [(base, (entry,))]
    found: list[tuple[float, Stack]] = []
    depth = nested = 0
    for at, open_entry in enumerate(stack, start=1):
        if open_entry.family is family:
            nested = at
            cost = base + _cost_of_sibling(open_entry, mark, stack[: at - 1], last, event)
            if event.after_heading and family in _BULLETS and stack[-1].family not in _BULLETS:
                cost += _LEAVES_HEADING
            found.append((cost, (*stack[: at - 1], entry)))
    depth = len(stack)
    while depth and stack[depth - 1].family > family:
        depth -= 1
    beneath_itself = depth and stack[depth - 1].family is family and not _begins_beneath_itself(stack, depth, mark)
    if not beneath_itself and not (nested and family in _STRUCTURAL):
        cost = base + _cost_of_child(mark, stack[:depth], last, event)
        if family in _WITHIN_ARTICLES and any(closed.family is Family.ARTICLE for closed in stack[depth:]):
            cost += _LEAVES_ARTICLE
        found.append((cost, (*stack[:depth], entry)))
    if depth < len(stack) and (mark.ordinal < 2 or family in _BULLETS):
        found += _inverted_places(mark, entry, base, stack, depth, last, event)
    return found


def _begins_beneath_itself(stack: Stack, depth: int, mark: Mark) -> bool:
    """Whether a list with another sign stands within its own family: "(1)" under "1.", "•" under "-"."""
    signs = {_sign(entry.delimiter) for entry in stack[:depth] if entry.family is mark.family}
    return mark.family in _BENEATH_ITSELF and mark.ordinal < 2 and _sign(mark.delimiter) not in signs


def _sign(delimiter: str) -> str:
    return "-" if delimiter in HYPHENS else delimiter


def last_numbers(mark: Mark, last: Last) -> Last:
    """Return the last article and chapter after `mark` was read as a provision."""
    if mark.family in OUTERMOST:
        return 0.0, 0.0
    if mark.family is Family.ARTICLE:
        return mark.ordinal, last[1]
    if mark.family is Family.CHAPTER:
        return last[0], mark.ordinal
    return last


def _cost_of_mark(mark: Mark, event: Event) -> float:
    cost = mark.doubt
    if event.unfinished:
        cost += _CUT_LINE
    if event.in_table:
        cost += _CELL
    if event.after_colon and mark.family is Family.LETTER and mark.number[-1].isdigit():
        cost += _SUBLIST
    return cost


def _inverted_places(
    mark: Mark, entry: Entry, base: float, stack: Stack, depth: int, last: Last, event: Event
) -> list[tuple[float, Stack]]:
    """Return the places beneath a family that regularly stands inside the mark's own: "1)" under "a)"."""
    found: list[tuple[float, Stack]] = []
    for at in range(len(stack), depth, -1):
        inverted = _INVERSIONS.get((mark.family, stack[at - 1].family))
        if inverted is not None and (at == len(stack) or stack[at - 1].family is Family.ARTICLE):
            cost = base + inverted + _cost_of_child(mark, stack[:at], last, event)
            found.append((cost, (*stack[:at], entry)))
    return found


def _cost_of_sibling(before: Entry, mark: Mark, above: Stack, last: Last, event: Event) -> float:
    family = mark.family
    cost = 0.0 if before.delimiter == mark.delimiter else _TURNED
    if family in _BULLETS:
        return 2 * cost
    if mark.prefix:
        cost += _cost_of_prefix(mark, above)
    reference = before.ordinal
    if family is Family.ARTICLE:
        reference = last[0]
    elif family is Family.CHAPTER:
        reference = last[1]
    step = mark.ordinal - reference
    if event.after_title and mark.ordinal == 1 and step <= 0 and family is not Family.ARTICLE:
        return cost + _RESTART_UNDER_TITLE
    return cost + _cost_of_step(mark, step)


def _cost_of_step(mark: Mark, step: float) -> float:
    if 0 < step <= 1:
        return 0.0
    if step > 1:
        if mark.number == "e" and step == 2:
            return _SKIPPED_D
        return _GAP + _GAP_STEP * min(step - 1, _GAP_STEPS)
    return _DUPLICATE if step == 0 else _BACKWARDS


def _cost_of_prefix(mark: Mark, above: Stack) -> float:
    """Return the cost of a "2.1" or "b1" whose leading part is not that of the provision above it."""
    if mark.family is Family.SUBLETTER:
        parent = above[-1] if above else None
        fits = parent is not None and parent.family is Family.LETTER and parent.ordinal == mark.prefix[0]
        return 0.0 if fits else 4.0
    parents = [entry.ordinal for entry in above if entry.family is not mark.family]
    return 0.0 if parents and parents[-1] == mark.prefix[-1] else 2.5


def _cost_of_child(mark: Mark, above: Stack, last: Last, event: Event) -> float:
    family = mark.family
    parent = above[-1].family if above else None
    if family in _BULLETS:
        unannounced = parent is family and not event.after_colon
        return _OPENED + (2.5 if parent is None else 0.0) + (_BULLET_BENEATH_BULLET if unannounced else 0.0)
    if family in _STRUCTURAL:
        return _cost_of_heading(mark, last)
    within_own = parent is family and not mark.delimiter.startswith("(")
    cost = _OPENED + (_BENEATH_OWN if within_own else _cost_beneath(family, parent))
    if mark.prefix:
        cost += _cost_of_prefix(mark, above)
    if family in _ANNOUNCED and not event.after_colon:
        cost += _UNANNOUNCED
    return cost + _cost_of_first(mark)


def _cost_of_heading(mark: Mark, last: Last) -> float:
    if mark.family is Family.ARTICLE and last[0]:
        step = mark.ordinal - last[0]
        if 0 < step <= 1:
            return 0.0
        return _RESTART if mark.ordinal == 1 else _GAP + _GAP_STEP * min(abs(step), _GAP_STEPS)
    if mark.family is Family.CHAPTER and last[1] and 0 < mark.ordinal - last[1] <= 1:
        return 0.0
    return _cost_of_first(mark)


def _cost_of_first(mark: Mark) -> float:
    return 0.0 if mark.ordinal < 2 else _MIDDLE + _MIDDLE_STEP * min(mark.ordinal - 1, _GAP_STEPS)


def _cost_beneath(family: Family, parent: Family | None) -> float:
    """Return the cost of an unusual parent."""
    if family is Family.SMALL_ROMAN:
        return 0.0 if parent is Family.LETTER else 1.5
    if family is Family.LETTER:
        return 0.0 if parent in _NUMBERED else 0.1
    return 1.0 if parent is None and family in _NUMBERED else 0.0
