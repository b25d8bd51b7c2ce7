"""Anchors beside the four usual ways: quotes carried from the shared laws to an edited version of each.

The editor (tests/engines/anchors/edited.py) keeps every word with the one it came from, so where a quote stands
afterwards is told by the log of the edits and never by the code that is measured. Beside the edited words of 20, 60 or
100 % of the leaves, provisions are deleted, inserted, moved, split and merged, clauses change their place inside a
provision, and everything is numbered anew.

What is right: the span that the quote's own words, or those put in their place, hold in the new version. Words put in
just before or after the quote do not belong to it. A quote of which no word is left has no span: right is to fall back
to its provision. A quote whose words stand apart afterwards (cut by a split, or by a clause that moved) has no one
right span; it counts for the provision and is left out of the spans. A quote of a deleted provision is right when
nothing is found.

Which provision is the same is known in two ways, both shown: by stored identity, as for a text written in the system,
and by the redline of the two texts (`compare(...).pairs`), as for one that was imported anew. What the redline itself
mistakes (lines that occur many times, a split it does not see) the anchors cannot know.

Run: .venv/bin/python -m benchmarks.anchors
"""

import argparse
import os
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from dongbo.engines.anchors import Anchored, Candidate, follow
from dongbo.engines.anchors.mapping import mapping
from dongbo.engines.anchors.tokens import tokens_of
from dongbo.engines.papers import read_file
from dongbo.engines.provisions import Outline, read_outline
from tests.engines.anchors.edited import Case, Identity, Version, edited_version

SHARED_LAWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "laws"
SHARES = (0.2, 0.6, 1.0)
SEED = 20261122
FUZZY_FLOOR = 60.0
WANTED = 0.97
"""The share of exact spans that ours must reach; with stored identity no provision may be wrong."""
MANY = 20_000

Place = tuple[str, int | None, int | None] | None
"""A provision's path and the characters in its words, None for the whole of it; None where nothing was found."""


@dataclass(slots=True)
class Score:
    """What one method made of the quotes."""

    quotes: int = 0
    provision: int = 0
    wrong: int = 0
    wrong_words: int = 0
    spans: int = 0
    exact: int = 0
    provision_level: int = 0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)

    def count(self, case: Case, place: Place) -> None:
        """Hold `place` against what is right."""
        right = case.right
        self.quotes += 1
        agrees = place is None if not right.paths else place is not None and place[0] in right.paths
        self.provision += agrees
        self.wrong += place is not None and place[0] not in right.paths
        if place is not None and place[0] not in right.paths:
            self.wrong_words += place[1] is not None
            self.examples.append(f"WRONG PROVISION {case.quote.exact!r} right {sorted(right.paths)} got {place}")
        if right.apart:
            return
        self.spans += 1
        span = None if place is None or place[1] is None else place[1:]
        self.exact += agrees and span == right.span
        self.provision_level += agrees and span is None and right.span is not None
        if agrees and span != right.span:
            self.examples.append(f"{case.quote.exact!r} right {right.span} got {place}")


class Document:
    """A version as one text, as the usual ways see it."""

    def __init__(self, outline: Outline) -> None:
        self.nodes = list(outline.walk())
        self.text = "\n".join(node.words for node in self.nodes)
        self.starts = [0]
        for node in self.nodes[:-1]:
            self.starts.append(self.starts[-1] + len(node.words) + 1)
        self.by_path = {node.path: node for node in self.nodes}

    def place(self, start: int, end: int) -> Place:
        """Return which provision holds the character `start`, and the place in it."""
        at = bisect_right(self.starts, start) - 1
        return self.nodes[at].path, start - self.starts[at], end - self.starts[at]


Method = Callable[[Case, int, str, Document], Place]


def by_offset(case: Case, start: int, path: str, after: Document) -> Place:
    """The same characters of the document."""
    end = start + len(case.quote.exact)
    return after.place(start, end) if start < len(after.text) else None


def by_exact_quote(case: Case, start: int, path: str, after: Document) -> Place:
    """The same words in the document, those nearest to the old place."""
    exact, text = case.quote.exact, after.text
    right, left = text.find(exact, start), text.rfind(exact, 0, start + len(exact))
    found = [at for at in (left, right) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda one: abs(one - start))
    return after.place(at, at + len(exact))


def by_fuzzy_quote(case: Case, start: int, path: str, after: Document) -> Place:
    """The words of the document most like the quote."""
    found = fuzz.partial_ratio_alignment(case.quote.exact, after.text, score_cutoff=FUZZY_FLOOR)
    return after.place(found.dest_start, found.dest_end) if found else None


def by_path(case: Case, start: int, path: str, after: Document) -> Place:
    """The same characters of the provision that has the same number."""
    return (path, case.quote.start, case.quote.end) if path in after.by_path else None


USUAL: dict[str, Method] = {
    "character offset in the document": by_offset,
    "exact quote in the document": by_exact_quote,
    "fuzzy quote in the whole document": by_fuzzy_quote,
    "element path and offset": by_path,
}


