"""The words that name what a quantity measures: before it, behind it, or those of the quantity before."""

import re
from collections.abc import Iterable

from dongbo.engines.targets.quantities import Measure, Quantity
from dongbo.engines.targets.vocabulary import (
    AVERAGES,
    COUNTING_VERBS,
    GROWTH_VERBS,
    LEAD_INS,
    LEVEL_VERBS,
    OPERATORS_BEFORE,
)

_FLAGS = re.IGNORECASE


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_MARK = re.compile(r"^\s*(?:[-+*•–]\s+|[-+*•–](?=\w)|\(?[a-zđ]{1,3}[.)]\s|\d+(?:\.\d+)*[.)-]\s)")
_LEAD_IN = re.compile(rf"^(?:(?:{_any(LEAD_INS)})(?!\w)[\s,:]*|về [^:;,]{{2,40}}:\s*,?)", _FLAGS)
_ENTERS = re.compile(
    r",\s+(?:bảo đảm|đảm bảo|trong đó|phấn đấu|hướng tới|góp phần|nhằm|đồng thời)(?!\w)\s*(?=\S+\s+\S)",
    _FLAGS,
)
_OPENING = re.compile(r"^[\s,.:;…)\]\"”–-]+")
_CLOSING = re.compile(r"[\s,.:;(\[\"“–-]+$")
_TRAILING = ("hướng tới", "hướng đến", "phấn đấu", "phấn đấu đạt", "thuộc", "nằm trong", "xếp", "và", "với")
_OPERATOR_END = re.compile(rf"(?<!\w)(?:{_any([*OPERATORS_BEFORE, *LEVEL_VERBS, *_TRAILING])})$", _FLAGS)
_BETWEEN = (
    "thêm",
    "được",
    "từ",
    "các",
    "cả",
    "mới",
    "mỗi năm",
    "hằng năm",
    "hàng năm",
    "bình quân",
    "trung bình",
    "cho",
)
_COUNTING_END = re.compile(rf"(?<!\w)(?P<verb>{_any(COUNTING_VERBS)})(?:\s+(?:{_any(_BETWEEN)}))*$", _FLAGS)
_LEVEL_END = re.compile(rf"(?<!\w)(?:{_any([*LEVEL_VERBS, *GROWTH_VERBS, *AVERAGES, 'gấp'])})$", _FLAGS)
# A counting verb that adds nothing to the name of the thing counted.
_EMPTY_VERBS = {"có", "với", "gồm", "bao gồm", "trong đó", "cho", "phấn đấu", "để", "tham gia"}
_ABOUT = re.compile(r"^\s*(?:(?:đối với|về|trong|của)\s+)(?P<what>.+)$", _FLAGS | re.DOTALL)
_HEAD = (
    r"(?:t[ỷỉ] lệ|t[ỷỉ] trọng|tốc độ|giá trị|số lượng|số|tổng|quy mô|năng suất|kinh phí|thu nhập|mức|doanh thu|kim ngạch|"
    r"chỉ số|chỉ tiêu|diện tích|sản lượng|công suất|phấn đấu|trong đó|đóng góp|tăng|giảm|nâng|đưa|có|thu hút|bố trí|"
    r"xây dựng|hình thành|phát triển|hoàn thành|ít nhất|tối thiểu|đồng thời|riêng|đến|đạt|thuộc|khoảng|trên|và)"
)
_NAMED_BEHIND = {Measure.PERCENT, Measure.COUNT, Measure.THING, Measure.PHYSICAL}
_NEW_NAME = re.compile(rf"(?:,|;|\s(?=và\s)|\s(?=trong đó\s))\s*(?={_HEAD}(?!\w))", _FLAGS)


def trimmed_name(words: str) -> str:
    """Return `words` without list marks, words leading to an indicator, and what joins it to its number."""
    words = _ENTERS.split(_MARK.sub("", words))[-1]
    before = None
    while before != words:
        before = words
        words = _CLOSING.sub("", _LEAD_IN.sub("", _OPENING.sub("", words)))
    before = None
    while before != words:
        before = words
        words = _CLOSING.sub("", _OPERATOR_END.sub("", words))
    return words


def follows_number(quantity: Quantity, before: str) -> bool:
    """Tell whether the indicator stands behind the number: "có 5 doanh nghiệp …", "100% cơ quan …"."""
    if quantity.measure not in _NAMED_BEHIND or "/" in quantity.unit:
        return False
    bare = _CLOSING.sub("", before)
    if not trimmed_name(bare):
        return True
    if before.rstrip().endswith(":"):
        return False
    verb = _COUNTING_END.search(bare)
    if verb and not re.search(r"(?:t[ỷỉ] lệ|t[ỷỉ] trọng|số lượng).*\scó$", bare, _FLAGS):
        if quantity.measure in {Measure.COUNT, Measure.THING} or verb["verb"].lower() in _EMPTY_VERBS:
            return True
        return not trimmed_start(bare[: verb.start()].split(",")[-1])
    return quantity.measure in {Measure.COUNT, Measure.THING} and not _LEVEL_END.search(bare)


def name_behind(before: str, behind: str) -> str:
    """Return the name made of what stands behind the number, with the verb before it when that carries meaning."""
    name = _CLOSING.sub("", re.sub(r"^\s*(?:(?:tổng\s+)?số|của|các)\s+(?=\w)", "", _OPENING.sub("", behind)))
    stem = _OPENING.sub("", _MARK.sub("", before))
    verb = _COUNTING_END.search(_CLOSING.sub("", stem))
    if verb and " ".join(verb["verb"].lower().split()) in _EMPTY_VERBS:
        return name
    lead = (
        trimmed_name(stem)
        if not verb
        else re.sub(rf"(?:\s+(?:{_any(OPERATORS_BEFORE)}))+$", "", _CLOSING.sub("", stem))
    )
    lead = re.split(r"[,;:]\s", lead)[-1]
    return _CLOSING.sub("", f"{trimmed_start(lead)} {name}".strip())


def trimmed_start(words: str) -> str:
    """Return `words` without what leads to an indicator."""
    before = None
    while before != words:
        before = words
        words = _LEAD_IN.sub("", _OPENING.sub("", words))
    return words


def rank_subject(behind: str) -> str:
    """Return what a rank is about when it is said behind it: "nhóm 50 nước … về năng lực cạnh tranh số"."""
    match = _ABOUT.match(behind)
    return _CLOSING.sub("", match["what"]) if match else ""


def split_between(gap: str, *, behind: bool) -> int:
    """Return where, between two quantities, the first's words end and the second's begin.

    `behind` says that the first quantity takes its name from the words behind it.
    """
    if not behind:
        return 0
    starts = [match.start() for match in _NEW_NAME.finditer(gap)]
    if starts:
        return starts[-1]
    separator = max(gap.rfind(","), gap.rfind(" và "), gap.rfind(":"))
    return separator if separator >= 0 else len(gap)
