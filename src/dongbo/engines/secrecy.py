"""The gate against state secrets: a paper that bears a mark of secrecy must not enter the system at all.

Marks are the stamp text of the three levels of the law on state secrets, a field that names the level, and the
units' practice of ending the paper's own number in “(M)”. “Lưu hành nội bộ” is no level of secrecy. Only the head
of a paper is looked at, and the margins of its pages: a law about secrets speaks of levels everywhere else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from dongbo.engines.papers import Paper
from dongbo.engines.vietnamese import clean

_HEAD_TEXTS = 40


class Secrecy(StrEnum):
    """The three levels, in the words of their stamps."""

    TUYET_MAT = "TUYỆT MẬT"
    TOI_MAT = "TỐI MẬT"
    MAT = "MẬT"


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """The mark found: its level, and the line of the paper that bears it (0: the margin of a page)."""

    level: Secrecy
    line: int

    @property
    def message(self) -> str:
        """Why the paper is refused and what to do; says nothing of its name, subject or content."""
        place = f"ở dòng {self.line}" if self.line else "ở lề trang"
        return (
            f"Tài liệu mật – quản lý ngoài hệ thống. Văn bản có dấu chỉ độ mật “{self.level}” {place} nên bị từ chối "
            "toàn bộ, không phần nào được lưu. Xin đưa tệp ra khỏi máy đang nối mạng, báo cán bộ phụ trách bảo vệ "
            "bí mật nhà nước của đơn vị và xử lý theo quy định về văn bản mật."
        )


_LEVEL = r"TUYỆT\s*MẬT|TỐI\s*MẬT|MẬT"
_SPACED = {"".join(level.split()): level for level in Secrecy}
_STAMP = re.compile(rf"(?:(?:TÀI LIỆU|VĂN BẢN)\s+)?({_LEVEL})")
_SPACED_STAMP = re.compile(r"(?:\w\s+)+\w")
_FIELD = re.compile(
    rf"(?:dấu chỉ\s+)?(?:mức\s+)?độ\s+mật\s*[:：]\s*[“\"(\[]?\s*({_LEVEL})\s*[”\")\].;]*", re.IGNORECASE
)
_FIELD_NAME = re.compile(r"(?:dấu chỉ\s+)?(?:mức\s+)?độ\s+mật\s*:?", re.IGNORECASE)
_BESIDE_NUMBER = re.compile(rf"(?:Số\s*:.*\S\s+({_LEVEL}))|(?:({_LEVEL})\s+\S.*ngày\s.*\d{{4}})")
_NOTATION = re.compile(
    rf"Số\s*:?\s*[\d….]*\s*/\s*[\w\d/.-]*\s*\((?P<sign>M|TM|TUM|TuM|{_LEVEL}|[Mm]ật|[Tt]ối mật|[Tt]uyệt mật)\)\s*$|"
    r"Số\s*:?\s*\d+\s*/\s*(?:\d{4}\s*/\s*)?(?P<series>M)-[A-ZĐ].*"
)
_SIGNS = {"M": Secrecy.MAT, "TM": Secrecy.TOI_MAT, "TUM": Secrecy.TUYET_MAT}
_FRAME = " \t\n.,;:*_–—-|[](){}“”\"'"
_BODY = re.compile(r"(?:Căn cứ\s|Điều\s+1\b|Chương\s+[I1]\b|Phần\s+(?:thứ\s|[I1]\b)|I\s*[.-]\s|1\s*[.)]\s|Kính gửi)")


def find_secrecy(paper: Paper) -> SecrecyMark | None:
    """Return the mark of secrecy that a paper bears in its head or page margins, or None."""
    for text in paper.margins:
        level = _stamp(clean(text))
        if level is not None:
            return SecrecyMark(level, 0)
    for line, text in _head(paper):
        level = _stamp(text) or _field(text) or _notation(text)
        if level is not None:
            return SecrecyMark(level, line)
    return _field_in_table(paper)


def _head(paper: Paper) -> Iterator[tuple[int, str]]:
    """Yield the cleaned texts, with their lines, from the top to where the body begins."""
    for line, text in islice(paper.every_text(), _HEAD_TEXTS):
        for part in clean(text).split("\n"):
            if _BODY.match(part):
                return
            yield line, part


def _level(found: str) -> Secrecy:
    return _SPACED["".join(found.upper().split())]


def _stamp(text: str) -> Secrecy | None:
    """Return the level of a text that is nothing but the stamp, in capitals, its letters perhaps spaced out."""
    bare = text.strip(_FRAME)
    stamp = _STAMP.fullmatch(bare)
    if stamp:
        return _level(stamp[1])
    if _SPACED_STAMP.fullmatch(bare):
        return _SPACED.get("".join(bare.split()))
    beside = _BESIDE_NUMBER.fullmatch(bare)
    return _level(beside[1] or beside[2]) if beside else None


def _field(text: str) -> Secrecy | None:
    field = _FIELD.fullmatch(text)
    return _level(field[1]) if field else None


def _notation(text: str) -> Secrecy | None:
    """Return the level told by the paper's own number, such as “Số: 12/BCA-V01(M)”."""
    found = _NOTATION.match(text)
    if found is None:
        return None
    sign = (found["sign"] or found["series"]).upper()
    return _SIGNS.get(sign) or _level(sign)


def _field_in_table(paper: Paper) -> SecrecyMark | None:
    """Find a table row in the head of the paper that names the level in the cell beside “Độ mật”."""
    for table in paper.tables:
        if table.number > _HEAD_TEXTS:
            return None
        for offset, row in enumerate(table.rows):
            cells = [clean(cell) for cell in row if cell]
            for name, value in pairwise(cells):
                if _FIELD_NAME.fullmatch(name) and re.fullmatch(_LEVEL, value.strip(_FRAME), re.IGNORECASE):
                    return SecrecyMark(_level(value.strip(_FRAME)), table.number + offset)
    return None
