"""Which reading of every line makes the whole paper one consistent sequence.

A beam over hypotheses (Viterbi with a bounded number of states): each hypothesis is a stack of open provisions and a
mode (body, inside a quotation, after the signature). Every line with a mark, a quotation mark or a signature offers
moves, each with a cost: continue a sibling, open a child, close to an ancestor, read the mark as plain words, enter
or leave a quotation. The cheapest whole path wins, so one odd line never breaks what follows it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from dongbo.engines.provisions.marks import Family, Mark


class Mode(IntEnum):
    """Where a hypothesis stands."""

    BODY = 0
    QUOTE = 1
    NESTED = 2
    CLOSING = 3


@dataclass(frozen=True, slots=True)
class Event:
    """A line at which something may happen.

    `line` is its place in the caller's list; `opened`/`closed` its unbalanced quotation marks; `quotes_provision`
    whether it begins with one or follows "như sau:"; `signature` whether it looks like the signature block;
    `unfinished` whether the line before breaks off in the middle of a sentence; `amends` whether its words order an
    amendment.
    """

    line: int
    marks: tuple[Mark, ...] = ()
    opened: int = 0
    closed: int = 0
    quotes_provision: bool = False
    signature: bool = False
    unfinished: bool = False
    amends: bool = False
    after_colon: bool = False
    in_table: bool = False
    all_quoted: bool = False


class Entry(NamedTuple):
    """An open provision in a hypothesis."""

    family: Family
    ordinal: float
    delimiter: str


Stack = tuple[Entry, ...]


class Trail(NamedTuple):
    """What one event was decided to be: `mark` at `depth`, or words (None), in the mode that held for its words."""

    before: "Trail | None"
    event: Event
    mark: Mark | None
    depth: int
    mode: Mode
    left_open: bool
    cost: float
    margin: float


class _Move(NamedTuple):
    cost: float
    mark: Mark | None
    stack: Stack
    last: tuple[float, float]
    mode: Mode
    after: Mode
    left_open: bool = False


class _Hypothesis(NamedTuple):
    cost: float
    mode: Mode
    stack: Stack
    last: tuple[float, float]
    trail: Trail | None


BEAM = 16
PRUNE = 9.0
_IGNORED = {
    Family.ANNEX: 4.0, Family.TITLE: 4.0, Family.PART: 5.0, Family.CAPITAL: 3.5, Family.CHAPTER: 6.0,
    Family.ROMAN: 4.0, Family.SECTION: 5.0, Family.SUBSECTION: 5.0, Family.ARTICLE: 7.0, Family.ARABIC: 5.0,
    Family.DECIMAL: 3.0, Family.THIRD: 3.0, Family.LETTER: 5.0, Family.SUBLETTER: 4.0, Family.SMALL_ROMAN: 2.5, Family.DASH: 2.5,
    Family.PLUS: 2.5,
}  # fmt: skip
_STRUCTURAL = frozenset({Family.PART, Family.CHAPTER, Family.SECTION, Family.SUBSECTION, Family.ARTICLE})
_OUTERMOST = frozenset({Family.ANNEX, Family.TITLE})
_BULLETS = frozenset({Family.DASH, Family.PLUS})
_LEFT_OPEN, _NEVER_CLOSED, _STRAY_CLOSE, _STRAY_IN_QUOTE, _STAYED = 3.0, 8.0, 1.5, 3.0, 1.2
_FIT = 1.0
_WEIGHT_IN_ANNEX = 0.4
_UNSIGNED, _MISSED = 1.4, 2.0
_QUOTED = frozenset({Mode.QUOTE, Mode.NESTED})


def decide(events: Sequence[Event]) -> list[Trail]:
    """Return the decision for every event, in order, of the cheapest consistent reading."""
    beam = [_Hypothesis(0.0, Mode.BODY, (), (0.0, 0.0), None)]
    for event in events:
        beam = _advance(beam, event)
    best = min(beam, key=lambda one: one.cost + (_NEVER_CLOSED if one.mode in _QUOTED else 0.0))
    decided: list[Trail] = []
    trail = best.trail
    while trail is not None:
        decided.append(trail)
        trail = trail.before
    return decided[::-1]


def _advance(beam: list[_Hypothesis], event: Event) -> list[_Hypothesis]:
    merged: dict[tuple[Mode, Stack, tuple[float, float]], _Hypothesis] = {}
    limit = min(one.cost for one in beam) + PRUNE + 4.0
    for hypothesis in beam:
        moves = list(_moves(hypothesis, event))
        weight = _WEIGHT_IN_ANNEX if hypothesis.stack and hypothesis.stack[0].family in _OUTERMOST else 1.0
        for move in moves:
            total = hypothesis.cost + move.cost * weight
            if total > limit:
                continue
            key = (move.after, move.stack, move.last)
            known = merged.get(key)
            if known is None or total < known.cost:
                trail = Trail(hypothesis.trail, event, move.mark, len(move.stack), move.mode, move.left_open,
                              move.cost, _margin(move, moves))  # fmt: skip
                merged[key] = _Hypothesis(total, move.after, move.stack, move.last, trail)
    kept = sorted(merged.values(), key=lambda one: one.cost)
    best = kept[0].cost
    return [one for one in kept[:BEAM] if one.cost <= best + PRUNE]


def _margin(chosen: _Move, moves: list[_Move]) -> float:
    """Return how much dearer the cheapest other reading of the same line was; PRUNE if there was none."""
    others = [
        move.cost for move in moves if move.mark is not chosen.mark or len(move.stack) != len(chosen.stack)
    ]
    return min(others, default=chosen.cost + PRUNE) - chosen.cost


def _moves(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    if hypothesis.mode in _QUOTED:
        yield from _moves_in_quote(hypothesis, event)
    elif hypothesis.mode is Mode.CLOSING:
        yield from _moves_in_closing(hypothesis, event)
    else:
        yield from _moves_in_body(hypothesis, event, extra=0.0, left_open=False)


def _moves_in_body(
    hypothesis: _Hypothesis, event: Event, *, extra: float, left_open: bool
) -> Iterator[_Move]:
    stack, last = hypothesis.stack, hypothesis.last
    if event.signature and stack and not left_open:
        yield _Move(0.0, None, stack, last, Mode.CLOSING, Mode.CLOSING)
    signature_cost = _UNSIGNED if event.signature and stack else 0.0
    for after, quote_cost in _modes_after(event):
        cost = extra + quote_cost + signature_cost
        if not left_open:
            yield _Move(cost + _cost_of_words(event), None, stack, last, Mode.BODY, after)
        for mark in event.marks:
            for place_cost, placed in _places(mark, stack, last, event):
                if left_open and place_cost > _FIT:
                    continue
                numbers = _last_numbers(mark, last)
                yield _Move(cost + place_cost, mark, placed, numbers, Mode.BODY, after, left_open)


def _modes_after(event: Event) -> Iterator[tuple[Mode, float]]:
    """Yield the modes in which a line of the body may leave the reader, with their costs."""
    stray = _STRAY_CLOSE if event.closed else 0.0
    if not event.opened:
        yield Mode.BODY, stray
        return
    yield Mode.QUOTE, stray + (0.0 if event.quotes_provision else 1.5)
    yield Mode.BODY, stray + (3.0 if event.quotes_provision else 1.0)


def _moves_in_quote(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    stack, last, mode = hypothesis.stack, hypothesis.last, hypothesis.mode
    staying = 0.7 if event.signature else 0.0
    if event.marks:
        fit = min((cost for mark in event.marks for cost, _ in _places(mark, stack, last, event)), default=9.0)
        staying += _cost_of_staying(event, fits=fit <= _FIT)
        if fit <= _FIT:
            sure = event.amends or event.marks[0].family <= Family.ARTICLE
            extra = _LEFT_OPEN - (1.5 if sure else 0.0)
            yield from _moves_in_body(hypothesis, event, extra=extra, left_open=True)
    for after, cost in _modes_after_quoted(mode, event):
        yield _Move(staying + cost, None, stack, last, mode, after)


def _cost_of_staying(event: Event, *, fits: bool) -> float:
    """Return the cost of taking a numbered line for quoted words: an order to amend seldom stands in a quotation."""
    if not event.amends:
        return 1.0 if event.marks[0].family is Family.ANNEX else 0.0
    return 1.2 if fits or event.marks[0].family is Family.ARTICLE else 0.5


def _modes_after_quoted(mode: Mode, event: Event) -> Iterator[tuple[Mode, float]]:
    """Yield the modes in which a quoted line may leave the reader, with their costs."""
    if not event.closed:
        yield mode, 0.0
        if event.opened and mode is Mode.QUOTE:
            yield Mode.NESTED, 0.5
        if event.all_quoted:
            yield Mode.BODY, 1.0
        return
    outer = Mode.BODY if mode is Mode.QUOTE and event.closed < 3 else Mode.QUOTE
    if event.closed > 1:
        outer = Mode.BODY
    yield (mode if event.opened else outer), 0.0
    yield mode, _STRAY_IN_QUOTE


def _moves_in_closing(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    stack, last = hypothesis.stack, hypothesis.last
    missed = 0.0
    for mark in event.marks:
        if mark.family in _OUTERMOST:
            for cost, placed in _places(mark, stack, last, event):
                yield _Move(cost, mark, placed, (0.0, 0.0), Mode.BODY, Mode.BODY)
            missed = PRUNE + 4.0 - 4 * mark.doubt
        if mark.family is Family.ARTICLE and 0 < mark.ordinal - last[0] <= 1:
            missed = _MISSED
            last = mark.ordinal, last[1]
        elif mark.family is Family.ARTICLE and mark.ordinal == 1:
            last = math.inf, last[1]
    yield _Move(missed, None, stack, last, Mode.CLOSING, Mode.CLOSING)


def _cost_of_words(event: Event) -> float:
    """Return the cost of reading the line's mark as plain words."""
    if not event.marks:
        return 0.0
    ignored = max(_IGNORED[mark.family] - mark.doubt for mark in event.marks)
    if event.in_table:
        return 0.0
    return max(ignored - (2.0 if event.unfinished else 0.0), 0.2)


