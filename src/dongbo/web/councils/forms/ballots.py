"""Forms of a ballot: a member's paper, a vote by name, what is voted upon, why it is annulled, a receipt to check."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from dongbo.planning.models import Ballot
from dongbo.planning.queries.ballots import choices_of
from dongbo.planning.states import BallotChoice
from dongbo.web.choices import offer

LONGEST_TYPED = 64
CHOICE_MISSING = _("Hãy chọn đúng một dòng.")


class BallotForm(forms.Form):
    """A choice among those offered, sent by its place on the paper: every choice is as long as any other."""

    choice = forms.ChoiceField(
        label=_("Lựa chọn của bạn"),
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING, "invalid_choice": CHOICE_MISSING},
    )

    def __init__(self, *arguments: Any, ballot: Ballot, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._offered = choices_of(ballot)
        offer(self, "choice", [(str(place), choice.label) for place, choice in enumerate(self._offered, start=1)])

    def chosen(self) -> BallotChoice:
        """Return the choice."""
        return self._offered[int(self.cleaned_data["choice"]) - 1]


class PaperForm(BallotForm):
    """A paper of a secret ballot, with the receipt the member's browser makes or he himself."""

    receipt = forms.CharField(
        label=_("Mã biên nhận"),
        required=False,
        max_length=LONGEST_TYPED,
        error_messages={"max_length": _("Mã quá dài; hãy gõ từ 8 đến 40 chữ cái không dấu và chữ số.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_(
            "Ghi lại mã này trước khi gửi: sau khi kiểm phiếu, bạn dùng mã để xem phiếu của mình có trong hòm hay "
            "không. Có thể tự gõ mã khác (8 đến 40 chữ cái không dấu, chữ số) hoặc để trống. Đừng dùng tên, ngày "
            "sinh hay số điện thoại."
        ),
    )

    @property
    def evening(self) -> str:
        """What makes the page as long with this receipt as with any other, or none: a length must tell nothing."""
        written = len(str(escape(self["receipt"].value() or "")).encode())
        has_value = len(' value=""') if written else 0
        return "." * max(0, LONGEST_TYPED * 6 + len(' value=""') - written - has_value)


class VoteForm(BallotForm):
    """A vote by name."""

    note = forms.CharField(
        label=_("Ý kiến kèm theo"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SubjectForm(forms.Form):
    """What is voted upon."""

    subject = forms.CharField(
        label=_("Nội dung biểu quyết"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Viết trọn câu như trong biên bản, ví dụ: Thông qua dự thảo kế hoạch với các chỉnh sửa đã nêu."),
    )


class AnnulForm(forms.Form):
    """Why a ballot is annulled."""

    reason = forms.CharField(label=_("Lý do hủy"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EmptyForm(forms.Form):
    """An act that asks for nothing but its button."""


class ReceiptForm(forms.Form):
    """A receipt to look for in the box of a counted ballot."""

    code = forms.CharField(
        label=_("Mã biên nhận của bạn"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
