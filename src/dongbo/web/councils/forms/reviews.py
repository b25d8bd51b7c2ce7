"""Forms of members' work: a note, the appraisal form, a reviewer's opinion, a remark, and what is sent."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dongbo.planning.queries.reviews import MarkSaid, ReviewSaid
from dongbo.planning.queries.reviews_summary import RemarksWanted
from dongbo.planning.rules.reviews import note_field, verdict_field
from dongbo.planning.states import BallotChoice, ReviewKind, RevisionKind, Verdict
from dongbo.web.choices import offer
from dongbo.web.marking import MarkedForm, quote_field
from dongbo.web.oversight.forms import ANY, ListForm


class NoteForm(forms.Form):
    """A member's note for himself; `seen` is how it read when the page was opened."""

    text = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chỉ mình bạn đọc được; không gửi đi và không in ra. Không ghi nội dung mật."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class ReviewForm(forms.Form):
    """What a member says of the whole; `seen` tells what his page showed."""

    text = forms.CharField(label=_("Nhận xét chung"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    conclusion = forms.CharField(
        label=_("Kết luận, kiến nghị"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    proposed = forms.ChoiceField(
        label=_("Kết quả đề nghị"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Đây là đề nghị bằng văn bản, không phải phiếu biểu quyết: bạn bỏ phiếu tại phiên họp."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: ReviewKind,
        criteria: Sequence[tuple[str, str]],
        choices: Iterable[str],
        said: ReviewSaid,
    ) -> None:
        super().__init__(data, initial=_initial(said))
        self.criteria = criteria
        self.has_verdicts = kind == ReviewKind.FORM
        offer(self, "proposed", [(one, BallotChoice(one).label) for one in choices])
        if self.has_verdicts:
            del self.fields["conclusion"]
        for code, name in criteria:
            if self.has_verdicts:
                self.fields[verdict_field(code)] = forms.ChoiceField(
                    label=name, required=False, choices=Verdict.choices, widget=forms.RadioSelect
                )
            self.fields[note_field(code)] = forms.CharField(
                label=_("%(name)s: nêu rõ") % {"name": name} if self.has_verdicts else name,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2 if self.has_verdicts else 4}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return the criteria with their fields."""
        return [
            {
                "name": name,
                "verdict": self[verdict_field(code)] if self.has_verdicts else None,
                "note": self[note_field(code)],
            }
            for code, name in self.criteria
        ]

    def said(self) -> ReviewSaid:
        """Return what is said."""
        given = self.cleaned_data
        marks = {
            code: MarkSaid(given.get(verdict_field(code), ""), given[note_field(code)]) for code, _name in self.criteria
        }
        return ReviewSaid(given["text"], given.get("conclusion", ""), given["proposed"], marks)


def _initial(said: ReviewSaid) -> dict[str, str]:
    found = {
        "text": said.text, "conclusion": said.conclusion, "proposed": said.proposed, "seen": said.fingerprint,
    }  # fmt: skip
    for code, one in said.marks.items():
        found |= {verdict_field(code): one.verdict, note_field(code): one.note}
    return found


class SendForm(forms.Form):
    """What a member has read and sends; `seen` says what that was."""

    seen = forms.CharField(widget=forms.HiddenInput)


class ChangeRemarkForm(forms.Form):
    """What a remark says."""

    kind = forms.ChoiceField(
        label=_("Đề nghị"), choices=RevisionKind.choices, initial=RevisionKind.SUPPLEMENT, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Góp ý"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Điều cần sửa và lý do; cơ quan thường trực đọc được khi bạn gửi phiếu."),
    )


class RemarkForm(MarkedForm, ChangeRemarkForm):
    """A new remark, with the words it is about and, for a reviewer, the paper it goes into, not sent yet."""

    quote = quote_field(_("Chép đúng đoạn của điều khoản mà góp ý nói tới; để trống nếu nói về cả điều khoản."))
    into = forms.ChoiceField(label=_("Ghi vào"), choices=ReviewKind.choices, widget=forms.RadioSelect)

    field_order = ("quote", "kind", "text", "into", "start", "end")

    def __init__(
        self, *arguments: Any, kinds: Sequence[ReviewKind], open_kinds: Sequence[ReviewKind], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.fields["into"].initial = next(iter(open_kinds), ReviewKind.FORM)
        if len(kinds) < 2:
            del self.fields["into"]

    def paper(self) -> ReviewKind:
        """Return what the remark goes into."""
        return ReviewKind(self.cleaned_data.get("into") or ReviewKind.FORM)


class RemarksForm(ListForm):
    """Which remarks."""

    words = forms.CharField(label=_("Trong góp ý"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Đề nghị"), required=False, choices=[*ANY, *RevisionKind.choices])
    seat = forms.TypedChoiceField(label=_("Thành viên"), required=False, coerce=int, empty_value=None)
    taken = forms.ChoiceField(
        label=_("Đã thành yêu cầu"),
        required=False,
        choices=[*ANY, ("no", _("Chưa")), ("yes", _("Rồi"))],
    )

    def __init__(self, *arguments: Any, seats: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "seat", [*ANY, *seats])

    def wanted(self) -> RemarksWanted:
        """Return what was said and understood."""
        return RemarksWanted(**self.said())
