"""What a paper does with the document it names, told by the words around the name."""

import re

from dongbo.engines.citations.model import Relation

_REACH = 140
_PASSIVE = re.compile(r"(?:được|đã)\s+(?:sửa đổi|bổ sung|thay thế|bãi bỏ)[^;.]*?(?:theo|bởi|tại|bằng)\b[^;.]*$")
_BEFORE: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"thay thế(?!\s+cụm từ|\s+từ\b|\s+Phụ lục|\s+Mẫu)[^;.]*$", re.IGNORECASE), Relation.REPLACES),
    (re.compile(r"(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?!\s+cụm từ)[^;.]*$", re.IGNORECASE), Relation.REPEALS),
    (re.compile(r"(?:sửa đổi|bổ sung|cụm từ|đính chính)[^;.]*$", re.IGNORECASE), Relation.AMENDS),
    (
        re.compile(
            r"(?:thực hiện|triển khai|thi hành|hướng dẫn|quy định chi tiết|cụ thể hóa|quán triệt)"
            r"(?:(?!\btheo\b|\btại\b|\bkèm\b)[^;.])*$",
            re.IGNORECASE,
        ),
        Relation.IMPLEMENTS,
    ),
)
_WHOLE = (Relation.REPEALS, Relation.REPLACES)
_IN_PART = re.compile(
    r"một số (?:điều|khoản|điểm|nội dung|quy định|phụ lục|biểu mẫu|định mức)|cụm từ|"
    r"(?:phụ lục|mẫu|khoản|Điều)\s+(?:số\s+)?[\dIVX]",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"(?:sửa đổi|bổ sung|quy định|hướng dẫn|ban hành|thi hành|thực hiện|về)\s[^;]*$")
_AFTER_REPEALED = re.compile(r"^[^;.]{0,400}?hết hiệu lực")


def relation_of(text: str, start: int, end: int, *, in_part: bool = False) -> Relation:
    """Return the relation of the document named at `start`..`end` of `text`; REFERS where nothing tells more.

    To repeal or replace a document `in_part` (provisions of it are named) is to amend it.
    "… đã được sửa đổi theo Nghị định X" tells what X did, not what this paper does: REFERS. So is a document that
    a basis only describes itself by ("Căn cứ Nghị định A sửa đổi một số điều của Nghị định B": B).
    """
    before = text[max(0, start - _REACH) : start]
    if re.match(r"\s*Căn cứ\b", text):
        return Relation.REFERS if _DESCRIBED.search(text[:start]) else Relation.BASIS
    if _PASSIVE.search(before):
        return Relation.REFERS
    for pattern, relation in _BEFORE:
        match = pattern.search(before)
        if match and relation in _WHOLE and (in_part or _IN_PART.search(match[0])):
            return Relation.AMENDS
        if match:
            return relation
    return Relation.REPEALS if _AFTER_REPEALED.match(text[end:]) else Relation.REFERS
