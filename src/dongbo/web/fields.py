"""Form fields for a unit and for an officer: typed by code or by name, with suggestions where there is script."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import living_units, officers

MOST_SUGGESTED = 12
_CODE_BEFORE_NAME = re.compile(r"^\s*([A-Z][A-Z0-9.]*)\s+[–-]\s+")
_USERNAME_IN_BRACKETS = re.compile(r"\(([^()\s]+)\)\s*$")


class Picker(forms.TextInput):
    """An input that suggests what its address answers to the words typed so far."""

    template_name = "shell/picker.html"

    def __init__(self, address: str) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.address = address

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows: the input, and where its suggestions come from."""
        options = f"{(attrs or {}).get('id', name)}_options"
        asking = {
            "list": options,
            "hx-get": reverse(self.address),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{options}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
        }
        return super().get_context(name, value, (attrs or {}) | asking) | {"options": options}


class UnitField(forms.CharField):
    """A unit by its code, its name or its short name; `living=False` takes units that have ended too."""

    def __init__(self, *, living: bool = True, **options: Any) -> None:
        self._living = living
        super().__init__(widget=Picker("unit-options"), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return a unit as it is typed."""
        return unit_words(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        """Return the unit meant. Raises ValidationError naming those that would fit."""
        typed = super().clean(value)
        if not typed:
            return None
        known = living_units() if self._living else Unit.objects.order_by("ended_on", "first")
        before = _CODE_BEFORE_NAME.match(typed)
        code = before.group(1) if before else typed.strip().upper()
        if exact := known.filter(code=code).first():
            return exact
        return _only(typed, list(units_like(typed, known)[: MOST_SUGGESTED + 1]), unit_words, _NO_UNIT, _SEVERAL_UNITS)


class OfficerField(forms.CharField):
    """An officer in service by his username or his name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=Picker("officer-options"), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return an officer as he is typed."""
        return officer_words(value) if isinstance(value, Officer) else value

    def clean(self, value: Any) -> Any:
        """Return the officer meant. Raises ValidationError naming those that would fit."""
        typed = super().clean(value)
        if not typed:
            return None
        inside = _USERNAME_IN_BRACKETS.search(typed)
        username = inside.group(1) if inside else typed.strip()
        if exact := officers().filter(username__iexact=username).first():
            return exact
        found = list(officers_like(typed)[: MOST_SUGGESTED + 1])
        return _only(typed, found, officer_words, _NO_OFFICER, _SEVERAL_OFFICERS)


_NO_UNIT = _("Không có đơn vị nào là «%(typed)s». Hãy gõ mã định danh hoặc một phần tên, rồi chọn trong gợi ý.")
_SEVERAL_UNITS = _("Có nhiều đơn vị khớp «%(typed)s»: %(found)s. Hãy gõ mã định danh của đơn vị cần chọn.")
_NO_OFFICER = _("Không có cán bộ nào đang công tác là «%(typed)s». Hãy gõ tên đăng nhập hoặc họ tên.")
_SEVERAL_OFFICERS = _("Có nhiều cán bộ khớp «%(typed)s»: %(found)s. Hãy gõ tên đăng nhập của người cần chọn.")


def units_like(words: str, known: "QuerySet[Unit]") -> "QuerySet[Unit]":
    """Return the units among `known` whose name or code holds every word, tone marks optional."""
    for word in toneless(fold(words)).split():
        known = known.filter(search_key__contains=word)
    return known


def officers_like(words: str) -> "QuerySet[Officer]":
    """Return the officers in service whose name or username holds every word, tone marks optional."""
    found = officers()
    for word in toneless(fold(words)).split():
        found = found.filter(search_key__contains=word)
    return found


def unit_words(unit: Unit) -> str:
    """Return a unit as it is typed and shown in a field."""
    return f"{unit.code} – {unit.name}"


def officer_words(officer: Officer) -> str:
    """Return an officer as he is typed and shown in a field."""
    return f"{officer.full_name} ({officer.username})"


def _only(typed: str, found: list[Any], words: Any, nothing: Any, several: Any) -> Any:
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(nothing, params={"typed": typed})
    named = "; ".join(words(one) for one in found[:MOST_SUGGESTED])
    raise ValidationError(several, params={"typed": typed, "found": named})
