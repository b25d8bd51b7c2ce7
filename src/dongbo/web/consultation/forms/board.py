"""Forms of those who answer: what a board is narrowed to, whom groups are given to, and an answer with its places."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Officer
from dongbo.planning.models import Consultation, OpinionGroup
from dongbo.planning.operations.answering.answers import ANSWERS
from dongbo.planning.queries.answering import answerers, known_key
from dongbo.planning.queries.board import NOBODY, WHOLE, BoardWanted, Share
from dongbo.planning.states import OpinionKind, Origin, Outcome
from dongbo.web.choices import RecordChoice, choose_among, offer
from dongbo.web.oversight.forms import ANY, ListForm

ME = "me"
"""Asks the board for what was given to the reader."""


class BoardFilterForm(ListForm):
    """Which groups of a round."""

    words = forms.CharField(label=_("Lời ý kiến"), required=False, max_length=200)
    outcome = forms.ChoiceField(label=_("Kết quả"), required=False, choices=[*ANY, *Outcome.choices])
    member = forms.ChoiceField(label=_("Giao cho"), required=False)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[*ANY, *OpinionKind.choices])
    unit = forms.CharField(label=_("Đơn vị góp ý"), required=False, max_length=200)
    origin = forms.ChoiceField(label=_("Đến bằng"), required=False, choices=[*ANY, *Origin.choices])
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("place", _("Theo văn bản")),
            ("size", _("Nhiều ý kiến trước")),
            ("units", _("Nhiều đơn vị trước")),
            ("number", _("Theo số nhóm")),
        ],
    )
    place = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, shares: Sequence[Share], me: Officer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._me = me
        given = [(str(one.officer.pk), one.officer.full_name) for one in shares if one.officer is not None]
        choices = [*ANY, (ME, _("Tôi")), (NOBODY, _("Chưa giao")), *given]
        offer(self, "member", choices)

    def clean_place(self) -> str:
        """Return a provision's key or what stands for the whole; what is neither counts as not said."""
        said: str = self.cleaned_data["place"]
        return said if said == WHOLE or known_key(said) else ""

    def wanted(self) -> BoardWanted:
        """Return what the board is asked for."""
        said = self.said()
        if said.get("member") == ME:
            said["member"] = str(self._me.pk)
        return BoardWanted(**said)


class AssignForm(forms.Form):
    """Whom groups are given to; nobody takes them back."""

    to = RecordChoice[Officer](
        label=_("Giao cho"), queryset=Officer.objects.none(), required=False, empty_label=_("Không giao ai")
    )

    def __init__(self, *arguments: Any, consultation: Consultation, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_among(self, "to", answerers(consultation, at=at))


class PickForm(forms.Form):
    """What was ticked; the form carries what is said against it."""


class AnswerForm(forms.Form):
    """An answer, or what the leader is asked; which of the two, the button says."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        required=False,
        choices=[(one.value, one.label) for one in ANSWERS],
        widget=forms.RadioSelect,
    )
    response = forms.CharField(
        label=_("Nội dung tiếp thu, giải trình"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Lời này đi vào bảng tổng hợp và trả lời mọi đơn vị của nhóm."),
    )
    reason = forms.CharField(
        label=_("Lý do của phần không tiếp thu"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    question = forms.CharField(
        label=_("Điều xin lãnh đạo quyết định"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ cần khi trình lãnh đạo."),
    )

    @staticmethod
    def said_by(group: OpinionGroup) -> dict[str, Any]:
        """Return what the form of a group begins with."""
        return {
            "outcome": group.outcome if group.outcome in ANSWERS else "",
            "response": group.response,
            "reason": group.reason,
            "question": group.question,
        }


def keys_in(written: Sequence[str]) -> list[UUID]:
    """Return the keys among what was sent, each once."""
    return list(dict.fromkeys(key for one in written if (key := known_key(one)) is not None))
