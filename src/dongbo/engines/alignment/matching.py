"""Align a plan with its directives: who answers whom, for all pairs at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dongbo.engines.alignment.demands import demands_of
from dongbo.engines.alignment.phrases import shared_phrases
from dongbo.engines.alignment.provision import LeftOut, Provision
from dongbo.engines.alignment.result import (
    Alignment,
    Answered,
    Demand,
    DirectiveProvision,
    Link,
    PlanProvision,
)
from dongbo.engines.alignment.similarity import Measure, Scores, Space, Words, codes_of

# Calibrated on Nghị quyết 57-NQ/TW and the programme that carries it out (tests/engines/alignment/labels.py):
# a demand whose answers are taken out of the plan stays below ANSWERS in nine cases of ten.
ANSWERS = 0.40
"""Score from which a plan provision answers a demand."""

RELATED = 0.22
"""Score from which a pair is shown to a person, and a plan provision counts as having a basis."""

MOSTLY = 0.5
"""Part of a provision's demands, by weight, from which it counts as answered; below it as partly answered."""

CONTEXT_WEIGHT = 0.3
"""How much the same headings above both raise a score, at most."""

MOST_LINKS = 5
MOST_BASES = 3
BATCH = 1024

Progress = Callable[[float], None]


def align(
    directives: Sequence[Provision],
    plan: Sequence[Provision],
    *,
    left_out: Sequence[LeftOut] = (),
    progress: Progress | None = None,
) -> Alignment:
    """Return what of `plan` answers each of `directives` and what each of `plan` rests on.

    Scores lie between 0 and 1; a pair is linked from RELATED on and answers from ANSWERS on. `progress` is
    told the share done, 0 to 1.
    """
    pairs = _Pairs(directives, plan)
    judged: list[_Judged] = []
    for batch in pairs.batches():
        judged += pairs.judge(batch)
        if progress is not None:
            progress(len(judged) / len(directives))
    linked = [(at, number, score) for at, one in enumerate(judged) for number, score in one.links]
    by_plan: dict[int, list[tuple[float, int]]] = {}
    for at, number, score in linked:
        by_plan.setdefault(number, []).append((-score, at))
    reasons = _Reasons(pairs)
    return Alignment(
        directives=tuple(_directive(at, one, pairs, reasons) for at, one in enumerate(judged)),
        plan=tuple(
            PlanProvision(
                provision,
                provision.axes,
                tuple(
                    reasons.link(at, number, -negative) for negative, at in sorted(by_plan.get(number, ()))[:MOST_BASES]
                ),
            )
            for number, provision in enumerate(plan)
        ),
        left_out=tuple(left_out),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A directive provision's figures: its demands' best scores, its links as (plan number, score)."""

    best: Scores
    links: tuple[tuple[int, float], ...]


class _Pairs:
    """Both sides as numbers, and the score of every pair."""

    def __init__(self, directives: Sequence[Provision], plan: Sequence[Provision]) -> None:
        self.directives, self.plan = directives, plan
        self.demands = [demands_of(provision.words) for provision in directives]
        self.starts = np.cumsum([0, *map(len, self.demands)])
        words = Words()
        asked = [[words.stream(demand) for demand in demands] for demands in self.demands]
        self.streams = [words.stream(provision.words) for provision in directives]
        answering = [words.stream(provision.words) for provision in plan]
        figures = words.figures()
        self.answers = [codes_of(stream, figures) for stream in answering]
        self.space = Space([*(codes_of(stream, figures) for stream in self.streams), *self.answers])
        rows = self.space.matrix([codes_of(stream, figures) for streams in asked for stream in streams])
        squares = rows.data.astype(np.float64) ** 2
        self.weights = np.add.reduceat(np.append(squares, 0.0), rows.indptr[:-1]) * (np.diff(rows.indptr) > 0)
        self._measure = Measure(rows, self.space.matrix(self.answers))
        self._context = _Contexts(directives, plan)

    def batches(self) -> Iterator[tuple[int, int]]:
        """Yield (first, last) of directive provisions with about BATCH demands together."""
        first = 0
        while first < len(self.directives):
            last = int(np.searchsorted(self.starts, self.starts[first] + BATCH, side="right")) - 1
            last = min(max(last, first + 1), len(self.directives))
            yield first, last
            first = last

    def judge(self, batch: tuple[int, int]) -> list[_Judged]:
        """Return the figures of the directive provisions of `batch`."""
        first, last = batch
        if not self.plan:
            return [_Judged(np.zeros(len(self.demands[at]), np.float32), ()) for at in range(first, last)]
        scores = self._measure.scores(int(self.starts[first]), int(self.starts[last]))
        owners = np.repeat(np.arange(first, last), np.diff(self.starts[first : last + 1]))
        scores *= self._context.factors(owners)
        np.minimum(scores, 1.0, out=scores)
        best = scores.max(axis=1)
        starts = self.starts[first:last] - self.starts[first]
        joined = np.maximum.reduceat(scores, starts, axis=0)
        rows, columns = np.nonzero(joined >= RELATED)
        found: list[list[tuple[int, float]]] = [[] for _ in range(first, last)]
        for row, column, score in zip(rows.tolist(), columns.tolist(), joined[rows, columns].tolist(), strict=True):
            found[row].append((column, score))
        ends = np.append(starts[1:], len(scores))
        return [
            _Judged(best[start:end], tuple(sorted(links, key=lambda link: (-link[1], link[0]))))
            for start, end, links in zip(starts, ends, found, strict=True)
        ]


class _Contexts:
    """How alike the headings above two provisions are; each chain of headings is compared once."""

    def __init__(self, directives: Sequence[Provision], plan: Sequence[Provision]) -> None:
        self._of_directive, asked = _distinct([provision.titles for provision in directives])
        self._of_plan, given = _distinct([provision.titles for provision in plan])
        words = Words()
        streams = [words.stream("\n".join(chain)) for chain in (*asked, *given)]
        figures = words.figures()
        codes = [codes_of(stream, figures) for stream in streams]
        space = Space(codes, common=1.0)
        measure = Measure(space.matrix(codes[: len(asked)]), space.matrix(codes[len(asked) :]))
        alike = measure.scores(0, len(asked))
        self._factors: Scores = (1.0 + CONTEXT_WEIGHT * np.minimum(alike, 1.0)).astype(np.float32)

    def factors(self, directives: npt.NDArray[np.int64]) -> Scores:
        """Return the factors of the scores: `directives` × plan."""
        chains, places = np.unique(self._of_directive[directives], return_inverse=True)
        factors: Scores = self._factors[chains][:, self._of_plan][places]
        return factors


def _distinct(
    chains: Sequence[tuple[str, ...]],
) -> tuple[npt.NDArray[np.int64], list[tuple[str, ...]]]:
    numbers: dict[tuple[str, ...], int] = {}
    places = [numbers.setdefault(chain, len(numbers)) for chain in chains]
    return np.asarray(places, dtype=np.int64), list(numbers)


class _Reasons:
    """Makes links, finding the shared phrases of a pair once."""

    def __init__(self, pairs: _Pairs) -> None:
        self._pairs = pairs
        self._found: dict[tuple[int, int], tuple[str, ...]] = {}

    def link(self, directive: int, plan: int, score: float) -> Link:
        pairs = self._pairs
        key = (directive, plan)
        if key not in self._found:
            self._found[key] = shared_phrases(
                pairs.directives[directive].words, pairs.streams[directive], pairs.answers[plan], pairs.space
            )
        return Link(pairs.directives[directive], pairs.plan[plan], score, score >= ANSWERS, self._found[key])


def _directive(at: int, judged: _Judged, pairs: _Pairs, reasons: _Reasons) -> DirectiveProvision:
    provision = pairs.directives[at]
    weights = pairs.weights[pairs.starts[at] : pairs.starts[at + 1]]
    met = judged.best >= ANSWERS
    share = float(weights[met].sum() / weights.sum()) if weights.sum() else float(met.mean())
    answered = Answered.NO if not met.any() else Answered.YES if share >= MOSTLY else Answered.PARTLY
    return DirectiveProvision(
        provision=provision,
        axes=provision.axes,
        answered=answered,
        share=share,
        demands=tuple(
            Demand(text, float(score), bool(is_met))
            for text, score, is_met in zip(pairs.demands[at], judged.best, met, strict=True)
        ),
        links=tuple(reasons.link(at, number, score) for number, score in judged.links[:MOST_LINKS]),
    )
