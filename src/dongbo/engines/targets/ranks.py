"""Ranks in a sentence: "nhóm 3 nước dẫn đầu Đông Nam Á", "xếp thứ 20"."""

import re
from collections.abc import Iterator

from dongbo.engines.targets.numbers import WORDS, parse_number
from dongbo.engines.targets.operators import AFTER, BEFORE, operator_before
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.screening import holds_any
from dongbo.engines.targets.vocabulary import COUNTRIES, REGIONS
from dongbo.engines.targets.wording import FLAGS, any_of

_COUNTRIES = rf"(?:{any_of(COUNTRIES)})"
_LEADING = r"(?:dẫn đầu|đứng đầu|hàng đầu|đầu tiên|đầu|cao nhất|tốt nhất|mạnh nhất|phát triển nhất)"
_RANK_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(WORDS)})"
_BELONG = r"(?:thuộc|nằm|lọt|đứng|xếp|vào|trong|ở|có mặt|số|duy trì)"
_RANKS = (
    re.compile(
        rf"(?<!\w)(?:{_BELONG}\s+)*(?:nhóm|tốp|top)\s+{_RANK_NUMBER}(?!\d|\s*%)"
        rf"(?:\s*{_COUNTRIES}(?:\s+{_LEADING})?|\s*{_LEADING}|(?=\s+về\s))",
        FLAGS,
    ),
    re.compile(rf"(?<!\w)(?:{_BELONG}\s+)*(?:tốp|top)\s+{_RANK_NUMBER}(?!\d|\s*%)", FLAGS),
    re.compile(rf"(?<!\w)(?:{_BELONG}\s+)+{_RANK_NUMBER}\s+{_COUNTRIES}\s+{_LEADING}", FLAGS),
    re.compile(
        rf"(?<![\w.,])(?P<number>\d{{1,3}})\s+(?:nước|quốc gia)(?=\s+(?:có\s+[^,;.\d]{{3,60}}?)?{_LEADING}(?!\w))",
        FLAGS,
    ),
    re.compile(
        rf"(?<!\w)(?P<exact>(?:(?:đạt|thuộc|giữ|duy trì)\s+)?"
        rf"(?:thứ hạng|xếp hạng|(?:đứng|xếp)(?:\s+ở)?(?:\s+vị trí)?(?:\s+thứ)?|"
        rf"vị trí(?:\s+thứ)?))\s+"
        rf"(?P<operator>(?:{BEFORE})\s+)?(?P<number>\d{{1,3}})(?![\w.,]*\d|\s*%)",
        FLAGS,
    ),
)
# One of these stands in what each of the patterns finds, and is sought first.
_HINTS = (("nhóm", "tốp", "top"), ("tốp", "top"), ("đầu", "nhất"), ("đầu", "nhất"), ("hạng", "đứng", "xếp", "trí"))
_REGION = re.compile(
    rf"\s*,?\s*(?:(?:của|trong|trên|ở|tại|toàn)\s+)?(?:khu vực\s+)?(?P<region>{any_of(REGIONS)})(?!\w)", FLAGS
)
_BETTER = {">=": "<=", ">": "<"}


def find_ranks(text: str) -> Iterator[Quantity]:
    """Yield the ranks of `text`, such as "nhóm 50 nước dẫn đầu thế giới"."""
    taken: list[tuple[int, int]] = []
    lowered = text.lower()
    for hints, pattern in zip(_HINTS, _RANKS, strict=True):
        for match in pattern.finditer(text) if holds_any(hints, lowered) else ():
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield _rank(match, text)


def _rank(match: re.Match[str], text: str) -> Quantity:
    parts = match.groupdict()
    operator, end = "<=", match.end()
    if parts.get("exact"):
        operator = operator_before(parts.get("operator"))
        after = AFTER.match(text, end)
        operator = "<=" if after else _BETTER.get(operator, operator)
        end = after.end() if after else end
    region = _REGION.match(text, end)
    end = region.end() if region else end
    name = " ".join(region["region"].split()) if region else ""
    return Quantity(
        match.start(),
        end,
        end,
        operator,
        parse_number(match["number"]),
        None,
        "hạng",
        Measure.RANK,
        region=name,
    )
