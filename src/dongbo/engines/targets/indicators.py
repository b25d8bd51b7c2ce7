"""The words that name what a quantity measures: before it, behind it, or those of the quantity before."""

import re
from functools import lru_cache

from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.vocabulary import (
    AVERAGES,
    COUNTED,
    COUNTING_VERBS,
    GROWTH_VERBS,
    HEADS,
    LEAD_INS,
    LEVEL_VERBS,
    OPENERS,
    OPERATORS_BEFORE,
    SCALES,
    STOP,
    YEARLY,
)
from dongbo.engines.targets.wording import FLAGS, any_of
from dongbo.engines.vietnamese import fold

_MARK = re.compile(
    r"^(?:\s*(?:[-+*•–](?:\s+|(?=\w)|$)"
    r"|(?:\(?[a-zđ]{1,3}[.)]|[IVX]+(?:\.\d+)*[.)]|\d+(?:\.\d+)*[.)-])(?=[\s:]|$)))+"
)
_LEAD_IN = re.compile(
    rf"^(?!nâng cấp)(?:(?:{any_of([*LEAD_INS, *YEARLY, *AVERAGES])})(?!\w)[\s,:]*|về [^:;,]{{2,40}}:\s*,?)", FLAGS
)
_ENTERS = re.compile(
    r",\s+(?:bảo đảm|đảm bảo|trong đó|phấn đấu|hướng tới|góp phần|nhằm|đồng thời)(?!\w)\s*(?=\S+\s+\S)",
    FLAGS,
)
_ACCORDING = re.compile(r"^(?:theo|tại|căn cứ) [^,]{2,40},\s*", FLAGS)
_GOAL_SET = re.compile(
    r"^.*(?:(?:đặt|đề|nêu|xác định|giao)(?: ra)?\s+(?:các\s+)?(?:mục tiêu|chỉ tiêu)(?:\s+là)?|(?<!\w)phấn đấu)"
    r"\s+(?=\S+\s+\S)",
    FLAGS | re.DOTALL,
)
# "Phát triển X, phấn đấu đóng góp 7% GRDP": what contributes stands before the comma.
_SUBJECT_FIRST = re.compile(
    r"^(?P<subject>[^,;]{10,}),\s+(?:phấn đấu|hướng tới)\s+(?:đóng góp|chiếm)(?:\s+\w+)?\s*$", FLAGS
)
_OPENING = re.compile(r"^[\s,.:;…(\]\"”–-]+")
_CLOSING = re.compile(r"(?:[\s,.:;(\[\"“–-]|(?<!\w)so với(?: mức| cuối| đầu)?$)+$", FLAGS)
_BASE_ENDS = ("so với", "mức", "cuối", "đầu")
_TRAILING = (
    "dự kiến", "sẽ", "dự kiến sẽ", "cần", "phải", "được", "hướng tới", "hướng đến", "phấn đấu", "phấn đấu đạt", "thuộc",
    "nằm trong", "xếp", "và", "với",
)  # fmt: skip
_OPERATOR_END = re.compile(rf"(?<!\w)(?:{any_of([*OPERATORS_BEFORE, *LEVEL_VERBS, *_TRAILING])})$", FLAGS)
_LONGEST_OPERATOR = 40
_BETWEEN = (
    "thêm", "được", "từ", "các", "cả", "mới", "mỗi năm", "hằng năm", "hàng năm", "bình quân", "trung bình", "cho",
)  # fmt: skip
_COUNTING_END = re.compile(rf"(?<!\w)(?P<verb>{any_of(COUNTING_VERBS)})(?:\s+(?:{any_of(_BETWEEN)}))*$", FLAGS)
_LEVEL_END = re.compile(rf"(?<!\w)(?:{any_of([*LEVEL_VERBS, *GROWTH_VERBS, *AVERAGES, 'gấp'])})$", FLAGS)
# A counting verb that adds nothing to the name of the thing counted.
_EMPTY_VERBS = {"có", "với", "gồm", "bao gồm", "trong đó", "để", "tham gia"}
_LINKS = {*_EMPTY_VERBS, "cho"}
# "Phủ sóng tại 100% xã": what comes before says what is done to the whole named behind.
_REACHES = re.compile(
    r"(?<!lên )(?<!đạt )(?<!tăng )(?<!xuống )(?<!hướng )(?<!\w)(?:tại|ở|cho|đến|tới|đối với|của)"
    r"(?:\s+(?:ít nhất|tối thiểu))?$",
    FLAGS,
)
_WEAK_END = re.compile(r"\s+(?:từ|được|thêm)$", FLAGS)
_SCALE_START = re.compile(rf"^(?:{any_of(SCALES)})\s+(?=\w)", FLAGS)
# What ends so belongs to the quantity before: "80% hộ gia đình, 100% xã".
_JOINED_END = re.compile(r"(?:,|\svà|,\s+(?:phấn đấu|hướng tới|trong đó|riêng)(?:\s+(?:từ|có|đạt))?)\s*$", FLAGS)
_ABOUT = re.compile(r"^\s*(?:(?:đối với|về|trong|của|có)\s+)(?P<what>.+)$", FLAGS | re.DOTALL)
_NAMED_BEHIND = {Measure.PERCENT, Measure.COUNT, Measure.THING, Measure.PHYSICAL}
# Two syllables alone ("kết nạp") are a verb sooner than a name.
_WEAK_VERB = re.compile(r"^\w+(?:\s+\w+)?$")
_CARRIES_OUT = re.compile(r"(?:hoàn thành|thực hiện|triển khai|đẩy mạnh|tăng cường)(?!\w)", FLAGS)
_NUMBER_OF = re.compile(
    rf"^\W*(?:[\w.]{{1,6}}[.)]\s+)?(?:tổng\s+)?số(?:\s+lượng)?\s+(?P<noun>{any_of(COUNTED)})(?!\w)"
    r"[^,;:]*\s(?:đạt|lên|là|có|còn|xuống|tới|đến|bằng)\s*$",
    FLAGS,
)
_EACH_OF = re.compile(r"^\W*mỗi(?:\s+\w+){1,2}$", FLAGS)
_VERB_START = re.compile(rf"(?:{any_of(COUNTING_VERBS)})(?!\w)", FLAGS)
_NAMED = re.compile(
    rf"(?:.*(?<!\w)(?:t[ỷỉ] lệ|t[ỷỉ] trọng)(?!\w)|(?:{any_of(HEADS[:8])})(?!\w)(?!\s+h[óo][áa]?(?!\w)))", FLAGS
)
_GROWTH = {fold(verb) for verb in GROWTH_VERBS}
# What stands straight behind a share and is that of which it is a share.
_NO_WHOLE = (
    *STOP, "mỗi", "hằng", "hàng", "một", "trước", "giai đoạn", "năm", "đối với", "ở", "hơn", "tổng", "có", "cho",
    "bình quân", "trung bình", "cuối", "đầu", "hết", "thông qua", "nhằm", "như", "cùng kỳ", "kế hoạch", "dự toán",
)  # fmt: skip
_WHOLE_BEHIND = re.compile(rf"^\s*(?!(?:{any_of(_NO_WHOLE)})(?!\w))[^\W\d_]", FLAGS)
_NEW_NAME = re.compile(rf"(?:,|;|\s+và(?=\s)|\s(?=trong đó\s))\s*(?=(?:{any_of(OPENERS)})(?!\w))", FLAGS)


