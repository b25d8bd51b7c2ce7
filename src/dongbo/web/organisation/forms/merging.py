"""The forms of the merge wizard. What was answered stands in the address, so nothing is lost on the way."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Post, Unit
from dongbo.organisation.operations.units import NewUnit, PostAfter
from dongbo.organisation.states import Level, PostKind
from dongbo.web.choices import offer
from dongbo.web.organisation.fields import DayField, UnitField
from dongbo.web.organisation.forms.units import LEVEL_TO_CHOOSE, DecisionForm

NEW = "new"
MOVE, STOP = "move", "stop"
NEEDED_FOR_NEW = ("code", "name", "level", "parent")


class MergeForm(DecisionForm):
    """Into what the chosen units merge, from when, by what paper, and what becomes of the posts."""

    successor = forms.ChoiceField(label=_("Hợp nhất thành"), widget=forms.RadioSelect)
    code = forms.CharField(label=_("Mã định danh của đơn vị mới"), required=False, max_length=35)
    name = forms.CharField(label=_("Tên đơn vị mới"), required=False, max_length=300)
    short_name = forms.CharField(label=_("Tên viết tắt của đơn vị mới"), required=False, max_length=100)
    level = forms.ChoiceField(label=_("Cấp của đơn vị mới"), required=False, choices=LEVEL_TO_CHOOSE)
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
    head = forms.ChoiceField(label=_("Người đứng đầu sau hợp nhất"), required=False, widget=forms.RadioSelect)
    ending = forms.MultipleChoiceField(
        label=_("Đơn vị trực thuộc kết thúc cùng ngày"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *arguments: Any, chosen: Sequence[Unit], heads: Sequence[Post], children: Sequence[Unit], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.heads = {str(post.pk): post for post in heads}
        self.children = {str(unit.pk): unit for unit in children}
        led = [(key, f"{post.officer.full_name} ({post.unit.name})") for key, post in self.heads.items()]
        offer(self, "head", [("", _("Chưa chọn: sẽ bổ nhiệm sau")), *led])
        beneath = [(key, f"{unit.name} ({unit.code})") for key, unit in self.children.items()]
        offer(self, "ending", beneath)
        among = [(str(unit.pk), f"{unit.name} ({unit.code})") for unit in chosen]
        offer(self, "successor", [*among, (NEW, _("Một đơn vị mới"))])
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

    @property
    def into(self) -> Unit | NewUnit:
        """Into what the units merge, as the operation takes it."""
        asked = self.cleaned_data
        return self.kept or NewUnit(
            code=asked["code"],
            name=asked["name"],
            short_name=asked["short_name"],
            level=Level(asked["level"]),
            parent=asked["parent"],
        )

    @property
    def predecessors(self) -> list[Unit]:
        """The chosen units that end."""
        return [unit for unit in self.chosen.values() if unit != self.kept]

    @property
    def ending_too(self) -> list[Unit]:
        """The units beneath that end with them."""
        return [self.children[key] for key in self.cleaned_data["ending"]]

    @property
    def posts_after(self) -> dict[int, PostAfter]:
        """What becomes of posts otherwise than usual: the head who was chosen."""
        chosen = self.heads.get(self.cleaned_data["head"])
        return {chosen.pk: PostAfter(kind=PostKind.HEAD)} if chosen is not None and self.moves_posts else {}
