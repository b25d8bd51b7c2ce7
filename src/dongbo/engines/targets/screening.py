"""Which texts can hold a target at all, told before any of them is read closely."""

import re
from collections.abc import Iterable

from dongbo.engines.targets.numbers import WORDS
from dongbo.engines.targets.vocabulary import COUNTRIES
from dongbo.engines.targets.wording import any_of

LIST_MARK = re.compile(
    r"^\s*(?:[-+•*–]\s*)?(?:\d+(?:\.\d+)*[.)\-]|\d+\.\d+\w+|\(?[a-zđ]{1,3}[.)]|\(\d+\))(?=\s)",
)
_DIGIT = re.compile(r"\d")
_WORDS = any_of(WORDS)
# One of these stands in whatever the pattern below finds; looking for them is quicker.
_HINTS = (
    "nhóm", "tốp", "top", "tăng", "giảm", "gấp", "nửa", "phần", "ít nhất", "tối thiểu", "không dưới", "phủ", "đầu",
    "nhất",
)  # fmt: skip
# What measures without a digit: a rank, a multiple, a fraction, a bound with a number in words, coverage.
_IN_WORDS = re.compile(
    rf"(?:nhóm|tốp|top)\s+(?:{_WORDS})|(?:tăng|giảm|gấp)\s+(?:\S+\s+){{0,4}}?(?:{_WORDS}|đôi|rưỡi)(?!\w)"
    rf"|nửa|(?:một|hai|ba)\s+phần\s+(?:ba|tư)|(?:ít nhất|tối thiểu|không dưới)\s+(?:có\s+|là\s+)?(?:{_WORDS})"
    rf"|phủ sóng|phủ kín|bao phủ|(?:{_WORDS})\s+(?:{any_of(COUNTRIES)})\s+(?:dẫn|đứng|hàng|đầu|cao|tốt|mạnh|phát)"
)


def holds_any(words: Iterable[str], text: str) -> bool:
    """Tell whether any of `words` stands in `text`, written in the same case."""
    return any(map(text.__contains__, words))


def holds_digit(text: str) -> bool:
    """Tell whether a digit stands in `text`."""
    return _DIGIT.search(text) is not None


def measures_in_words(text: str) -> bool:
    """Tell whether `text` may say a rank, a multiple, a fraction or a number in words."""
    lowered = text.lower()
    return holds_any(_HINTS, lowered) and _IN_WORDS.search(lowered) is not None


def may_state_target(text: str) -> bool:
    """Tell whether `text`, the mark of a list apart, holds a digit or measures in words; cheap."""
    mark = LIST_MARK.match(text)
    return _DIGIT.search(text, mark.end() if mark else 0) is not None or measures_in_words(text)
