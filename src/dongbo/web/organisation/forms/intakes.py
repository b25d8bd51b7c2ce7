"""Forms of intakes: a workbook sent in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from dongbo.engines.workbooks import MAX_BYTES
from dongbo.organisation.models import Intake
from dongbo.organisation.states import IntakeKind, IntakeState
from dongbo.web.organisation.fields import DayField
from dongbo.web.organisation.forms.units import DecisionForm


class IntakeForm(forms.Form):
    """A workbook of units or of officers."""

    kind = forms.ChoiceField(
        label=_("Tệp này là"), choices=IntakeKind.choices, initial=IntakeKind.OFFICERS, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Tệp Excel"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Tệp .xlsx hoặc .csv theo mẫu. Không gửi số căn cước."),
        error_messages={
            "required": _("Hãy chọn một tệp .xlsx hoặc .csv."),
            "empty": _("Tệp rỗng (0 byte); hãy kiểm tra lại tệp rồi gửi lại."),
        },
        max_length=255,
    )
    effective_on = DayField(
        label=_("Thay đổi về đơn vị có hiệu lực từ ngày"),
        required=False,
        help_text=_("Chỉ với tệp đơn vị; để trống là hôm nay."),
    )

    def clean_file(self) -> Any:
        """Return the file; what is too large is refused before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Tệp %(size)s lớn hơn mức cho phép %(largest)s; hãy chia thành nhiều tệp."),
                params={"size": filesizeformat(sent.size), "largest": filesizeformat(MAX_BYTES)},
            )
        return sent


class IntakeDecisionForm(DecisionForm):
    """What becomes of a workbook; changes of units rest on a paper."""

    do = forms.ChoiceField(
        choices=[("all", _("Nhập tất cả")), ("good", _("Nhập các dòng đúng")), ("discard", _("Bỏ tệp này"))],
        widget=forms.HiddenInput,
    )


class IntakeFilterForm(forms.Form):
    """What the list of workbooks is asked for."""

    q = forms.CharField(label=_("Tên tệp"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *IntakeKind.choices])
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *IntakeState.choices])

    def narrowed(self, intakes: "QuerySet[Intake]") -> "QuerySet[Intake]":
        """Return those of `intakes` that were asked for."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("q"):
            intakes = intakes.filter(file_name__icontains=asked["q"])
        for name in ("kind", "state"):
            if asked.get(name):
                intakes = intakes.filter(**{name: asked[name]})
        return intakes
