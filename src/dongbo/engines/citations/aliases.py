"""How a document is called without its full number, per issuer: "Nghị quyết số 12 của Bộ Chính trị"."""

from dongbo.engines.numbers import type_named
from dongbo.engines.vietnamese import fold

_PARTY = "{ordinal}-{party}/TW"
ALIASES: tuple[tuple[str, str], ...] = (
    ("Bộ Chính trị", _PARTY),
    ("Ban Bí thư", _PARTY),
    ("Ban Chấp hành Trung ương", _PARTY),
    ("Trung ương Đảng", _PARTY),
    ("Chính phủ", "{ordinal}/{state}-CP"),
    ("Thủ tướng Chính phủ", "{ordinal}/{state}-TTg"),
)
"""Issuer's beginning and the form its numbers take; a decree also needs its year."""


def full_number(ordinal: str, type_name: str, issuer: str, year: str | None) -> str | None:
    """Return the full number that an ordinal, a type and an issuer stand for, or None where they do not settle it."""
    kind = type_named(type_name)
    form = next((form for name, form in _BY_LENGTH if fold(issuer).startswith(fold(name))), None)
    if kind is None or form is None:
        return None
    if kind.name in ("Nghị định", "Thông tư"):
        form = form.replace("{ordinal}/", "{ordinal}/{year}/") if year else ""
    abbreviations = kind.party if form == _PARTY else kind.state
    if not form or not abbreviations:
        return None
    return form.format(ordinal=ordinal, party=abbreviations[0], state=abbreviations[0], year=year)


_BY_LENGTH = sorted(ALIASES, key=lambda alias: len(alias[0]), reverse=True)
