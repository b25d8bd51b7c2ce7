"""The index of provisions: add, remove, search, all without rebuilding the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines import vietnamese
from dongbo.engines.retrieval.highlight import Snippet, snippet
from dongbo.engines.retrieval.query import Query, bears_mark, read_query
from dongbo.engines.retrieval.segment import Postings, Segment, Weights, build_segment
from dongbo.engines.retrieval.words import BREAK, FIRST_PAIR, Numbers, Vocabulary, pair_codes

SATURATION = 1.0
LENGTH_WEIGHT = 0.75
PAIR_WEIGHT = 2.0
"""A pair found counts this much more than a single word: most Vietnamese words are two syllables."""

FULL_SEGMENT = 1 << 15
"""Provisions of a segment that merging leaves alone; bounds the time and the memory of one merge."""

TONED, BARE = 0, 1

Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found: its key and its score (higher is better), with its text and the query.

    `exact` is False when no provision holds the phrases of the query and their words alone were searched.
    """

    key: str
    score: float
    text: str
    query: str
    exact: bool = True

    @property
    def snippet(self) -> Snippet:
        """The piece of the text to show, found anew at each call: most hits are never shown."""
        return snippet(self.text, self.query)


@dataclass(frozen=True, slots=True)
class _Place:
    segment: Segment
    number: int


