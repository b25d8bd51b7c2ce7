"""The words of an opinion one by one: folded, without marks, abbreviations written out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dongbo.engines import vietnamese
from dongbo.engines.opinions.rules import short_forms
from dongbo.engines.terms.rules import abbreviations

_PIECE = re.compile(r"(\d+(?:[.,]\d+)*)(?![^\W_])|([^\W_]+(?:&[^\W_]+)*)|(%)|[.;:!?\n“\"”(‘+•–]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `bare` is `toned` without marks, `name` tells of a capital that no beginning of a sentence asks for."""

    toned: str
    bare: str
    starts: bool = False
    name: bool = False
    number: bool = False


class Abbreviations:
    """Short forms and the words they stand for: those given, else those of opinions, else the well-known ones.

    One that is no Vietnamese syllable is read however it is typed ("csdl", "CĐS" as "CDS"), the others as listed.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        known = {short: one.full for short, one in abbreviations().items()}
        self._full = {
            short: _words_of(full) for short, full in (known | dict(short_forms()) | dict(given)).items() if short
        }
        self._small = {
            vietnamese.toneless(short): full for short, full in self._full.items() if not vietnamese.is_syllable(short)
        }

    def of(self, piece: str) -> tuple[Token, ...]:
        """Return the words that `piece` is short for; none where it is no short form."""
        return self._full.get(piece) or self._small.get(vietnamese.toneless(piece), ())


class Tokens:
    """This will read texts into words, remembering every written word it met."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._abbreviations = Abbreviations(given)
        self._known: dict[str, tuple[tuple[Token, ...], bool]] = {}

    def read(self, text: str) -> list[Token]:
        """Return the words and numbers of `text`; a definition such as "cơ sở dữ liệu (CSDL)" is read once."""
        found: list[Token] = []
        starts = True
        text = vietnamese.clean(text)
        shouted = _is_shouted(text)
        for match in _PIECE.finditer(text):
            number, word, percent = match.groups()
            if number is not None:
                found.append(Token(_number(number), "", starts, number=True))
            elif percent is not None:
                found.append(Token("%", "%", starts))
            elif word is not None:
                self._add(word, found, starts=starts, shouted=shouted)
            starts = match.lastindex is None
        return found

    def _add(self, piece: str, found: list[Token], *, starts: bool, shouted: bool) -> None:
        tokens, expanded = self._words(piece, shouted=shouted)
        if expanded and _ends_with(found, tokens):
            return
        if starts or shouted:
            tokens = tuple(
                Token(token.toned, token.bare, starts and place == 0, token.name and expanded)
                for place, token in enumerate(tokens)
            )
        found.extend(tokens)

    def _words(self, piece: str, *, shouted: bool) -> tuple[tuple[Token, ...], bool]:
        """Return the words of `piece` and whether it is a short form; among capitals "TƯ" is a word like the others."""
        if shouted and vietnamese.is_syllable(piece):
            return _words_of(piece), False
        if piece not in self._known:
            full = self._abbreviations.of(piece)
            self._known[piece] = (full or _words_of(piece), bool(full))
        return self._known[piece]


def _words_of(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for written in re.findall(r"[^\W_]+", text):
        for toned, bare in zip(vietnamese.syllables(written), vietnamese.toneless_syllables(written), strict=True):
            yield Token(toned, bare, name=written[0].isupper())


def _is_shouted(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) > _MOSTLY * letters


def _ends_with(found: Sequence[Token], tokens: Sequence[Token]) -> bool:
    return [one.bare for one in found[-len(tokens) :]] == [one.bare for one in tokens]


def _number(written: str) -> str:
    """Return a number as all its writings are: 05 as 5, 1.000 as 1000, 3,50 as 3.5."""
    if _THOUSANDS.fullmatch(written):
        return written.replace(".", "").lstrip("0") or "0"
    whole, point, rest = written.replace(",", ".").partition(".")
    return (whole.lstrip("0") or "0") + (point + rest).rstrip("0").rstrip(".")
