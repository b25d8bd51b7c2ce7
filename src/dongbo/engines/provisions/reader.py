"""Read a paper into its provision tree."""

import re
import sys
from dataclasses import dataclass

from dongbo.engines.papers import Line, Paper, Table
from dongbo.engines.provisions.closing import begins_signature, is_attachment_note, is_capital
from dongbo.engines.provisions.marks import Family, Mark, read_marks
from dongbo.engines.provisions.outline import Outline, assign_paths
from dongbo.engines.provisions.quotation import QUOTES, open_and_closed
from dongbo.engines.provisions.sequence import Event, Trail, decide
from dongbo.engines.provisions.tree import grow

_QUOTES = re.compile(f"[{QUOTES}]|''")
_AMENDS = re.compile(
    r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay (?:cụm )?từ|bỏ (?:cụm )?từ|hủy bỏ|đính chính)\b", re.IGNORECASE
)
_AS_FOLLOWS = re.compile(r"(?:như sau|sau đây|sau)\s*:\s*$")
_FINISHED = frozenset('.;:!?…”"»)]/')
_TITLE_REACH = 8
_LONGEST_CELL = 60
_SHORTEST_WRAPPED = 40
_TABLE_HEAD = re.compile(r"(?:S?TT|Stt|Số TT|Số thứ tự)\.?$")


@dataclass(slots=True)
class _Before:
    """The last line that was not empty."""

    text: str = ""
    bare_mark: bool = False
    in_table: bool = False


def read_outline(paper: Paper) -> Outline:
    """This will read `paper` into its provision tree, with a confidence for every node and a quality report.

    Both numbering styles are read (Nghị định 30/2020/NĐ-CP, annex I; Hướng dẫn 36-HD/VPTW for papers of the Party).
    Nothing is refused: a paper without any numbering gives an outline without nodes and a finding that says so.
    """
    events = _events(paper)
    decided = {trail.event.line: trail for trail in decide(events)}
    outline = grow(paper, decided)
    assign_paths(outline.nodes)
    return outline


def _events(paper: Paper) -> list[Event]:
    titles = _attachment_titles(paper)
    width = _wrapping_width(paper)
    events: list[Event] = []
    before = _Before()
    for at, block in enumerate(paper.blocks):
        if isinstance(block, Table):
            before = _Before()
            continue
        text = block.text
        if not text or text.isspace():
            continue
        event = _event(at, block, before, titles.get(at), width)
        if event is not None:
            events.append(event)
        bare = event is not None and any(mark.rest >= len(text) for mark in event.marks)
        outer = event is not None and any(mark.family <= Family.ARTICLE for mark in event.marks)
        before = _Before(text, bare, _TABLE_HEAD.match(text) is not None or (before.in_table and not outer))
    return events


def _event(at: int, line: Line, before: _Before, title: Mark | None, width: int) -> Event | None:
    text = line.text
    marks = (title,) if title else read_marks(text)
    opened = closed = 0
    all_quoted = False
    if _QUOTES.search(text):
        opened, closed = open_and_closed(text)
        all_quoted = _is_all_quoted(text) and not (opened or closed)
    signature = not before.bare_mark and begins_signature(text.strip())
    if not (marks or opened or closed or signature or all_quoted):
        return None
    return Event(
        line=at,
        marks=marks,
        opened=opened,
        closed=closed,
        quotes_provision=opened > 0
        and (text.lstrip()[0] in QUOTES or _AS_FOLLOWS.search(before.text) is not None),
        signature=signature,
        unfinished=bool(marks) and len(before.text) > width and _is_unfinished(before.text),
        all_quoted=all_quoted,
        amends=bool(marks) and _AMENDS.match(text, marks[0].rest) is not None,
        after_colon=before.text.rstrip().endswith(":"),
        in_table=before.in_table and bool(marks) and marks[0].family > Family.ARTICLE and _is_cell(text, marks[0]),
    )


def _wrapping_width(paper: Paper) -> int:
    """Return the length past which a line may have been cut by the page's width; no line is that long if none was.

    Lines of a text layer or a plain text end where the page ends; a paper read by paragraphs ends its lines with
    punctuation, but for titles.
    """
    long = [line.text for line in paper.lines if len(line.text) > _SHORTEST_WRAPPED]
    cut = [text for text in long if _is_unfinished(text)]
    if len(cut) < 0.4 * len(long) or not cut:
        return sys.maxsize
    return int(0.75 * sorted(len(text) for text in cut)[len(cut) * 9 // 10])


def _is_unfinished(text: str) -> bool:
    return text.rstrip()[-1:] not in _FINISHED and not is_capital(text)


def _is_all_quoted(text: str) -> bool:
    return text.lstrip()[0] in QUOTES and text.rstrip(" .;,")[-1:] in QUOTES


def _is_cell(text: str, mark: Mark) -> bool:
    """Whether a numbered line within a table that was flattened into lines is one of its cells."""
    return len(text) - mark.rest < _LONGEST_CELL and text.rstrip()[-1] not in ";:"


def _attachment_titles(paper: Paper) -> dict[int, Mark]:
    """Return the first title line of every paper attached to this one: "QUY CHẾ … (Kèm theo Quyết định số …)"."""
    titles: dict[int, Mark] = {}
    blocks = paper.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and is_attachment_note(block.text.strip()):
            first = _first_title_line(blocks, at)
            if first is not None:
                titles[first] = Mark(Family.TITLE, float(len(titles) + 1), "", 0)
    return titles


def _first_title_line(blocks: tuple[Line | Table, ...], note: int) -> int | None:
    first: int | None = None
    for at in range(note - 1, max(note - _TITLE_REACH, -1), -1):
        block = blocks[at]
        if not isinstance(block, Line) or begins_signature(block.text.strip()):
            break
        text = block.text.strip()
        if not text:
            continue
        marks = read_marks(text)
        if any(mark.family is Family.ANNEX for mark in marks):
            return None
        if marks or (first is not None and not is_capital(text)):
            break
        if is_capital(text):
            first = at
    return first


__all__ = ["Trail", "read_outline"]
