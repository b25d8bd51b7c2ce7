"""Documents named in a sentence: by number, by ordinal and issuer, by a law's name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dongbo.engines.citations.aliases import LISTED_NAMES, full_number
from dongbo.engines.citations.issuers import further_issuers, issuer_after, unlisted_issuer_after
from dongbo.engines.numbers import (
    TYPE_PATTERN,
    UPPER,
    DocumentNumber,
    FoundNumber,
    Grammar,
    agency_named,
    agency_of,
    find_dates,
    find_numbers,
    type_named,
)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document named at `start`..`end` of a text."""

    number: str | None
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None
    start: int
    end: int


_TYPE_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<type>{TYPE_PATTERN}|văn bản)\s+(?:(?:liên tịch|này)\s+)?(?:số\s*:?\s*|mang số\s+)?$",
    re.IGNORECASE,
)
_LAW_BEFORE = re.compile(r"(?<![^\W_])(?P<type>Bộ luật|Luật|Pháp lệnh|Nghị quyết|BỘ LUẬT|LUẬT|PHÁP LỆNH)(?=\s)")
_NOT_DOCUMENTS = re.compile(
    r"(?:mẫu|biểu|phụ lục|hợp đồng|ký hiệu|tờ khai|QCVN|TCVN|bảng|hồ sơ|tài khoản)\s*(?:số\s*)?:?$", re.I
)
_NEVER_CITED = [
    type_named(name)
    for name in ("Hợp đồng", "Giấy mời", "Giấy giới thiệu", "Giấy nghỉ phép", "Phiếu gửi", "Phiếu chuyển", "Phiếu báo")
]
_JOINT = ("TTLT", "NQLT")
_DATE_AFTER = re.compile(r"[\s,(]*(?:được\s+)?(?:ban hành\s+|ký\s+|ký ban hành\s+)?$")
_SHORT = re.compile(
    rf"(?<![^\W_])(?P<type>{TYPE_PATTERN})\s+(?:số\s*)?(?P<ordinal>\d{{1,4}})(?![\d./-]|\s*[/-]\s*[A-ZĐ\d])(?!\s*%)",
    re.IGNORECASE,
)
_LAW_NAMED = re.compile(rf"(?<![^\W_])(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?=(?:[{UPPER}]|sửa đổi)[^;:.()\"”\n]{{2}})")
_AMENDING_NAME = re.compile(
    r"sửa đổi(?:, bổ sung)?\s+(?:một số|các)\s+điều\s+của\s+(?:(?:Bộ luật|Luật)\s+)?", re.IGNORECASE
)
_NAME_STOPS = re.compile(r"[;:.()\"”\n|]")
_CONSTITUTION = re.compile(
    r"(?<![^\W_])Hiến pháp(?:\s+nước\s+Cộng h\w+ xã hội chủ nghĩa Việt Nam)?(?:\s+năm\s+(?P<year>\d{4}))?(?![^\W_])"
)
_AFTER_AND = "Luật|Bộ luật|Nghị|Pháp lệnh|Thông tư|văn bản|quy định|pháp luật|hướng dẫn|dự án|dự thảo|đề án"
_AFTER_COMMA = "Luật|Bộ luật|Nghị|các|pháp luật|quy định|và|khoản|điểm|Điều|thì|được|trừ|theo"
_AFTER_NAME = (
    r"số(?=\s*:?\s*\d)|trình|ngày|này|hoặc|quy định|có|được|đã|phải|thì|là|khi|để|theo|thi hành|hiện hành|"
    "sửa đổi|đối với|với|trong|cho|tại|từ|mà|do|bởi|về|như|nếu|không|sẽ|trừ|kể từ|nhằm|trên|hết|trước|sau|"
    "chậm nhất|vào|cũng|hay"
)
_NAME_ENDS = re.compile(
    rf"\s+(?:{_AFTER_NAME}|năm\s+\d{{4}}|và\s+(?:các\s+)?(?:{_AFTER_AND}))(?![^\W_])|,\s+(?:{_AFTER_COMMA})(?![^\W_])"
)


def named_documents(text: str, known_names: frozenset[str] = frozenset()) -> list[NamedDocument]:
    """Return the documents named in `text`, in order, without overlaps.

    `known_names` are laws' names the paper cites in full elsewhere ("Phòng, chống ma túy"): a name with a comma is
    only recognised whole when it is known.
    """
    found = list(_numbered(text))
    for named in (*_short(text), *_laws(text, known_names), *_constitution(text)):
        if all(named.end <= each.start or named.start >= each.end for each in found):
            found.append(named)
    return sorted(found, key=lambda each: each.start)


def _numbered(text: str) -> Iterator[NamedDocument]:
    floor = 0
    list_type: str | None = None
    for each in find_numbers(text):
        before = text[floor : each.start]
        kind = _TYPE_BEFORE.search(before)
        named = None if kind else _law_before(before, each.number)
        if kind and type_named(kind["type"]) in _NEVER_CITED:
            continue
        if kind is None and named is None and not _stands_alone(each.number, before):
            continue
        start = each.start
        title = None
        type_name: str | None = None
        if kind:
            start, type_name = floor + kind.start(), _type_called(kind["type"])
        elif named:
            start, type_name, title = floor + named[0], named[1], named[2]
        elif re.search(r"^\s*(?:,|;|và|hoặc)", before) and list_type:
            type_name = list_type
        document = _described(each, text, type_name, title)
        yield replace(document, start=start)
        floor, list_type = document.end, document.type


def _type_called(name: str) -> str | None:
    kind = type_named(name)
    return kind.name if kind else None


