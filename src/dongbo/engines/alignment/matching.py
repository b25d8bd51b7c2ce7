"""Align a plan with its directives: who answers whom, for all pairs at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dongbo.engines.alignment.abbreviations import Abbreviations
from dongbo.engines.alignment.demands import demands_of
from dongbo.engines.alignment.phrases import Phrasing
from dongbo.engines.alignment.provision import LeftOut, Provision
from dongbo.engines.alignment.result import (
    Alignment,
    Answered,
    Demand,
    DirectiveProvision,
    Link,
    PlanProvision,
)
from dongbo.engines.alignment.similarity import Measure, Places, Scores, Space, Texts
from dongbo.engines.retrieval import Span, spans_of

# Calibrated on Nghị quyết 57-NQ/TW and the programme that carries it out (tests/engines/alignment/labels.py):
# a demand whose answers are taken out of the plan stays below ANSWERS in nine cases of ten.
ANSWERS = 0.40
"""Score from which a plan provision answers one of several demands."""

ANSWERS_ALONE = 0.30
"""The same for a provision of one demand: several demands have as many chances to be met by chance, one has one.
Of 81 such provisions held against plans that do not carry them out, five in a hundred come to lie between the two."""

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

    Scores lie between 0 and 1; a pair is linked from RELATED on and answers from ANSWERS on, from ANSWERS_ALONE on
    where only one thing is asked for. Abbreviations are read as what they stand for. `progress` is told the share
    done, 0 to 1.
    """
    pairs = _Pairs(directives, plan, [one.provision for one in left_out])
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

    def __init__(
        self, directives: Sequence[Provision], plan: Sequence[Provision], left_out: Sequence[Provision]
    ) -> None:
        self.directives, self.plan = directives, plan
        self._short = Abbreviations([*left_out, *directives, *plan])
        written_out = self._short.written_out
        self.demands = [demands_of(provision.words) for provision in directives]
        self.starts = np.cumsum([0, *map(len, self.demands)])
        asking = int(self.starts[-1])
        self._texts = Texts(
            [
                *(
                    written_out(demand, one.document)
                    for one, demands in zip(directives, self.demands, strict=True)
                    for demand in demands
                ),
                *(written_out(one.words, one.document) for one in plan),
            ]
        )
        groups = np.concatenate(
            [
                np.repeat(np.arange(len(directives)), np.diff(self.starts)),
                np.arange(len(directives), len(directives) + len(plan)),
            ]
        )
        self._space = Space(self._texts, groups)
        self._measure = Measure(self._space.matrix(0, asking), self._space.matrix(asking, asking + len(plan)))
        self.weights = self._measure.weights
        self._context = _Contexts(directives, plan)
        self._pairs_of_plan: dict[int, frozenset[int]] = {}

    def enough(self, directive: int) -> float:
        """Return the score from which a plan provision answers a demand of the directive provision."""
        return ANSWERS_ALONE if len(self.demands[directive]) == 1 else ANSWERS

    def phrasing(self, directive: int) -> Phrasing:
        """Return the directive provision ready to be searched for shared phrases."""
        first, last = int(self.starts[directive]), int(self.starts[directive + 1])
        joined = "\n".join(self.demands[directive])
        spans = self._spans(joined, self.directives[directive].document)
        stream, pairs = self._texts.words_of(first, last), self._texts.pairs_of(first, last)
        return Phrasing(joined, spans, stream, pairs, self._space)

    def _spans(self, words: str, document: str) -> list[Span]:
        """Return where each word of the written out text stands in `words`: all those of "CSDL" stand there."""
        lengths = self._short.lengths(words, document)
        spans = spans_of(words)
        return [span for span in spans for _ in range(lengths.get(span[0], 1))] if lengths else spans

    def pairs_of_plan(self, number: int) -> frozenset[int]:
        """Return the codes of all neighbouring words of a plan provision."""
        if number not in self._pairs_of_plan:
            at = int(self.starts[-1]) + number
            codes = self._texts.pairs_of(at, at + 1)
            self._pairs_of_plan[number] = frozenset(codes[codes >= 0].tolist())
        return self._pairs_of_plan[number]

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
        # No context lifts a weaker pair over RELATED, so only these are looked at more closely.
        rows, columns = np.nonzero(scores >= RELATED / (1 + CONTEXT_WEIGHT))
        lifted = np.minimum(scores[rows, columns] * self._context.factors(owners[rows], columns), 1.0)
        best = scores.max(axis=1)
        np.maximum.at(best, rows, lifted)
        related = lifted >= RELATED
        found: list[dict[int, float]] = [{} for _ in range(first, last)]
        for owner, column, score in zip(
            owners[rows[related]].tolist(), columns[related].tolist(), lifted[related].tolist(), strict=True
        ):
            links = found[owner - first]
            links[column] = max(score, links.get(column, 0.0))
        ends = self.starts[first + 1 : last + 1] - self.starts[first]
        return [
            _Judged(part, tuple(sorted(links.items(), key=lambda link: (-link[1], link[0]))))
            for part, links in zip(np.split(best, ends[:-1]), found, strict=True)
        ]


class _Contexts:
    """How alike the headings above two provisions are; each chain of headings is compared once."""

    def __init__(self, directives: Sequence[Provision], plan: Sequence[Provision]) -> None:
        self._of_directive, asked = _distinct([provision.titles for provision in directives])
        self._of_plan, given = _distinct([provision.titles for provision in plan])
        texts = Texts(["\n".join(chain) for chain in (*asked, *given)])
        count = len(asked) + len(given)
        space = Space(texts, np.arange(count), common=1.0)
        measure = Measure(space.matrix(0, len(asked)), space.matrix(len(asked), count))
        alike = np.minimum(measure.scores(0, len(asked)), 1.0)
        self._factors: Scores = (1.0 + CONTEXT_WEIGHT * alike).astype(np.float32)

    def factors(self, directives: Places, plan: Places) -> Scores:
        """Return the factor of each pair of a directive provision and one of the plan."""
        factors: Scores = self._factors[self._of_directive[directives], self._of_plan[plan]]
        return factors


def _distinct(
    chains: Sequence[tuple[str, ...]],
) -> tuple[Places, list[tuple[str, ...]]]:
    numbers: dict[tuple[str, ...], int] = {}
    places = [numbers.setdefault(chain, len(numbers)) for chain in chains]
    return np.asarray(places, dtype=np.int64), list(numbers)


class _Reasons:
    """Makes links, finding the shared phrases of a pair once."""

    def __init__(self, pairs: _Pairs) -> None:
        self._pairs = pairs
        self._phrasings: dict[int, Phrasing] = {}
        self._links: dict[tuple[int, int], Link] = {}

    def link(self, directive: int, plan: int, score: float) -> Link:
        key = (directive, plan)
        if key not in self._links:
            pairs = self._pairs
            answers = score >= pairs.enough(directive)
            self._links[key] = Link(
                pairs.directives[directive],
                pairs.plan[plan],
                score,
                answers,
                self._phrasing(directive).shared(pairs.pairs_of_plan(plan)) if answers else (),
            )
        return self._links[key]

    def _phrasing(self, directive: int) -> Phrasing:
        if directive not in self._phrasings:
            self._phrasings[directive] = self._pairs.phrasing(directive)
        return self._phrasings[directive]


def _directive(at: int, judged: _Judged, pairs: _Pairs, reasons: _Reasons) -> DirectiveProvision:
    provision = pairs.directives[at]
    weights = pairs.weights[pairs.starts[at] : pairs.starts[at + 1]]
    met = judged.best >= pairs.enough(at)
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
