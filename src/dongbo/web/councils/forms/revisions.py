"""Forms of required revisions: what a board is narrowed to, answers, signatures, returns."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.engines.places import place_name
from dongbo.planning.operations.revisions.answering import CLAIMS
from dongbo.planning.queries.revisions import (
    CLOSED,
    LATE,
    LYING,
    OPEN,
    SIGNED,
    SOON,
    UNCHECKED,
    UNDATED,
    WHOLE,
    RevisionsWanted,
)
from dongbo.planning.states import RevisionClaim, RevisionKind, RevisionStanding
from dongbo.web.choices import offer
from dongbo.web.oversight.forms import ANY, ListForm

BETWEEN = "."
"""Stands, in what a box to tick sends, between a record and what it was when it was shown."""


class RevisionFilterForm(ListForm):
    """Which revisions of a council; `version` names the version that shows what became of them."""

    words = forms.CharField(label=_("Lời yêu cầu"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*ANY, *RevisionKind.choices])
    claim = forms.ChoiceField(label=_("Trả lời"), required=False, choices=[*ANY, *RevisionClaim.choices])
    standing = forms.ChoiceField(label=_("Văn bản cho thấy"), required=False, choices=[*ANY, *RevisionStanding.choices])
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            *ANY,
            (OPEN, _("Chưa xong")),
            (CLOSED, _("Đã xong")),
            (LYING, _("Trả lời không khớp văn bản")),
            (SIGNED, _("Đã ký nhận")),
            (UNCHECKED, _("Chưa đối chiếu")),
        ],
    )
    part = forms.ChoiceField(label=_("Phần của dự thảo"), required=False)
    due = forms.ChoiceField(
        label=_("Hạn"),
        required=False,
        choices=[*ANY, (LATE, _("Quá hạn")), (SOON, _("Trong 7 ngày tới")), (UNDATED, _("Không đặt hạn"))],
    )
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("number", _("Theo số")),
            ("place", _("Theo văn bản")),
            ("due", _("Theo hạn")),
            ("kind", _("Theo loại")),
            ("claim", _("Theo trả lời")),
        ],
    )
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, parts: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        named = [(str(key), place_name(path)) for key, path in parts]
        offer(self, "part", [*ANY, (WHOLE, _("Toàn bộ dự thảo")), *named])

    def wanted(self) -> RevisionsWanted:
        """Return what the board is asked for."""
        said = self.said()
        said.pop("version", None)
        return RevisionsWanted(**said)

    def narrows(self) -> bool:
        """Return whether less than all revisions are asked for."""
        return bool(self.said().keys() - {"sort", "version"})


class AnswerForm(forms.Form):
    """What became of what was ordered, in the drafters' words."""

    claim = forms.ChoiceField(
        label=_("Kết quả"),
        required=False,
        choices=[(one.value, one.label) for one in CLAIMS],
        widget=forms.RadioSelect,
    )
    response = forms.CharField(
        label=_("Nội dung tiếp thu, giải trình"),
        help_text=_("Đã sửa thế nào; với phần không tiếp thu thì lý do. Lời này đi vào báo cáo gửi hội đồng."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignForm(forms.Form):
    """Why revisions may be taken as done."""

    note = forms.CharField(
        label=_("Lý do ký nhận"),
        help_text=_("Vì sao yêu cầu được coi là xong dù văn bản chưa thể hiện; tên bạn và lý do đứng trong hồ sơ."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why something is taken back or given back."""

    reason = forms.CharField(label=_("Lý do"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class PressForm(forms.Form):
    """Nothing to fill in: the button says it all."""


def ticked(values: Iterable[str]) -> dict[str, str]:
    """Return what was ticked, each record with what it was when it was shown."""
    return {key: seen for key, _between, seen in (value.partition(BETWEEN) for value in values) if key}


def keys_of(values: Iterable[str]) -> dict[UUID, str]:
    """Return the revisions that were ticked, with the fingerprints of their answers as shown."""
    found = {}
    for key, seen in ticked(values).items():
        try:
            found[UUID(key)] = seen
        except ValueError:
            continue
    return found
