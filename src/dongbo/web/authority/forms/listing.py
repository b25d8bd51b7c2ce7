"""What a list of grants is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Role, Unit
from dongbo.organisation.queries.grants import GrantState, GrantsWanted
from dongbo.organisation.states import GrantSource


class GrantFilterForm(forms.Form):
    """Filters and order of the list of grants."""

    q = forms.CharField(label=_("Cán bộ, đơn vị, số văn bản"), required=False)
    role = forms.ModelChoiceField(
        label=_("Vai trò"), queryset=Role.objects.order_by("name"), required=False, empty_label=_("Tất cả")
    )
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *GrantState.choices])
    source = forms.ChoiceField(label=_("Nguồn"), required=False, choices=[("", _("Tất cả")), *GrantSource.choices])
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("newest", _("Mới cấp")),
            ("ending", _("Sắp hết hạn")),
            ("officer", _("Tên cán bộ")),
            ("unit", _("Đơn vị")),
            ("role", _("Vai trò")),
        ],
    )
    unit = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False, widget=forms.HiddenInput)

    def narrows(self) -> bool:
        """Return whether anything but the order was asked for."""
        return any(value for name, value in self.data.items() if name in self.fields and name != "sort")

    def wanted(self) -> GrantsWanted:
        """Return the filter; a field that names nothing counts as not asked and shows its message."""
        self.is_valid()
        asked: dict[str, Any] = self.cleaned_data
        role = asked.get("role")
        return GrantsWanted(
            role=role.pk if role else None,
            unit=asked.get("unit"),
            state=asked.get("state", ""),
            source=asked.get("source", ""),
            words=asked.get("q", ""),
            sort=asked.get("sort") or "newest",
        )
