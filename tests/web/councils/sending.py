"""What a browser sends of the forms of this desk: everything they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms

    from dongbo.web.councils.forms.rules import RulesEntry


def typed(entry: RulesEntry) -> QueryDict:
    """Return what is sent of the rules as they are shown."""
    rows = (entry.presences, entry.tests)
    data = sent([entry.form, *(form for one in rows for form in one.forms)])
    for one in rows:
        data[one.count_name] = str(one.count)
    return data


def sent(shown: Iterable[forms.BaseForm]) -> QueryDict:
    """Return what is sent of forms as they are shown."""
    data = QueryDict(mutable=True)
    for form in shown:
        for field in form:
            value: Any = field.value()
            if isinstance(value, bool):
                data.update({field.html_name: "on"} if value else {})
            elif isinstance(value, list | tuple):
                data.setlist(field.html_name, [str(one) for one in value])
            elif value is not None:
                data[field.html_name] = str(value)
    return data
