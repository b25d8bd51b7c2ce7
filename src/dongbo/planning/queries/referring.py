"""Which provisions of a draft one may want to refer to, and in which words."""

from dataclasses import dataclass

from dongbo.documents.models import ProvisionVersion, Version
from dongbo.documents.queries import outline_from
from dongbo.engines.drafting import words_for
from dongbo.engines.places import place_name
from dongbo.engines.vietnamese import toneless

MOST = 12
"""Provisions offered at once."""

_CALLED_SO, _NAMED, _TOLD, _NOT = range(4)
"""How well a provision matches: its name holds the words as typed, holds each of them, or its text does."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A provision to refer to, and the words for it; they are read back as this very provision, so they follow it."""

    row: ProvisionVersion
    words: str


@dataclass(frozen=True, slots=True)
class Referable:
    """The provisions that match, those whose number or heading does first, and how many more there are."""

    shown: list[Offered]
    more: int


def provisions_to_refer_to(version: Version, holder: ProvisionVersion, words: str) -> Referable:
    """Return the provisions whose number, heading or text hold every one of `words`, best first.

    Tone marks may be left out of them. A provision for which no words are clear from `holder`, and `holder` itself, is
    not offered. One query.
    """
    rows = list(version.provisions.order_by("rank"))
    outline = outline_from(rows, style=version.style, title="")
    nodes = dict(zip((row.pk for row in rows), outline.walk(), strict=True))
    wanted = toneless(words).split()
    ranked: dict[int, list[ProvisionVersion]] = {}
    for row in rows:
        if row.pk != holder.pk:
            ranked.setdefault(_rank(row, wanted), []).append(row)
    found = [row for rank in (_CALLED_SO, _NAMED, _TOLD) for row in ranked.get(rank, ())]
    called = words_for(outline, [nodes[row.pk] for row in found[: 4 * MOST]], nodes[holder.pk])
    offered = [Offered(row, one) for row, one in zip(found, called, strict=False) if one]
    return Referable(offered[:MOST], max(0, len(found) - MOST))


def _rank(row: ProvisionVersion, wanted: list[str]) -> int:
    name = toneless(f"{place_name(row.path)} {row.heading}").replace(",", " ").split()
    if f" {' '.join(wanted)} " in f" {' '.join(name)} ":
        return _CALLED_SO
    if all(_holds(name, word) for word in wanted):
        return _NAMED
    said = f"{' '.join(name)} {toneless(row.text)}"
    return _TOLD if all(word in said for word in wanted) else _NOT


def _holds(name: list[str], word: str) -> bool:
    """Whether a name holds a word; a number or a letter must stand alone in it."""
    return word in name if word.isdigit() or len(word) == 1 else any(word in one for one in name)
