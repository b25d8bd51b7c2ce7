"""Titles: of the paper itself, and of the papers attached to it."""

import re
from collections.abc import Sequence

from dongbo.engines.numbers.types import DOCUMENT_TYPES
from dongbo.engines.papers import Line, Table
from dongbo.engines.provisions.closing import begins_signature, is_attachment_note, is_capital
from dongbo.engines.provisions.marks import Family, Mark, plain, read_marks

_REACH = 8
_LONGEST_TITLE = 6
_TYPE_NAMES = tuple(sorted((kind.name.upper() for kind in DOCUMENT_TYPES), key=len, reverse=True))
_ATTACHABLE = (
    "QUY CHẾ", "QUY ĐỊNH", "QUY HOẠCH", "CHƯƠNG TRÌNH", "CHIẾN LƯỢC", "KẾ HOẠCH", "ĐỀ ÁN", "DỰ ÁN", "PHƯƠNG ÁN",
    "ĐIỀU LỆ", "NỘI QUY", "HƯỚNG DẪN", "BÁO CÁO", "ĐỀ CƯƠNG",
)  # fmt: skip
_FIRST_MARK_WITHIN = 40
_FORM = re.compile(r"(?:Mẫu|Biểu|MẪU|BIỂU)\b")
_NOT_TITLE = (
    "căn cứ", "theo đề nghị", "xét ", "số:", "số ", "điều ", "quyết nghị", "quyết định:", "trên cơ sở", "nguồn:",
    "-", "_",
)  # fmt: skip

Blocks = Sequence[Line | Table]


def attachment_titles(blocks: Blocks) -> dict[int, Mark]:
    """Return the first title line of every attached paper as a mark: "QUY CHẾ … (Kèm theo Quyết định …)".

    The note in brackets may be missing where the paper follows the signature block.
    """
    titles: dict[int, Mark] = {}
    unnoted = _title_after_signature(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Line) and (at == unnoted or is_attachment_note(plain(block.text))):
            first = at if at == unnoted else _first_title_line(blocks, at)
            if first is not None:
                titles[first] = Mark(Family.TITLE, float(len(titles) + 1), "", 0)
    return titles


def _title_after_signature(blocks: Blocks) -> int | None:
    """Return the title of a numbered paper that follows the signature block without a note; None before an annex.

    The name of its type on a line of its own will do where the signature is missing too.
    """
    numbered = signed = False
    for at, block in enumerate(blocks):
        if not isinstance(block, Line) or not block.text:
            continue
        text = plain(block.text)
        titled = _is_attached_type(text) if signed else numbered and text in _ATTACHABLE
        if titled and _begins_numbering(blocks, at):
            return at
        marks = read_marks(block.text)
        opens_annex = any(mark.family is Family.ANNEX for mark in marks)
        if numbered and (opens_annex or _FORM.match(text) or is_attachment_note(text)):
            return None
        numbered = numbered or any(mark.family < Family.DASH for mark in marks)
        signed = signed or (begins_signature(text) and (numbered or text.startswith("Nơi nhận")))
    return None


def _is_attached_type(text: str) -> bool:
    """Whether `text` is the type of an attached paper, in capitals, perhaps with the rest of its title."""
    name = text.removeprefix("DỰ THẢO").lstrip()
    kind = next((kind for kind in _ATTACHABLE if name.startswith(kind)), None)
    return kind is not None and not name[len(kind) :].lstrip().startswith((":", "-", "–", "CHUNG"))


def _begins_numbering(blocks: Blocks, title: int) -> bool:
    """Whether the first numbered line beneath `title` has the number one, so that a paper of its own begins there."""
    for block in blocks[title + 1 : title + _FIRST_MARK_WITHIN]:
        if isinstance(block, Line) and block.text:
            numbered = [mark for mark in read_marks(block.text) if mark.family < Family.LETTER]
            if numbered:
                return any(mark.ordinal == 1 for mark in numbered)
    return False


def _first_title_line(blocks: Blocks, note: int) -> int | None:
    first: int | None = None
    for at in range(note - 1, max(note - _REACH, -1), -1):
        block = blocks[at]
        if not isinstance(block, Line) or begins_signature(plain(block.text)):
            break
        marks = read_marks(block.text) if block.text.strip() else ()
        if any(mark.family is Family.ANNEX for mark in marks):
            return None
        capital = is_capital(block.text)
        if marks or (first is not None and not capital):
            break
        if capital:
            first = at
    return first


def note_after(blocks: Blocks, at: int) -> int:
    """Return the place of the note "(Kèm theo …)" beneath the annex title at `at`; `at` if there is none."""
    for place in range(at + 1, min(at + _REACH + 1, len(blocks))):
        block = blocks[place]
        if not isinstance(block, Line):
            break
        if is_attachment_note(plain(block.text)):
            return place
        if read_marks(block.text) and not is_capital(block.text):
            break
    return at


def title_of(preamble: Sequence[Line]) -> str:
    """Return the paper's title, type first ("NGHỊ QUYẾT về …"), from the lines before its first provision."""
    for at, line in enumerate(preamble):
        text = plain(line.text)
        if is_capital(text) and text.startswith(_TYPE_NAMES):
            words = [text]
            for following in preamble[at + 1 : at + _LONGEST_TITLE]:
                text = plain(following.text)
                if _ends_title(text) or (is_capital(text) and not is_capital(words[-1])):
                    break
                words.append(text)
            return " ".join(words)
    return next((plain(line.text) for line in preamble if line.heading == 1), "")


def _ends_title(text: str) -> bool:
    """Whether `text` cannot belong to a title: a legal basis, a number, a place and date, a whole sentence."""
    place_and_date = ", ngày" in text and len(text) < 60
    return place_and_date or text[-1:] in ".;:" or text.casefold().startswith(_NOT_TITLE)
