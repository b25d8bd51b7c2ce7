"""What is asked of the ledger."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.engines.vietnamese import fold, toneless
from dongbo.ledger.queries import EventFilter
from dongbo.organisation.models import Officer, Unit
from dongbo.organisation.queries.units.searching import matching
from dongbo.web.acts import ACTS


class LedgerForm(forms.Form):
    """Which events: of a kind, by whom, from which branch, on which record, when and from which address."""

    kind = forms.ChoiceField(label=_("Việc đã làm"), required=False, choices=[("", _("Tất cả")), *ACTS.items()])
    actor = forms.CharField(label=_("Người thực hiện"), required=False)
    unit = forms.CharField(label=_("Đơn vị và cấp dưới"), required=False)
    record = forms.CharField(label=_("Mã hồ sơ"), required=False, max_length=64)
    since = forms.DateField(
        label=_("Từ ngày"), required=False, widget=forms.DateInput(attrs={"placeholder": "01/01/2026"})
    )
    until = forms.DateField(
        label=_("đến hết ngày"), required=False, widget=forms.DateInput(attrs={"placeholder": "31/12/2026"})
    )
    address = forms.CharField(label=_("Địa chỉ mạng"), required=False, max_length=64)

    def narrows(self) -> bool:
        """Return whether anything was asked for."""
        return any(value for name, value in self.data.items() if name in self.fields)

    def wanted(self) -> EventFilter:
        """Return the filter; a field typed wrongly counts as not asked and shows its message."""
        self.is_valid()
        asked = self.cleaned_data
        until = asked.get("until")
        return EventFilter(
            kind=asked.get("kind", ""),
            actors=_officers(asked["actor"]) if asked.get("actor") else None,
            units=_branches(asked["unit"]) if asked.get("unit") else None,
            record=asked.get("record", ""),
            since=_midnight(asked.get("since")),
            until=_midnight(until + timedelta(days=1)) if until else None,
            address=asked.get("address", ""),
        )


def _officers(words: str) -> QuerySet[Officer]:
    """Officers whose name or username holds every word, in service or not."""
    found = Officer.objects.all()
    for word in toneless(fold(words)).split():
        found = found.filter(search_key__contains=word)
    return found


def _branches(words: str) -> QuerySet[Unit]:
    """The branches of the units of that code, or where none is, of that name; ended ones too."""
    named = Unit.objects.filter(code=words.strip().upper())
    if not named.exists():
        named = Unit.objects.filter(matching(words))
    return Unit.objects.filter(Exists(named.filter(first__lte=OuterRef("first"), last__gte=OuterRef("first"))))


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
