"""What wordings are left that a council ordered to be replaced, and what the terms engine says of the same term."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dongbo.engines.anchors import places_of
from dongbo.engines.closure.texts import Side
from dongbo.engines.papers import Line, Paper
from dongbo.engines.revisions.required import Finding, Wording
from dongbo.engines.terms import Severity, TermFinding, review_terms
from dongbo.engines.vietnamese import fold

_AROUND = 40
_BRACKETED = re.compile(r"\s*\(([^()]{1,80})\)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Left:
    """A wording to be replaced that still stands: in which provision, as which variant, how often, the words around."""

    provision: str
    variant: str
    times: int
    around: str


class Wordings:
    """The words of one version, searched for what is to be unified; the terms are reviewed once, when asked for."""

    def __init__(self, side: Side) -> None:
        self._side = side

    def left(self, wording: Wording) -> list[Left]:
        """Return where variants stand, in reading order: whole words in any spelling, not within what is to be kept."""
        return [
            Left(key, variant, len(spans), _excerpt(provision.words, spans[0]))
            for key, provision in self._side.by_key.items()
            for variant, spans in _standing(provision.words, wording).items()
        ]

    def places(self, wording: Wording) -> Iterator[tuple[str, list[tuple[str, Span]]]]:
        """Yield each provision where variants stand, with every variant and its place, as `left` finds them."""
        for key, provision in self._side.by_key.items():
            found = _standing(provision.words, wording)
            if found:
                yield key, [(variant, span) for variant, spans in found.items() for span in spans]

    def review(self, wording: Wording) -> list[Finding]:
        """Return what the terms engine finds amiss with one of these wordings, by a key of what and not of where."""
        wanted = {fold(form) for form in (wording.keep, *wording.variants)}
        found: dict[str, Finding] = {}
        for one in self._terms:
            if wanted.intersection(fold(variant.form) for variant in one.variants):
                key = f"term:{one.code}:{fold(one.term)}"
                found.setdefault(key, Finding(key, one.message, self._first_place(one, wording.keep)))
        return list(found.values())

    @cached_property
    def _lines(self) -> list[str]:
        """For each line of the text as it is reviewed the provision it is of."""
        return [key for key, provision in self._side.by_key.items() for _ in provision.words.split("\n")]

    @cached_property
    def _terms(self) -> list[TermFinding]:
        texts = [line for provision in self._side.by_key.values() for line in provision.words.split("\n")]
        paper = Paper("", "txt", tuple(Line(text, number) for number, text in enumerate(texts, start=1)))
        return [one for one in review_terms([paper]).findings if one.severity is not Severity.HINT]

    def _first_place(self, finding: TermFinding, keep: str) -> str | None:
        odd = [variant for variant in finding.variants if fold(variant.form) != fold(keep)] or finding.variants
        lines = [place.line for variant in odd for place in variant.places]
        return self._lines[min(lines) - 1] if lines else None


def _standing(words: str, wording: Wording) -> dict[str, list[Span]]:
    """Return variant → where it stands in `words`, each place told for the longest variant alone."""
    kept = places_of(words, wording.keep)
    taken: list[Span] = []
    found: dict[str, list[Span]] = {}
    for variant in sorted(wording.variants, key=len, reverse=True):
        same = fold(variant) == fold(wording.keep)
        for span in places_of(words, variant):
            within = _is_written(words[slice(*span)], wording.keep, variant) if same else _is_within(span, kept)
            if within or _is_within(span, taken) or _is_explained(words[span[1] :], wording.keep):
                continue
            taken.append(span)
            found.setdefault(variant, []).append(span)
    return found


def _is_within(span: Span, others: list[Span]) -> bool:
    return any(other[0] <= span[0] and span[1] <= other[1] for other in others)


def _is_written(words: str, keep: str, variant: str) -> bool:
    """Return whether words that two spellings share are written as the one to keep, or at least not as the other.

    Where the two differ in capitals alone, capitals count; else a capital at the beginning of a sentence does not.
    """
    as_written, other = _composed(words), _composed(variant)
    if other.lower() == _composed(keep).lower():
        return as_written != other
    return as_written.lower() != other.lower()


def _composed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_explained(rest: str, keep: str) -> bool:
    """Return whether the wording to keep follows in brackets: a long form that explains it once must stand."""
    bracket = _BRACKETED.match(rest)
    return bracket is not None and bool(places_of(bracket[1], keep))


def _excerpt(words: str, span: Span) -> str:
    start, end = max(0, span[0] - _AROUND), min(len(words), span[1] + _AROUND)
    start = words.find(" ", start, span[0]) + 1 if start else 0
    end = max(words.rfind(" ", span[1], end), span[1]) if end < len(words) else end
    told = " ".join(words[start:end].split())
    return f"{'…' if start else ''}{told}{'…' if end < len(words) else ''}"


def findings_of(left: list[Left], side: Side) -> Iterator[Finding]:
    """Yield a finding for every provision and variant that is left."""
    for one in left:
        label = side.by_key[one.provision].label
        often = f" ({one.times} lần)" if one.times > 1 else ""
        yield Finding(
            f"variant:{one.provision}:{one.variant}",
            f"{label[:1].upper()}{label[1:]} còn viết “{one.variant}”{often}: {one.around}",
            one.provision,
        )


def counts(left: list[Left]) -> Counter[str]:
    """Return provision → how many places are left in it."""
    told: Counter[str] = Counter()
    for one in left:
        told[one.provision] += one.times
    return told
