"""Forms of the side that is asked: remarks, the answer, files that come back, letters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.planning.models import Question
from dongbo.planning.operations.opinions.replies import QUESTION
from dongbo.planning.queries.replies import OVERDUE, InboxFilter
from dongbo.planning.states import Answer, ConsulteeState, OpinionKind
from dongbo.web.documents.forms import PaperField
from dongbo.web.marking import MarkedForm, quote_field
from dongbo.web.organisation.fields import DayField

ANSWERS = [("", _("Chưa chọn")), *Answer.choices]


class InboxForm(forms.Form):
    """What the list of rounds sent to the reader's units is asked for."""

    q = forms.CharField(label=_("Tên vòng, văn bản, đơn vị"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Tất cả")), (OVERDUE, _("Quá hạn, chưa trả lời")), *ConsulteeState.choices],
    )
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[("due", _("Hạn trả lời")), ("sent", _("Mới gửi")), ("title", _("Tên vòng")), ("unit", _("Đơn vị"))],
    )

    def narrows(self) -> bool:
        """Return whether anything but the order was asked for."""
        return any(value for name, value in self.data.items() if name in self.fields and name != "sort")

    def wanted(self) -> InboxFilter:
        """Return the filter; a field typed wrongly counts as not asked and shows its message."""
        self.is_valid()
        asked = self.cleaned_data
        return InboxFilter(words=asked.get("q", ""), state=asked.get("state", ""), sort=asked.get("sort") or "due")


class SaidForm(forms.Form):
    """What an opinion says."""

    kind = forms.ChoiceField(
        label=_("Loại ý kiến"), choices=OpinionKind.choices, initial=OpinionKind.SUBSTANCE, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    proposed = forms.CharField(
        label=_("Đề nghị sửa thành"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lời văn đề nghị thay cho đoạn trích, nếu có."),
    )


class RemarkForm(MarkedForm, SaidForm):
    """A new remark, with the words it is about and where they were marked."""

    quote = quote_field(_("Chép đúng đoạn của điều khoản mà ý kiến nói tới; để trống nếu nói về cả điều khoản."))

    field_order = ("quote", "kind", "text", "proposed", "start", "end")


class AnswerForm(forms.Form):
    """The answer of a unit as a whole, and to each question."""

    answer = forms.ChoiceField(
        label=_("Trả lời chung"), required=False, choices=Answer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Lý do không đồng ý"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bắt buộc khi không đồng ý."),
    )
    changed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, questions: Sequence[tuple[Question, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for question, said in questions:
            self.fields[f"{QUESTION}{question.pk}"] = forms.CharField(
                label=f"{question.rank}. {question.text}",
                required=False,
                initial=said,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Không có gì để nói thì ghi «Không có ý kiến.»"),
            )

    def question_answers(self) -> dict[int, str]:
        """Return what is said to each question, by its key."""
        return {
            int(name.removeprefix(QUESTION)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(QUESTION)
        }


class ApproveForm(forms.Form):
    """The head's approval of what he has read; `key` says what that was."""

    key = forms.CharField(widget=forms.HiddenInput)


class GiveBackForm(forms.Form):
    """Why an answer is given back to its unit."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đơn vị đọc lý do này. Ý kiến đã gửi trở lại thành ý kiến nội bộ của đơn vị."),
    )


class FormFileField(PaperField):
    """A filled form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["accept"] = ".docx,.xlsx"
        self.error_messages["required"] = _("Hãy chọn tệp biểu Word hoặc Excel đã điền.")


class FormFileForm(forms.Form):
    """A filled form sent up."""

    file = FormFileField(
        label=_("Tệp biểu đã điền"), help_text=_("Biểu .docx hoặc .xlsx tải từ trang này. Không gửi tài liệu mật.")
    )


class LetterForm(forms.Form):
    """An official letter with a unit's opinions."""

    file = PaperField(label=_("Tệp công văn"), help_text=_("Word hoặc PDF có lớp chữ. Không gửi tài liệu mật."))
    number = forms.CharField(label=_("Số, ký hiệu"), required=False)
    issued_on = DayField(label=_("Ngày ký"), required=False)


class LetterAnswerForm(forms.Form):
    """The answer a unit gave by its letter."""

    answer = forms.ChoiceField(label=_("Đơn vị trả lời"), choices=ANSWERS)
    reason = forms.CharField(
        label=_("Lý do không đồng ý"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi không đồng ý; chép từ công văn."),
    )
