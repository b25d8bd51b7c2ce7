"""Forms of the register: a paper sent in, its facts, and the mending of its tree."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Document
from dongbo.documents.operations.registering import CORRECTABLE
from dongbo.documents.queries import RegisterFilter
from dongbo.documents.states import Standing
from dongbo.engines.provisions import Kind
from dongbo.organisation.states import Access
from dongbo.web.organisation.fields import UnitField

ACCEPTED = ".docx,.doc,.pdf,.md,.txt"

KIND_NAMES = {
    Kind.PART: _("Phần"),
    Kind.CHAPTER: _("Chương"),
    Kind.SECTION: _("Mục"),
    Kind.SUBSECTION: _("Tiểu mục"),
    Kind.ARTICLE: _("Điều"),
    Kind.CLAUSE: _("Khoản"),
    Kind.POINT: _("Điểm"),
    Kind.ROMAN: _("Mục La Mã (I.)"),
    Kind.ARABIC: _("Mục số (1.)"),
    Kind.LETTER: _("Mục chữ (a)"),
    Kind.DASH: _("Gạch đầu dòng (-)"),
    Kind.PLUS: _("Dấu cộng (+)"),
    Kind.ANNEX: _("Phụ lục"),
    Kind.TITLE: _("Tiêu đề"),
    Kind.ROW: _("Dòng của bảng"),
    Kind.PARAGRAPH: _("Đoạn văn"),
}


class PaperField(forms.FileField):
    """A paper sent in: bounded, its content is sniffed by the reader."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
            error_messages={
                "required": _("Hãy chọn một tệp Word, PDF, Markdown hoặc văn bản thuần."),
                "empty": _("Tệp rỗng (0 byte); hãy kiểm tra lại tệp rồi gửi lại."),
            },
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file; raises ValidationError over the largest upload."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if sent is not None and sent.size is not None and sent.size > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("Tệp %(size)s lớn hơn mức cho phép %(largest)s; hãy tách phụ lục hoặc giảm ảnh trong tệp."),
                params={"size": filesizeformat(sent.size), "largest": filesizeformat(settings.LARGEST_UPLOAD)},
            )
        return sent


def _access_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Mức phổ biến"),
        choices=Access.choices,
        coerce=int,
        initial=Access.UNIT,
        help_text=_(
            "Phổ biến xuống cấp dưới: mọi đơn vị bên dưới đều đọc được. Trong đơn vị: chỉ đơn vị lưu và cấp trên của "
            "nó. Hạn chế: chỉ người được xem mức hạn chế, mỗi lần đọc đều được ghi sổ."
        ),
    )


class RegisterForm(forms.Form):
    """A new document."""

    standing = forms.ChoiceField(
        label=_("Vị trí trong mạch chỉ đạo"), choices=Standing.choices, initial=Standing.DIRECTIVE
    )
    unit = UnitField(label=_("Đơn vị lưu"))
    access = _access_field()
    file = PaperField(
        label=_("Tệp văn bản"), help_text=_("Word, PDF có lớp chữ, Markdown hoặc .txt. Không gửi tài liệu mật.")
    )


class PlaceForm(forms.Form):
    """Which unit keeps a document, and how far it is open."""

    unit = UnitField(label=_("Đơn vị lưu"))
    access = _access_field()


class VersionForm(forms.Form):
    """The next version of a document."""

    label = forms.CharField(label=_("Tên bản"), max_length=100, help_text=_("Ví dụ: Dự thảo lần 2, Bản trình ký."))
    file = PaperField(label=_("Tệp văn bản"))


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "21/11/2026", "inputmode": "numeric"})


class CorrectionForm(forms.ModelForm[Document]):
    """The register's facts about a document."""

    class Meta:
        model = Document
        fields = CORRECTABLE
        widgets = {  # noqa: RUF012  (as Django declares it)
            "issued_date": _day_input(),
            "arrival_date": _day_input(),
            "due_date": _day_input(),
            "recipients": forms.Textarea(attrs={"rows": 4}),
            "subject": forms.Textarea(attrs={"rows": 3}),
        }


class FilterForm(forms.Form):
    """What the register is asked for."""

    q = forms.CharField(label=_("Từ khóa, số ký hiệu"), required=False)
    standing = forms.ChoiceField(label=_("Vị trí"), required=False, choices=[("", _("Tất cả")), *Standing.choices])
    organ = forms.CharField(label=_("Cơ quan ban hành"), required=False)
    issued_from = forms.DateField(
        label=_("Ban hành từ"), required=False, widget=forms.DateInput(attrs={"placeholder": "01/01/2026"})
    )
    issued_to = forms.DateField(
        label=_("đến"), required=False, widget=forms.DateInput(attrs={"placeholder": "31/12/2026"})
    )
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("registered", _("Mới đăng ký")),
            ("issued", _("Mới ban hành")),
            ("number", _("Số, ký hiệu")),
            ("organ", _("Cơ quan")),
            ("subject", _("Trích yếu")),
        ],
    )

    def narrows(self) -> bool:
        """Return whether anything but the order was asked for."""
        return any(value for name, value in self.data.items() if name in self.fields and name != "sort")

    def wanted(self) -> RegisterFilter:
        """Return the filter; a field typed wrongly counts as not asked and shows its message."""
        self.is_valid()
        asked = self.cleaned_data
        return RegisterFilter(
            words=asked.get("q", ""),
            standing=asked.get("standing", ""),
            organ=asked.get("organ", ""),
            issued_from=asked.get("issued_from"),
            issued_to=asked.get("issued_to"),
            sort=asked.get("sort") or "registered",
        )


class MendForm(forms.Form):
    """One act on one provision of a tree in review."""

    ACTS = ("promote", "demote", "merge", "split", "retype")

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    path = forms.CharField(max_length=500)
    kind = forms.ChoiceField(choices=[(kind.value, name) for kind, name in KIND_NAMES.items()], required=False)
    number = forms.CharField(max_length=40, required=False)
    heading = forms.CharField(required=False)
    at_line = forms.IntegerField(min_value=1, required=False)
    revision = forms.IntegerField(min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        """Return the act; a split needs its line, a split and a retyping need a kind."""
        asked = super().clean() or {}
        if asked.get("act") == "split" and not asked.get("at_line"):
            self.add_error("at_line", _("Hãy cho biết tách trước dòng thứ mấy."))
        if asked.get("act") in ("split", "retype") and not asked.get("kind"):
            self.add_error("kind", _("Hãy chọn loại điều khoản."))
        return asked


class DiscardForm(forms.Form):
    """Why a version in review is set aside."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)
