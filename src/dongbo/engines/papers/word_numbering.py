"""Automatic numbers of a Word paper, counted the way Word shows them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from dongbo.engines.papers.word_styles import VAL, W, whole_number

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart_after: int | None


@dataclass(slots=True)
class _List:
    """One numbering instance: `counter` names the count it shares with other instances of the same definition."""

    counter: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of one paper and how far each has counted; the numbering part is read when first needed."""

    _source: Callable[[], etree._Element | None]
    _known: dict[str, _List] | None = None
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @property
    def _lists(self) -> dict[str, _List]:
        if self._known is None:
            self._known = _read_lists(self._source())
        return self._known

    def label(self, identity: str, level: int) -> str:
        """Count one more paragraph of a list at `level` and return its label: "1.", "a)", "-"; "" for none."""
        numbered = self._lists.get(identity)
        if numbered is None or level not in numbered.levels:
            return ""
        counts = self._counts.setdefault(numbered.counter, {})
        self._advance(identity, numbered, counts, level)
        own = numbered.levels[level]
        if own.form == "bullet":
            return "+" if own.text.strip() == "+" else "-"
        if own.form == "none":
            return ""
        return _PLACE.sub(lambda place: _shown(numbered, counts, int(place[1]) - 1), own.text).strip()

    def _advance(self, identity: str, numbered: _List, counts: dict[int, int], level: int) -> None:
        own = numbered.levels[level]
        if level in numbered.restarts and (identity, level) not in self._begun:
            counts[level] = numbered.restarts[level]
        else:
            counts[level] = counts.get(level, own.start - 1) + 1
        self._begun.add((identity, level))
        for deeper in [depth for depth in counts if depth > level]:
            after = numbered.levels[deeper].restart_after if deeper in numbered.levels else None
            if after is None or level < after:
                del counts[deeper]


def _shown(numbered: _List, counts: dict[int, int], level: int) -> str:
    known = numbered.levels.get(level)
    if known is None:
        return ""
    return _FORMS.get(known.form, str)(counts.get(level, known.start))


def _read_lists(root: etree._Element | None) -> dict[str, _List]:
    if root is None:
        return {}
    definitions = {each.get(f"{W}abstractNumId", ""): _read_levels(each) for each in root.iterfind(f"{W}abstractNum")}
    return {each.get(f"{W}numId", ""): _read_list(each, definitions) for each in root.iterfind(f"{W}num")}


def _read_levels(definition: etree._Element) -> dict[int, _Level]:
    return {whole_number(level.get(f"{W}ilvl"), 0): _read_level(level) for level in definition.iterfind(f"{W}lvl")}


def _read_level(level: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else found.get(VAL, default)

    restart = value("lvlRestart", "")
    start = value("start", "1")
    return _Level(
        start=whole_number(start, 1),
        form=value("numFmt", "decimal"),
        text=value("lvlText", ""),
        restart_after=int(restart) if restart.isdigit() else None,
    )


def _read_list(number: etree._Element, definitions: dict[str, dict[int, _Level]]) -> _List:
    reference = number.find(f"{W}abstractNumId")
    definition = "" if reference is None else reference.get(VAL, "")
    levels = dict(definitions.get(definition, {}))
    restarts: dict[int, int] = {}
    for override in number.iterfind(f"{W}lvlOverride"):
        depth = whole_number(override.get(f"{W}ilvl"), 0)
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[depth] = _read_level(own)
        start = override.find(f"{W}startOverride")
        if start is not None and start.get(VAL, "").isdigit():
            restarts[depth] = int(start.get(VAL, "1"))
    return _List(definition, levels, restarts)


def roman(number: int) -> str:
    """Return a Roman numeral; numbers under 1 as Arabic digits."""
    if number < 1:
        return str(number)
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs


def _letter(number: int) -> str:
    """Word's own letters: a … z, then aa, bb …: it knows no đ."""
    if number < 1:
        return str(number)
    turns, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
}
