"""Where an operation's refusal stands on a page of several forms: at the field it is about, else on top."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

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
    if name.startswith("seats."):
        return seats is not None and seats.place(name.removeprefix("seats."), errors)
    return rules is not None and rules.place(SAME.get(name, name), errors)
