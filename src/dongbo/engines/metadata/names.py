"""Names of agencies printed in capitals, written as running text has them."""

import re
from collections import Counter
from collections.abc import Sequence

from dongbo.engines.metadata.atoms import bare, is_upper
from dongbo.engines.numbers import agency_named
from dongbo.engines.papers import Line
from dongbo.engines.vietnamese import fold

_WHOLE = (
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "ủy ban mặt trận tổ quốc",
    "viện kiểm sát nhân dân",
    "tòa án nhân dân",
    "ban chấp hành",
    "ban thường vụ",
    "công an",
    "đảng ủy",
    "đảng bộ",
    "đảng đoàn",
    "quốc hội",
    "chính phủ",
    "chủ tịch",
    "bộ trưởng",
)
"""Kinds of agency that are told apart by a place or by the body they are of, not by a field."""
_OF_A_FIELD = (
    "bộ tư lệnh",
    "bộ",
    "ủy ban",
    "hội đồng",
    "tổng công ty",
    "công ty",
    "tập đoàn",
    "tổng cục",
    "chi cục",
    "cục",
    "vụ",
    "sở",
    "ban",
    "viện",
    "học viện",
    "trường",
    "trường đại học",
    "trung tâm",
    "văn phòng",
    "thanh tra",
    "phòng",
    "ngân hàng",
    "kiểm toán",
    "đài",
    "hội",
    "quỹ",
    "tổ",
)
"""Kinds of agency whose field follows with a capital: "Bộ Y tế", "Sở Tài chính"."""
_OF_A_PLACE = ("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy")
_PLACES = ("thành phố", "tỉnh", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
_JOINS = frozenset({"VÀ", "-", "–"})
_CONTINUES = frozenset({"CHỐNG", "CHỮA"})
"""Words after a comma that go on with the word before it: "Phòng, chống", "cháy, chữa cháy"."""
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,4}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE
)
_NATION = re.compile(r"\bviệt nam\b", re.IGNORECASE)


def readable_name(name: str, lines: Sequence[Line]) -> str:
    """Return an agency's name as running text writes it, where it is printed in capitals.

    The form comes from the paper's own `lines` where one holds the name or its end in small letters; else the
    field and a place's name begin with capitals (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục IV). Which other words
    are proper names cannot be known. A name that is not in capitals is returned as it is.
    """
    if not is_upper(name):
        return name
    words = name.split()
    for at in range(len(words) - 1):
        end = words[at:]
        known = agency_named(" ".join(end))
        form = known.name if known else _written_elsewhere(end, lines)
        if form and (at == 0 or _kind_at(end, (*_WHOLE, *_OF_A_FIELD))):
            head = _by_rule(words[:at])
            return f"{head} {form}".strip()
    return _by_rule(words)


def _written_elsewhere(words: Sequence[str], lines: Sequence[Line]) -> str:
    """Return the most usual form of a run of words that begins with a capital and is not in capitals."""
    phrase = r"\s+".join(map(re.escape, words))
    pattern = re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)
    forms = Counter(match[0] for line in lines for match in pattern.finditer(line.text))
    usual = [form for form, _ in forms.most_common() if form[0].isupper() and not is_upper(form)]
    return " ".join(usual[0].split()) if usual else ""


def _kind_at(words: Sequence[str], kinds: Sequence[str]) -> int:
    """Return how many of the first words are a kind of agency, 0 for none."""
    folded = [fold(word.strip(",")) for word in words]
    sizes = (len(kind.split()) for kind in kinds if folded[: len(kind.split())] == fold(kind).split())
    return max(sizes, default=0)


def _by_rule(words: Sequence[str]) -> str:
    written: list[str] = []
    at = 0
    while at < len(words):
        size, named = _piece(words[at:])
        written += named
        at += size
    text = " ".join(written)
    return _NATION.sub("Việt Nam", text[:1].upper() + text[1:])


def _piece(words: Sequence[str]) -> tuple[int, list[str]]:
    """Return how many words the next piece of a name has, and how they are written."""
    if place := _kind_at(words, _OF_A_PLACE) or _kind_at(words, _PLACES):
        return len(words), [word.lower() for word in words[:place]] + [word.title() for word in words[place:]]
    whole, field = _kind_at(words, _WHOLE), _kind_at(words, _OF_A_FIELD)
    if not (whole or field):
        return 1, [_small(words[0])]
    head = _capital_first(words[: max(whole, field)])
    return (whole, head) if whole >= field else (_field_end(words, field), [*head, *_field(words[field:])])


def _field_end(words: Sequence[str], start: int) -> int:
    """Return where a field's words end: at a place or at the end of the name."""
    return next((at for at in range(start, len(words)) if _kind_at(words[at:], _PLACES)), len(words))


def _field(words: Sequence[str]) -> list[str]:
    written: list[str] = []
    for at, word in enumerate(words[: _field_end(words, 0)]):
        before = words[at - 1] if at else "VÀ"
        begins = before in _JOINS or (before.endswith(",") and word not in _CONTINUES)
        written.append(_capital_first([word])[0] if begins and word not in _JOINS else _small(word))
    return written


def _capital_first(words: Sequence[str]) -> list[str]:
    return [_small(words[0])[:1].upper() + _small(words[0])[1:], *map(_small, words[1:])]


def _small(word: str) -> str:
    """Return a word in small letters, or as it is when it is no syllable but an abbreviation ("UBND")."""
    letters = bare(word).strip(",.")
    return word if letters.isalpha() and not _SYLLABLE.fullmatch(letters) else word.lower()
