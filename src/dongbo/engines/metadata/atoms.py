"""The parts a paper's header is made of, told apart wherever the lines were cut or joined.

A file gives the two columns of the header one after the other, side by side on one line, or in the cells of a
table; a part is therefore known by its words first and by its place second.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dongbo.engines.numbers import DOCUMENT_TYPES, LOWER, UPPER
from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.vietnamese import clean, fold


class Part(StrEnum):
    """What a piece of a header is."""

    NATIONAL = "national"
    MOTTO = "motto"
    PARTY = "party"
    RULE = "rule"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TYPE = "type"
    ABOUT = "about"
    URGENCY = "urgency"
    ADDRESSEE = "addressee"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a header line: what it is, its words, and the line it stands on."""

    part: Part
    text: str
    line: Line


_MARKS = re.compile(r"^\s*(?:[>#]+\s+|\|\s*)|\*\*|__(?=\w)|(?<=\w)__|\\(?=[-.*#|_()\[\]+!])")
_WIDEST_LAYOUT_TABLE = 3
_LONE_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^[\s\-_=—–*.·•~|:]*$")
_MOTTO = r"doc lap\W{1,5}tu do\W{1,5}hanh phuc"
_NATIONAL = r"cong ho\w* xa ho\w* chu n\w+ viet(?: nam|$)"
_PARTY = r"dang cong san viet nam"
_HEADINGS = re.compile(f"(?P<motto>{_MOTTO})|(?P<national>{_NATIONAL})|(?P<party>{_PARTY})")
_DATE = re.compile(
    r"(?:(?P<place>[^\W\d_][^,;:\d]{1,40}?)(?:\s*[,.]\s*|\s+))?"
    r"ng[àa]y\s*[\d.…_\s/]*(?:tháng[\d.…_\s]*năm[\d.…_\s]*|\d{4})\.?\s*$",
    re.IGNORECASE,
)
_LABELS = (
    "luật|bộ luật|nghị quyết|nghị quyết liên tịch|pháp lệnh|lệnh|nghị định|thông tư|thông tư liên tịch|"
    "quyết định|chỉ thị|văn bản hợp nhất|kết luận|quy định|hướng dẫn|kế hoạch|thông báo"
)
_NUMBER = re.compile(
    rf"^(?:(?:{_LABELS})\s+)?số\b\s*:?"
    r"(?:[\s.…_]*[-/][^:;,()]*|\s*\d[^:;,()/-]{0,12}[-/][^:;,()]*|[\s.…_]*)$",
    re.IGNORECASE,
)
_INNER_NUMBER = re.compile(r"(?:(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s+)?\b[Ss]ố\s*:")
_INNER_DATE = re.compile(
    rf"(?:TP\.\s*)?[{UPPER}][{LOWER}]+(?:[\s.-]+[{UPPER}][{LOWER}]+)*\s*,\s*ngày[\d.…_\s]*tháng[\d.…_\s]*năm"
)
_URGENCY = {"hỏa tốc", "thượng khẩn", "khẩn"}
_TYPE_NAMES = sorted((fold(kind.name) for kind in DOCUMENT_TYPES), key=len, reverse=True)
_ENGLISH_TYPES = {kind.english.upper() for kind in DOCUMENT_TYPES if kind.english}


def bare(text: str) -> str:
    """Return `text` in lower case without marks, sign for sign: places in it are places in `text` (NFC)."""
    return "".join(map(_bare_sign, text))


def _bare_sign(sign: str) -> str:
    if sign in "đĐ":
        return "d"
    lowered = unicodedata.normalize("NFD", sign)[0].lower()
    return lowered if len(lowered) == 1 else sign


