"""The form of what sign-in asks for from a day on."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.organisation.operations.signing_in.policy import BOUNDS, LONGEST_BASIS
from dongbo.organisation.queries.signing_in import policy_label
from dongbo.web.organisation.fields import DayField

MAY_BE_EMPTY = ("administrator_password_days", "unused_days")


class SignInPolicyForm(forms.Form):
    """Every value of a policy; its bounds stand by the field, and the operation holds to them."""

    valid_from = DayField(label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Từ hôm nay trở đi."))
    administrator_second_factor = forms.BooleanField(
        label=gettext_lazy("Quản trị phải có yếu tố thứ hai"), required=False
    )
    legal_basis = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=LONGEST_BASIS)

    field_order = ("valid_from", *BOUNDS, "administrator_second_factor", "legal_basis")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, bounds in BOUNDS.items():
            self.fields[name] = _number(name, *bounds)
        self.order_fields(self.field_order)


def _number(name: str, least: int, most: int) -> forms.IntegerField:
    may_be_empty = name in MAY_BE_EMPTY
    hint = _("Từ %(least)d đến %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=policy_label(name),
        required=not may_be_empty,
        help_text=f"{hint} {_('Bỏ trống: không đặt.')}" if may_be_empty else hint,
        widget=forms.NumberInput(attrs={"min": least, "max": most}),
        error_messages={"invalid": _("Hãy ghi một số nguyên, ví dụ %(least)d.") % {"least": least}},
    )
