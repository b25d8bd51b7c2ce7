"""The numbers of an opinion: what they measure, what is to become of them, and provisions named by number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from dongbo.engines.opinions.tokens import Token

_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}
_UNITS = {"%", "nghin", "ngan", "trieu", "ti", "ngay", "tuan", "thang", "nam", "gio", "phut", "lan", "nguoi"}
_DATED = {"ngay", "thang", "nam", "quy", "khoa", "so"}
_PARTS = {"điều", "khoản", "điểm", "mục", "chương", "phần", "tiết", "trang", "bảng", "lục"}
_PARTS |= {"dieu", "khoan", "diem", "muc", "chuong", "luc"}
_LETTERED = {"điểm", "diem", "tiết"}
_COUNTED = {"quy", "mục", "muc", "chương", "chuong", "phần", "lục", "luc"}
_TOWARDS = {"thanh", "len", "con", "bang", "xuong"}
_FROM = {"tu", "vi", "cho"}
_BETWEEN = {"muc", "dat", "la", "toi", "thieu", "da", "it", "nhat", "khoang", "so", "nam", "hon", "con", "den"}
_REACH = 3
_NUMERALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SPELLED = {spelled: str(value) for value, spelled in enumerate(_NUMERALS, start=1)}


@dataclass(slots=True)
class Figures:
    """`values` with their units; of those, what is asked for (`goals`) and what it replaces (`sources`); `parts` named.

    `words` is what is left of the text when numbers and named parts are taken out.
    """

    values: set[str] = field(default_factory=set)
    goals: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    parts: set[tuple[str, str]] = field(default_factory=set)
    words: list[Token] = field(default_factory=list)


def figures_of(tokens: Sequence[Token]) -> Figures:
    """This will read the numbers of an opinion."""
    found = Figures()
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        number = _number_at(tokens, place)
        if number is None:
            if token.bare != "%" and not _stands_for_percent(tokens, place):
                found.words.append(token)
            continue
        unit = _unit_after(tokens, place)
        if before is not None and not unit and before.toned in _PARTS and found.words[-1:] == [before]:
            found.parts.add((before.bare, number))
            found.words.pop()
        else:
            _enter(found, tokens, place, number + ("" if before and before.bare in _DATED else unit))
    return found


def _enter(found: Figures, tokens: Sequence[Token], place: int, value: str) -> None:
    found.values.add(value)
    near = [token.bare for token in tokens[max(0, place - _REACH) : place]]
    while near and near[-1] in _BETWEEN and near[-1] not in _TOWARDS:
        near.pop()
    if near and near[-1] in _TOWARDS:
        found.goals.add(value)
    elif near and near[-1] in _FROM:
        found.sources.add(value)


def _number_at(tokens: Sequence[Token], place: int) -> str | None:
    """Return the number that stands at `place`, in digits, Roman after a word that counts, or spelled before a unit."""
    token = tokens[place]
    if token.number:
        return token.toned
    before = tokens[place - 1] if place else None
    if before is not None and _counts(before) and _ROMAN.fullmatch(token.toned):
        return _arabic(token.toned)
    if before is not None and before.toned in _LETTERED and len(token.toned) == 1:
        return token.toned
    if token.toned in _SPELLED and _unit_after(tokens, place) and not (before and before.number):
        return _SPELLED[token.toned] if token.toned != "năm" or _follows(tokens, place, "ngay") else None
    return None


def _unit_after(tokens: Sequence[Token], place: int) -> str:
    """Return the unit of the number at `place`, "" for none; working days are a unit of their own."""
    after = [token.bare for token in takewhile(lambda token: not token.starts, tokens[place + 1 : place + 4])]
    if after[:2] == ["phan", "tram"]:
        return "%"
    if after == ["ngay", "lam", "viec"]:
        return "ngay lam viec"
    return after[0] if after and after[0] in _UNITS else ""


def _stands_for_percent(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether the word at `place` is part of "phần trăm" after a number."""
    bare = tokens[place].bare
    return (bare == "phan" and _follows(tokens, place, "tram") and _is_number(tokens, place - 1)) or (
        bare == "tram" and place > 1 and tokens[place - 1].bare == "phan" and _is_number(tokens, place - 2)
    )


def _is_number(tokens: Sequence[Token], place: int) -> bool:
    return place >= 0 and tokens[place].number


def _follows(tokens: Sequence[Token], place: int, bare: str) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].bare == bare


def _counts(token: Token) -> bool:
    return token.toned in _COUNTED or token.bare == "quy"


def _arabic(roman: str) -> str:
    digits = [_ROMAN_DIGITS[letter] for letter in roman]
    following = [*digits[1:], 0]
    return str(sum(-digit if digit < after else digit for digit, after in zip(digits, following, strict=True)))
