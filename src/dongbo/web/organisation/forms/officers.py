"""Forms of officers and their posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Unit
from dongbo.organisation.queries import OfficersWanted
from dongbo.organisation.states import Decision, PostKind
from dongbo.web.organisation.fields import DayField, UnitField


class PostDecisionForm(forms.Form):
    """The paper an act upon an officer's posts rests on."""

    decision_number = forms.CharField(
        label=_("Số quyết định"), required=False, max_length=60, help_text=_("Ví dụ: 567/QĐ-X01.")
    )
    decision_on = DayField(label=_("Ngày quyết định"), required=False)

    def decision(self) -> Decision:
        """Return the paper as the operations take it."""
        return Decision(number=self.cleaned_data["decision_number"], on=self.cleaned_data["decision_on"])


class PersonForm(forms.Form):
    """What is written of an officer himself."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    rank = forms.CharField(label=_("Cấp bậc hàm"), max_length=60, required=False, help_text=_("Ví dụ: Thiếu tá."))
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class EnrolForm(PersonForm, PostDecisionForm):
    """A new officer with his first post."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm hoặc gạch; không đổi được về sau."),
    )
    unit = UnitField(label=_("Đơn vị công tác"))
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    kind = forms.ChoiceField(label=_("Vị trí"), choices=PostKind.choices, initial=PostKind.MEMBER)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False, help_text=_("Để trống nếu chưa có hạn."))
    field_order = (
        "full_name", "username", "rank", "email", "unit", "title", "kind", "valid_from", "valid_to",
        "decision_number", "decision_on",
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Return what the operation takes."""
        asked = self.cleaned_data
        plain = ("full_name", "username", "rank", "email", "unit", "title", "valid_from", "valid_to")
        return {name: asked[name] for name in plain} | {"kind": PostKind(asked["kind"])}


class AppointForm(PostDecisionForm):
    """A further post."""

    unit = UnitField(label=_("Đơn vị công tác"))
    title = forms.CharField(label=_("Chức vụ"), max_length=120)
    kind = forms.ChoiceField(label=_("Vị trí"), choices=PostKind.choices, initial=PostKind.MEMBER)
    is_main = forms.BooleanField(
        label=_("Là vị trí chính"), required=False, help_text=_("Mỗi ngày một cán bộ chỉ có một vị trí chính.")
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False, help_text=_("Để trống nếu chưa có hạn."))
    field_order = ("unit", "title", "kind", "is_main", "valid_from", "valid_to")

    def facts(self) -> dict[str, Any]:
        """Return what the operation takes."""
        asked = self.cleaned_data
        plain = ("unit", "title", "is_main", "valid_from", "valid_to")
        return {name: asked[name] for name in plain} | {"kind": PostKind(asked["kind"])}


class TransferForm(PostDecisionForm):
    """Another main post, in one act with the end of the former."""

    unit = UnitField(label=_("Đơn vị mới"))
    title = forms.CharField(label=_("Chức vụ mới"), max_length=120)
    kind = forms.ChoiceField(label=_("Vị trí"), choices=PostKind.choices, initial=PostKind.MEMBER)
    on = DayField(label=_("Từ ngày"))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=500)
    field_order = ("unit", "title", "kind", "on", "reason")

    def facts(self) -> dict[str, Any]:
        """Return what the operation takes."""
        asked = self.cleaned_data
        return {name: asked[name] for name in ("unit", "title", "on", "reason")} | {"kind": PostKind(asked["kind"])}


class EndPostForm(PostDecisionForm):
    """The end of a post."""

    on = DayField(label=_("Thôi giữ từ ngày"))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=500)
    field_order = ("on", "reason")


class ReasonForm(forms.Form):
    """Why an officer leaves service, or comes back."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Ghi rõ số quyết định.")
    )


class OfficerFilterForm(forms.Form):
    """What the list of officers is asked for."""

    q = forms.CharField(label=_("Họ tên, tên đăng nhập"), required=False, max_length=120)
    unit = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Vị trí"), required=False, choices=[("", _("Mọi vị trí")), *PostKind.choices])
    service = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Đang công tác")), ("left", _("Đã thôi công tác")), ("all", _("Tất cả"))],
    )
    on = DayField(label=_("Vị trí của ngày"), required=False)
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("name", _("Tên")),
            ("unit", _("Đơn vị")),
            ("-enrolled", _("Mới thêm")),
        ],
    )

    def wanted(self) -> OfficersWanted:
        """Return the filter; a field typed wrongly counts as not asked and shows its message."""
        self.is_valid()
        asked = self.cleaned_data
        return OfficersWanted(
            words=asked.get("q", ""),
            unit=asked.get("unit"),
            kind=PostKind(asked["kind"]) if asked.get("kind") else None,
            in_service=SERVICE[asked.get("service", "")],
            day=asked.get("on"),
            sort=asked.get("sort") or "name",
        )

    def narrows(self) -> bool:
        """Return whether anything but the order was asked for."""
        return any(value for name, value in self.data.items() if name in self.fields and name != "sort")


SERVICE: dict[str, bool | None] = {"": True, "left": False, "all": None}
