"""Markdown papers: marks of emphasis and escapes taken off, headings and pipe tables kept as such."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dongbo.engines.papers.builder import PaperBuilder, tidy
from dongbo.engines.papers.paper import Paper
from dongbo.engines.papers.plain import decode

_HEADING = re.compile(r"(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?\s*$")
_RULER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|p|div|span|center|a|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(
    r"(?<![*\\])(\*{1,3})(?=\S)(.+?)(?<=[^ \t\\])\1(?!\*)|(?<![\w\\])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_\\])\3(?!\w)"
)
# An emphasis that is never closed is looked for to the end of its line, so the time grows with the line's square.
_LONGEST_MARKED = 4_000
_BULLET = re.compile(r"[*•]\s+")
_LIST_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+•])[ \t]+(?=\S)")
_NUMBER_IN_ITEM = re.compile(
    r"(?:\*\*|__)?(?:[a-zđ]\\?\)|\d{1,2}(?:\.\d+)*\\?[.)] |[IVX]+\\?[.)] |\(\d{1,2}\)|Điều \d)"
)
_STARTS_ANEW = re.compile(
    r"[-–—+*•]\s|\\[-+*]|\d+(?:\.\d+)*\\?[.)]|[a-zđ]\d?\\?\)|[IVXLC]+\\?[.)-]|[A-ZĐ]\\?[.)-]|Điều\s+\d|Khoản\s+\d|"
    r"(?:Phần|Chương|Mục|Tiểu mục)\s|Căn cứ\s|[*_]{1,3}\S|>|#{1,6}\s"
)
_KEY = re.compile(r"[A-Za-z_][\w-]*\s*:(?:\s|$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_PLACEHOLDER = "\ue000"


@dataclass(slots=True)
class _Source:
    """The lines, the place reached, and the indents of the bullets the current list is nested in."""

    lines: list[str]
    at: int = 0
    indents: list[int] = field(default_factory=list)


def read_markdown(data: bytes, *, name: str) -> Paper:
    """This will read Markdown: headings with their level, pipe tables, every other line without its marks.

    Raises PaperRefused as the reader of plain text does.
    """
    builder = PaperBuilder(name, "md")
    text = decode(data, builder)
    source = _Source(text.split("\n"))
    source.at = _end_of_front_matter(source.lines)
    if source.at:
        builder.add_notice("front-matter", "Phần khai báo ở đầu tệp (giữa hai dòng “---”) không thuộc văn bản, đã bỏ.")
    while source.at < len(source.lines):
        if _starts_table(source):
            _read_table(source, builder)
        else:
            _read_text(source, builder)
    return builder.build()


def _end_of_front_matter(lines: Sequence[str]) -> int:
    """Return the place after the keys and values that tools put between two "---" at the top of a file, 0 if none."""
    if lines[0].rstrip() != "---" or len(lines) < 2 or not _KEY.match(lines[1]):
        return 0
    return next((at + 1 for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)


def _starts_table(source: _Source) -> bool:
    """Whether a pipe table begins here: a row in pipes, its ruler within the lines a broken row may take."""
    if not source.lines[source.at].lstrip().startswith("|"):
        return False
    return any(_is_ruler(line) for line in _table_lines(source))


def _table_lines(source: _Source) -> list[str]:
    """Return the lines up to the next blank one: retyped tables break a row where a cell has several lines."""
    end = source.at
    while end < len(source.lines) and source.lines[end].strip():
        end += 1
    return source.lines[source.at : end]


def _is_ruler(line: str) -> bool:
    return "-" in line and "|" in line and _RULER.fullmatch(line) is not None


def _read_table(source: _Source, builder: PaperBuilder) -> None:
    lines = _table_lines(source)
    source.at += len(lines)
    rows: list[str] = []
    for line in lines:
        if line.lstrip().startswith("|") or not rows:
            rows.append(line.strip())
        else:
            rows[-1] += "\n" + line.strip()
    cells = [_cells(row) for row in rows if not _is_ruler(row)]
    if _is_layout(cells):
        for row in cells:
            for column, cell in enumerate(row, start=1):
                for part in cell.split("\n"):
                    _add(builder, part, column=column if len(row) > 1 else 0)
    else:
        builder.add_table([[_plain_cell(cell) for cell in row] for row in cells])


def _cells(row: str) -> list[str]:
    inner = row.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_LINE_BREAK_TAG.sub("\n", cell).strip() for cell in _CELL_BORDER.split(inner)]


_HEAD_OR_FOOT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận\s*:|"
    r"\b(?:TM|T/M|KT|TL|TUQ)\s?\.\s*[A-ZĐÀ-Ỹ]{2}"
)
_HEAD_OR_FOOT_ROWS = 6


def _is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds the head or the foot of an official paper rather than data."""
    if max(map(len, rows), default=0) <= 1:
        return True
    return len(rows) <= _HEAD_OR_FOOT_ROWS and any(_HEAD_OR_FOOT.search(cell) for row in rows for cell in row)