def _closed(words: str) -> str:
    """Return `words` without what stands open behind them; most end in a letter, and then nothing does."""
    if words[-1:].isalnum() and not words.lower().endswith(_BASE_ENDS):
        return words
    return _CLOSING.sub("", words)


def _without_operator(words: str) -> str:
    """Return `words` without the bound or verb that ends them, sought where the longest of these could begin."""
    found = _OPERATOR_END.search(words, max(0, len(words) - _LONGEST_OPERATOR))
    return words[: found.start()] if found else words


# One name is asked for again by every rule that weighs it.
@lru_cache(maxsize=1024)
def trimmed_name(words: str) -> str:
    """Return `words` without list marks, words leading to an indicator, and what joins it to its number."""
    if subject := _SUBJECT_FIRST.match(words):
        words = subject["subject"]
    words = _ACCORDING.sub("", _ENTERS.split(_GOAL_SET.sub("", _MARK.sub("", words)))[-1])
    before = None
    while before != words:
        before = words
        words = _closed(_LEAD_IN.sub("", _OPENING.sub("", words)))
    before = None
    while before != words:
        before = words
        words = _closed(_without_operator(words))
    return words


def follows_number(quantity: Quantity, before: str, behind: str) -> bool:
    """Tell whether the indicator stands behind the number: "có 5 doanh nghiệp …", "100% cơ quan …"."""
    if quantity.measure not in _NAMED_BEHIND or "/" in quantity.unit:
        return False
    bare = _WEAK_END.sub("", _closed(_MARK.sub("", before)))
    if not trimmed_name(bare) or _JOINED_END.search(before):
        return True
    if before.rstrip().endswith(":"):
        return False
    if quantity.measure is Measure.PERCENT and _REACHES.search(bare):
        return True
    verb = _COUNTING_END.search(bare)
    if verb and not re.search(r"(?:t[ỷỉ] lệ|t[ỷỉ] trọng|số lượng).*\scó$", bare, FLAGS):
        if quantity.measure in {Measure.COUNT, Measure.THING} or verb["verb"].lower() in _LINKS:
            return True
        return not trimmed_start(bare[: verb.start()].split(",")[-1])
    if quantity.measure in {Measure.COUNT, Measure.THING}:
        return not _LEVEL_END.search(bare) or fold(trimmed_start(bare)) in _GROWTH
    return quantity.unit in {"%", "% dân số"} and names_whole(behind) and _acts(bare)