def _last_numbers(mark: Mark, last: tuple[float, float]) -> tuple[float, float]:
    if mark.family in _OUTERMOST:
        return 0.0, 0.0
    if mark.family is Family.ARTICLE:
        return mark.ordinal, last[1]
    if mark.family is Family.CHAPTER:
        return last[0], mark.ordinal
    return last


def _places(
    mark: Mark, stack: Stack, last: tuple[float, float], event: Event
) -> Iterator[tuple[float, Stack]]:
    """Yield every place `mark` may take in `stack`: beside an open provision, or beneath one."""
    entry = Entry(mark.family, mark.ordinal, mark.delimiter)
    base = mark.doubt + (1.5 if event.unfinished else 0.0) + (3.0 if event.in_table else 0.0)
    if event.after_colon and mark.number[-1:].isdigit() and mark.family is Family.LETTER:
        base += 1.0
    if mark.family in _OUTERMOST:
        yield base, (entry,)
        return
    depth = len(stack)
    while depth and stack[depth - 1].family > mark.family:
        depth -= 1
    nested = False
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].family is mark.family:
            nested = True
            yield base + _cost_of_sibling(stack[at], mark, stack[:at], last), (*stack[:at], entry)
    if not (depth and stack[depth - 1].family is mark.family) and not (nested and mark.family in _STRUCTURAL):
        yield base + _cost_of_child(mark, stack[:depth], last, event), (*stack[:depth], entry)
    for at in range(len(stack), depth, -1):
        inverted = _cost_of_inversion(mark, stack[at - 1])
        if inverted is not None and (at == len(stack) or stack[at - 1].family is Family.ARTICLE):
            yield base + inverted + _cost_of_child(mark, stack[:at], last, event), (*stack[:at], entry)


