"""The forms of the merge wizard. What was answered stands in the address, so nothing is lost on the way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Unit
from dongbo.organisation.states import Level
from dongbo.web.organisation.fields import DayField, UnitField
from dongbo.web.organisation.forms.units import LEVELS, DecisionForm

NEW = "new"
MOVE, STOP = "move", "stop"
NEEDED_FOR_NEW = ("code", "name", "level", "parent")


class MergeForm(DecisionForm):
    """Into what the chosen units merge, from when, by what paper, and what becomes of the posts."""

    successor = forms.ChoiceField(label=_("Hợp nhất thành"), widget=forms.RadioSelect)
    code = forms.CharField(label=_("Mã định danh của đơn vị mới"), required=False, max_length=35)
    name = forms.CharField(label=_("Tên đơn vị mới"), required=False, max_length=300)
    short_name = forms.CharField(label=_("Tên viết tắt của đơn vị mới"), required=False, max_length=100)
    level = forms.ChoiceField(label=_("Cấp của đơn vị mới"), required=False, choices=LEVELS)
    parent = UnitField(label=_("Đơn vị cấp trên của đơn vị mới"), required=False)
    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    posts = forms.ChoiceField(
        label=_("Cán bộ của các đơn vị kết thúc"),
        choices=[
            (MOVE, _("Chuyển sang đơn vị sau hợp nhất, giữ nguyên chức vụ")),
            (STOP, _("Không chuyển: nếu còn người giữ vị trí thì dừng lại để sắp xếp trước")),
        ],
        initial=MOVE,
        widget=forms.RadioSelect,
    )
    field_order = ("successor", *("code", "name", "short_name", "level", "parent"), "effective_on", "posts")

    def __init__(self, *arguments: Any, chosen: Sequence[Unit], **options: Any) -> None:
        super().__init__(*arguments, **options)
        among = [(str(unit.pk), f"{unit.name} ({unit.code})") for unit in chosen]
        self.fields["successor"].choices = [*among, (NEW, _("Một đơn vị mới"))]  # type: ignore[attr-defined]
        self.chosen = {str(unit.pk): unit for unit in chosen}

    def clean(self) -> dict[str, Any]:
        """Return the answers; a new unit needs its code, name, level and place."""
        asked = super().clean() or {}
        if asked.get("successor") == NEW:
            for name in NEEDED_FOR_NEW:
                if not asked.get(name) and name not in self.errors:
                    self.add_error(name, _("Đơn vị mới cần có thông tin này."))
        return asked

    @property
    def kept(self) -> Unit | None:
        """The chosen unit that goes on, or None where a new one is founded."""
        return self.chosen.get(self.cleaned_data["successor"])

    @property
    def moves_posts(self) -> bool:
        """Whether officers move into the successor."""
        return bool(self.cleaned_data["posts"] == MOVE)

    def new_facts(self) -> dict[str, Any]:
        """Return what the new unit is."""
        asked = self.cleaned_data
        named = {name: asked[name] for name in ("code", "name", "short_name", "parent")}
        return named | {"level": Level(asked["level"])}
