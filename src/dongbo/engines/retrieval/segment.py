"""One immutable part of the index: the word streams of some provisions and their postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines.retrieval.words import Codes, Numbers, Vocabulary, pair_codes

Places: TypeAlias = npt.NDArray[np.int64]
Weights: TypeAlias = npt.NDArray[np.float64]


class Postings:
    """The counts of every word and pair in every provision of a segment, in one field.

    `codes` is sorted; row i of `counts` (codes × provisions, compressed rows) belongs to `codes[i]`.
    `lengths` is the number of words and pairs of each provision.
    """

    def __init__(self, stream: Numbers, owners: Numbers, provisions: int) -> None:
        pairs = pair_codes(stream)
        codes = np.concatenate([stream.astype(np.int64), pairs])
        holders = np.concatenate([owners, owners[:-1]])
        kept = codes >= 0
        codes, holders = codes[kept], holders[kept]
        self.lengths = np.bincount(holders, minlength=provisions).astype(np.float64)
        order = np.lexsort((holders, codes))
        codes, holders = codes[order], holders[order]
        fresh_code = np.ones(len(codes), dtype=bool)
        fresh_code[1:] = codes[1:] != codes[:-1]
        fresh = fresh_code.copy()
        fresh[1:] |= holders[1:] != holders[:-1]
        starts = np.flatnonzero(fresh)
        counts = np.diff(np.append(starts, len(codes))).astype(np.float32)
        row_starts = np.append(np.flatnonzero(fresh_code[starts]), len(starts)).astype(np.int32)
        self.codes: Codes = codes[fresh_code]
        self.counts = csr_array((counts, holders[starts], row_starts), shape=(len(self.codes), provisions))

    def holders(self, row: int) -> Numbers:
        """Return the provisions, sorted, that hold the code of `row`."""
        first, last = self.counts.indptr[row : row + 2]
        return np.asarray(self.counts.indices[first:last], dtype=np.int32)

    def rows(self, codes: Codes) -> Places:
        """Return the row of each of `codes`, -1 where it does not occur."""
        if not len(self.codes):
            return np.full(len(codes), -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[places] == codes, places, -1)


@dataclass
class Segment:
    """Some provisions: their keys, one stream of word numbers, where each begins, and which still live.

    Only `alive` ever changes. Every provision's words end in a BREAK, so phrases stay inside it.
    """

    keys: list[str]
    stream: Numbers
    starts: Places
    alive: npt.NDArray[np.bool_]
    fields: tuple[Postings, Postings]
    bare: Numbers

    @property
    def living(self) -> int:
        """How many provisions have not been removed."""
        return int(self.alive.sum())

    def holders_of_phrase(self, phrase: Sequence[int], *, bare: bool) -> Places:
        """Return the provisions (sorted, each once) that hold the words of `phrase` one after the other."""
        words = np.asarray(phrase, dtype=np.int32)
        part = self.fields[int(bare)]
        codes = pair_codes(words) if len(words) > 1 else words.astype(np.int64)
        rows = part.rows(codes)
        if (rows < 0).any():
            return np.empty(0, dtype=np.int64)
        # Every pair must occur before the words are read in order: few provisions are left to read.
        holders = reduce(np.intersect1d, (part.holders(int(row)) for row in rows)).astype(np.int64)
        if len(words) <= 2:
            return holders
        stream = self.bare if bare else self.stream
        owners, places = self._places_in(holders)
        for offset, word in enumerate(words):
            # No word equals a BREAK, so a phrase that would run off the end of the stream has failed before.
            fits = stream[np.minimum(places + offset, len(stream) - 1)] == word
            owners, places = owners[fits], places[fits]
        return np.unique(owners)

    def _places_in(self, provisions: Places) -> tuple[Places, Places]:
        """Return the owner and the place of every word of `provisions`."""
        ends = np.append(self.starts[1:], len(self.stream))[provisions]
        sizes = ends - self.starts[provisions]
        before = np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = np.arange(int(sizes.sum())) - before + np.repeat(self.starts[provisions], sizes)
        return np.repeat(provisions, sizes), places


def build_segment(keys: list[str], streams: Sequence[Numbers], vocabulary: Vocabulary) -> Segment:
    """Return the segment of `streams`, one per key, each ending in a BREAK."""
    lengths = np.asarray([len(stream) for stream in streams], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    stream = np.concatenate(streams).astype(np.int32)
    bare = vocabulary.bare(stream)
    owners = owners_of(starts, len(stream))
    return Segment(
        keys=keys,
        stream=stream,
        starts=starts,
        alive=np.ones(len(keys), dtype=np.bool_),
        fields=(Postings(stream, owners, len(keys)), Postings(bare, owners, len(keys))),
        bare=bare,
    )


def owners_of(starts: Places, length: int) -> Numbers:
    """Return for every place of a stream of `length` the number of the provision it belongs to."""
    sizes = np.diff(np.append(starts, length))
    return np.repeat(np.arange(len(starts), dtype=np.int32), sizes)
