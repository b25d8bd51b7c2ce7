"""Rows of a form that grow by a button, without script too: what was typed stays, a blank row counts as not there."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

MORE = "more"
"""The name of the button that asks for one more row; its value is the prefix of the rows."""


class Rows:
    """Forms of one kind beneath each other; `form` has `is_blank` once it was read."""

    def __init__(
        self,
        form: type[forms.Form],
        data: QueryDict | None,
        *,
        prefix: str,
        initial: Sequence[Mapping[str, Any]] = (),
        fewest: int = 1,
        most: int = 100,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self.prefix, self.most = prefix, most
        self.count_name = f"{prefix}-count"
        count = max(fewest, len(initial))
        if data is not None:
            count = self._asked(data, fewest)
        begun = [*initial, *({} for _place in range(count - len(initial)))] if data is None else [{}] * count
        self.forms = [
            form(data, prefix=f"{prefix}-{place}", initial=dict(said), empty_permitted=False, **(options or {}))
            for place, said in enumerate(begun)
        ]

    def _asked(self, data: QueryDict, fewest: int) -> int:
        said = data.get(self.count_name, "")
        count = int(said) if said.isdecimal() and len(said) <= 4 else fewest
        return min(max(count + (data.get(MORE) == self.prefix), 1), self.most)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.forms)

    @property
    def may_grow(self) -> bool:
        """Whether there may be one more."""
        return self.count < self.most

    def is_valid(self) -> bool:
        """Return whether every row could be read; each is looked at."""
        return [one.is_valid() for one in self.forms].count(False) == 0

    @property
    def errors(self) -> bool:
        """Whether anything is wrong in any row."""
        return any(one.errors for one in self.forms)

    @property
    def filled(self) -> list[Any]:
        """The rows in which something was said, in their order."""
        rows: list[Any] = self.forms
        return [one for one in rows if not one.is_blank]

    def place(self, name: str, errors: list[Any]) -> bool:
        """This will put errors onto the row and field `name` names, such as “2.officer”, counted among the filled.

        Return whether there is such a row; what names no field stands on the first one.
        """
        number, _dot, field = name.partition(".")
        rows = self.filled
        if not number.isdecimal() or int(number) >= len(rows):
            return False
        row = rows[int(number)]
        row.add_error(field if field in row.fields else next(iter(row.fields)), errors)
        return True
