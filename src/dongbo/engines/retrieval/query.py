"""What an officer typed: words, quoted phrases, and whether the marks were typed too."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dongbo.engines import vietnamese

_QUOTED = re.compile(r'["“”„«]([^"“”„«»]+)["“”»]')


@dataclass(frozen=True, slots=True)
class Query:
    """`runs` are stretches of words that stood together; `phrases` those that must occur exactly so.

    The words of a phrase are a run as well: they rank the provisions that hold it.
    """

    runs: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words in order."""
        return tuple(word for run in self.runs for word in run)

    @property
    def marked(self) -> bool:
        """Whether any word bears a mark: then marks were typed on purpose and count."""
        return any(bears_mark(word) for word in self.words)


def read_query(text: str) -> Query:
    """Return the words and the phrases in quotation marks of `text`; an unpaired mark is ignored."""
    runs: list[tuple[str, ...]] = []
    phrases: list[tuple[str, ...]] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        runs.append(tuple(vietnamese.syllables(text[end : quoted.start()])))
        phrase = tuple(vietnamese.syllables(quoted[1]))
        runs.append(phrase)
        phrases.append(phrase)
        end = quoted.end()
    runs.append(tuple(vietnamese.syllables(text[end:])))
    return Query(tuple(run for run in runs if run), tuple(phrase for phrase in phrases if phrase))


@lru_cache(maxsize=200_000)
def bears_mark(word: str) -> bool:
    """Whether the folded `word` has a tone mark, a hat, a horn or a đ."""
    return not word.isascii() and vietnamese.toneless(word) != word