class ProvisionIndex:
    """Ranked search over provisions by BM25 on syllables and on pairs of neighbouring syllables.

    Two fields are kept, with and without marks; the marks of the query decide which is asked. The scores
    of an index grown and pruned step by step equal those of one built at once. Not for use by several
    threads while it changes.
    """

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._segments: list[Segment] = []
        self._pending: dict[str, Numbers] = {}
        self._texts: dict[str, str] = {}
        self._places: dict[str, _Place] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def add(self, key: str, text: str, *, heading: str = "") -> None:
        """Enter a provision, or replace the one with this key; `heading` is searched but never shown."""
        self.remove(key)
        learn = self._vocabulary.learn
        words = [*learn(vietnamese.syllables(heading)), BREAK] if heading else []
        words += [*learn(vietnamese.syllables(text)), BREAK]
        self._pending[key] = np.asarray(words, dtype=np.int32)
        self._texts[key] = text
        if len(self._pending) >= FULL_SEGMENT:
            self._settle()

    def remove(self, key: str) -> None:
        """Take a provision out; a key that is not there is no error."""
        self._texts.pop(key, None)
        self._pending.pop(key, None)
        place = self._places.pop(key, None)
        if place is not None:
            place.segment.alive[place.number] = False

    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """Return the `limit` best provisions for `query`, best first, equal ones in the order of keys.

        Words are alternatives that add up; a phrase in quotation marks must occur as it stands, unless it
        occurs nowhere (see `Hit.exact`). A query without any mark is compared without marks. In a query with
        marks a bare word counts as typed, unless the index knows it beside its neighbours only with marks.
        """
        self._settle()
        read = read_query(query)
        if not read.words or not self._texts:
            return []
        scores = self._scores(self._codes(read))
        exact = [score * self._holds(read.phrases, at) for at, score in enumerate(scores)]
        found = any(score.any() for score in exact)
        best = self._best(exact if found else scores, limit)
        return [Hit(key, score, self._texts[key], query, exact=found) for score, key in best]

    def _best(self, scores: list[Weights], limit: int) -> list[tuple[float, str]]:
        every = np.concatenate(scores)
        wanted = min(limit, int(np.count_nonzero(every > 0)))
        if wanted <= 0:
            return []
        least = np.partition(every, len(every) - wanted)[len(every) - wanted]
        found = [
            (float(part[number]), segment.keys[number])
            for segment, part in zip(self._segments, scores, strict=True)
            for number in np.flatnonzero(part >= least)
        ]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:limit]

    def _codes(self, query: Query) -> tuple[Counter[int], Counter[int]]:
        """Return the codes to look up in the toned and in the bare field, with their counts in the query."""
        toned: Counter[int] = Counter()
        bare: Counter[int] = Counter()
        for run in query.runs:
            stream = np.asarray(self._vocabulary.find(run), dtype=np.int32)
            plain = np.asarray(self._vocabulary.find(map(vietnamese.toneless, run)), dtype=np.int32)
            as_typed = self._as_typed(run, stream, plain) if query.marked else np.zeros(len(run), dtype=np.bool_)
            toned.update(code for code, typed in zip(stream.tolist(), as_typed, strict=True) if typed)
            bare.update(code for code, typed in zip(plain.tolist(), as_typed, strict=True) if not typed)
            both = as_typed[:-1] & as_typed[1:]
            toned.update(pair_codes(stream)[both].tolist())
            bare.update(pair_codes(plain)[~both].tolist())
        del toned[BREAK], bare[BREAK]
        return toned, bare

    def _as_typed(self, run: Sequence[str], toned: Numbers, bare: Numbers) -> Flags:
        """Say of each word whether its marks, or the lack of them, can be taken at their word.

        Only a bare word that the index saw beside its neighbours with marks, but never without, is doubted.
        """
        marked = np.asarray([bears_mark(word) for word in run], dtype=np.bool_)
        return marked | self._in_known_pair(TONED, toned) | ~self._in_known_pair(BARE, bare)

    def _in_known_pair(self, field: int, stream: Numbers) -> Flags:
        pairs = pair_codes(stream)
        known = np.zeros(len(pairs), dtype=np.bool_)
        for segment in self._segments:
            known |= segment.fields[field].rows(pairs) >= 0
        inside = np.zeros(len(stream), dtype=np.bool_)
        inside[:-1] |= known
        inside[1:] |= known
        return inside

    def _scores(self, codes: tuple[Counter[int], Counter[int]]) -> list[Weights]:
        scores = [np.zeros(len(segment.keys)) for segment in self._segments]
        for field, wanted in enumerate(codes):
            if wanted:
                self._add_field(field, wanted, scores)
        for segment, part in zip(self._segments, scores, strict=True):
            part[~segment.alive] = 0.0
            # The order of adding up depends on the order of the words' numbers; equal scores must stay equal.
            np.round(part, 9, out=part)
        return scores

    def _add_field(self, field: int, wanted: Counter[int], scores: list[Weights]) -> None:
        codes = np.asarray(sorted(wanted), dtype=np.int64)
        counts = np.asarray([wanted[code] for code in codes.tolist()], dtype=np.float64)
        parts = [segment.fields[field] for segment in self._segments]
        found = [_rows_of(part, codes) for part in parts]
        living = [segment.alive.astype(np.float64) for segment in self._segments]
        holders = np.zeros(len(codes))
        for rows, alive in zip(found, living, strict=True):
            holders += _ones_like(rows) @ alive
        # Every word counts each provision once; the logarithm is that of Lucene and never negative.
        counts *= np.where(codes < FIRST_PAIR, 1.0, PAIR_WEIGHT)
        rarity = counts * np.log1p((len(self._texts) - holders + 0.5) / (holders + 0.5))
        # A plain sum: a product of vectors would wake the threads of the linear algebra library for nothing.
        total = sum(
            float(part.lengths.sum(where=segment.alive)) for part, segment in zip(parts, self._segments, strict=True)
        )
        average = total / len(self._texts) or 1.0
        for part, rows, score in zip(parts, found, scores, strict=True):
            norms = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * part.lengths / average)
            rows.data = rows.data / (rows.data + norms[rows.indices])
            score += rows.T @ rarity

    def _holds(self, phrases: Sequence[tuple[str, ...]], at: int) -> Flags:
        """Say of each provision of segment `at` whether it holds every phrase.

        In a phrase with a mark, all marks must agree.
        """
        segment = self._segments[at]
        holding = np.ones(len(segment.keys), dtype=np.bool_)
        for phrase in phrases:
            numbers = self._vocabulary.find(phrase)
            with_it = np.zeros(len(segment.keys), dtype=np.bool_)
            with_it[segment.holders_of_phrase(numbers, bare=not any(map(bears_mark, phrase)))] = True
            holding &= with_it
        return holding

    def _settle(self) -> None:
        """Turn what was added since the last search into a segment, and join the small ones."""
        if not self._pending:
            return
        keys, streams = list(self._pending), list(self._pending.values())
        self._pending = {}
        kept = []
        for segment in self._segments:
            living = segment.living
            if living > len(segment.keys) // 2 and (living > 2 * len(keys) or living + len(keys) > FULL_SEGMENT):
                kept.append(segment)
                continue
            pieces = np.split(segment.stream, segment.starts[1:])
            for number in np.flatnonzero(segment.alive):
                keys.append(segment.keys[number])
                streams.append(pieces[number])
        joined = build_segment(keys, streams, self._vocabulary)
        self._segments = [*kept, joined]
        self._places.update((key, _Place(joined, number)) for number, key in enumerate(keys))


def _rows_of(part: Postings, codes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> csr_array:
    """Return the rows of `codes` in their order, empty ones for codes that do not occur."""
    places = part.rows(codes)
    present = np.flatnonzero(places >= 0)
    rows = part.counts[places[present]]
    sizes = np.zeros(len(codes) + 1, dtype=np.int32)
    sizes[present + 1] = np.diff(rows.indptr)
    return csr_array(
        (rows.data.astype(np.float64), rows.indices, np.cumsum(sizes, dtype=np.int32)),
        shape=(len(codes), part.counts.shape[1]),
    )


def _ones_like(rows: csr_array) -> csr_array:
    return csr_array((np.ones(len(rows.data)), rows.indices, rows.indptr), shape=rows.shape)
