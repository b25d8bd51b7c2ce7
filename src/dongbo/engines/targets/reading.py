"""A sentence made ready: what is no measure blanked out, its moments found, its clauses cut."""

import re
from dataclasses import dataclass

from dongbo.engines.targets.deadlines import Deadline, find_deadlines
from dongbo.engines.targets.numbers import NUMBER
from dongbo.engines.targets.quantities import BLANK
from dongbo.engines.targets.screening import LIST_MARK, holds_any, holds_digit, may_state_target
from dongbo.engines.targets.vocabulary import COUNTED, NAMED_BY_NUMBER, NUMBERED_PARTS
from dongbo.engines.targets.wording import any_of
from dongbo.engines.vietnamese import clean

_PERIODIC = re.compile(r"định kỳ\s+(?:\d+|hằng|hàng)\s+\w+")
_DASH = r"\s*(?:-|–|—|đến)\s*"
# Numbers that name something: papers, provisions, generations, ages, frequencies, notes. All hold a digit, and where
# words come first, one of them stands in the text.
_NAMES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("/", "-"), r"\b\d+(?:\.\d+)?(?:/\d{4})?[/-](?:[A-ZĐ][\wĐ]*[-/.]?)+"),
    (("/",), r"(?<!\w)[Ss]ố\s*:?\s*\d+[\w./-]*(?=/)[\w./-]*"),
    ((), rf"(?<!\w)(?:{any_of(NAMED_BY_NUMBER)})\s+\d+(?:\.\d+)*(?:/\d+)*(?!\s*%)"),
    (("[",), r"\[\s*\d+\s*\]"),
    (("G",), r"(?<!\w)\d(?:[.,]\d)?G(?:/\d(?:[.,]\d)?G)*(?!\w)"),
    (("ghiệp 4", "eb "), r"(?<=công nghiệp )4[.,]0|(?<=Công nghiệp )4[.,]0|(?<=[Ww]eb )\d[.,]\d"),
    (("24",), r"\b24\s*/\s*(?:7|24)\b"),
    (
        ("tuổi",),
        r"(?<!thọ )(?<!đạt )(?<!quân )(?<!bình )(?:từ|dưới|trên|đủ|độ tuổi(?: từ)?|nhóm tuổi|trẻ em|trẻ)\s+"
        rf"(?:đủ\s+)?\d+(?:{_DASH}\d+)?\s+tuổi(?:\s+trở (?:lên|xuống))?",
    ),
    (("định kỳ",), _PERIODIC.pattern),
    (("lần",), r"\d+\s+(?:tháng|năm|ngày|tuần|quý)\s*(?:một|1|01)?\s*lần"),
    (
        ("ISO", "TCVN", "QCVN", "IPv", "PM", "CO", "Covid"),
        r"(?:ISO|TCVN|QCVN|IPv|PM|CO|Covid|COVID)[-\s/]?\w*[\d.:/-]*\d",
    ),
    (
        ("trong", "sau", "bình", "cách đây"),
        r"(?<!\w)(?:trong|sau|bình quân|cách đây|trung bình)\s+\d+\s+(?:năm|tháng|ngày|tuần)"
        r"(?:\s+(?:tới|qua|nữa|đầu))?",
    ),
    (("năm",), r"\d+\s+năm\s+(?:tới|qua|nữa|trước)"),
    (("quá",), r"(?<!\w)quá\s+\d+\s+lần"),
    (("ngày",), r"trước ngày \d{1,2} tháng \d{1,2}(?:\s+(?:hàng|hằng) năm)?"),
    (("ngày",), r"ngày \d{1,2}(?: tháng \d{1,2})?"),
    (("tháng",), r"tháng (?:đầu )?\d{1,2}"),
    (("năm", "Năm"), r"(?<!\w)(?:năm|Năm)\s+(?:19|20)\d\d"),
    (("(",), r"\(\s*(?:19|20)\d\d\s*\)"),
    (
        (),
        rf"(?<!\w)(?:{any_of(NUMBERED_PARTS)})\s+\d+"
        r"(?!\d|[.,]\d|\s*(?:%|về|nước|quốc gia|tỉnh|thành phố|địa phương|nền|bộ|dẫn|đứng|hàng đầu|tỷ|triệu))",
    ),
)
_BLANKED = [(hints, re.compile(pattern)) for hints, pattern in _NAMES]
_ESCAPES = re.compile(r"\\(?=[^\w\s])|\*\*")
_EMPTIED = re.compile(r"\(\s*[,:]?\s*\)")
_BASE = re.compile(
    rf"(?<!\w)từ (?:mức |khoảng |gần |trên )?{NUMBER}(?:\s*%)?(?:(?!lên|xuống)[^,;%\d]){{0,25}}?"
    r"(?:(?:vào |trong )?năm (?:19|20)\d\d\)?)?(?<!trở)(?=\s+(?:lên|xuống)(?!\w))"
)
# "Từ 80% hồ sơ trở lên": the bound encloses what it counts; "từ" is read as the sign of the same bound.
_ENCLOSING = re.compile(
    rf"(?<!\w)(?P<from>[Tt]ừ)\s+{NUMBER}(?:\s*%)?(?!\d)(?:(?!trình độ|bậc|hạng|loại)[^,;:.()\d{BLANK}])"
    r"{2,80}?\s(?P<close>trở (?P<way>lên|xuống))(?!\w)"
)
_BOUND_SIGNS = {"lên": "≥ ", "xuống": "≤ "}
# "34/34 tỉnh" is all 34 of them, "25/34 tỉnh" are 25: what is promised is the first number.
_OUT_OF = re.compile(
    rf"(?<![\w./{BLANK}-])(?P<part>\d{{1,4}})(?P<of>/(?P<whole>\d{{1,4}}))(?=\s+(?:{any_of(COUNTED)})(?!\w))"
)
# "4,2/5 điểm": the scale of a mark.
_OUT_OF_MARKS = re.compile(rf"(?<![\w./{BLANK}-])\d{{1,3}}(?:,\d+)?(?P<of>/(?:5|10|100))(?=\s+điểm(?!\w))")
_RATE_BASES = {"100", "1000"}
_EQUIVALENT = re.compile(r"\((?:tương đương|tương ứng|khoảng)[^)]*\)")
_CLAUSE_END = re.compile(r";|(?<=[^\W\d]{2})[.!?…]\s+(?=[\"“(\[]?[A-ZÀ-ỸĐ])|(?<=[%)\d])\.\s+(?=[A-ZÀ-ỸĐ])|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence: `text` cleaned, `masked` of the same length with names and moments blanked, its `deadlines`.

    `dropped` are stretches that belong to no name: what a growth starts from ("từ 40% năm 2025" before "lên 50%"),
    the same amount in another currency ("(tương đương 77 tỷ USD)"), the second half of a bound ("trở lên").
    """

    text: str
    masked: str
    deadlines: tuple[Deadline, ...]
    dropped: tuple[tuple[int, int], ...] = ()

    def clauses(self) -> list[tuple[int, int]]:
        """Return where each clause starts and ends: at semicolons, full stops and line breaks."""
        starts = [0]
        ends: list[int] = []
        for match in _CLAUSE_END.finditer(self.masked):
            ends.append(match.start())
            starts.append(match.end())
        return list(zip(starts, [*ends, len(self.text)], strict=True))

    def words(self, start: int, end: int) -> str:
        """Return the text of a stretch without its moments, as one line."""
        pieces: list[str] = []
        at = start
        for first, last in sorted([*((one.start, one.end) for one in self.deadlines), *self.dropped]):
            if first >= start and last <= end:
                pieces.append(self.text[at:first])
                at = last
        pieces.append(self.text[at:end])
        joined = " ".join(pieces)
        joined = _EMPTIED.sub(" ", joined) if "(" in joined else joined
        return " ".join(joined.split()).replace(" ,", ",").replace(" ;", ";").replace(" :", ":")


def read_sentence(sentence: str) -> Reading:
    """Return `sentence` made ready; Markdown's escapes and bold marks are dropped."""
    text = clean(_ESCAPES.sub("", sentence))
    bases = [match.span() for match in _BASE.finditer(text)] if " lên" in text or " xuống" in text else []
    bases += [match.span() for match in _EQUIVALENT.finditer(text)]
    deadlines = tuple(one for one in find_deadlines(text) if not any(start <= one.start < end for start, end in bases))
    masked = text
    for span in bases:
        masked = _blank(masked, *span)
    for deadline in deadlines:
        masked = _blank(masked, deadline.start, deadline.end)
    masked, halves = _without_second_halves(_without_names(masked))
    return Reading(text, masked, deadlines, (*bases, *halves))


def holds_only_names(text: str) -> bool:
    """Tell whether no number of `text` measures: papers, provisions and dates take up all of them."""
    return not may_state_target(_without_names(text))


def _without_names(masked: str) -> str:
    """Return `masked` with what is no measure blanked, the patterns left out that nothing in it can match."""
    masked = LIST_MARK.sub(_blanks, masked)
    numbered = holds_digit(masked)
    for hints, pattern in _BLANKED:
        if not numbered:
            return _PERIODIC.sub(_blanks, masked)
        if not hints or holds_any(hints, masked):
            masked, changes = pattern.subn(_blanks, masked)
            numbered = not changes or holds_digit(masked)
    return masked


def _without_second_halves(masked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `masked` with "trở lên" far behind its number and "/34" of "34/34 tỉnh" taken out, and their places."""
    halves: list[tuple[int, int]] = []
    for match in _ENCLOSING.finditer(masked) if "trở " in masked else ():
        halves.append(match.span("close"))
        masked = _blank(masked, *match.span("close"))
        masked = masked[: match.start()] + _BOUND_SIGNS[match["way"]] + masked[match.end("from") :]
    for start, end in _wholes(masked) if "/" in masked else ():
        halves.append((start, end))
        masked = masked[:start] + " " * (end - start) + masked[end:]
    return masked, halves


def _wholes(masked: str) -> list[tuple[int, int]]:
    """Return where "/34" of "34/34 tỉnh" and "/5" of "4,2/5 điểm" stand."""
    parts = [one for one in _OUT_OF.finditer(masked) if one["whole"] not in _RATE_BASES]
    wholes = [one.span("of") for one in parts if int(one["part"]) <= int(one["whole"])]
    return [*wholes, *(one.span("of") for one in _OUT_OF_MARKS.finditer(masked))]


def _blanks(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + BLANK * (end - start) + text[end:]