def main() -> int:
    """Print one table for every share of edited leaves; return 1 where ours misses its figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=10_000, help="for each share of edited leaves")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--examples", type=int, default=0, help="print so many spans that ours missed")
    wanted = parser.parse_args()
    files = sorted(SHARED_LAWS.glob("*.docx"))
    if not files:
        print("the shared laws are not beside the project")
        return 0
    laws = [read_outline(read_file(file)) for file in files]
    laws = [law for law in laws if sum(1 for _ in law.walk()) >= 10]
    met = [_measured(laws, share, wanted) for share in SHARES]
    _many(laws, wanted.seed)
    return int(not all(met))


def _measured(laws: Sequence[Outline], share: float, wanted: argparse.Namespace) -> bool:
    counts = [wanted.quotes // len(laws) + (at < wanted.quotes % len(laws)) for at in range(len(laws))]
    scores = {name: Score() for name in ("ours, stored identity", "ours, identity by redline", *USUAL)}
    hard = Score()
    tally = {"apart": 0, "gone": 0, "removed": 0}
    for at, (law, quotes) in enumerate(zip(laws, counts, strict=True)):
        version = edited_version(law, share=share, quotes=quotes, seed=wanted.seed + at)
        for case in version.cases:
            tally["apart"] += case.right.apart
            tally["removed"] += not case.right.paths
            tally["gone"] += bool(case.right.paths) and case.right.span is None and not case.right.apart
        _ours(version, version.stored, scores["ours, stored identity"], hard)
        _ours(version, version.redlined, scores["ours, identity by redline"])
        _usual(version, scores)
    print(
        f"\n{wanted.quotes:,} quotes of {len(laws)} laws, {share:.0%} of the leaves edited, seed {wanted.seed}, "
        f"load {os.getloadavg()[0]:.1f}: {tally['removed']} of deleted provisions, {tally['gone']} of which no word is "
        f"left, {tally['apart']} whose words stand apart (no span is right)\n"
    )
    print("| method | right provision | wrong provision, with words | exact span | provision level instead | ms each |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, score in scores.items():
        print(_row(name, score))
    print(_row("ours, stored identity, phrases that stand twice", hard))
    for name in list(scores)[:2]:
        for example in sorted(scores[name].examples, reverse=True)[: wanted.examples]:
            print(f"{name}: {example}")
    stored, redlined = scores["ours, stored identity"], scores["ours, identity by redline"]
    return stored.wrong == 0 and all(score.exact >= WANTED * score.spans for score in (stored, redlined))


def _many(laws: Sequence[Outline], seed: int) -> None:
    """Print how long the anchors of a large round take: one law, the caches empty, as many quotes as a round has."""
    law = max(laws, key=lambda one: sum(1 for _ in one.walk()))
    words = [node.words for node in law.walk()]
    print(f"\n{MANY:,} anchors on a law of {len(words)} provisions, load {os.getloadavg()[0]:.1f}\n")
    print("| leaves edited | processor seconds |")
    print("|--:|--:|")
    for share in (0.0, *SHARES):
        version = edited_version(law, share=share, quotes=MANY, seed=seed)
        identity = version.stored
        if not share:
            identity = {
                case.number: ([Candidate("same", words[case.number], identity=True)], False) for case in version.cases
            }
        score = Score()
        _ours(version, identity, score)
        print(f"| {share:.0%} | {score.seconds:.2f} |")


def _row(name: str, score: Score) -> str:
    return (
        f"| {name} | {score.provision / score.quotes:.4f} | {score.wrong}, {score.wrong_words} "
        f"| {score.exact / score.spans:.4f} | {score.provision_level} | {1000 * score.seconds / score.quotes:.3f} |"
    )


def _ours(version: Version, identity: Identity, score: Score, hard: Score | None = None) -> None:
    words = [node.words for node in version.old.walk()]
    mapping.cache_clear()
    tokens_of.cache_clear()
    start = time.process_time()
    found = [follow(case.quote, words[case.number], *identity[case.number]) for case in version.cases]
    score.seconds += time.process_time() - start
    for case, anchored in zip(version.cases, found, strict=True):
        score.count(case, _place(anchored))
        if hard is not None and case.repeated:
            hard.count(case, _place(anchored))


def _place(anchored: Anchored) -> Place:
    return None if anchored.key is None else (anchored.key, anchored.start, anchored.end)


def _usual(version: Version, scores: dict[str, Score]) -> None:
    before, after = Document(version.old), Document(version.new)
    for name, method in USUAL.items():
        start = time.process_time()
        found = [
            method(case, before.starts[case.number] + case.quote.start, before.nodes[case.number].path, after)
            for case in version.cases
        ]
        scores[name].seconds += time.process_time() - start
        for case, place in zip(version.cases, found, strict=True):
            scores[name].count(case, place)


if __name__ == "__main__":
    raise SystemExit(main())
