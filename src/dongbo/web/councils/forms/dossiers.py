"""Forms of appraisal dossiers: what goes into one, and a file to be held against one."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Version
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Appraisal, Consultation, Council
from dongbo.planning.operations.appraisal_dossiers import NewPaper
from dongbo.planning.queries.appraisal_dossiers import appraisals_to_show, rounds_to_show, versions_to_judge
from dongbo.web.choices import RecordChoice, choose_among
from dongbo.web.consultation.forms.papers import VersionField
from dongbo.web.documents.forms import ACCEPTED

LARGEST_TO_VERIFY = 1024**3
"""Bytes of a file that is held against a dossier."""


class RoundField(RecordChoice[Consultation]):
    """A round of consultation by its title and the version it asked about."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the title with the version."""
        return f"{obj.title} ({obj.version.label})"


class AppraisalField(RecordChoice[Appraisal]):
    """An appraisal by its version and its day."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the version with the moment it was asked for."""
        return f"{obj.plan.label}, {date_format(timezone.localtime(obj.requested_at), 'H:i d/m/Y')}"


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes several files at once."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Papers sent in together; each is called by the name of its file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": ACCEPTED}), required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files; raises ValidationError over the largest upload, or over an empty file."""
        sent: list[UploadedFile[bytes]] = [super(PapersField, self).clean(one, initial) for one in data or ()]
        for one in sent:
            if one.size is not None and one.size > settings.LARGEST_UPLOAD:
                told = _("Tệp «%(file)s» (%(size)s) lớn hơn mức cho phép %(largest)s; hãy chia nhỏ hoặc giảm ảnh.")
                size, largest = filesizeformat(one.size), filesizeformat(settings.LARGEST_UPLOAD)
                raise forms.ValidationError(told, params={"file": one.name, "size": size, "largest": largest})
        return sent


class DossierForm(forms.Form):
    """What a dossier is put together from; what is left out is not in it."""

    version = VersionField(label=_("Bản thẩm định"), queryset=Version.objects.none(), empty_label=None)
    previous = VersionField(
        label=_("So sánh với bản"), queryset=Version.objects.none(), required=False, empty_label=_("Không so sánh")
    )
    consultation = RoundField(
        label=_("Vòng lấy ý kiến"),
        queryset=Consultation.objects.none(),
        required=False,
        empty_label=_("Không kèm"),
        help_text=_("Kèm bảng tổng hợp, tiếp thu, giải trình và danh mục còn ý kiến khác nhau của vòng này."),
    )
    appraisal = AppraisalField(
        label=_("Báo cáo đối chiếu"),
        queryset=Appraisal.objects.none(),
        required=False,
        empty_label=_("Không kèm"),
        help_text=_("Chọn lượt đối chiếu đã xong của đúng bản thẩm định."),
    )
    papers = PapersField(
        label=_("Tài liệu kèm theo"),
        help_text=_("Word, PDF, Markdown hoặc văn bản thuần; chọn được nhiều tệp, tên tệp là tên tài liệu."),
    )

    def __init__(self, *arguments: Any, council: Council, by: Acting, at: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        versions = versions_to_judge(council)
        rounds, appraisals = rounds_to_show(council), appraisals_to_show(council, by, at=at)
        for name, choices in (
            ("version", versions), ("previous", versions), ("consultation", rounds), ("appraisal", appraisals),
        ):  # fmt: skip
            choose_among(self, name, choices)
        newest = list(versions[:2])
        self.initial.setdefault("previous", newest[1] if len(newest) > 1 else None)
        self.initial.setdefault("consultation", rounds.first())
        self.initial.setdefault("appraisal", appraisals.filter(plan=newest[0]).first() if newest else None)

    def new_papers(self) -> list[NewPaper]:
        """Return the papers that were sent."""
        return [
            NewPaper(PurePath(one.name or "").stem, one.name or "", one.read()) for one in self.cleaned_data["papers"]
        ]


class VerifyForm(forms.Form):
    """A file that claims to be a dossier's bundle, its book or one of its papers."""

    file = forms.FileField(
        label=_("Tệp nhận được"),
        help_text=_("Tệp nén (.zip), tệp PDF cả hồ sơ, hoặc một tài liệu trong hồ sơ. Tệp không được lưu lại."),
        error_messages={"empty": _("Tệp rỗng (0 byte); hãy kiểm tra lại tệp rồi gửi lại.")},
    )

    def clean_file(self) -> Any:
        """Return the file; raises ValidationError over what can be held against a dossier."""
        sent: UploadedFile[bytes] = self.cleaned_data["file"]
        if sent.size is not None and sent.size > LARGEST_TO_VERIFY:
            told = _("Tệp %(size)s lớn hơn mức cho phép %(largest)s.")
            sizes = {"size": filesizeformat(sent.size), "largest": filesizeformat(LARGEST_TO_VERIFY)}
            raise forms.ValidationError(told, params=sizes)
        return sent
