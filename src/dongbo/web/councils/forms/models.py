"""The form of a model of councils' rules: by which law, from when, how certain."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dongbo.planning.operations.councils.models import GRADES
from dongbo.web.organisation.fields import DayField


class CouncilModelForm(forms.Form):
    """What a model says besides its rules."""

    code = forms.SlugField(
        label=_("Mã"),
        max_length=60,
        help_text=_("Cùng mã với mẫu đang có: mẫu ấy kết thúc khi mẫu mới bắt đầu."),
    )
    name = forms.CharField(label=_("Tên mẫu"), max_length=200)
    legal_basis = forms.CharField(label=_("Căn cứ"), max_length=300)
    grade = forms.ChoiceField(
        label=_("Mức tin cậy của nguồn"),
        choices=[(grade, grade) for grade in GRADES],
        help_text=_("A: bản gốc; B: trích dẫn tin cậy; C: bản chép lại; D: chưa kiểm chứng."),
    )
    notes = forms.CharField(
        label=_("Phần giả định"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một điều nguồn không nói mà mẫu điền vào."),
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False)
