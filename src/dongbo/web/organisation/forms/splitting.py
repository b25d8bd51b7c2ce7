"""The form of a split: the parts, which of them has the records, and where each unit beneath goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Unit
from dongbo.organisation.operations.units import NewUnit
from dongbo.organisation.states import Level
from dongbo.web.choices import offer
from dongbo.web.organisation.fields import DayField
from dongbo.web.organisation.forms.units import LEVEL_TO_CHOOSE, DecisionForm

FEWEST, MOST = 2, 8
"""How many parts the page offers at first, and at most."""

KEEP, END = "keep", "end"


class PartForm(forms.Form):
    """One part: a unit to be founded. A part left blank counts as not there."""

    code = forms.CharField(label=_("Mã định danh"), max_length=35, required=False)
    name = forms.CharField(label=_("Tên đơn vị"), max_length=300, required=False)
    short_name = forms.CharField(label=_("Tên viết tắt"), max_length=100, required=False)
    level = forms.ChoiceField(label=_("Cấp"), choices=LEVEL_TO_CHOOSE, required=False)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written that makes a part; a level alone does not."""
        return not any(self.cleaned_data.get(name) for name in ("code", "name", "short_name"))

    def clean(self) -> dict[str, Any]:
        """Return the part; one that is begun needs code, name and level."""
        asked = super().clean() or {}
        if not self.is_blank:
            for name in ("code", "name", "level"):
                if not asked.get(name) and name not in self.errors:
                    self.add_error(name, _("Phần này còn thiếu thông tin; hãy điền, hoặc để trống cả phần."))
        return asked

    def part(self, parent: Unit | None) -> NewUnit:
        """Return the part as the operation takes it, standing under `parent`."""
        asked = self.cleaned_data
        return NewUnit(
            code=asked["code"],
            name=asked["name"],
            short_name=asked["short_name"],
            level=Level(asked["level"]),
            parent=parent,
        )


class SplitForm(DecisionForm):
    """From when a unit is split, whether it goes on, and what becomes of what it leaves."""

    goes_on = forms.ChoiceField(
        label=_("Đơn vị được chia, tách"),
        choices=[(KEEP, _("Tách: đơn vị tiếp tục hoạt động")), (END, _("Chia: đơn vị kết thúc"))],
        initial=KEEP,
        widget=forms.RadioSelect,
    )
    heir = forms.ChoiceField(
        label=_("Khi chia, phần kế thừa hồ sơ"),
        choices=[(str(place), _("Phần %(place)s") % {"place": place}) for place in range(1, MOST + 1)],
        required=False,
    )
    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    move_posts = forms.BooleanField(
        label=_("Chuyển cán bộ của đơn vị kết thúc sang phần kế thừa, giữ nguyên chức vụ"), required=False, initial=True
    )
    field_order = ("goes_on", "heir", "move_posts", "effective_on")

    def __init__(self, *arguments: Any, children: Sequence[Unit], count: int, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.children = children
        places = [(str(place), _("Phần %(place)s") % {"place": place}) for place in range(1, count + 1)]
        offer(self, "heir", places)
        for child in children:
            self.fields[f"child_{child.pk}"] = forms.ChoiceField(
                label=child.name, required=False, choices=[("", _("Ở lại, hoặc theo phần kế thừa")), *places]
            )

    @property
    def for_children(self) -> list[forms.BoundField]:
        """The fields that say where each unit beneath goes."""
        return [self[f"child_{child.pk}"] for child in self.children]

    @property
    def keeps(self) -> bool:
        """Whether the unit goes on."""
        return bool(self.cleaned_data["goes_on"] == KEEP)

    def heir_code(self, codes: Sequence[str]) -> str:
        """Return the code of the part that has the records; "" leaves it to the operation."""
        place = int(self.cleaned_data["heir"] or 1) - 1
        return "" if self.keeps or place >= len(codes) else codes[place]

    def given(self, codes: Sequence[str]) -> dict[str, list[Unit]]:
        """Return which units beneath go to which part, by its code; `codes` has "" for a blank part."""
        given: dict[str, list[Unit]] = {}
        for child in self.children:
            place = int(self.cleaned_data.get(f"child_{child.pk}") or 0)
            if place and codes[place - 1]:
                given.setdefault(codes[place - 1], []).append(child)
        return given


PartFormSet = forms.formset_factory(PartForm, extra=0, max_num=MOST, validate_max=True)
