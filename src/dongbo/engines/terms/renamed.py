"""Names that are no longer right on the day of the paper: merged agencies, ended levels, replaced terms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from dongbo.engines.terms.findings import Place, Severity, TermFinding, Variant
from dongbo.engines.terms.passages import Passage, Period, period_of
from dongbo.engines.terms.rules import Renaming, renamings
from dongbo.engines.vietnamese import fold

_MESSAGES = {
    "agency": "“{name}” không còn tên này từ ngày {since}; nay là {successor} ({basis}).",
    "province": "“{name}” đã thay đổi từ ngày {since}; nay là {successor} ({basis}).",
    "level": "“{name}” không còn từ ngày {since}; giao cho {successor} ({basis}).",
    "term": "“{name}” được thay bằng “{successor}” từ ngày {since} ({basis}).",
}
_TO_CHECK = " Căn cứ này cần đối chiếu lại với văn bản gốc."
# Another paper's issuer and title keep the names of their day; so do words quoted to be amended, and a sentence that
# tells of the change itself.
_TOLD_BEFORE = re.compile(
    r"(?:(?:\d/[^\s,;]+|năm \d{4})[^.;,]{0,40} của (?:[^.;,]{3,60}, )*(?:bộ trưởng )?|"
    r"\d/[^\s,;]+[^.;,]* (?:về|quy định|công bố|phê duyệt|ban hành|hướng dẫn|sửa đổi)\b[^.;]{0,140}|"
    r"từ (?:[\"“][^\"”]*[\"”][,;]? (?:và |hoặc )?)*[\"“][^\"”]*|"
    r"(?:nay là|trước đây|trước đây là|nguyên là|tiền thân là|sáp nhập|hợp nhất|tổ chức lại|chuyển từ)[^.;]{0,60})$"
)
_TOLD_AFTER = re.compile(r"^\s*\(?(?:nay là|nay thuộc|cũ\b|trước đây|trước khi)")
_WINDOW = 240


def find_renamed(passages: Sequence[Passage], *, on: date | None) -> Iterator[TermFinding]:
    """This will yield a finding for each old name used on or after the day it ended.

    Each paper is judged by `on`, else by the date in its heading; a paper without a date is a draft, so every old
    name in it is reported, as a warning.
    """
    periods = _periods(passages, on)
    found: dict[tuple[Renaming, bool], dict[str, list[Place]]] = {}
    for passage in passages:
        period = periods[passage.paper]
        for match in _pattern().finditer(passage.folded):
            renaming = _by_name()[match[0]]
            if not passage.masked[match.start() : match.end()].strip():
                continue
            if (period and period.last < renaming.since) or _told(passage.folded, match.start(), match.end()):
                continue
            dated = period is not None and period.first >= renaming.since
            forms = found.setdefault((renaming, dated), {})
            place = passage.place(match.start(), match.end())
            forms.setdefault(passage.text[match.start() : match.end()], []).append(place)
    for (renaming, dated), forms in found.items():
        yield _finding(renaming, forms, dated=dated)


def _periods(passages: Sequence[Passage], on: date | None) -> Mapping[str, Period | None]:
    by_paper: dict[str, list[Passage]] = {}
    for passage in passages:
        by_paper.setdefault(passage.paper, []).append(passage)
    return {paper: Period(on, on) if on else period_of(own) for paper, own in by_paper.items()}


def _told(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - _WINDOW) : start]
    return bool(_TOLD_BEFORE.search(before) or _TOLD_AFTER.match(folded[end : end + _WINDOW]))


def _finding(renaming: Renaming, forms: Mapping[str, list[Place]], *, dated: bool) -> TermFinding:
    name = max(forms, key=lambda form: len(forms[form]))
    since = f"{renaming.since:%d/%m/%Y}"
    message = _MESSAGES[renaming.kind].format(
        name=name, since=since, successor=renaming.successor, basis=renaming.basis
    )
    sure = renaming.certainty in {"A", "B"}
    if not sure:
        message += _TO_CHECK
    if not dated:
        message += " Không rõ ngày của văn bản; chỉ giữ tên này nếu ban hành trước ngày đó."
    return TermFinding(
        code=f"renamed-{renaming.kind}",
        severity=Severity.ERROR if dated and sure else Severity.WARNING,
        term=renaming.names[0],
        variants=tuple(Variant(form, tuple(places)) for form, places in forms.items()),
        suggestion=renaming.successor,
        reason=f"{renaming.basis}, từ ngày {since}" + ("" if sure else " (cần đối chiếu)"),
        message=message,
    )


@cache
def _by_name() -> Mapping[str, Renaming]:
    return {fold(name): renaming for renaming in renamings() for name in renaming.names}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, names))})(?![\w/-])")
