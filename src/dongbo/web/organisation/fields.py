"""Fields of this desk: a day, and the choosing of a unit or an officer among thousands by typing a few letters."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from dongbo.engines.vietnamese import toneless
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries import living_units
from dongbo.organisation.queries.units.searching import Former, heirs_matching, matching

MOST_CANDIDATES = 10
"""How many units or officers a chooser offers at once; more are found by typing more."""

BETWEEN = " – "
"""Stands between a code and a name where both are shown in one line."""


class DayField(forms.DateField):
    """A day, as Vietnamese write it."""

    def __init__(self, **options: Any) -> None:
        example = forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "21/11/2026", "inputmode": "numeric", "autocomplete": "off"}
        )
        messages = {"invalid": _("Không đọc được ngày này; hãy gõ ngày/tháng/năm, ví dụ 21/11/2026.")}
        super().__init__(widget=example, error_messages=messages, **options)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent for a chosen record: the words, the candidate picked, and the words it was offered for."""

    words: str = ""
    picked: str = ""
    offered_for: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record a chooser offers."""

    key: str
    label: str
    hint: str = ""


class ChooserInput(forms.Widget):
    """A text input; beneath it the records that match, to pick one from, with or without script."""

    template_name = "organisation/fields/chooser.html"
    input_type = "text"

    def __init__(self, *, options_address: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.options_address = options_address
        self.candidates: list[Candidate] = []
        self.settled = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """Return what was typed and picked."""
        return Typed(
            words=str(data.get(name) or "").strip(),
            picked=str(data.get(f"{name}_picked") or ""),
            offered_for=str(data.get(f"{name}_offered_for") or ""),
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether nothing was sent under this name."""
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template needs."""
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, Typed) else Typed(words=value or "")
        offered = {"name": name, "words": typed.words, "picked": typed.picked, "candidates": self.candidates}
        shown = {"words": self.settled or typed.words, "offered": offered}
        return context | shown | {"options_address": self.options_address}


class ChooserField(forms.Field, ABC):
    """One record, found by what is typed; where several match, the page asks which and keeps everything else."""

    widget: ChooserInput
    none_match = _("Không thấy mục nào khớp với «%(words)s».")
    several_match = _("%(count)s mục khớp với «%(words)s»; hãy chọn một.")

    def __init__(self, *, options_address: Any, **options: Any) -> None:
        super().__init__(widget=ChooserInput(options_address=options_address), **options)

    def prepare_value(self, value: Any) -> Any:
        """Return what the input shows: what was typed, or the record chosen before."""
        if value and not isinstance(value, Typed | str):
            return self.written(value)
        return value

    def clean(self, value: Any) -> Any:
        """Return the record. Raises ValidationError where none matches, or more than one and none was picked."""
        typed = value if isinstance(value, Typed) else Typed()
        if not typed.words:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = self._picked(typed) or self.found(typed.words)
        if isinstance(found, Model):
            self.widget.settled = self.written(found)
            return found
        asked = {"words": typed.words, "count": found.count()}
        if not asked["count"]:
            raise ValidationError(self.none_match, code="none", params=asked)
        self.widget.candidates = self.candidates(found)
        raise ValidationError(self.several_match, code="several", params=asked)

    def _picked(self, typed: Typed) -> Any:
        if not typed.picked.isdecimal() or typed.offered_for != typed.words:
            return None
        return self.records().filter(pk=typed.picked).first()

    def found(self, words: str) -> Any:
        """Return the one record that `words` name, or the query set of those they may mean."""
        exact = list(self.records().filter(self.named(words.split(BETWEEN)[0].strip()))[:2])
        if len(exact) == 1:
            return exact[0]
        matches = self.records().filter(self.matches(words))
        some = list(matches[:2])
        return some[0] if len(some) == 1 else matches

    def candidates(self, found: "QuerySet[Any]") -> list[Candidate]:
        """Return the first of `found`, as the page offers them."""
        return [self.candidate(record) for record in found[:MOST_CANDIDATES]]

    def candidate(self, record: Any) -> Candidate:
        """Return one record, as the page offers it."""
        return Candidate(str(record.pk), self.written(record), self.hint(record))

    @abstractmethod
    def records(self) -> "QuerySet[Any]":
        """Return the records that may be chosen."""

    @abstractmethod
    def named(self, code: str) -> Q:
        """Return the predicate for the record whose code is `code`."""

    @abstractmethod
    def matches(self, words: str) -> Q:
        """Return the predicate for the records `words` may mean."""

    @abstractmethod
    def written(self, record: Any) -> str:
        """Return the record in one line: its code and its name."""

    @abstractmethod
    def hint(self, record: Any) -> str:
        """Return what tells the record from another of the same name."""


class UnitField(ChooserField):
    """A living unit, found by its code in either form, or by its name with or without tones; by a name it bore once,
    and, offered but never taken for it, by that of a unit it has inherited from."""

    none_match = _(
        "Không có đơn vị đang hoạt động nào khớp với «%(words)s»; hãy gõ mã định danh hoặc một phần tên đơn vị."
    )
    several_match = _("%(count)s đơn vị khớp với «%(words)s»; hãy chọn một, hoặc gõ thêm cho rõ.")

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Gõ mã định danh hoặc vài chữ của tên, có dấu hay không dấu."))
        super().__init__(options_address=reverse_lazy("unit-choices"), **options)
        self.inherited: dict[int, list[Former]] = {}

    def found(self, words: str) -> Any:
        """Return the one unit that `words` name, or the query set of those they may mean, heirs among them."""
        found = super().found(words)
        if isinstance(found, Unit):
            return found
        self.inherited = heirs_matching(words.replace(BETWEEN, " "))
        return self.records().filter(self.matches(words) | Q(pk__in=self.inherited))

    def records(self) -> "QuerySet[Unit]":
        """Return the living units."""
        return living_units().select_related("parent")

    def named(self, code: str) -> Q:
        """Return the predicate for the unit with this code, in the form of today or the old one."""
        return Q(code__iexact=code) | Q(legacy_code__iexact=code)

    def matches(self, words: str) -> Q:
        """Return the predicate for the units whose names hold every word."""
        return matching(words.replace(BETWEEN, " "))

    def written(self, record: Unit) -> str:
        """Return code and name."""
        return f"{record.code}{BETWEEN}{record.name}"

    def hint(self, record: Unit) -> str:
        """Return the unit above; of an heir, from whom it inherited."""
        former = self.inherited.get(record.pk, [])
        if former:
            return ", ".join(_("«%(name)s» nay thuộc đơn vị này") % {"name": one.name} for one in former)
        return record.parent.name if record.parent else ""


class OfficerField(ChooserField):
    """An officer the form's user may see, found by his sign-in name or his name with or without tones."""

    none_match = _("Không có cán bộ nào trong phạm vi của bạn khớp với «%(words)s»; hãy gõ họ tên hoặc tên đăng nhập.")
    several_match = _("%(count)s cán bộ khớp với «%(words)s»; hãy chọn một, hoặc gõ thêm cho rõ.")

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Gõ họ tên hoặc tên đăng nhập, có dấu hay không dấu."))
        options.setdefault("options_address", reverse_lazy("officer-choices"))
        super().__init__(**options)
        self.readable: QuerySet[Officer] = Officer.objects.none()

    def records(self) -> "QuerySet[Officer]":
        """Return the officers who may be chosen; the form sets whom its user may see."""
        return self.readable

    def named(self, code: str) -> Q:
        """Return the predicate for the officer with this sign-in name."""
        return Q(username__iexact=code)

    def matches(self, words: str) -> Q:
        """Return the predicate for the officers whose names hold every word."""
        found = Q()
        for word in words.replace(BETWEEN, " ").split():
            found &= Q(search_key__contains=toneless(word))
        return found

    def written(self, record: Officer) -> str:
        """Return sign-in name and full name."""
        return f"{record.username}{BETWEEN}{record.full_name}"

    def hint(self, record: Officer) -> str:
        """Return his rank."""
        return record.rank