def _cost_of_sibling(before: Entry, mark: Mark, above: Stack, last: tuple[float, float]) -> float:
    turned = 0.0 if before.delimiter == mark.delimiter else 0.5
    if mark.family in _BULLETS:
        return 2 * turned
    if mark.prefix:
        turned += _cost_of_prefix(mark, above)
    reference = before.ordinal
    if mark.family is Family.ARTICLE:
        reference = last[0]
    elif mark.family is Family.CHAPTER:
        reference = last[1]
    step = mark.ordinal - reference
    if 0 < step <= 1:
        return turned
    if step > 1:
        if mark.family is Family.LETTER and mark.number == "e" and step == 2:
            return turned + 0.7
        return turned + 2.5 + 0.6 * min(step - 1, 6)
    return turned + (3.5 if step == 0 else 5.5)


def _cost_of_prefix(mark: Mark, above: Stack) -> float:
    """Return the cost of a "2.1" whose leading number is not that of the provision above it."""
    if mark.family is Family.SUBLETTER:
        return 0.0 if above and above[-1].family is Family.LETTER and above[-1].ordinal == mark.prefix[0] else 4.0
    parents = [entry.ordinal for entry in above if entry.family in (Family.ARABIC, Family.DECIMAL)]
    if mark.family is Family.DECIMAL:
        parents = [entry.ordinal for entry in above if entry.family is not Family.DECIMAL][-1:]
    return 0.0 if parents and parents[-1] == mark.prefix[-1] else 2.5


