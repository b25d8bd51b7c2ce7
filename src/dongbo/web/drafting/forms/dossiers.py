"""Forms of a dossier: how it is opened, its team, road map and figures, and what lists are narrowed to."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Document
from dongbo.documents.queries import readable_documents
from dongbo.engines.workbooks import MAX_BYTES
from dongbo.organisation.queries import officer_list
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Decision
from dongbo.planning.models import OutlineTemplate
from dongbo.planning.queries.dossiers import plans_to_continue, templates_on
from dongbo.planning.states import DossierState, TeamRole
from dongbo.web.choices import RecordChoice, choose_among, offer
from dongbo.web.documents.fields import DocumentField
from dongbo.web.organisation.fields import DayField, OfficerField, UnitField
from dongbo.web.oversight.forms import ANY, ListForm


class DossierFilterForm(ListForm):
    """Which dossiers."""

    words = forms.CharField(label=_("Tên dự thảo, đơn vị thường trực"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *DossierState.choices])
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[("newest", _("Mới nhất trước")), ("due", _("Mốc gần nhất trước")), ("name", _("Theo tên dự thảo"))],
    )


class FigureFilterForm(ListForm):
    """Which figures."""

    words = forms.CharField(label=_("Chỉ tiêu"), required=False, max_length=200)


class TemplateField(RecordChoice[OutlineTemplate]):
    """One of the outlines in force today, each with its legal basis."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and basis."""
        return f"{obj.name} – {obj.legal_basis}"


class FoundedForm(forms.Form):
    """The decision that founds a team, and the body that leads."""

    standing_unit = UnitField(label=_("Đơn vị thường trực"))
    decision_number = forms.CharField(label=_("Số quyết định thành lập tổ soạn thảo"), max_length=80)
    decision_on = DayField(label=_("Ngày quyết định"))
    decision_issuer = forms.CharField(label=_("Cơ quan quyết định"), max_length=200)

    def decision(self) -> Decision:
        """Return the decision as typed."""
        said = self.cleaned_data
        return Decision(number=said["decision_number"], on=said["decision_on"], issuer=said["decision_issuer"])


class NewDossierForm(FoundedForm):
    """A plan that has yet to be written."""

    template = TemplateField(
        label=_("Mẫu đề cương"),
        queryset=OutlineTemplate.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_("Xem đề cương của từng mẫu ở cuối trang. Sau khi lập, tổ soạn thảo sửa được mọi chỗ."),
    )
    subject = forms.CharField(label=_("Tên (trích yếu) dự thảo"), max_length=1000)
    type_name = forms.CharField(
        label=_("Tên loại văn bản"), max_length=100, help_text=_("Ví dụ: Kế hoạch, Đề án, Quy hoạch, Chương trình.")
    )
    unit = UnitField(label=_("Đơn vị lưu dự thảo"))
    access = forms.TypedChoiceField(
        label=_("Mức phổ biến"),
        choices=Access.choices,
        coerce=int,
        initial=Access.UNIT,
        help_text=_("Chữ đang soạn thảo chỉ tổ soạn thảo đọc; mức này áp dụng cho các bản đã chốt."),
    )

    field_order = (
        "template", "subject", "type_name", "unit", "access", "standing_unit", "decision_number", "decision_on",
        "decision_issuer",
    )  # fmt: skip

    def __init__(self, *arguments: Any, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_among(self, "template", templates_on(timezone.localdate(at)))


class ContinuedDossierForm(FoundedForm):
    """A plan of the register whose next version is to be written."""

    document = DocumentField(
        label=_("Kế hoạch trong sổ đăng ký"),
        help_text=_("Bản mới nhất của kế hoạch phải đã chốt; bản sau giữ danh tính từng điều khoản."),
    )

    field_order = ("document", "standing_unit", "decision_number", "decision_on", "decision_issuer")

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        chosen = self.fields["document"]
        if isinstance(chosen, DocumentField):
            chosen.readable = plans_to_continue(by, at=at)


class MemberForm(forms.Form):
    """An officer with his role and his parts of the outline."""

    officer = OfficerField(label=_("Cán bộ"))
    role = forms.ChoiceField(label=_("Vai trò"), choices=TeamRole.choices, initial=TeamRole.MEMBER)
    parts = forms.MultipleChoiceField(
        label=_("Phần được giao"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn phần nào: viết được toàn bộ dự thảo."),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, parts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        officer = self.fields["officer"]
        if isinstance(officer, OfficerField):
            officer.readable = officer_list(by, at=at).filter(is_active=True)
        offer(self, "parts", parts)


class PartsForm(forms.Form):
    """The parts of one who is in the team."""

    parts = forms.MultipleChoiceField(
        label=_("Phần được giao"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn phần nào: viết được toàn bộ dự thảo."),
    )

    def __init__(self, *arguments: Any, parts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "parts", parts)


class MilestoneForm(forms.Form):
    """A step of the road map."""

    name = forms.CharField(label=_("Việc phải xong"), max_length=200)
    due_on = DayField(label=_("Hạn"))


class FigureForm(forms.Form):
    """A figure of the present state with where it was published."""

    name = forms.CharField(label=_("Chỉ tiêu"), max_length=300)
    value = forms.CharField(label=_("Giá trị"), max_length=100)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=60, required=False)
    as_of = DayField(label=_("Tính đến ngày"))
    source = DocumentField(
        label=_("Văn bản công bố"),
        required=False,
        help_text=_("Văn bản trong sổ đăng ký: gõ số, ký hiệu hoặc vài chữ của tên. Nếu không có, ghi tên nguồn."),
    )
    source_note = forms.CharField(label=_("Tên nguồn"), max_length=300, required=False)

    def __init__(self, *arguments: Any, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        source = self.fields["source"]
        if isinstance(source, DocumentField):
            source.readable = readable_documents(by, at=at)

    def clean(self) -> dict[str, Any]:
        """Refuse a figure of which nobody says where it is from."""
        told: dict[str, Any] = super().clean() or {}
        if "source" not in self.errors and not (told.get("source") or told.get("source_note")):
            self.add_error("source_note", _("Hãy chọn văn bản công bố hoặc ghi tên nguồn của số liệu."))
        return told


class FiguresSheetForm(forms.Form):
    """A workbook of figures."""

    file = forms.FileField(
        label=_("Tệp Excel"),
        help_text=_("Tệp .xlsx hoặc .csv có các cột Chỉ tiêu, Giá trị, Đơn vị tính, Tính đến ngày, Nguồn."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_BYTES:
            told = _("Tệp lớn hơn %(most)s MB: hãy chia nhỏ.")
            raise ValidationError(told, code="too_large", params={"most": MAX_BYTES // 1024**2})
        return sent


class CiteForm(forms.Form):
    """Whether the legal bases the draft states besides stay."""

    keep_others = forms.BooleanField(
        label=_("Giữ các căn cứ khác đang có trong phần đầu dự thảo"), required=False, initial=True
    )


class CloseDossierForm(forms.Form):
    """Nothing is typed to close or reopen a dossier."""


def document_initial(document: Document) -> dict[str, Any]:
    """Return what the form begins with where a plan was chosen before."""
    return {"document": document, "decision_issuer": document.organ_name}