def is_upper(text: str) -> bool:
    """Tell whether the letters of `text` are nearly all capitals, as agencies and types are printed."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and sum(sign.isupper() for sign in letters) >= 0.8 * len(letters)


def written_lines(paper: Paper) -> list[Line]:
    """Return a paper's lines, tidy and without Markdown marks, empty ones dropped.

    The cells of a narrow table are lines too: headers and signatures are often laid out in one. A wide table
    is matter of an annex and is left out.
    """
    return [tidy for line in _every_line(paper) if (tidy := _tidy(line)).text]


def _every_line(paper: Paper) -> Iterator[Line]:
    for block in paper.blocks:
        if not isinstance(block, Table):
            for text in block.text.split("\n"):
                yield from _columns(replace(block, text=text))
        elif len(block.rows[0]) <= _WIDEST_LAYOUT_TABLE:
            yield from _cell_lines(block)


def _columns(line: Line) -> Iterator[Line]:
    """Part a lone row of a Markdown table, which has no rule below it and so is read as a line."""
    row = _LONE_ROW.match(line.text)
    cells = row[1].split("|") if row else []
    if 1 < len(cells) <= _WIDEST_LAYOUT_TABLE:
        for column, cell in enumerate(cells, start=1):
            yield replace(line, text=cell, column=column)
    else:
        yield line


def _cell_lines(table: Table) -> Iterator[Line]:
    for offset, row in enumerate(table.rows):
        for column, cell in enumerate(row, start=1):
            for text in cell.split("\n"):
                yield Line(text=text, number=table.number + offset, page=table.page, column=column)


def _tidy(line: Line) -> Line:
    text = clean(_MARKS.sub("", line.text)).strip()
    if text.startswith("*") and text.endswith("*") and len(text) > 2:
        text = text.strip("*").strip()
    return replace(line, text=text)


def atoms_of(line: Line) -> Iterator[Atom]:
    """Yield the pieces of one header line in reading order."""
    at = 0
    for match in _HEADINGS.finditer(bare(line.text)):
        written = line.text[match.start() : match.end()]
        if match.lastgroup != "motto" and not is_upper(written) and written != line.text:
            continue
        yield from _pieces(line.text[at : match.start()], line)
        yield Atom(Part(match.lastgroup or ""), written, line)
        at = match.end()
    yield from _pieces(line.text[at:], line)


def _pieces(text: str, line: Line) -> Iterator[Atom]:
    for piece in _split_before(_INNER_NUMBER, text.strip()):
        for smaller in _split_before(_INNER_DATE, piece):
            yield from _classified(smaller.strip(), line)


def _split_before(pattern: re.Pattern[str], text: str) -> list[str]:
    match = pattern.search(text)
    return [text[: match.start()], text[match.start() :]] if match else [text]


def _classified(text: str, line: Line) -> Iterator[Atom]:
    if not text:
        return
    if _RULE.match(text):
        yield Atom(Part.RULE, text, line)
        return
    typed = _typed(text)
    if typed:
        yield Atom(Part.TYPE, typed[0], line)
        if typed[1]:
            yield Atom(Part.TEXT, typed[1], line)
        return
    yield Atom(_simple_part(text), text, line)


def _simple_part(text: str) -> Part:
    if fold(text).strip(" .!*") in _URGENCY:
        return Part.URGENCY
    if _NUMBER.match(text):
        return Part.NUMBER
    if _DATE.match(text):
        return Part.PLACE_DATE
    if re.match(r"(?:V/v|v/v|V/V|Về việc\s*:)", text):
        return Part.ABOUT
    return Part.ADDRESSEE if re.match(r"kính\s+(?:gửi|trình)\b", text, re.IGNORECASE) else Part.TEXT


def _typed(text: str) -> tuple[str, str] | None:
    """Return (type's name, rest) when `text` is a type's name, alone or run on with the subject."""
    folded = fold(text).strip(" :.*")
    if folded in _TYPE_NAMES or text.strip(" :.*").upper() in _ENGLISH_TYPES:
        return text.strip(" :.*"), ""
    if not is_upper(text) or not text[0].isupper():
        return None
    for name in _TYPE_NAMES:
        head, rest = text[: len(name)], text[len(name) :]
        if fold(head) == name and rest and (rest[0] == " " or rest[:1].isupper()) and not re.search(r"[/\d]", rest):
            return head, rest.strip()
    return None
