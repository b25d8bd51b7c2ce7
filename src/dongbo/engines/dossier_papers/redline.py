"""What changed since the version before, as the whole new text with what went struck out and what came underlined."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dongbo.engines.consultation_papers.model import plain
from dongbo.engines.decree30 import OfficialDocument, Passage
from dongbo.engines.decree30.merged import Fate, Merged, Printed, body_and_attached, merged, woven
from dongbo.engines.decree30.passages import RowPassage
from dongbo.engines.decree30.ruled import Column
from dongbo.engines.dossier_papers.model import Block, PartData
from dongbo.engines.dossier_papers.sections import Section, sections_data
from dongbo.engines.figures import figure
from dongbo.engines.provisions import Node, Outline
from dongbo.engines.redline import Redline, compare, word_changes

LEGEND = (
    "Chữ gạch chân là chữ thêm, chữ gạch ngang là chữ bỏ. Đoạn chuyển chỗ đứng ở cả hai nơi: gạch ngang ở chỗ cũ, gạch "
    "chân hai nét ở chỗ mới, cùng một số trong ngoặc vuông. Tên, phần mở đầu và khối chữ ký không được so sánh."
)
NO_CHANGE = "Không có điều khoản nào thay đổi."
_OPERATIONS = {
    "modified": "Sửa lời", "inserted": "Thêm", "deleted": "Bỏ", "moved": "Chuyển chỗ", "renumbered": "Đổi số",
    "split": "Tách", "merged": "Gộp",
}  # fmt: skip
_COUNTED = (Column("Thay đổi", 70), Column("Số điều khoản", 30, centred=True))
_MARKS = {"equal": "", "delete": "del", "insert": "ins"}
_WHOLE = {Fate.DELETED: "del", Fate.INSERTED: "ins", Fate.MOVED_FROM: "from", Fate.MOVED_TO: "to"}
_NOTES = {Fate.MOVED_FROM: "chuyển đi", Fate.MOVED_TO: "chuyển đến"}

_Piece = tuple[str, str, bool]


def redline_data(document: OfficialDocument, old: Outline, new: Outline) -> PartData:
    """Return the data of the redline from `old` to `new` under the head of `document`."""
    redline = compare(old, new)
    counted = Section("Tổng hợp thay đổi", _COUNTED, list(_counts(redline)), NO_CHANGE, LEGEND)
    opened = sections_data(replace(document, outline=Outline([], new.style)), [counted])
    return replace(opened, blocks=(*opened.blocks, {"heading": "Toàn văn có đánh dấu"}, *_text(old, new, redline)))


def _counts(redline: Redline) -> Iterator[tuple[str, str]]:
    counts = Counter[str](entry.op for entry in redline.entries)
    yield from ((name, figure(counts[op])) for op, name in _OPERATIONS.items() if counts[op])


def _text(old: Outline, new: Outline, redline: Redline) -> Iterator[Block]:
    moves: dict[str, int] = {}
    for part, (before, after) in enumerate(zip(body_and_attached(old), body_and_attached(new), strict=True)):
        yield from _of_part(part, before, after, redline, moves)


def _of_part(
    part: int, before: list[Node], after: list[Node], redline: Redline, moves: dict[str, int]
) -> Iterator[Block]:
    for one in merged(before, after, redline):
        if one.old is not None and one.new is not None:
            yield from _stayed(one.old, one.new)
        else:
            move = moves.setdefault(f"{part}:{one.source}", len(moves) + 1) if one.fate in _NOTES else 0
            yield from _whole(one, move)


def _whole(one: Merged, move: int) -> Iterator[Block]:
    """Yield what as a whole went, came or moved; `move` numbers the two ends of a move."""
    mark = _WHOLE[one.fate]
    note = f"[{_NOTES[one.fate]} {move}]" if move else ""
    printed = one.old or one.new
    if printed is None:
        return
    if printed.row is not None:
        yield {"row": [[(mark, plain(cell), False)] for cell in printed.row.cells], "note": note}
        return
    for at, line in enumerate(printed.lines):
        yield _line(line.style.value, _by_weight(mark, line), "" if at else note)


def _stayed(old: Printed, new: Printed) -> Iterator[Block]:
    if old.row is not None and new.row is not None:
        yield _changed_row(old.row, new.row)
    elif [line.text for line in old.lines] == [line.text for line in new.lines]:
        yield from (_line(line.style.value, _by_weight("", line)) for line in new.lines)
    else:
        for line in woven(old.lines, new.lines):
            pieces = [(_MARKS[piece.step], plain(piece.text), piece.bold) for piece in line.pieces]
            yield _line(line.style.value, pieces)


def _changed_row(old: RowPassage, new: RowPassage) -> Block:
    pairs = zip(old.cells, new.cells, strict=True)
    return {"row": [_steps(before, after) for before, after in pairs], "note": ""}


def _steps(old: str, new: str) -> list[_Piece]:
    if old == new:
        return [("", plain(new), False)]
    return [(_MARKS[name], plain(text), False) for name, text in word_changes(old, new)]


def _line(style: str, pieces: list[_Piece], note: str = "") -> Block:
    return {"style": style, "pieces": pieces, "note": note}


def _by_weight(mark: str, line: Passage) -> list[_Piece]:
    parts = ((line.text[: line.bold], True), (line.text[line.bold :], False))
    return [(mark, plain(text), bold) for text, bold in parts if text]
