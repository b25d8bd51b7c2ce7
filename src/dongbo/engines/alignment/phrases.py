"""The reason of a link: what both provisions say in the same words."""

from itertools import groupby

import numpy as np

from dongbo.engines.alignment.similarity import Space
from dongbo.engines.retrieval import words_of
from dongbo.engines.retrieval.words import Codes, Numbers, pair_codes

MOST = 4
_LIGHTEST = 3.0


def shared_phrases(words: str, stream: Numbers, answer: Codes, space: Space) -> tuple[str, ...]:
    """Return up to four phrases of `words`, as written, that the answer has too, the most telling first.

    `stream` are the word numbers of `words`, `answer` the codes of the other provision. A phrase is a run of
    words each of which stands beside the next in the answer too.
    """
    spans = [span for span, _, _ in words_of(words)]
    places = np.flatnonzero(stream >= 0)
    if len(spans) != len(places):
        return ()
    pairs = pair_codes(stream)[places[:-1]] if len(places) > 1 else np.empty(0, dtype=np.int64)
    shared = np.isin(pairs, answer) & (pairs >= 0)
    weights = space.weights_of(pairs)
    runs: list[tuple[float, str]] = []
    for is_shared, group in groupby(range(len(pairs)), key=lambda at: bool(shared[at])):
        if is_shared:
            run = list(group)
            phrase = words[spans[run[0]][0] : spans[run[-1] + 1][1]]
            runs.append((float(weights[run].sum()), " ".join(phrase.split())))
    best = sorted({phrase: weight for weight, phrase in runs if weight >= _LIGHTEST}.items(), key=lambda x: -x[1])
    return tuple(phrase for phrase, _ in best[:MOST])
