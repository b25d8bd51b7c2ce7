"""Who issued a document, as the words after its number say: "… của Bộ trưởng Bộ Y tế"."""

import re
from collections.abc import Sequence

from dongbo.engines.numbers import DOCUMENT_TYPES, UPPER
from dongbo.engines.numbers.agencies import AGENCIES

_VARIANTS = (("Ủy", "(?:Ủy|Uỷ|ủy|uỷ)"), ("hóa", "(?:hóa|hoá)"), ("Tòa", "(?:Tòa|Toà)"))
_NAMES = sorted({name for agency in AGENCIES for name in (agency.name, *agency.aliases)}, key=len, reverse=True)


def _tolerant(name: str) -> str:
    pattern = re.escape(name)
    for plain, either in _VARIANTS:
        pattern = pattern.replace(plain, either)
    return pattern


_OFFICER = (
    r"(?:(?:Bộ trưởng|Thống đốc|Chánh án|Viện trưởng|Tổng Thanh tra|Tổng Kiểm toán|Chủ nhiệm|Chủ tịch|Giám đốc|"
    r"Tổng cục trưởng|Cục trưởng|Vụ trưởng|Trưởng ban|Bí thư)\s+)?"
)
_KNOWN = rf"{_OFFICER}(?:{'|'.join(map(_tolerant, _NAMES))})"
_PLACE = r"(?:tỉnh|thành phố|quận|huyện|xã|phường|thị xã|đặc khu)"
_LOCAL = (
    rf"{_OFFICER}(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Tỉnh ủy|Thành ủy|Công an)"
    rf"(?:\s+[{UPPER}][^\W\d_]*|\s+{_PLACE})+"
)
_LEAD = re.compile(r"[\s,)]*(?:do|của)\s+")
_OF = re.compile(r"[\s,]*của\s+")
_LISTED = re.compile(rf"(?P<issuer>{_KNOWN}(?:\s+(?:khóa|khoá)\s+[IVX]+)?|{_LOCAL})(?![^\W_])")
_OTHER = re.compile(rf"(?:,|\s+và|\s*-)\s+(?P<issuer>{_KNOWN})(?![^\W_])")

_KINDS = (
    "Bộ|Ủy ban|Uỷ ban|Hội đồng|Đảng ủy|Đảng uỷ|Đảng bộ|Ban|Tổng cục|Cục|Vụ|Sở|Viện|Học viện|Trường|Trung tâm|"
    "Văn phòng|Công an|Thanh tra|Tập đoàn|Tổng công ty|Công ty|Ngân hàng|"
    "Đài|Tòa án|Kiểm toán|Mặt trận|Đoàn|Liên đoàn|Hiệp hội|Hội|Quỹ|Tổ"
)
_HEAD = re.compile(rf"{_OFFICER}(?P<kind>{_KINDS})(?=\s+[{UPPER}])")
_TYPES = "|".join(re.escape(kind.name) for kind in DOCUMENT_TYPES)
_NEW = re.compile(rf"(?:{_KINDS}|{_TYPES})(?![^\W_])")
"""What begins another agency or another document after "và"."""
_WORD = re.compile(r"\s+(?P<word>[^\W\d_]+)")
_JOIN = re.compile(rf"\s+(?:và|-|–)(?=\s+[{UPPER}])")
_ABOUT = re.compile(rf"\s+về(?=\s+[{UPPER}])")
_OF_A_MATTER = ("Ủy ban", "Uỷ ban", "Hội đồng", "Ban", "Tổ")
_STOP = re.compile(
    r"\s+(?:về|và|hoặc|là|đã|có|được|thì|để|nhằm|trong|tại|trên|với|cho|theo|từ|đến|do|khi|nếu|này|bị|sẽ|phải|"
    r"không|còn|mà|như|cùng|kèm|ký|hết|kể|trước|sau|gồm|cũng|vẫn|nên|cần|của|(?:năm|ngày|số)(?=\s*:?\s*\d)|"
    r"ban hành|quy định|hướng dẫn|phê duyệt|sửa đổi|bổ sung|thay thế|bãi bỏ|thực hiện|triển khai|yêu cầu|đồng thời|"
    r"thông qua|thông báo|công bố|bao gồm|giao|đối|nêu|hợp nhất|thi hành|chịu trách nhiệm|hiện hành)(?![^\W_])"
)
_MOST_WORDS = 14


def issuer_after(text: str, at: int) -> tuple[str, int] | None:
    """Return the listed or local issuer that "của" or "do" names at `at` of `text`, with its end, or None."""
    lead = _LEAD.match(text, at)
    listed = _LISTED.match(text, lead.end()) if lead else None
    return (listed["issuer"], listed.end()) if listed else None


def unlisted_issuer_after(text: str, at: int) -> tuple[str, int] | None:
    """Return the issuer outside the list that "của" names at `at` of `text`, with its end, or None.

    It is known by its kind ("Đảng ủy", "Cục") and reaches to a word that goes on with the sentence; a phrase
    without such an end is not taken for a name.
    """
    lead = _OF.match(text, at)
    end = _unlisted_end(text, lead.end()) if lead else None
    return (text[lead.end() : end], end) if lead and end else None


def further_issuers(text: str, at: int) -> tuple[Sequence[str], int]:
    """Return the listed bodies that go on a joint paper's issuer at `at` of `text`, with the end of the last."""
    found: list[str] = []
    while other := _OTHER.match(text, at):
        found.append(other["issuer"])
        at = other.end()
    return found, at


def _unlisted_end(text: str, start: int) -> int | None:
    """Return where the name of a body outside the list ends that begins at `start`, None when none does."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    at = head.end()
    for _ in range(_MOST_WORDS):
        joined = _JOIN.match(text, at) or (_ABOUT.match(text, at) if head["kind"] in _OF_A_MATTER else None)
        if joined and not _NEW.match(text, joined.end() + 1):
            at = joined.end()
        elif joined or _STOP.match(text, at):
            return at
        word = _WORD.match(text, at)
        if word is None:
            return at
        at = word.end()
    return None
