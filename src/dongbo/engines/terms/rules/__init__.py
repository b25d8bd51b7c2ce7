"""The rules of the terminology review, kept as dated data beside this file and never in code."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A well-known abbreviation; an `accepted` one needs no definition in a paper."""

    short: str
    full: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Forms of one term of which a paper should keep one; `standard` is the form when nothing else decides.

    `case` compares capital letters too; `hint` marks forms that are at times two things.
    """

    forms: tuple[str, ...]
    standard: str
    basis: str
    case: bool
    hint: bool


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that stopped being right on a day: the agency merged, was dissolved, or the term was replaced.

    `certainty` grades the source: A the instrument was read, B a law portal, an agency's page or a national newspaper
    tells the fact, C later papers use the new name, D from memory. C and D must be told as to be checked.
    """

    names: tuple[str, ...]
    successor: str
    since: date
    basis: str
    certainty: str
    kind: str


@cache
def abbreviations() -> Mapping[str, Abbreviation]:
    """This will return the well-known abbreviations by their short form."""
    entries = _load("abbreviations.toml")
    made = [
        *(Abbreviation(short, full, accepted=True) for short, full in entries["accepted"].items()),
        *(Abbreviation(short, full, accepted=False) for short, full in entries["known"].items()),
    ]
    return {entry.short: entry for entry in made}


@cache
def synonyms() -> tuple[Synonyms, ...]:
    """This will return the sets of forms of which one should be kept."""
    return tuple(
        Synonyms(
            tuple(entry["forms"]),
            entry["standard"],
            entry["basis"],
            entry.get("case", False),
            entry.get("hint", False),
        )
        for entry in _load("synonyms.toml")["synonyms"]
    )


@cache
def spelling_standard() -> Mapping[str, Mapping[str, str]]:
    """This will return, for tone placement and for i or y, the form to prefer and its basis."""
    standard: Mapping[str, Mapping[str, str]] = _load("synonyms.toml")["spelling"]
    return standard


@cache
def name_heads() -> Mapping[str, int]:
    """This will return the beginnings, folded, of names whose capital letters are compared.

    Each with the fewest syllables a run of words must have to count as a name.
    """
    rule = _load("synonyms.toml")["capitals"]
    instruments = dict.fromkeys(map(fold, rule["instruments"]), int(rule["shortest_instrument"]))
    return dict.fromkeys(map(fold, rule["agencies"]), 2) | instruments


@cache
def name_ends() -> re.Pattern[str]:
    """This will return the pattern of words that no name goes on with."""
    ends = map(re.escape, _load("synonyms.toml")["capitals"]["ends"])
    return re.compile(rf"(?:{'|'.join(ends)})(?!\w)")


@cache
def renamings() -> tuple[Renaming, ...]:
    """This will return the renamed or dissolved agencies and replaced terms."""
    return tuple(
        Renaming(
            tuple(entry["names"]),
            entry["successor"],
            entry["since"],
            entry["basis"],
            entry["certainty"],
            entry.get("kind", "agency"),
        )
        for entry in _load("renamed.toml")["renamed"]
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
