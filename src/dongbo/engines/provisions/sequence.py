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

from dongbo.engines.provisions.costs import OUTERMOST, Last, Stack, cost_of_words, last_numbers, places
from dongbo.engines.provisions.events import Event
from dongbo.engines.provisions.marks import Family, Mark


class Mode(IntEnum):
    """Where a hypothesis stands.

    ORDERS is a quotation whose own words order an amendment, NESTED a quotation within a quotation.
    """

    BODY = 0
    QUOTE = 1
    ORDERS = 2
    NESTED = 3
    CLOSING = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """What one event was decided to be.

    `mark` is the reading at `depth` (1 is the top level), None for plain words; `mode` held for its words and `after`
    holds after them; `left_open` says that a quotation before it was never closed; `cost` is that of the reading and
    `margin` how much dearer the next best reading of the same line was.
    """

    event: Event
    mark: Mark | None
    depth: int
    mode: Mode
    after: Mode
    left_open: bool
    cost: float
    margin: float


class _Move(NamedTuple):
    cost: float
    mark: Mark | None
    stack: Stack
    last: Last
    mode: Mode
    after: Mode
    left_open: bool = False


class _Hypothesis(NamedTuple):
    cost: float
    mode: Mode
    stack: Stack
    last: Last
    parent: "_Hypothesis | None" = None
    move: _Move | None = None


BEAM = 12
PRUNE = 6.0
_LOCAL_PRUNE = 4.5
_QUOTED = frozenset({Mode.QUOTE, Mode.ORDERS, Mode.NESTED})
_FIT = 1.0
_NEVER_CLOSED = 8.0
_LEFT_OPEN, _SURELY_LEFT_OPEN = 3.0, 1.5
_STRAY_CLOSE, _STRAY_IN_QUOTE = 1.5, 3.0
_ORDER_IN_QUOTE, _ORDER_IN_ORDERS = (0.5, 2.0), (0.2, 1.2)
_MARK_IN_QUOTE, _ANNEX_IN_QUOTE, _SIGNATURE_IN_QUOTE = 0.05, 1.0, 0.7
_NESTING, _INNER_CLOSED_BOTH = 0.5, 1.0
_UNSIGNED, _MISSED_ARTICLE, _MISSED_ANNEX = 1.4, 2.0, 10.0
_WEIGHT_IN_ANNEX = 0.4


def decide(events: Sequence[Event]) -> list[Decision]:
    """Return the decision for every event, in order, of the cheapest consistent reading."""
    beam = [_Hypothesis(0.0, Mode.BODY, (), (0.0, 0.0))]
    for event in events:
        beam = _advance(beam, event)
    best = min(beam, key=lambda one: one.cost + (_NEVER_CLOSED if one.mode in _QUOTED else 0.0))
    path: list[tuple[_Hypothesis, _Move]] = []
    while best.parent is not None and best.move is not None:
        path.append((best.parent, best.move))
        best = best.parent
    return [_decision(event, *step) for event, step in zip(events, reversed(path), strict=True)]


def _decision(event: Event, before: _Hypothesis, move: _Move) -> Decision:
    others = [
        other.cost
        for other in _moves(before, event)
        if other.mark is not move.mark or len(other.stack) != len(move.stack)
    ]
    margin = min(others, default=move.cost + PRUNE) - move.cost
    return Decision(event, move.mark, len(move.stack), move.mode, move.after, move.left_open, move.cost, margin)


def _advance(beam: list[_Hypothesis], event: Event) -> list[_Hypothesis]:
    merged: dict[tuple[Mode, Stack, Last], _Hypothesis] = {}
    limit = math.inf
    for hypothesis in beam:
        if hypothesis.cost > limit:
            break
        weight = _WEIGHT_IN_ANNEX if hypothesis.stack and hypothesis.stack[0].family in OUTERMOST else 1.0
        moves = list(_moves(hypothesis, event))
        cheapest = min([move.cost for move in moves]) + _LOCAL_PRUNE
        for move in moves:
            total = hypothesis.cost + move.cost * weight
            if move.cost > cheapest or total > limit:
                continue
            limit = min(limit, total + PRUNE)
            key = (move.after, move.stack, move.last)
            known = merged.get(key)
            if known is None or total < known.cost:
                merged[key] = _Hypothesis(total, move.after, move.stack, move.last, hypothesis, move)
    kept = sorted(merged.values(), key=_cost)
    return [one for one in kept[:BEAM] if one.cost <= limit]


def _cost(hypothesis: _Hypothesis) -> float:
    return hypothesis.cost