def _plain_cell(cell: str) -> str:
    parts = (tidy(unmarked(part)[0]) for part in cell.split("\n"))
    return "\n".join(filter(None, parts))


def _read_text(source: _Source, builder: PaperBuilder) -> None:
    line = source.lines[source.at]
    source.at += 1
    heading = _HEADING.match(line.strip())
    line = _listed(source, line)
    if heading:
        _add(builder, heading[2], heading=len(heading[1]))
        return
    if _FENCE.match(line):
        return
    while not _breaks(line) and source.at < len(source.lines) and _continues(source.lines[source.at]):
        line = f"{line.rstrip()} {source.lines[source.at].lstrip()}"
        source.at += 1
    for part in _LINE_BREAK_TAG.split(line):
        _add(builder, part)


def _listed(source: _Source, line: str) -> str:
    """Return `line` with a nested bullet as "+", and without a bullet that only holds a numbered line.

    Markdown shows by its indent that a bullet stands beneath another, official papers by the sign.
    """
    found = _LIST_ITEM.match(line)
    if found is None:
        if line[:1].strip():
            source.indents.clear()
        return line
    indent = len(found["indent"].expandtabs(4))
    while source.indents and source.indents[-1] > indent:
        source.indents.pop()
    if not source.indents or source.indents[-1] < indent:
        source.indents.append(indent)
    if _NUMBER_IN_ITEM.match(line, found.end()):
        return line[found.end() :]
    return f"+ {line[found.end() :]}" if len(source.indents) > 1 and found["sign"] != "+" else line


def _breaks(line: str) -> bool:
    """Whether a line ends in a hard break, or is blank."""
    return line.endswith(("  ", "\\")) or not line.strip() or line.rstrip().endswith((":", ";", ".", ":*", ":**"))


def _continues(line: str) -> bool:
    """Whether a line goes on with the paragraph above: it begins in the middle of a sentence, not with a mark."""
    bare = line.strip()
    if not bare or bare.startswith("|") or _STARTS_ANEW.match(bare):
        return False
    return bare[0].islower() or line.startswith(("  ", "\t"))


def _add(builder: PaperBuilder, text: str, *, heading: int = 0, column: int = 0) -> None:
    text = text.strip().lstrip(">").removesuffix("\\").strip()
    if _BULLET.match(text):
        text = "- " + _BULLET.sub("", text, count=1)
    plain, bold, italic = unmarked(text)
    builder.add_line(plain, bold=bold, italic=italic, heading=heading, column=column)


def unmarked(text: str) -> tuple[str, bool, bool]:
    """Return `text` without Markdown's marks, and whether the whole of it was bold, and italic."""
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    if len(text) > _LONGEST_MARKED:
        return text.replace("**", ""), False, False
    escaped: list[str] = []

    def hide(match: re.Match[str]) -> str:
        escaped.append(match[1])
        return _PLACEHOLDER

    text = _ESCAPE.sub(hide, text)
    bold_only, italic_only = _strip_emphasis(text, 2), _strip_emphasis(text, 1)
    plain = _without_emphasis(text)
    bold, italic = not any(map(str.isalnum, bold_only)), not any(map(str.isalnum, italic_only))
    restored = iter(escaped)
    plain = re.sub(_PLACEHOLDER, lambda _: next(restored), plain)
    lettered = any(map(str.isalnum, plain))
    return html.unescape(plain) if "&" in plain else plain, bold and lettered, italic and lettered


def _strip_emphasis(text: str, marks: int) -> str:
    """Return what of `text` stands outside emphasis of exactly `marks` or three signs."""

    def outside(match: re.Match[str]) -> str:
        sign = match[1] or match[3]
        return "" if len(sign) in (marks, 3) else _strip_emphasis(match[2] or match[4], marks)

    return _EMPHASIS.sub(outside, text)


def _without_emphasis(text: str) -> str:
    while (shorter := _EMPHASIS.sub(lambda match: match[2] or match[4], text)) != text:
        text = shorter
    return text
