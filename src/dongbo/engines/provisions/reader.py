"""Read a paper into its provision tree."""

import re
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


@dataclass(slots=True)
class _Before:
    """The last line that was not empty."""

    text: str = ""
    bare_mark: bool = False

    @property
    def unfinished(self) -> bool:
        text = self.text.rstrip()
        return len(text) > 40 and text[-1] not in _FINISHED and not is_capital(text)


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
    events: list[Event] = []
    before = _Before()
    for at, block in enumerate(paper.blocks):
        if isinstance(block, Table):
            before = _Before()
            continue
        text = block.text
        if not text or text.isspace():
            continue
        event = _event(at, block, before, titles.get(at))
        if event is not None:
            events.append(event)
        bare = event is not None and any(mark.rest >= len(text) for mark in event.marks)
        before = _Before(text, bare)
    return events


def _event(at: int, line: Line, before: _Before, title: Mark | None) -> Event | None:
    text = line.text
    marks = (title,) if title else read_marks(text)
    opened = closed = 0
    if _QUOTES.search(text):
        opened, closed = open_and_closed(text)
    signature = not before.bare_mark and begins_signature(text.strip())
    if not (marks or opened or closed or signature):
        return None
    return Event(
        line=at,
        marks=marks,
        opened=opened,
        closed=closed,
        quotes_provision=opened > 0
        and (text.lstrip()[0] in QUOTES or _AS_FOLLOWS.search(before.text) is not None),
        signature=signature,
        unfinished=bool(marks) and before.unfinished and not line.bold and not line.heading,
        amends=bool(marks) and _AMENDS.match(text, marks[0].rest) is not None,
    )


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
