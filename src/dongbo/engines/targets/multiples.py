"""Multiples and fractions in a sentence: "gấp đôi", "tăng ba lần", "hơn một nửa", "2/3 số xã"."""

import re
from collections.abc import Iterator

from dongbo.engines.targets.operators import BEFORE, operator_before
from dongbo.engines.targets.quantity import Measure, Quantity
from dongbo.engines.targets.screening import holds_any
from dongbo.engines.targets.wording import FLAGS, any_of

_FRACTIONS = {
    "một nửa": 50.0, "nửa": 50.0, "một phần ba": 33.33, "một phần tư": 25.0, "hai phần ba": 66.67, "ba phần tư": 75.0,
}  # fmt: skip
# "Nửa" alone is a half only behind a bound ("hơn nửa"), for "nửa đầu năm" is a time.
_FRACTION = re.compile(
    rf"(?<!\w)(?:(?P<operator>{BEFORE})\s+)?(?P<word>{any_of(_FRACTIONS)}|"
    r"(?P<part>[1-4])/(?P<whole>[2-5])(?=\s+(?:tổng\s+)?số(?!\w)))"
    r"(?=\s+(?!đầu|cuối|năm|tháng|ngày)\w|\s*[.,;]|\s*$)",
    FLAGS,
)
_MULTIPLE = re.compile(
    rf"(?<!\w)(?:(?P<bound>{BEFORE})\s+)?(?:(?P<growth>tăng|giảm)|gấp)\s+"
    rf"(?:(?P<operator>{BEFORE})\s+)?(?P<word>đôi|rưỡi|hai|ba|bốn|năm|mười)"
    r"(?:\s+lần|(?(growth)(?!)))?(?!\w)",
    FLAGS,
)
# The words of both are sought first: the bounds that may come before them make the patterns slow.
_GROWTH, _PARTS = ("tăng", "giảm", "gấp"), ("nửa", "phần", "/")
_MULTIPLES = {"đôi": 2.0, "rưỡi": 1.5, "hai": 2.0, "ba": 3.0, "bốn": 4.0, "năm": 5.0, "mười": 10.0}


def find_multiples(text: str) -> Iterator[Quantity]:
    """Yield the multiples said in words, in the unit "lần"."""
    if not holds_any(_GROWTH, text.lower()):
        return
    for match in _MULTIPLE.finditer(text):
        value = _MULTIPLES[match["word"].lower()]
        operator = operator_before(match["operator"] or match["bound"])
        yield Quantity(match.start(), match.end(), match.end(), operator, value, None, "lần", Measure.TIMES)


def find_fractions(text: str) -> Iterator[Quantity]:
    """Yield the fractions of `text` as percentages."""
    if not holds_any(_PARTS, text.lower()):
        return
    for match in _FRACTION.finditer(text):
        word = " ".join(match["word"].lower().split())
        if word == "nửa" and not match["operator"]:
            continue
        value = _FRACTIONS.get(word) or round(100 * int(match["part"]) / int(match["whole"]), 2)
        operator = operator_before(match["operator"])
        yield Quantity(match.start(), match.end(), match.end(), operator, value, None, "%", Measure.PERCENT)
