"""Types of documents and their abbreviations, as data.

State: Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III, with the normative types.
Party: Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW. The English names are those of official translations.
"""

import re
from dataclasses import dataclass

from dongbo.engines.vietnamese import fold


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type: its name, its abbreviations in the two numberings, its name in an English translation."""

    name: str
    state: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    english: str = ""
    normative: bool = False


DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    DocumentType("Hiến pháp", english="Constitution", normative=True),
    DocumentType("Bộ luật", english="Code", normative=True),
    DocumentType("Luật", english="Law", normative=True),
    DocumentType("Pháp lệnh", ("PL",), english="Ordinance", normative=True),
    DocumentType("Lệnh", ("L",), english="Order", normative=True),
    DocumentType("Nghị quyết liên tịch", ("NQLT",), english="Joint Resolution", normative=True),
    DocumentType("Nghị quyết", ("NQ",), ("NQ",), "Resolution", normative=True),
    DocumentType("Nghị định", ("NĐ",), english="Decree", normative=True),
    DocumentType("Thông tư liên tịch", ("TTLT",), english="Joint Circular", normative=True),
    DocumentType("Thông tư", ("TT",), english="Circular", normative=True),
    DocumentType("Quyết định", ("QĐ",), ("QĐ",), "Decision", normative=True),
    DocumentType("Chỉ thị", ("CT",), ("CT",), "Directive", normative=True),
    DocumentType("Văn bản hợp nhất", ("VBHN",), english="Consolidated Document"),
    DocumentType("Quy chế phối hợp", ("QCPH",)),
    DocumentType("Quy chế", ("QC",), ("QC",), "Regulation"),
    DocumentType("Quy định", ("QyĐ",), ("QĐ", "QĐi", "QyĐ")),
    DocumentType("Thông cáo", ("TC",), ("TC",)),
    DocumentType("Thông báo", ("TB",), ("TB",), "Notice"),
    DocumentType("Hướng dẫn", ("HD",), ("HD",)),
    DocumentType("Chương trình hành động", ("CTrHĐ", "CTHĐ"), ("CTrHĐ", "CTHĐ")),
    DocumentType("Chương trình", ("CTr",), ("CTr", "CTR")),
    DocumentType("Kế hoạch", ("KH",), ("KH",)),
    DocumentType("Phương án", ("PA",)),
    DocumentType("Đề án", ("ĐA",), ("ĐA",)),
    DocumentType("Dự án", ("DA",)),
    DocumentType("Báo cáo", ("BC",), ("BC",)),
    DocumentType("Biên bản", ("BB",), ("BB",)),
    DocumentType("Tờ trình", ("TTr",), ("TTr",)),
    DocumentType("Hợp đồng", ("HĐ",)),
    DocumentType("Công điện", ("CĐ",)),
    DocumentType("Bản ghi nhớ", ("BGN",)),
    DocumentType("Bản thỏa thuận", ("BTT",)),
    DocumentType("Giấy ủy quyền", ("GUQ",)),
    DocumentType("Giấy mời", ("GM",)),
    DocumentType("Giấy giới thiệu", ("GGT",)),
    DocumentType("Giấy nghỉ phép", ("GNP",)),
    DocumentType("Phiếu gửi", ("PG",)),
    DocumentType("Phiếu chuyển", ("PC",)),
    DocumentType("Phiếu báo", ("PB",)),
    DocumentType("Sao y", ("SY",)),
    DocumentType("Trích sao", ("TrS",)),
    DocumentType("Sao lục", ("SL",)),
    DocumentType("Kết luận", ("KL",), ("KL",)),
    DocumentType("Thông tri", party=("TT",)),
    DocumentType("Quy hoạch", party=("QH",)),
    DocumentType("Cương lĩnh"),
    DocumentType("Điều lệ", party=("ĐL",)),
    DocumentType("Chiến lược", party=("CL",)),
    DocumentType("Tuyên bố"),
    DocumentType("Lời kêu gọi"),
    DocumentType("Công văn", party=("CV",), english="Official Letter"),
)

TYPE_PATTERN = "|".join(sorted((re.escape(kind.name) for kind in DOCUMENT_TYPES), key=len, reverse=True))
"""The names of all types as alternatives of a regular expression, a longer one before those it begins with."""

_BY_NAME = {fold(kind.name): kind for kind in DOCUMENT_TYPES}
_BY_ENGLISH = {kind.english.lower(): kind for kind in DOCUMENT_TYPES if kind.english}


def type_named(name: str) -> DocumentType | None:
    """Return the type called `name`, Vietnamese or English, whatever its case; None if unknown."""
    return _BY_NAME.get(fold(name)) or _BY_ENGLISH.get(" ".join(name.lower().split()))


def types_of(abbreviation: str, *, party: bool = False) -> tuple[DocumentType, ...]:
    """Return the types written `abbreviation`: none, one, or two (Party QĐ is quyết định or quy định).

    An abbreviation typed wholly in upper case ("TTR") still counts when exactly one type is meant.
    """
    exact = tuple(kind for kind in DOCUMENT_TYPES if abbreviation in _abbreviations(kind, party=party))
    if exact or not abbreviation.isupper():
        return exact
    loose = [
        kind
        for kind in DOCUMENT_TYPES
        if abbreviation in (short.upper() for short in _abbreviations(kind, party=party))
    ]
    return tuple(loose[:1]) if len(loose) == 1 else ()


def _abbreviations(kind: DocumentType, *, party: bool) -> tuple[str, ...]:
    return kind.party if party else kind.state
