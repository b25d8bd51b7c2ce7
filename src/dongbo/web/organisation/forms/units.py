"""Forms of units: what the list is asked for, and each act upon a unit with the paper it rests on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Unit
from dongbo.organisation.states import Decision, Level
from dongbo.web.organisation.fields import DayField, UnitField
from dongbo.web.organisation.tree import UnitFilter

LEVELS = [("", _("Mọi cấp")), *Level.choices]
LEVEL_TO_CHOOSE = [("", _("Chọn cấp")), *Level.choices]


class UnitFilterForm(forms.Form):
    """What the tree and the list of units are asked for."""

    q = forms.CharField(label=_("Tên, tên viết tắt, mã"), required=False, max_length=200)
    level = forms.ChoiceField(label=_("Cấp"), required=False, choices=LEVELS)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("living", _("Đang hoạt động")), ("ended", _("Đã kết thúc")), ("all", _("Tất cả"))],
    )
    on = DayField(label=_("Cây đơn vị ngày"), required=False)
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("", _("Dạng cây")),
            ("tree", _("Thứ tự trong cây")),
            ("name", _("Tên")),
            ("code", _("Mã")),
            ("founded", _("Mới thành lập")),
            ("ended", _("Mới kết thúc")),
        ],
    )
    parent = forms.ModelChoiceField(queryset=Unit.objects.all(), required=False, widget=forms.HiddenInput)

    def wanted(self, today: date) -> UnitFilter:
        """Return the filter; a field typed wrongly counts as not asked and shows its message."""
        self.is_valid()
        asked = self.cleaned_data
        parent: Unit | None = asked.get("parent")
        return UnitFilter(
            on=asked.get("on") or today,
            words=asked.get("q", ""),
            level=asked.get("level", ""),
            state=asked.get("state") or "living",
            parent=parent.pk if parent else None,
            sort=asked.get("sort") or "tree",
        )

    def asks_for_a_list(self) -> bool:
        """Return whether anything was asked that a tree cannot show."""
        asked = self.cleaned_data
        named = any(asked.get(name) for name in ("q", "level", "parent", "sort"))
        return named or asked.get("state") in ("ended", "all")


class DecisionForm(forms.Form):
    """The paper an act upon units rests on."""

    decision_number = forms.CharField(
        label=_("Số quyết định"), required=False, max_length=60, help_text=_("Ví dụ: 1234/QĐ-BCA.")
    )
    decision_on = DayField(label=_("Ngày quyết định"), required=False)
    decision_issuer = forms.CharField(label=_("Cơ quan quyết định"), required=False, max_length=300)

    def decision(self) -> Decision:
        """Return the paper as the operations take it."""
        asked = self.cleaned_data
        return Decision(
            number=asked["decision_number"], on=asked["decision_on"], issuer=asked["decision_issuer"].strip()
        )


class UnitFactsForm(DecisionForm):
    """What a unit is called."""

    code = forms.CharField(
        label=_("Mã định danh"),
        max_length=35,
        help_text=_("Theo Quyết định 20/2020/QĐ-TTg, ví dụ G01.12.03; mã kiểu cũ 000.03.12.G01 cũng được nhận."),
    )
    name = forms.CharField(label=_("Tên đơn vị"), max_length=300)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=100, required=False)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)

    def facts(self) -> dict[str, Any]:
        """Return code, names and level as the operations take them."""
        asked = self.cleaned_data
        named = {name: asked[name] for name in ("code", "name", "short_name")}
        return named | {"level": Level(asked["level"])}


class FoundForm(UnitFactsForm):
    """A new unit."""

    parent = UnitField(label=_("Đơn vị cấp trên"))
    founded_on = DayField(label=_("Thành lập từ ngày"))
    field_order = ("parent", "code", "name", "short_name", "level", "founded_on")


class RenameForm(UnitFactsForm):
    """Another name, code or level from a day on."""

    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    field_order = ("code", "name", "short_name", "level", "effective_on")


class ContactForm(forms.Form):
    """How a unit is reached: the address book, not an act."""

    postal_address = forms.CharField(label=_("Địa chỉ"), max_length=300, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    telephone = forms.CharField(label=_("Điện thoại"), max_length=40, required=False)
    website = forms.URLField(label=_("Trang thông tin"), required=False, assume_scheme="https")


class MoveForm(DecisionForm):
    """Another unit above from a day on."""

    parent = UnitField(label=_("Đơn vị cấp trên mới"))
    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    field_order = ("parent", "effective_on")


class DissolveForm(DecisionForm):
    """The end of a unit, and who takes over what it leaves."""

    heir = UnitField(
        label=_("Đơn vị kế thừa hồ sơ"),
        required=False,
        help_text=_("Để trống thì đơn vị cấp trên kế thừa. Gõ mã định danh hoặc vài chữ của tên."),
    )
    effective_on = DayField(label=_("Giải thể từ ngày"))
    move_posts = forms.BooleanField(
        label=_("Chuyển cán bộ sang đơn vị kế thừa, giữ nguyên chức vụ"),
        required=False,
        help_text=_("Không đánh dấu thì việc giải thể dừng lại khi đơn vị còn người giữ vị trí."),
    )
    field_order = ("heir", "effective_on", "move_posts")


class WithdrawForm(forms.Form):
    """Why an act whose day has not come is withdrawn."""

    reason = forms.CharField(label=_("Lý do rút"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), strip=True)
