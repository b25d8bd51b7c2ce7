"""The lines of a paper at which its structure may change, with what the neighbouring lines say about them."""

import re
from dataclasses import dataclass, replace

from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions.closing import begins_signature, is_capital
from dongbo.engines.provisions.marks import Family, Mark, plain, read_marks
from dongbo.engines.provisions.quotation import begins_quoted, has_quotes, is_all_quoted, open_and_closed
from dongbo.engines.provisions.titles import attachment_titles
from dongbo.engines.provisions.wrapping import Wrapping

_AMENDS = re.compile(
    r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay (?:cụm )?từ|bỏ (?:cụm )?từ|hủy bỏ|đính chính)\b", re.IGNORECASE
)
_AS_FOLLOWS = re.compile(r"(?:như sau|sau đây|sau)\s*:\s*$")
_TABLE_HEAD = re.compile(r"(?:S?TT|Stt|Số TT|Số thứ tự)\.?$")
_STAGE = re.compile(
    r"(?:Bước|Giai đoạn|Nhiệm vụ|Giải pháp|Nội dung|Nhóm|Hợp phần|Dự án|Tiểu dự án|Mục tiêu|Trụ cột|Đề án) "
    r"(?:số |thứ )?(?:\d{1,2}|[IVX]{1,4}|nhất|hai|ba|tư|năm)\s*[.:)-]",
    re.IGNORECASE,
)
_LONGEST_CELL = 60
_SHORTEST_TITLE = 8
_SENTENCE_END = '.;,!?…/”"'
_NAMES = frozenset({"phần", "phần thứ", "chương", "mục", "điều"})


@dataclass(frozen=True, slots=True)
class Event:
    """A line at which something may happen.

    `line` is its place among the paper's blocks; `opened`/`closed` its unbalanced quotation marks; `all_quoted`
    whether it is one quotation from end to end; `quotes_provision` whether it begins with a quotation mark or follows
    "như sau:", `quotes_order` whether what it quotes is itself an order to amend; `signature` whether it looks like
    the signature block, `recipients` whether like "Nơi nhận"; `unfinished` whether the page's width cut the line
    before; `bare` whether it holds a number and nothing else; `amends` whether its words order an amendment;
    `after_colon` whether the line before ends in a colon, `after_heading` whether it is a numbered heading and no
    sentence, `after_title` whether an unnumbered title stands between it and the mark before; `in_table` whether it
    looks like a cell of a table that was flattened into lines.
    """

    line: int
    marks: tuple[Mark, ...] = ()
    opened: int = 0
    closed: int = 0
    all_quoted: bool = False
    quotes_provision: bool = False
    quotes_order: bool = False
    signature: bool = False
    recipients: bool = False
    unfinished: bool = False
    bare: bool = False
    amends: bool = False
    after_colon: bool = False
    after_heading: bool = False
    after_title: bool = False
    in_table: bool = False


@dataclass(slots=True)
class _Before:
    """The last line that was not empty."""

    text: str = ""
    bare_mark: bool = False
    heading: bool = False
    title: bool = False
    in_table: bool = False
    opened: int = 0


@dataclass(frozen=True, slots=True)
class _Quotes:
    """The quotations a line leaves open or closes; `carried` are left open for the rest of a cut sentence."""

    opened: int = 0
    closed: int = 0
    carried: int = 0
    provision: bool = False
    all_quoted: bool = False


