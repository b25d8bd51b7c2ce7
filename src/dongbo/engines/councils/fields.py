"""Council rules as they come back from JSON, read field by field: what is malformed is named, never crashed upon."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

MOST = 1_000_000
"""The greatest whole number a rule may hold, and below zero likewise."""

LONGEST_TEXT = 500
MOST_ITEMS = 100
"""How many items a list of the rules may have."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_Name = TypeVar("_Name", bound=StrEnum)


class RulesRefused(ValueError):
    """The rules cannot be read; `field` is the place, such as "tests.0.share.numerator", `sentence` how to mend it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the JSON and the place where it stands."""

    value: object
    place: str = ""

    def parts(self, *names: str) -> tuple["Field", ...]:
        """Return the fields of an object in the order of `names`; it must have exactly these."""
        if not isinstance(self.value, Mapping):
            raise self._refused(f"phải là một nhóm gồm các mục {', '.join(names)}")
        if unknown := [str(name) for name in self.value if name not in names]:
            raise self._refused(
                f"có mục lạ “{unknown[0][:40]}”; chỉ được gồm {', '.join(names)}", self._under(unknown[0][:40])
            )
        for name in names:
            if name not in self.value:
                raise self._refused(f"còn thiếu mục “{name}”; hãy bổ sung", self._under(name))
        return tuple(Field(self.value[name], self._under(name)) for name in names)

    def items(self) -> tuple["Field", ...]:
        """Return the fields of a list."""
        if not isinstance(self.value, Sequence) or isinstance(self.value, str | bytes):
            raise self._refused("phải là một danh sách, ví dụ []")
        if len(self.value) > MOST_ITEMS:
            raise self._refused(f"có {len(self.value)} dòng; nhiều nhất là {MOST_ITEMS}")
        return tuple(Field(value, self._under(str(at))) for at, value in enumerate(self.value))

    def integer(self) -> int:
        """Return a whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self._refused("phải là số nguyên, ví dụ 2")
        if abs(self.value) > MOST:
            raise self._refused(f"phải nằm trong khoảng từ -{MOST} đến {MOST}")
        return self.value

    def positive(self) -> int:
        """Return a whole number above zero."""
        if (number := self.integer()) < 1:
            raise self._refused("phải là số nguyên lớn hơn 0, ví dụ 3")
        return number

    def flag(self) -> bool:
        """Return a yes or no."""
        if not isinstance(self.value, bool):
            raise self._refused("phải là có (true) hoặc không (false)")
        return self.value

    def text(self) -> str:
        """Return a line of text."""
        if not isinstance(self.value, str):
            raise self._refused("phải là chữ")
        if _UNPRINTABLE.search(self.value):
            raise self._refused("có ký tự không in được; hãy gõ lại")
        if len(self.value) > LONGEST_TEXT:
            raise self._refused(f"dài {len(self.value)} ký tự; nhiều nhất là {LONGEST_TEXT}")
        return self.value

    def name_of(self, names: type[_Name]) -> _Name:
        """Return the one of `names` that is written."""
        for name in names:
            if isinstance(self.value, str) and name.value == self.value:
                return name
        raise self._refused(f"phải là một trong: {', '.join(names)}")

    def names_of(self, names: type[_Name]) -> tuple[_Name, ...]:
        """Return a list of `names`."""
        return tuple(item.name_of(names) for item in self.items())

    def _under(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _refused(self, how: str, place: str | None = None) -> RulesRefused:
        what = f"Mục “{self.place}” của quy tắc hội đồng" if self.place else "Quy tắc hội đồng"
        return RulesRefused(self.place if place is None else place, f"{what} {how}.")
