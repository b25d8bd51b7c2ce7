"""Forms that ask why someone may do something, and who may."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.worth import midnight
from dongbo.organisation.states import Access, Permission
from dongbo.web.authority.forms.giving import readable_officers
from dongbo.web.organisation.fields import DayField, OfficerField, UnitField


class RecordForm(forms.Form):
    """A permission on a record, which counts by its unit and how far it is open."""

    permission = forms.TypedChoiceField(
        label=_("Việc"), choices=Permission.choices, coerce=lambda written: Permission(int(written))
    )
    unit = UnitField(label=_("Hồ sơ tại đơn vị"))
    access = forms.TypedChoiceField(
        label=_("Hồ sơ được phổ biến"),
        choices=Access.choices,
        coerce=lambda written: Access(int(written)),
        initial=Access.UNIT,
    )


class ExplainForm(RecordForm):
    """Whether an officer may do something to a record, on a day."""

    officer = OfficerField(label=_("Cán bộ"))
    on = DayField(label=_("Vào ngày"), required=False, help_text=_("Để trống: ngay lúc này."))
    field_order = ("officer", "permission", "unit", "access", "on")

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._at = at
        cast(OfficerField, self.fields["officer"]).readable = readable_officers(by, at=at)

    def moment(self) -> datetime:
        """Return the moment asked about: the beginning of the day, or now."""
        day = self.cleaned_data.get("on")
        return self._at if day is None or day == timezone.localdate(self._at) else midnight(day)
