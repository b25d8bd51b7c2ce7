"""The sentences a required revision points to, and which of their words."""

from dataclasses import dataclass

from dongbo.engines.anchors import quote_of
from dongbo.engines.revisions.required import Anchor
from dongbo.engines.revisions.said import Both, Said


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that holds a quote or some of it: its telling words [first, last)."""

    sentence: Said
    first: int
    last: int

    @property
    def code(self) -> str:
        """The words quoted, as signs."""
        return self.sentence.code[self.first : self.last]


def quoted_in(both: Both, anchor: Anchor) -> list[Quoted]:
    """Return where the quote of `anchor` stands; nowhere where the anchor stands for the whole provision.

    So does one whose quote is not in the version judged, or quotes from a sentence that says nothing. A quote of empty
    words stands for its sentence.
    """
    before, quote = both.texts.before, anchor.quote
    if quote is None or anchor.provision not in before:
        return []
    words = before.words(anchor.provision)
    stands = words[quote.start : quote.end] == quote.exact
    place = quote if stands else quote_of(words, quote.exact, near=quote.start)
    if place is None:
        return []
    return [
        _quoted(both, one, max(0, place.start - one.at), place.end - one.at)
        for one in both.before.of([anchor.provision])
        if one.code and one.at < place.end and place.start < one.at + len(one.text)
    ]


def _quoted(both: Both, one: Said, start: int, end: int) -> Quoted:
    whole = len(one.code)
    first = min(len(both.before.code(one.text[:start])), whole)
    last = min(len(both.before.code(one.text[:end])), whole)
    return Quoted(one, first, last) if first < last else Quoted(one, 0, whole)


def quoted_sentences(both: Both, anchor: Anchor) -> list[Said]:
    """Return the sentences in which the quote of `anchor` stands."""
    return [one.sentence for one in quoted_in(both, anchor)]
