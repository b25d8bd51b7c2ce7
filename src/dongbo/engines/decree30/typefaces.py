"""The typefaces a paper may be set in on this machine, those wanted most first, each with the hash of its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import typst

from dongbo.engines.decree30.rules import layout_rules
from dongbo.engines.decree30.typeset import SUBSTITUTES

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face: its family, its cut ("italic 700"), and the SHA-256 of its file; of one that comes with Typst, which."""

    family: str
    cut: str
    source: str


@cache
def typefaces() -> tuple[Typeface, ...]:
    """Return the faces of official papers that this machine has; those of the family wanted most come first."""
    wanted = [layout_rules(party=False, on=None).font, *SUBSTITUTES]
    found = {
        (wanted.index(one.family), one.weight, one.style, _source(one.path))
        for one in typst.Fonts().fonts()
        if one.family in wanted
    }
    return tuple(Typeface(wanted[place], f"{style} {weight}", source) for place, weight, style, source in sorted(found))


def difference(then: Iterable[Typeface], now: Iterable[Typeface]) -> tuple[list[str], list[str]]:
    """Return which faces there were then and are not now, and which are new, each by family, cut and source."""
    old, new = set(then), set(now)
    return [_called(one) for one in sorted(old - new, key=_called)], [
        _called(one) for one in sorted(new - old, key=_called)
    ]


def _called(face: Typeface) -> str:
    return f"{face.family} {face.cut} ({face.source[:_SHORT]})"


@cache
def _source(path: str | None) -> str:
    if path is None:
        return f"typst {version('typst')}"
    return sha256(Path(path).read_bytes()).hexdigest()
