"""Forms of this desk's end: which paper to make, submitting, deciding, issuing, and what lists are narrowed to."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dongbo.documents.models import NumberSeries, Version
from dongbo.documents.rules import kept_as
from dongbo.organisation.models import Officer
from dongbo.organisation.queries.explaining import who_can
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council
from dongbo.planning.operations.issuance import Numbering
from dongbo.planning.queries.issuances import ENDED, IN_FORCE, TO_COME, IssuancesWanted
from dongbo.planning.queries.papers_to_make import Makeable
from dongbo.planning.queries.submissions import series_for_submissions
from dongbo.web.choices import RecordChoice, choose_among, offer
from dongbo.web.organisation.fields import DayField
from dongbo.web.oversight.forms import ANY, ListForm


class MakePaperForm(forms.Form):
    """Which paper is made."""

    what = forms.ChoiceField(
        label=gettext_lazy("Giấy tờ"),
        error_messages={"required": gettext_lazy("Hãy chọn giấy tờ cần lập.")},
        help_text=gettext_lazy(
            "Nội dung lấy từ những gì hệ thống đã ghi; lập lại được cho đến khi có người ký. Văn bản vài nghìn điều "
            "khoản cần vài giây."
        ),
    )

    def __init__(self, *arguments: Any, offered: list[Makeable], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.offered = {one.key: one for one in offered}
        offer(self, "what", [("", _("Chọn")), *((one.key, one.name) for one in offered)])

    def chosen(self) -> Makeable:
        """Return what was chosen."""
        return self.offered[self.cleaned_data["what"]]


class NoteForm(forms.Form):
    """What is added to a submission or an approval."""

    note = forms.CharField(
        label=gettext_lazy("Nội dung thêm"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SubmitForm(NoteForm):
    """What is added to a submission, and how its paper is numbered; `version` is the one its page showed."""

    version = RecordChoice[Version](queryset=Version.objects.none(), required=False, widget=forms.HiddenInput)
    series = RecordChoice[NumberSeries](
        label=gettext_lazy("Lấy số tờ trình từ dãy số"),
        queryset=NumberSeries.objects.none(),
        required=False,
        empty_label=gettext_lazy("Không lấy số từ dãy số"),
    )
    number = forms.CharField(
        label=gettext_lazy("Số tờ trình đã cấp"),
        required=False,
        max_length=50,
        help_text=gettext_lazy(
            "Khi văn thư đã cấp số ở sổ riêng, ví dụ 12/TTr-CCN. Chưa có số thì để trống: tờ trình in «Số: …/TTr-…» để "
            "văn thư ghi khi phát hành."
        ),
    )
    dated_on = DayField(
        label=gettext_lazy("Ngày tờ trình"), required=False, help_text=gettext_lazy("Để trống thì là hôm nay.")
    )
    field_order = ("series", "number", "dated_on", "note", "version")

    def __init__(self, *arguments: Any, council: Council, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choose_among(self, "version", council.document.versions.all())
        offered = series_for_submissions(council)
        choose_among(self, "series", offered)
        known = list(offered)
        if not known:
            del self.fields["series"]
        elif len(known) == 1:
            self.fields["series"].initial = known[0]

    def numbering(self) -> Numbering:
        """Return how the paper is to be numbered."""
        said = self.cleaned_data
        return Numbering(said.get("series"), said["number"], said["dated_on"])


class GiveBackForm(forms.Form):
    """Why a submission is given back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do trả lại, để cơ quan trình biết phải sửa gì.")},
    )


class IssueForm(forms.Form):
    """Under which number, when, from when, and by whom a plan is issued."""

    series = RecordChoice[NumberSeries](
        label=gettext_lazy("Dãy số"),
        queryset=NumberSeries.objects.none(),
        empty_label=gettext_lazy("Chọn"),
        error_messages={"required": gettext_lazy("Hãy chọn dãy số; chưa có thì mở dãy số ở Sổ cấp số.")},
    )
    notation = forms.CharField(
        label=gettext_lazy("Ký hiệu"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Đứng sau số và dấu gạch chéo, ví dụ QĐ-BTN. Để trống thì theo dãy số."),
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    effective_on = DayField(label=gettext_lazy("Hiệu lực từ ngày"))
    signer = RecordChoice[Officer](
        label=gettext_lazy("Người ký"), queryset=Officer.objects.none(), empty_label=gettext_lazy("Chọn")
    )
    signer_title = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi dòng một cấp, như trên văn bản: KT. BỘ TRƯỞNG, rồi THỨ TRƯỞNG."),
    )

    def __init__(self, *arguments: Any, council: Council, by: Acting, at: datetime, **options: Any) -> None:
        today = timezone.localdate(at)
        options.setdefault("initial", {"issued_on": today, "effective_on": today})
        super().__init__(*arguments, **options)
        document = council.document
        series = NumberSeries.objects.filter(
            within(by, Permission.PLAN_ISSUE, at=at, unit="unit"), council__isnull=True
        )
        able = who_can(Permission.PLAN_APPROVE, unit=document.unit, access=kept_as(document.access), at=at)
        signers = Officer.objects.filter(pk__in=able.order_by().values("officer")).order_by("name_key", "pk")
        choose_among(self, "series", series.select_related("unit").order_by("unit__name", "name"))
        choose_among(self, "signer", signers)

    def said(self) -> dict[str, Any]:
        """Return what the clerk said, as the operation takes it."""
        said = dict(self.cleaned_data)
        said["notation"] = said["notation"].strip() or said["series"].notation
        return said


class IssuanceFilterForm(ListForm):
    """Which issued plans."""

    words = forms.CharField(label=gettext_lazy("Tên, số văn bản"), required=False, max_length=200)
    force = forms.ChoiceField(
        label=gettext_lazy("Hiệu lực"),
        required=False,
        choices=[
            *ANY,
            (IN_FORCE, gettext_lazy("Còn hiệu lực")),
            (TO_COME, gettext_lazy("Chưa có hiệu lực")),
            (ENDED, gettext_lazy("Hết hiệu lực")),
        ],
    )
    year = forms.IntegerField(
        label=gettext_lazy("Năm ban hành"), required=False, min_value=1945, max_value=9999, localize=False
    )
    sort = forms.ChoiceField(
        label=gettext_lazy("Sắp xếp"),
        required=False,
        choices=[
            ("newest", gettext_lazy("Mới ban hành trước")),
            ("effective", gettext_lazy("Theo ngày có hiệu lực")),
            ("number", gettext_lazy("Theo số")),
            ("name", gettext_lazy("Theo tên")),
        ],
    )

    def wanted(self) -> IssuancesWanted:
        """Return what was said and understood."""
        return IssuancesWanted(**self.said())
