"""The grammars of document numbers: law, Party, State with a type, official letter, old forms.

Order of trial: LAW, PARTY, STATE (only with a known type abbreviation), LETTER, LEGACY (before 1997).
See Nghị định 30/2020/NĐ-CP, Điều 15 and Phụ lục I for State numbers, Hướng dẫn 36-HD/VPTW for Party numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dongbo.engines.numbers.types import DocumentType, types_of
from dongbo.engines.vietnamese import clean


class Grammar(StrEnum):
    """Which numbering a number follows."""

    LAW = "law"
    PARTY = "party"
    STATE = "state"
    LETTER = "letter"
    LEGACY = "legacy"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number taken apart.

    `text` is the tidy form ("8376/VBHN-BTP"); `ordinal` is "" where left blank, "66.7" where dotted; `body`
    is the issuing agency's part ("BKHCN-BTTTT"). `warnings` are codes: "party_body_in_state_form",
    "ordinal_blank", "body_blank".
    """

    text: str
    grammar: Grammar
    ordinal: str
    year: int | None = None
    abbreviation: str = ""
    body: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[DocumentType, ...]:
        """The types the abbreviation may stand for; empty for laws, letters and old forms."""
        return types_of(self.abbreviation, party=self.grammar is Grammar.PARTY) if self.abbreviation else ()

    @property
    def key(self) -> str:
        """The form in which two writings of the same number are equal: no leading zero, upper case."""
        return re.sub(r"^0+(?=\d)", "", self.text).upper()


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number found at `start`..`end` of a running text."""

    number: DocumentNumber
    start: int
    end: int


_UPPER = "A-ZĐƯƠÂÊÔĂÁÀẢÃẠÓÒỎÕỌÚÙỦŨỤ"
_ORDINAL = r"(?P<ordinal>\d{1,6}[a-zA-Z]?(?:\.\d{1,3})?|)"
_YEAR = r"(?:(?P<year>\d{4})/)?"
_TYPE = rf"(?P<type>[{_UPPER}][{_UPPER}a-zđ]{{0,4}})"
_WORD = rf"[{_UPPER}][{_UPPER}a-z0-9đ]*"
_PIECE = rf"[{_UPPER}0-9][{_UPPER}a-z0-9đ]*"
_OLD_BODIES = r"CP|HĐBT|HĐCP|TTg|CT|TW|CTN|HĐNN\d?|SL"
_FORMS: tuple[tuple[Grammar, re.Pattern[str]], ...] = (
    (Grammar.LAW, re.compile(rf"{_ORDINAL}/{_YEAR}(?P<body>(?:NQ/)?(?:UBTV)?QH\d{{1,2}})")),
    (Grammar.PARTY, re.compile(rf"{_ORDINAL}-{_TYPE}/(?P<body>{_WORD}(?:[-/.]{_PIECE})*|)")),
    (Grammar.STATE, re.compile(rf"{_ORDINAL}/{_YEAR}{_TYPE}[-/](?P<body>{_PIECE}(?:[-.&/]{_PIECE})*|)")),
    (Grammar.LETTER, re.compile(rf"{_ORDINAL}/{_YEAR}(?P<body>{_WORD}(?:[-.]{_PIECE})*)")),
    (Grammar.LEGACY, re.compile(rf"(?P<ordinal>\d{{1,5}})\s?[-/](?P<body>{_OLD_BODIES})")),
)
_LABEL = re.compile(r"^\s*(?:[^\W\d_]+\s){0,3}(?:số|so|no\.?)\s*[:.]?\s*", re.IGNORECASE)
_BLANK_RUN = re.compile(r"^(?:[.…_]|\s)+(?=[/-])")
_OLD_GAP = re.compile(rf"^(\d{{1,6}})\s+([{_UPPER}]{{1,4}}\s?[-/])")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-"})
_PARTY_BODIES = {"TW", "TU", "ĐU", "HU", "QU", "THU", "ThU", "VPTW"}
_CANDIDATE = re.compile(
    rf"(?<![\w/.,-])\d{{1,6}}[a-zA-Z]?(?:\.\d{{1,3}})?\s?(?:[/-]\s?\d{{4}}\s?)?"
    rf"[/-]\s?[{_UPPER}]\w{{0,30}}(?:\s?[-/&.]\s?[{_UPPER}0-9]\w{{0,30}}){{0,8}}"
)


def parse_number(text: str) -> DocumentNumber | None:
    """Return the number written in `text`, or None if it is none.

    A label before it ("Số:", "Luật số:") is skipped; blanks around the signs, other dashes and Cyrillic
    look-alikes are put right; a blank ordinal ("Số: …/2025/TT-BTC") gives `ordinal` "" and a warning.
    """
    tidy = _tidy(text)
    if not re.search(rf"[{_UPPER}]", tidy):
        return None
    for grammar, form in _FORMS:
        match = form.fullmatch(tidy)
        if match and (number := _build(grammar, match, tidy)):
            return number
    return None


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield every full number in a running text, longest reading first, with its place in `text` as given."""
    for match in _CANDIDATE.finditer(text.translate(_DASHES)):
        found = _longest(match[0])
        if found:
            number, length = found
            yield FoundNumber(number, match.start(), match.start() + length)


def _longest(candidate: str) -> tuple[DocumentNumber, int] | None:
    """Read the longest head of `candidate` that is a number: a sentence may run on after a dash."""
    while candidate:
        number = parse_number(candidate)
        if number and number.ordinal and number.body:
            return number, len(candidate)
        cut = max(candidate.rfind(sign) for sign in " -/&.")
        candidate = candidate[: max(cut, 0)].rstrip(" -/&.")
    return None


def _tidy(text: str) -> str:
    tidy = _LABEL.sub("", clean(text).translate(_DASHES)).strip(" .;,:*")
    tidy = _OLD_GAP.sub(r"\1/\2", _BLANK_RUN.sub("", tidy))
    return re.sub(r"\s*([-/])\s*", r"\1", tidy)


def _build(grammar: Grammar, match: re.Match[str], text: str) -> DocumentNumber | None:
    groups = match.groupdict()
    abbreviation, body = groups.get("type") or "", groups["body"] or ""
    if abbreviation and not types_of(abbreviation, party=grammar is Grammar.PARTY):
        return None
    if grammar is Grammar.LETTER and not (groups["ordinal"] or groups["year"]):
        return None
    year = int(groups["year"]) if groups.get("year") else None
    warnings = tuple(_warnings(grammar, groups["ordinal"] or "", body))
    return DocumentNumber(text, grammar, groups["ordinal"] or "", year, abbreviation, body, warnings)


def _warnings(grammar: Grammar, ordinal: str, body: str) -> Iterator[str]:
    if not ordinal:
        yield "ordinal_blank"
    if not body:
        yield "body_blank"
    if grammar is Grammar.STATE and is_party_body(body):
        yield "party_body_in_state_form"


def is_party_body(body: str) -> bool:
    """Tell whether an abbreviation is a Party body's; a steering committee (BCĐ…) may be either: no."""
    head = body.split("-")[0].split("/")[0]
    return head in _PARTY_BODIES or head.startswith(("ĐU", "BCSĐ")) or bool(re.fullmatch(r"(?!BCĐ)[A-ZĐ]{2,}TW", head))
