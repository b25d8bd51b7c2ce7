"""Forms of a council at work: a member comes, changes or goes, a conflict of interest, why something changes."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.rules import Acting
from dongbo.planning.states import SeatRole
from dongbo.web.councils.forms.founding import SeatForm
from dongbo.web.organisation.fields import UnitField

BASIS_HELP = _("Ví dụ: Quyết định 15/QĐ-BTN ngày 03/12/2026.")


class NewSeatForm(SeatForm):
    """A member who comes later."""

    basis = forms.CharField(label=_("Căn cứ thay đổi"), max_length=300, help_text=BASIS_HELP)

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, by=by, at=at, **options)
        self.fields["officer"].required = True


class RoleForm(forms.Form):
    """Another role for one who has a seat."""

    role = forms.ChoiceField(label=_("Vai trò mới"), choices=SeatRole.choices)
    position = forms.CharField(label=_("Chức vụ trong quyết định"), required=False, max_length=200)
    basis = forms.CharField(label=_("Căn cứ thay đổi"), max_length=300, help_text=BASIS_HELP)


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class ConflictForm(forms.Form):
    """A conflict of interest in words."""

    note = forms.CharField(
        label=_("Nêu rõ xung đột lợi ích"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: đã tham gia viết phần giải pháp; từng là trưởng đơn vị soạn thảo đến tháng 6/2026."),
    )


class BasisForm(forms.Form):
    """By which paper the rules change."""

    basis = forms.CharField(label=_("Căn cứ sửa quy chế"), max_length=300, help_text=BASIS_HELP)


class SeriesForm(forms.Form):
    """A number series that is opened by hand."""

    unit = UnitField(label=_("Đơn vị"))
    name = forms.CharField(
        label=_("Tên dãy số"), max_length=300, help_text=_("Ví dụ: Quyết định của Bộ năm hiện hành.")
    )
    notation = forms.CharField(
        label=_("Ký hiệu sau số"), max_length=30, help_text=_("Viết liền, ví dụ QĐ-BTN; số đầy đủ là 05/QĐ-BTN.")
    )
