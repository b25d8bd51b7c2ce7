"""What a form offers to choose from, once it is known who asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

if TYPE_CHECKING:
    RecordChoice = forms.ModelChoiceField
    RecordsChoice = forms.ModelMultipleChoiceField
else:

    class RecordChoice(forms.ModelChoiceField):
        """A record to choose; `RecordChoice[Kind]` says to the type checker which, as Django's own field cannot."""

        def __class_getitem__(cls, kind: type) -> type:
            return cls

    class RecordsChoice(forms.ModelMultipleChoiceField):
        """Several records to choose; `RecordsChoice[Kind]` says to the type checker which."""

        def __class_getitem__(cls, kind: type) -> type:
            return cls


def choose_among(form: forms.BaseForm, name: str, records: "QuerySet[Any]") -> None:
    """This will let the field `name` choose among `records`. Raises TypeError where it chooses among no records."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = records


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """This will let the field `name` offer `choices`, each a value and its words. Raises TypeError elsewhere."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)
