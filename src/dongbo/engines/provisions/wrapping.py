"""Whether a paper's lines are paragraphs, or cut where the page ends."""

import sys
from dataclasses import dataclass

from dongbo.engines.papers import Paper
from dongbo.engines.provisions.closing import is_capital

_SENTENCE_END = frozenset(".;:!?…/")
_CLOSING_SIGNS = "”\"»’')] \u00a0"
_SHORTEST = 40
_SHARE_CUT = 0.4
_BEYOND_PAGE, _SHARE_BEYOND = 1.4, 0.03
_NEARLY_PAGE = 0.75


@dataclass(frozen=True, slots=True)
class Wrapping:
    """`width` is the length past which a line may have been cut; no line is that long in a paper of paragraphs."""

    width: int

    def cuts(self, text: str) -> bool:
        """Whether the line after `text` goes on with the same paragraph."""
        return len(text) > self.width and not _ends_sentence(text) and not is_capital(text)


def measure_wrapping(paper: Paper) -> Wrapping:
    """Return how the lines of `paper` are cut.

    Lines of a text layer or of plain text end where the page ends, so many stop in the middle of a sentence and
    hardly any is longer than those; a paper read by paragraphs ends its lines with punctuation, but for titles.
    """
    long = [line.text for line in paper.lines if len(line.text) > _SHORTEST]
    cut = sorted(len(text) for text in long if not _ends_sentence(text))
    if not cut or len(cut) < _SHARE_CUT * len(long):
        return Wrapping(sys.maxsize)
    page = cut[len(cut) * 9 // 10]
    beyond = sum(len(text) > _BEYOND_PAGE * page for text in long)
    return Wrapping(sys.maxsize if beyond > _SHARE_BEYOND * len(long) else int(_NEARLY_PAGE * page))


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING_SIGNS)[-1:] in _SENTENCE_END