def find_events(paper: Paper, wrapping: Wrapping) -> list[Event]:
    """Return the events of `paper` in order."""
    titles = attachment_titles(paper.blocks)
    events: list[Event] = []
    before = _Before()
    for at, block in enumerate(paper.blocks):
        if isinstance(block, Table):
            before = _Before()
            continue
        text = plain(block.text)
        if not text or text.isspace():
            continue
        marks = (titles[at],) if at in titles else read_marks(block.text) or _mark_over_two_lines(paper, at, text)
        words = plain(block.text[marks[0].rest :]) if marks else ""
        quotes = _quotes(text, marks, words or text, before, wrapping)
        event = _event(at, text, words, marks, before, quotes, wrapping)
        if event is not None:
            events.append(event)
        outer = bool(marks) and marks[0].family <= Family.ARTICLE
        in_table = (before.in_table and not outer) or (len(text) < 14 and _TABLE_HEAD.match(text) is not None)
        before = _Before(
            text=text,
            bare_mark=bool(marks) and not words,
            heading=bool(words) and words[-1] not in _SENTENCE_END,
            title=not marks and (before.title or _is_title(block, text)),
            in_table=in_table,
            opened=quotes.carried,
        )
    return events


def _mark_over_two_lines(paper: Paper, at: int, text: str) -> tuple[Mark, ...]:
    """Return the mark of a line "Chương" whose number stands on the next line."""
    following = paper.blocks[at + 1] if at + 1 < len(paper.blocks) else None
    if text.casefold() not in _NAMES or not isinstance(following, Line) or not following.text:
        return ()
    number, _, title = plain(following.text).partition(" ")
    if not number.isalnum() or (title and not is_capital(title)):
        return ()
    return tuple(replace(mark, rest=len(text)) for mark in read_marks(f"{text} {number}"))


def _quotes(text: str, marks: tuple[Mark, ...], words: str, before: _Before, wrapping: Wrapping) -> _Quotes:
    """Return the quotations of a line whose `words` follow its mark.

    Those a cut line leaves open within its sentence are the next line's.
    """
    carried = 0 if marks else before.opened
    if not (carried or has_quotes(text)):
        return _Quotes()
    opened, closed = open_and_closed(text, carried)
    provision = opened > carried and (begins_quoted(words) or _quotes_provision(text, before))
    if opened and not provision and wrapping.cuts(text):
        return _Quotes(closed=closed, carried=opened)
    return _Quotes(opened, closed, 0, provision, not (opened or closed) and is_all_quoted(text))


def _event(
    at: int, text: str, words: str, marks: tuple[Mark, ...], before: _Before, quotes: _Quotes, wrapping: Wrapping
) -> Event | None:
    opened, closed, all_quoted = quotes.opened, quotes.closed, quotes.all_quoted
    signature = not before.bare_mark and begins_signature(text)
    if not (marks or opened or closed or signature or all_quoted):
        return None
    return Event(
        line=at,
        marks=marks,
        opened=opened,
        closed=closed,
        all_quoted=all_quoted,
        quotes_provision=quotes.provision,
        quotes_order=opened > 0 and _quotes_order(text),
        signature=signature,
        recipients=signature and text.casefold().startswith("nơi nhận"),
        unfinished=bool(marks) and wrapping.cuts(before.text),
        bare=bool(marks) and not words,
        amends=_AMENDS.match(words) is not None,
        after_colon=before.text.endswith((":", ": ")),
        after_heading=before.heading,
        after_title=before.title,
        in_table=before.in_table and bool(marks) and marks[0].family > Family.ARTICLE and _is_cell(words),
    )


def _quotes_provision(text: str, before: _Before) -> bool:
    return begins_quoted(text) or _AS_FOLLOWS.search(before.text) is not None


def _quotes_order(text: str) -> bool:
    """Whether the provision quoted from the beginning of `text` is itself an order to amend."""
    words = text.lstrip("“”\"„‟«»'`’‘ ")
    marks = read_marks(words)
    return bool(marks) and _AMENDS.match(words, marks[0].rest) is not None


def _is_title(line: Line, text: str) -> bool:
    """Whether an unnumbered line is the title of what follows it: by its style, in capitals, or "Giai đoạn 1: …"."""
    return line.heading > 0 or (is_capital(text) and len(text) >= _SHORTEST_TITLE) or _STAGE.match(text) is not None


def _is_cell(words: str) -> bool:
    """Whether a numbered line within a table that was flattened into lines is one of its cells."""
    return len(words) < _LONGEST_CELL and words[-1:] not in (";", ":")
