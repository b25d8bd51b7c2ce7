"""The lists the comparison of opinions goes by, kept as data beside this file and never in code."""

import tomllib
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from importlib import resources
from typing import Any

from dongbo.engines import vietnamese


class Use(Enum):
    """What a listed form is for."""

    OPENER = auto()
    FURTHER = auto()
    CLOSER = auto()
    POLE = auto()
    NEGATION = auto()
    NEUTRAL = auto()
    AGENCY = auto()
    SAME = auto()
    LIGHT = auto()
    POINTING = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """One listed form: its folded words, the same without marks, in what words it may stand unmarked, what it reads as.

    `sure` tells that the words without marks can mean nothing else, `negates` that the form denies something.
    """

    use: Use
    words: tuple[str, ...]
    bare: tuple[str, ...]
    plain: tuple[str, ...]
    reads: tuple[str, ...]
    pole: str = ""
    sure: bool = True
    negates: bool = False


@dataclass(frozen=True, slots=True)
class Pole:
    """What an opinion may say on an axis; a firm one may not be said by one of two opinions alone."""

    axis: str
    firm: bool


@cache
def poles() -> dict[str, Pole]:
    """Return every pole by its name."""
    return {one["name"]: Pole(one["axis"], one.get("firm", False)) for one in _load("acts")["pole"]}


@cache
def forms() -> dict[tuple[str, ...], tuple[Form, ...]]:
    """Return the listed forms by the first two of their words without marks, or the only one; the longest first."""
    found: dict[tuple[str, ...], Form] = {}
    marked = set(_load("acts")["marks"]["needed"])
    for form in (*_acts(), *_padding(), *_words()):
        found.setdefault(form.words, form if " ".join(form.words) not in marked else replace(form, plain=form.words))
    by_first: dict[tuple[str, ...], list[Form]] = {}
    for form in found.values():
        by_first.setdefault(form.bare[:2], []).append(form)
    return {first: tuple(sorted(some, key=lambda form: -len(form.words))) for first, some in by_first.items()}


@cache
def doubtful_words() -> frozenset[str]:
    """Return the words without marks that may be a denial or a firm pole, and may be something else."""
    return frozenset(
        form.bare[0]
        for some in forms().values()
        for form in some
        if not form.sure and form.plain == form.bare and (form.negates or (form.pole and poles()[form.pole].firm))
    )


@cache
def short_forms() -> dict[str, str]:
    """Return the abbreviations that opinions use beside the well-known ones."""
    found: dict[str, str] = _load("abbreviations")["short"]
    return found


def _acts() -> list[Form]:
    acts = _load("acts")
    plain = set(acts["negation"]["plain"])
    found = [_form(Use.NEUTRAL, text) for text in acts["neutral"]["forms"]]
    found += [_form(Use.AGENCY, text) for text in acts["agencies"]["forms"]]
    found += [_form(Use.POLE, text, pole=one["name"]) for one in acts["pole"] for text in one["forms"]]
    for text in acts["negation"]["words"]:
        form = _form(Use.NEGATION, text, reads="không")
        found.append(replace(form, sure=form.bare[0] in plain, negates=True))
    return found


def _padding() -> list[Form]:
    padding = _load("padding")
    uses = (("openers", Use.OPENER), ("closers", Use.CLOSER), ("further", Use.FURTHER))
    return [_form(use, text) for name, use in uses for text in padding[name]]


def _words() -> list[Form]:
    words = _load("words")
    pointing = [_form(Use.POINTING, text) for text in words["pointing"]]
    light = [_form(Use.LIGHT, text) for text in words["light"]]
    same = [
        replace(_form(Use.SAME, text, reads=one["forms"][0]), negates=one.get("negative", False))
        for one in words["same"]
        for text in one["forms"]
    ]
    return pointing + light + same


def _form(use: Use, text: str, *, reads: str = "", pole: str = "") -> Form:
    words = tuple(vietnamese.syllables(text))
    bare = tuple(vietnamese.toneless_syllables(text))
    read = (f"={pole}",) if pole else tuple(vietnamese.toneless_syllables(reads)) or bare
    return Form(use, words, bare, bare, read, pole, sure=len(words) > 1 or words == bare)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
