"""Which sentences speak of a unit: those that name it, and those that go on about the unit named last."""

import re
from functools import cache

from dongbo.engines.anchors import places_of
from dongbo.engines.closure.texts import Side
from dongbo.engines.closure.wording import sentence_spans
from dongbo.engines.papers import paper_from_lines
from dongbo.engines.revisions.said import Both, Said
from dongbo.engines.terms.definitions import definitions_in
from dongbo.engines.terms.passages import corpus_of
from dongbo.engines.terms.rules import name_heads
from dongbo.engines.vietnamese import fold

_SHORTEST_AGENCY = 2
_FURTHER_HEADS = ("vụ", "phòng", "ban", "công an", "trường", "các sở", "các bộ", "các đơn vị", "các cơ quan", "đơn vị")
_NO_UNITS = (
    "ban hành", "bộ phận", "bộ máy", "bộ chỉ số", "bộ tiêu chí", "bộ dữ liệu", "sở hữu", "phòng ngừa", "phòng chống",
    "phòng, chống", "cục bộ", "bảo hiểm xã hội bắt buộc",
)  # fmt: skip


class Unit:
    """A unit by its name, and by the abbreviations that either version gives it."""

    def __init__(self, name: str, both: Both) -> None:
        self._sides = (both.texts.before, both.texts.after)
        self._names = (name, *_abbreviations(name, self._sides))

    def is_spoken_of(self, said: Said, *, now: bool) -> bool:
        """Return whether a sentence of the version after (`now`), or before, speaks of the unit."""
        side = self._sides[now]
        words = side.words(said.key)
        if self._is_named(said.text):
            return True
        if _opens_with_a_unit(said.text):
            return False
        above = [words[slice(*span)] for span in sentence_spans(words) if span[0] < said.at]
        key = side.by_key[said.key].parent
        while key is not None and key in side:
            above = [side.words(key)[slice(*span)] for span in sentence_spans(side.words(key))] + above
            key = side.by_key[key].parent
        subject = next((one for one in reversed(above) if self._is_named(one) or _opens_with_a_unit(one)), "")
        return self._is_named(subject)

    def _is_named(self, text: str) -> bool:
        return any(places_of(text, name) for name in self._names)


def _abbreviations(name: str, sides: tuple[Side, Side]) -> list[str]:
    naming = [one.words for side in sides for one in side.by_key.values() if places_of(one.words, name)]
    passages = corpus_of([paper_from_lines(dict.fromkeys(naming))]).passages
    defined = (definition for passage in passages for definition in definitions_in(passage))
    return list(dict.fromkeys(one.short for one in defined if fold(one.full) == fold(name)))


def _opens_with_a_unit(sentence: str) -> bool:
    """Return whether a sentence begins with the name of some unit: "Sở Y tế …", "- Công an tỉnh …"."""
    return _heads().match(fold(sentence)) is not None


@cache
def unit_heads() -> str:
    """Return the alternatives of a pattern, folded, for the words with which names of units begin."""
    agencies = [head for head, shortest in name_heads().items() if shortest == _SHORTEST_AGENCY]
    heads = sorted({*agencies, *map(fold, _FURTHER_HEADS)}, key=len, reverse=True)
    return "|".join(map(re.escape, heads))


@cache
def _heads() -> re.Pattern[str]:
    verbs = "|".join(map(fold, _NO_UNITS))
    return re.compile(rf"(?:[\W\d_]|\w{{1,2}}[.)])*(?!(?:{verbs})(?!\w))(?:{unit_heads()})(?!\w)")