def counted_noun(before: str) -> str:
    """Return what a number without a noun counts when it is said before it: "Số doanh nghiệp … tăng lên 150"."""
    match = _NUMBER_OF.match(before)
    return match["noun"] if match else ""


def names_whole(behind: str) -> bool:
    """Tell whether `behind` begins with the name of that of which a share or a multiple is said."""
    return _WHOLE_BEHIND.match(behind) is not None


def _acts(bare: str) -> bool:
    """Tell whether `bare` says what is done to a share ("Kiểm tra 20% đơn vị"), not which share is reached."""
    if fold(trimmed_start(bare)) in _GROWTH:
        return True
    last = trimmed_start(bare.rpartition(",")[2])
    return not (_LEVEL_END.search(bare) or _NAMED.match(last))


def wants_noun(before: str) -> bool:
    """Tell whether `before` breaks off at a verb, a word such as "tại" or a comma: the noun completes it."""
    bare = _closed(before)
    return bool(_REACHES.search(bare) or _COUNTING_END.search(bare) or _JOINED_END.search(before)) or (
        _WEAK_VERB.search(trimmed_name(bare)) is not None
    )


def name_behind(before: str, behind: str) -> str:
    """Return the name made of what stands behind the number, with the verb before it when that carries meaning."""
    name = re.sub(r"^\s*(?:(?:tổng\s+)?số|của|các)\s+(?=\w)", "", _OPENING.sub("", without_joint(behind)))
    name = _SCALE_START.sub("", _closed(name))
    if _JOINED_END.search(before):
        return name
    stem = _closed(_OPENING.sub("", _MARK.sub("", before)))
    verb = _COUNTING_END.search(stem)
    if verb and " ".join(verb["verb"].lower().split()) in _EMPTY_VERBS and not _REACHES.search(stem):
        return name
    lead = _own_lead(stem if verb or _REACHES.search(stem) else trimmed_name(stem))
    return _closed(f"{trimmed_start(lead)} {name}".strip())


def _own_lead(words: str) -> str:
    """Return the part of `words` behind the last comma; what one verb carries out ("hoàn thành A, B") stays whole."""
    parts = re.split(r"[,;:]\s", words)
    verb = _CARRIES_OUT.match(trimmed_start(parts[0])) and not _VERB_START.match(parts[-1])
    joined = len(parts) == 2 and (verb or _EACH_OF.match(parts[0]))
    return _WEAK_END.sub("", words if joined else parts[-1])


def without_joint(words: str) -> str:
    """Return `words` without the punctuation and the "và" that join them to what follows."""
    return re.sub(r"(?:\s+và|,\s*(?:hoàn thành|xong))$", "", words.strip(" .,;:"), flags=FLAGS).strip(" .,;:")


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
    return _closed(without_joint(match["what"])) if match else ""


def balanced(name: str) -> str:
    """Return `name` without a bracket that its other half does not follow or precede."""
    if name.count("(") == name.count(")"):
        return name
    return name.replace("(", " ").replace(")", " ").strip()


def split_between(gap: str, *, behind: bool) -> int:
    """Return where, between two quantities, the first's words end and the second's begin.

    `behind` says that the first quantity takes its name from the words behind it.
    """
    if not behind:
        return 0
    if re.search(r"(?:,|;|:|\svà)\s*$", gap):
        return len(gap)
    starts = [match.start() for match in _NEW_NAME.finditer(gap)]
    if starts:
        return starts[-1]
    separator = max(gap.rfind(","), gap.rfind(" và "), gap.rfind(":"))
    return separator if separator >= 0 else len(gap)
