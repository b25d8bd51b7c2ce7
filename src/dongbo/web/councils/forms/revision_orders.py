"""Forms of ordering a revision: its kind decides what is asked, its places are chosen by a few letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Provision
from dongbo.engines.alignment import Axis
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Conclusion, Council, Remark
from dongbo.planning.operations.revisions import NewAnchor
from dongbo.planning.queries.answering import known_key
from dongbo.planning.queries.revision_sources import conclusions_of, directives_to_name
from dongbo.planning.states import RevisionKind
from dongbo.web.choices import RecordChoice, choose_among
from dongbo.web.documents.fields import DocumentField
from dongbo.web.organisation.fields import DayField, UnitField

ASKED: Mapping[RevisionKind, Sequence[str]] = {
    RevisionKind.CLARIFY: ("unit",),
    RevisionKind.UNIFY: ("keep", "variants"),
    RevisionKind.ALIGN: ("directive", "axis"),
    RevisionKind.SUPPLEMENT: (),
    RevisionKind.CUT: (),
}
"""What each kind of revision asks for besides its words, places and day."""

_SHOWN = 140


class _ConclusionField(RecordChoice[Conclusion]):
    def label_from_instance(self, obj: Conclusion) -> str:
        """Return a conclusion by its meeting and number, with how it begins."""
        return f"{obj.meeting.ordinal}.{obj.rank}. {obj.text[:_SHOWN]}"


class ConclusionForm(forms.Form):
    """From which conclusion something is ordered."""

    conclusion = _ConclusionField(label=_("Theo kết luận"), queryset=Conclusion.objects.none(), empty_label=None)

    def __init__(self, *arguments: Any, council: Council, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_among(self, "conclusion", conclusions_of(council))


class DirectiveField(DocumentField):
    """A directive that the form's user may read, or that the council was shown in a dossier."""

    none_match = _(
        "Không có văn bản chỉ đạo nào trong hồ sơ thẩm định, hoặc bạn được xem trong sổ đăng ký, khớp với «%(words)s»; "
        "hãy gõ số, ký hiệu hoặc vài chữ của tên."
    )

    def offer(self, council: Council, *, by: Acting, at: datetime) -> None:
        """This will let the field offer what `by` may name in an order of `council`."""
        self.readable = directives_to_name(council, by, at=at)
        self.widget.options_address = reverse("revision-directives", args=[council.pk])


class OrderForm(ConclusionForm):
    """What is ordered; the fields its kind does not ask for are left out."""

    text = forms.CharField(
        label=_("Yêu cầu"),
        help_text=_("Điều phải sửa, bằng lời của hội đồng."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unit = UnitField(label=_("Đơn vị có nhiệm vụ phải làm rõ"), required=False)
    keep = forms.CharField(label=_("Từ ngữ được giữ"), required=False)
    variants = forms.CharField(
        label=_("Từ ngữ thôi dùng"),
        help_text=_("Mỗi dòng một cách viết."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    directive = DirectiveField(label=_("Văn bản chỉ đạo"), required=False)
    axis = forms.ChoiceField(
        label=_("Trục"), required=False, choices=[("", _("Chọn trục")), *((axis.value, axis.label) for axis in Axis)]
    )
    due_on = DayField(label=_("Hạn"), required=False)
    remark = forms.ModelChoiceField(queryset=Remark.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *arguments: Any,
        kind: RevisionKind,
        council: Council,
        remarks: "QuerySet[Remark]",
        by: Acting,
        at: datetime,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, council=council, **options)
        for name in ("unit", "keep", "variants", "directive", "axis"):
            if name not in ASKED[kind]:
                del self.fields[name]
        choose_among(self, "remark", remarks)
        chosen = self.fields.get("directive")
        if isinstance(chosen, DirectiveField):
            chosen.offer(council, by=by, at=at)

    def order(self) -> dict[str, Any]:
        """Return what is ordered, by argument."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "conclusion"}
        if "variants" in said:
            said["variants"] = tuple(filter(str.strip, said["variants"].splitlines()))
        return said


@dataclass(slots=True)
class ChosenPlaces:
    """The provisions that are ticked, each with the words quoted there."""

    quotes: dict[UUID, str] = field(default_factory=dict)
    starts: dict[UUID, int] = field(default_factory=dict)

    @classmethod
    def posted(cls, data: QueryDict) -> "ChosenPlaces":
        """Return what was sent."""
        keys = dict.fromkeys(key for one in data.getlist("anchor") if (key := known_key(one)) is not None)
        starts = {key: data.get(f"start_{key}", "") for key in keys}
        return cls(
            {key: data.get(f"quote_{key}", "") for key in keys},
            {key: int(start) for key, start in starts.items() if start.isdecimal() and len(start) < 9},
        )

    @classmethod
    def of_remark(cls, remark: Remark | None) -> "ChosenPlaces":
        """Return where a member remarked."""
        if remark is None or remark.provision_id is None:
            return cls()
        start = {remark.provision_id: int(remark.quote["start"])} if remark.quote else {}
        return cls({remark.provision_id: str(remark.quote.get("exact", ""))}, start)

    def anchors(self) -> list[NewAnchor]:
        """Return the places as an order takes them; a key that is no provision is left out."""
        found = Provision.objects.in_bulk(list(self.quotes))
        return [
            NewAnchor(found[key], quote, self.starts.get(key)) for key, quote in self.quotes.items() if key in found
        ]


def text_of(kind: RevisionKind, *, keep: str = "", variants: Iterable[str] = (), axis: str = "", name: str = "") -> str:
    """Return how an order begins that follows a finding."""
    if kind == RevisionKind.UNIFY and keep:
        others = ", ".join(f"«{form}»" for form in variants)
        return str(_("Thống nhất viết «%(keep)s» thay cho %(others)s.")) % {"keep": keep, "others": others}
    if kind == RevisionKind.ALIGN and axis and name:
        told = _("Rà soát, đồng bộ với %(name)s về %(axis)s.")
        return str(told) % {"name": name, "axis": Axis(axis).label.lower()}
    return ""
