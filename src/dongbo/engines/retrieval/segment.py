"""One immutable part of the index: the word streams of some provisions and their postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from dongbo.engines.retrieval.words import BREAK, Codes, Numbers, Vocabulary, pair_codes

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

    @cached_property
    def owners(self) -> Numbers:
        """The provision of every place of the stream."""
        return owners_of(self.starts, len(self.stream))

    @property
    def living(self) -> int:
        """How many provisions have not been removed."""
        return int(self.alive.sum())

    def places_of_phrase(self, phrase: Sequence[int], *, bare: bool) -> Places:
        """Return the provisions (sorted, each once) that hold the words of `phrase` one after the other."""
        stream = self.bare if bare else self.stream
        starts = np.flatnonzero(stream == phrase[0]) if BREAK not in phrase else np.empty(0, dtype=np.int64)
        for offset, word in enumerate(phrase[1:], start=1):
            starts = starts[starts + offset < len(stream)]
            starts = starts[stream[starts + offset] == word]
        return np.unique(self.owners[starts]).astype(np.int64)


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
