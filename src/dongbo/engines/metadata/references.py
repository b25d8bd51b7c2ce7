"""What a paper says of itself: its number and date in annexes, when it was passed, when it takes effect."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dongbo.engines.metadata.model import Evidence
from dongbo.engines.numbers import DOCUMENT_TYPES, TYPE_PATTERN, DocumentNumber, find_dates, find_numbers, parse_number
from dongbo.engines.papers import Line
from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class OwnReference:
    """A place where a paper names itself: under an annex's title ("Kèm theo …") or in its first lines."""

    type_name: str
    number: DocumentNumber
    date: str | None
    issuer: str | None
    subject: str | None
    line: Line
    text: str
    annex: bool = False
    lead: bool = False


_REFERENCE = re.compile(rf"(?P<type>{TYPE_PATTERN})\s+số\s*:?\s*(?=\d)", re.IGNORECASE)
_ANNEX_LEAD = re.compile(r"^\W*(?:Ban hành\s+|Được ban hành\s+|Phê duyệt\s+)?kèm\s+(?:theo\s+)?", re.IGNORECASE)
_ENGLISH = re.compile(
    r"^(?P<type>Decision|Decree|Resolution|Circular|Order|Law)\s+No\.\s*(?P<number>\d[\w./-]*\w)\s+of\s+"
    r"(?P<date>\w+\s+\d{1,2},\s+\d{4}),\s*(?P<subject>.+)$"
)
_ENGLISH_ABBREVIATIONS = {"ND-CP": "NĐ-CP", "QD-TTg": "QĐ-TTg"}
_PASSED = re.compile(r"(?:thông qua|passed)\b", re.IGNORECASE)
_SELF_PASSED = re.compile(r"^(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh|This)\b", re.IGNORECASE)
_TAKES_EFFECT = re.compile(
    r"^(?:Điều\s+\d+\.?\s*|Article\s*\d+\.?\s*|\d+\.\s*|Hiệu lực[^.]*\.\s*)*"
    r"(?P<what>[^\W\d_][\w\s]{0,60}?này|This \w+)"
    r"\s+(?:bắt đầu\s+|chính thức\s+)?(?:có hiệu lực|có giá trị|takes effect)(?P<when>[^;.]*)",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(r"\b(?:trước|sau|từ|đến|tính đến|vào)\s+(?:ngày|khi|thời điểm)\b")
"""Words before "Thông tư này có hiệu lực" that count from that day and do not state it."""
_FROM_SIGNING = re.compile(r"từ ngày ký|ngày ban hành|date of its signing", re.IGNORECASE)
_BY = re.compile(r"của\s+(?P<who>(?:Bộ|Ban|Chính phủ|Thủ tướng|Quốc hội|Ủy ban)[^,;.()]*?)(?:\s+(?P<about>về\s.+))?$")
_DATE_FOLLOWS = 12
_LEAD_LINES = 6
_LONGEST_CLOSING = 500


def own_references(lines: list[Line]) -> list[OwnReference]:
    """Return where the paper names itself, its annexes' "Kèm theo …" and its first lines."""
    return [*_lead_references(lines[:_LEAD_LINES]), *_annex_references(lines)]


def _lead_references(lines: list[Line]) -> Iterator[OwnReference]:
    for line in lines:
        english = _ENGLISH.match(line.text)
        if english:
            written = english["number"]
            for plain, marked in _ENGLISH_ABBREVIATIONS.items():
                written = written.replace(plain, marked)
            number = parse_number(written)
            date = next((found.iso for found in find_dates(english["date"])), None)
            if number:
                yield OwnReference(english["type"], number, date, None, english["subject"], line, line.text, lead=True)
            continue
        if line.text.startswith(("Căn cứ", "Theo ", "Kèm ", "(")) or "sửa đổi" in fold(line.text):
            continue
        match = _REFERENCE.search(line.text)
        if match and (match.start() == 0 or "ban hành" in line.text[: match.start()]):
            found = _reference(match, line, line.text)
            if found and (found.date or len(line.text) < 60):
                yield found


def _annex_references(lines: list[Line]) -> Iterator[OwnReference]:
    for index, line in enumerate(lines):
        lead = _ANNEX_LEAD.match(line.text)
        if not lead or not line.text.lstrip().startswith(("(", "[", "Kèm", "Ban hành kèm")):
            continue
        text = line.text
        if not text.rstrip().endswith(")") and index + 1 < len(lines):
            text = f"{text} {lines[index + 1].text}"
        match = _REFERENCE.match(text, lead.end())
        found = _reference(match, line, text, annex=True) if match else None
        if found:
            yield found


def _reference(match: re.Match[str], line: Line, text: str, *, annex: bool = False) -> OwnReference | None:
    found = next(find_numbers(text[match.end() :]), None)
    if found is None or found.start > 0:
        return None
    after = text[match.end() + found.end :]
    dates = [each for each in find_dates(after) if each.start < _DATE_FOLLOWS]
    by = _BY.search(after)
    return OwnReference(
        type_name=match["type"],
        number=found.number,
        date=dates[0].iso if dates else None,
        issuer=by["who"].strip() if by else None,
        subject=by["about"].rstrip(" .") if by and by["about"] else None,
        line=line,
        text=text[match.start() :].strip(" ()"),
        annex=annex,
        lead=not annex,
    )


def passed_date(lines: list[Line]) -> tuple[str, Evidence] | None:
    """Return the day a law was passed: the last "Luật này được Quốc hội … thông qua ngày …"."""
    for line, text in reversed(list(_unwrapped(lines))):
        at = _PASSED.search(text)
        if at is None or not _SELF_PASSED.match(text) or len(text) > _LONGEST_CLOSING:
            continue
        after = next(find_dates(text[at.start() :]), None)
        if after and after.iso:
            return after.iso, Evidence(line.number, text, 0.9)
    return None


def _unwrapped(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Yield each line with its text, and with the next line's where a page's width broke the sentence."""
    for index, line in enumerate(lines):
        text = line.text
        if index + 1 < len(lines) and not text.endswith((".", ";", ":", "/")):
            text = f"{text} {lines[index + 1].text}"
        yield line, text


def effective_date(lines: list[Line], type_name: str | None, date: str | None) -> tuple[str, Evidence] | None:
    """Return the day the paper says it takes effect; "từ ngày ký" is the paper's own date."""
    for line, text in _unwrapped(lines):
        match = _TAKES_EFFECT.search(text)
        if match is None or not _names_itself(match["what"], type_name):
            continue
        when = re.split(r"\bđến (?:hết )?ngày|\bthay thế\b|\btrừ\b", match["when"])[0]
        stated = next((found.iso for found in find_dates(when) if found.iso), None)
        if stated:
            return stated, Evidence(line.number, text, 0.9)
        if date and _FROM_SIGNING.search(when) and not re.search(r"\bsau\b|\bdays\b", when):
            return date, Evidence(line.number, text, 0.8)
    return None


def _names_itself(what: str, type_name: str | None) -> bool:
    folded = fold(what)
    if folded.startswith("this"):
        return True
    if _OTHER_DAY.search(folded):
        return False
    names = [fold(kind.name) for kind in DOCUMENT_TYPES if kind.normative]
    named = next((name for name in sorted(names, key=len, reverse=True) if folded.endswith(f"{name} này")), None)
    return named is not None and (type_name is None or named in fold(type_name) or "hợp nhất" in fold(type_name))
