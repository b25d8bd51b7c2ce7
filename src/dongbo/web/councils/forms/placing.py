"""Where an operation's refusal stands on a page of several forms: at the field it is about, else on top."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from dongbo.planning.states import SeatRole
from dongbo.web.councils.forms.rows import Rows
from dongbo.web.councils.forms.rules import RulesEntry

SAME = {"notation": "number_notation"}
"""Arguments of operations that are fields of the rules by another name."""


def place_refusal(
    refusal: ValidationError, form: forms.Form, *, rules: RulesEntry | None = None, seats: Rows | None = None
) -> None:
    """This will put every error at its field of `form`, its place in `rules` or its row of `seats`, else on top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        if name in form.fields:
            form.add_error(name, errors)
        elif not _placed(name, errors, rules, seats):
            form.add_error(None, errors)


def _placed(name: str, errors: list[Any], rules: RulesEntry | None, seats: Rows | None) -> bool:
    if seats is not None and name == "seats":
        return _on_second_chair(errors, seats)
    if name.startswith("seats."):
        return seats is not None and seats.place(name.removeprefix("seats."), errors)
    return rules is not None and rules.place(SAME.get(name, name), errors)


def _on_second_chair(errors: list[Any], seats: Rows) -> bool:
    """This will put what is told of all members onto the last of several chairs; return whether there are several."""
    chairs = [row for row in seats.filled if row.cleaned_data.get("role") == SeatRole.CHAIR]
    if len(chairs) > 1:
        chairs[-1].add_error("role", errors)
    return len(chairs) > 1