def _moves(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    if hypothesis.mode is Mode.BODY:
        return _moves_in_body(hypothesis, event)
    if hypothesis.mode is Mode.CLOSING:
        return _moves_in_closing(hypothesis, event)
    return _moves_in_quote(hypothesis, event)


def _moves_in_body(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    stack, last = hypothesis.stack, hypothesis.last
    base = 0.0
    if event.signature and (stack or event.recipients):
        yield _Move(0.0, None, stack, last, Mode.CLOSING, Mode.CLOSING)
        base = _UNSIGNED
    words = base + cost_of_words(event)
    for after, quote_cost in _modes_after(event):
        yield _Move(words + quote_cost, None, stack, last, Mode.BODY, after)
    yield from _provisions(hypothesis, event, base=base)


def _provisions(
    hypothesis: _Hypothesis, event: Event, *, base: float, dearest: float = math.inf, left_open: bool = False
) -> Iterator[_Move]:
    """Yield the moves that read the line as a provision, at places that cost no more than `dearest`."""
    last = hypothesis.last
    for mark in event.marks:
        numbers = last_numbers(mark, last)
        for place_cost, placed in places(mark, hypothesis.stack, last, event):
            if place_cost <= dearest:
                for after, quote_cost in _modes_after(event):
                    cost = base + place_cost + quote_cost
                    yield _Move(cost, mark, placed, numbers, Mode.BODY, after, left_open)


def _modes_after(event: Event) -> tuple[tuple[Mode, float], ...]:
    """Return the modes in which a line of the body may leave the reader, with their costs."""
    stray = _STRAY_CLOSE if event.closed else 0.0
    if not event.opened:
        return ((Mode.BODY, stray),)
    quoted = Mode.ORDERS if event.quotes_order else Mode.QUOTE
    if event.quotes_provision:
        return (quoted, stray), (Mode.BODY, stray + 3.0)
    return (quoted, stray + 3.0), (Mode.BODY, stray + 1.0)


def _moves_in_quote(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    stack, last, mode = hypothesis.stack, hypothesis.last, hypothesis.mode
    staying = _SIGNATURE_IN_QUOTE if event.signature else 0.0
    if event.marks:
        sure = event.amends or event.marks[0].family <= Family.ARTICLE
        base = _SURELY_LEFT_OPEN if sure else _LEFT_OPEN
        leaving = list(_provisions(hypothesis, event, base=base, dearest=_FIT, left_open=True))
        yield from leaving
        staying += _cost_of_staying(mode, event, fits=bool(leaving))
    for after, cost in _modes_after_quoted(mode, event):
        yield _Move(staying + cost, None, stack, last, mode, after)


def _cost_of_staying(mode: Mode, event: Event, *, fits: bool) -> float:
    """Return the cost of taking a numbered line for quoted words: orders to amend seldom stand in a quotation."""
    family = event.marks[0].family
    if not event.amends:
        return _ANNEX_IN_QUOTE if family is Family.ANNEX else _MARK_IN_QUOTE
    other, fitting = _ORDER_IN_QUOTE if mode is Mode.QUOTE else _ORDER_IN_ORDERS
    return fitting if fits or family is Family.ARTICLE else other


def _modes_after_quoted(mode: Mode, event: Event) -> Iterator[tuple[Mode, float]]:
    """Yield the modes in which a quoted line may leave the reader, with their costs."""
    if event.closed:
        outer = Mode.ORDERS if mode is Mode.NESTED and event.closed == 1 else Mode.BODY
        yield (mode if event.opened else outer), 0.0
        yield mode, _STRAY_IN_QUOTE
        return
    yield mode, 0.0
    if event.opened and mode is not Mode.NESTED:
        yield Mode.NESTED, _NESTING
    if event.all_quoted:
        yield Mode.BODY, _INNER_CLOSED_BOTH


def _moves_in_closing(hypothesis: _Hypothesis, event: Event) -> Iterator[_Move]:
    stack, last = hypothesis.stack, hypothesis.last
    missed = 0.0
    for mark in event.marks:
        if mark.family in OUTERMOST:
            missed = _MISSED_ANNEX - 3 * mark.doubt
            for cost, placed in places(mark, stack, last, event):
                yield _Move(cost, mark, placed, (0.0, 0.0), Mode.BODY, Mode.BODY)
        elif mark.family is Family.ARTICLE and 0 < mark.ordinal - last[0] <= 1:
            missed = _MISSED_ARTICLE
            last = mark.ordinal, last[1]
        elif mark.family is Family.ARTICLE and mark.ordinal == 1:
            # A specimen form begins its own articles: none of them is a missed one of this paper.
            last = math.inf, last[1]
    yield _Move(missed, None, stack, last, Mode.CLOSING, Mode.CLOSING)
