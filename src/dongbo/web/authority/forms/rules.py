"""Forms of roles and of the rules of law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Role
from dongbo.organisation.states import Capacity, DelegatePlace, Permission, PostKind, permissions_in
from dongbo.web.organisation.fields import DayField

DELEGATED = [choice for choice in Capacity.choices if choice[0] != Capacity.OWN]


class RoleForm(forms.Form):
    """A role: its name, and the permissions it carries."""

    name = forms.CharField(label=_("Tên vai trò"), max_length=120)
    description = forms.CharField(label=_("Mô tả"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    permissions = forms.TypedMultipleChoiceField(
        label=_("Các quyền"),
        choices=Permission.choices,
        coerce=lambda written: Permission(int(written)),
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of(cls, role: Role, data: Any = None) -> "RoleForm":
        """Return the form of `role` as it stands."""
        held = permissions_in(role.mask)
        return cls(data, initial={"name": role.name, "description": role.description, "permissions": held})


class NewRoleForm(RoleForm):
    """A role that is not there yet."""

    code = forms.CharField(
        label=_("Mã"), max_length=60, help_text=_("Chữ thường không dấu, số, gạch ngang; không đổi được về sau.")
    )
    field_order = ("name", "code", "description", "permissions")


class DelegationRuleForm(forms.Form):
    """What law lets be passed on in a capacity, from a day on."""

    capacity = forms.ChoiceField(label=_("Tư cách"), choices=DELEGATED)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False)
    needs_decision = forms.BooleanField(label=_("Phải có văn bản"), required=False)
    needs_end = forms.BooleanField(label=_("Phải có thời hạn"), required=False)
    from_kind = forms.ChoiceField(
        label=_("Người giao phải là"), required=False, choices=[("", _("Bất kỳ ai")), *PostKind.choices]
    )
    to_kind = forms.ChoiceField(
        label=_("Người nhận phải là"), required=False, choices=[("", _("Bất kỳ ai")), *PostKind.choices]
    )
    to_place = forms.ChoiceField(
        label=_("Người nhận ở"), required=False, choices=[("", _("Bất kỳ đâu")), *DelegatePlace.choices]
    )
    passed_on_as = forms.ChoiceField(
        label=_("Được giao lại với tư cách"), required=False, choices=[("", _("Không được giao lại")), *DELEGATED]
    )
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300)


class SeparationForm(forms.Form):
    """Two duties kept apart on one record, from a day on."""

    first = forms.TypedChoiceField(
        label=_("Việc thứ nhất"), choices=Permission.choices, coerce=lambda written: Permission(int(written))
    )
    second = forms.TypedChoiceField(
        label=_("Việc thứ hai"), choices=Permission.choices, coerce=lambda written: Permission(int(written))
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300)


class EndRuleForm(forms.Form):
    """The day a rule holds no longer."""

    on = DayField(label=_("Hết hiệu lực từ ngày"))


class ConfirmationForm(forms.Form):
    """Nothing to fill in: pressing the button is the answer."""