def _stands_alone(number: DocumentNumber, before: str) -> bool:
    """Tell whether a number without a type's name before it is a document's, not a form's or a contract's."""
    if _NOT_DOCUMENTS.search(before):
        return False
    if number.grammar in (Grammar.LAW, Grammar.PARTY):
        return True
    if number.grammar is Grammar.STATE:
        return number.year is not None or agency_of(re.split(r"[-/]", number.body)[0]) is not None
    return False


def _law_before(before: str, number: DocumentNumber) -> tuple[int, str, str] | None:
    """Return (place, type, name) of the law whose number follows: "Luật A số", "Luật sửa đổi … của Luật A số"."""
    if number.grammar is not Grammar.LAW and number.abbreviation not in ("PL", "L"):
        return None
    clause = re.split(r"[;:.]\s", before)[-1]
    offset = len(before) - len(clause)
    heads = list(_LAW_BEFORE.finditer(clause))
    if not heads:
        return None
    amending = (head for head in heads if re.match(r"\s+sửa đổi", clause[head.end() :], re.IGNORECASE))
    head = next(amending, heads[-1])
    name = re.sub(r"[\s,]*(?:số\s*:?)?\s*$", "", clause[head.end() :]).strip()
    return offset + head.start(), head["type"].capitalize(), name or ""


def _described(each: FoundNumber, text: str, type_name: str | None, title: str | None) -> NamedDocument:
    number = each.number
    date, at = _date_after(text, each.end)
    inferred = agency_of(re.split(r"[-/]", number.body)[0]) if number.body else None
    named = issuer_after(text, at) or (None if inferred else unlisted_issuer_after(text, at))
    issuer, end = named or (None, at)
    type_name = type_name or (number.types[0].name if number.types else None)
    if type_name is None and number.grammar is Grammar.LETTER:
        type_name = "Công văn"
    if issuer and number.abbreviation in _JOINT:
        others, end = further_issuers(text, end)
        issuer = "; ".join((issuer, *others))
    who = issuer or (inferred.name if inferred else None)
    return NamedDocument(number.text, type_name, who, date, title or None, each.start, end)


def _date_after(text: str, at: int) -> tuple[str | None, int]:
    found = next(find_dates(text[at : at + 80]), None)
    if found is None or not _DATE_AFTER.match(text[at : at + found.start]):
        return None, at
    end = at + found.end
    return found.iso, end + (text[end : end + 1] == ")")


def _short(text: str) -> Iterator[NamedDocument]:
    for match in _SHORT.finditer(text):
        date, at = _date_after(text, match.end())
        issuer = issuer_after(text, at)
        type_name = _type_called(match["type"])
        if issuer is None or type_name is None:
            continue
        year = date[:4] if date else None
        number = full_number(match["ordinal"], type_name, issuer[0], year)
        if number:
            yield NamedDocument(number, type_name, issuer[0], date, None, match.start(), issuer[1])


def _laws(text: str, known_names: frozenset[str]) -> Iterator[NamedDocument]:
    for match in _LAW_NAMED.finditer(text):
        tail = text[match.end() : match.end() + _LONGEST_NAME + 40]
        name = _law_name(_NAME_STOPS.split(tail, maxsplit=1)[0], known_names)
        if name is None:
            continue
        end = match.end() + len(name)
        year = re.match(r"\s+năm\s+(\d{4})", text[end : end + 20])
        date, end = _date_after(text, end + (year.end() if year else 0))
        issuer = "Ủy ban Thường vụ Quốc hội" if match["type"] == "Pháp lệnh" else "Quốc hội"
        written = f"{name} năm {year[1]}" if year else name
        yield NamedDocument(None, match["type"], issuer, date, written, match.start(), end)


def _constitution(text: str) -> Iterator[NamedDocument]:
    for match in _CONSTITUTION.finditer(text):
        title = f"Hiến pháp năm {match['year']}" if match["year"] else "Hiến pháp"
        yield NamedDocument(None, "Hiến pháp", "Quốc hội", None, title, match.start(), match.end())


def ends_a_name(name: str) -> bool:
    """Tell whether words after a law's name stand in `name`: it runs on into its sentence."""
    return bool(_NAME_ENDS.search(name[len(_known_head(name, LISTED_NAMES)) :]))


def _known_head(tail: str, names: Iterable[str]) -> str:
    """Return the longest known name that `tail` begins with, in whatever case, and that ends there."""
    lowered = tail.lower()
    longest = 0
    for name in names:
        rest = tail[len(name) :]
        if len(name) > longest and lowered.startswith(name.lower()) and _name_may_end(rest):
            longest = len(name)
    return tail[:longest]


def _name_may_end(rest: str) -> bool:
    return not rest.strip() or rest[0] in ",-–" or _NAME_ENDS.match(rest) is not None or rest.startswith(" và ")


def _law_name(tail: str, known_names: frozenset[str]) -> str | None:
    amending = _AMENDING_NAME.match(tail)
    if amending:
        rest = _law_name(tail[amending.end() :], known_names)
        return amending[0] + rest if rest else None
    known = _known_head(tail, (*known_names, *LISTED_NAMES))
    if known:
        return known
    end = _NAME_ENDS.search(tail)
    name = tail[: end.start()] if end else re.split(r",", tail)[0]
    if end and name.count(",") > 1:
        name = name.split(",")[0]
    name = name.strip(" ,-–")
    return name if 3 <= len(name) <= _LONGEST_NAME and not agency_named(name) else None


_LONGEST_NAME = 120