def _cost_of_child(mark: Mark, above: Stack, last: tuple[float, float], event: Event) -> float:
    family = mark.family
    cost = 0.3 if family not in _STRUCTURAL else 0.0
    parent = above[-1].family if above else None
    if family in _BULLETS:
        return cost + (2.5 if parent is None else 0.0)
    if family is Family.ARTICLE and last[0]:
        step = mark.ordinal - last[0]
        return cost + (0.0 if 0 < step <= 1 else 5.0 if mark.ordinal == 1 else 2.5 + 0.6 * min(abs(step), 6))
    if family is Family.CHAPTER and last[1] and 0 < mark.ordinal - last[1] <= 1:
        return cost
    if mark.prefix:
        cost += _cost_of_prefix(mark, above)
    cost += _cost_beneath(family, parent) + (0.7 if family is Family.SUBLETTER and not event.after_colon else 0.0)
    return cost + (0.0 if mark.ordinal < 2 else 3.5 + 0.5 * min(mark.ordinal - 1, 6))


def _cost_beneath(family: Family, parent: Family | None) -> float:
    """Return the cost of an unusual parent."""
    if family is Family.SMALL_ROMAN:
        return 0.0 if parent is Family.LETTER else 1.5
    if family is Family.LETTER:
        return 0.8 if parent not in (Family.ARABIC, Family.DECIMAL, Family.THIRD) else 0.0
    if family in (Family.DECIMAL, Family.THIRD, Family.ARABIC):
        return 1.0 if parent is None else 0.0
    return 0.0


_INVERSIONS = {
    (Family.ROMAN, Family.ARTICLE): 0.5, (Family.CAPITAL, Family.ARTICLE): 1.0, (Family.CAPITAL, Family.ROMAN): 0.7,
    (Family.ARABIC, Family.LETTER): 1.5, (Family.ARABIC, Family.DASH): 2.5, (Family.ARABIC, Family.SMALL_ROMAN): 2.5,
    (Family.LETTER, Family.DASH): 2.0, (Family.DASH, Family.PLUS): 2.0, (Family.SMALL_ROMAN, Family.DASH): 2.0,
    (Family.LETTER, Family.SMALL_ROMAN): 2.5, (Family.ROMAN, Family.ARABIC): 3.0,
}  # fmt: skip


def _cost_of_inversion(mark: Mark, parent: Entry) -> float | None:
    """Return the cost of opening `mark` beneath a family that regularly stands inside its own; None if never."""
    if mark.family not in _BULLETS and mark.ordinal >= 2:
        return None
    return _INVERSIONS.get((mark.family, parent.family))
