"""Forms of a round: what it says, when it goes out, more time, an early end, and what lists are narrowed to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dongbo.documents.models import Version
from dongbo.documents.rules import workable
from dongbo.documents.states import Standing, VersionState
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, ReplyTerm
from dongbo.planning.queries.consultations import ConsulteesWanted, RoundsWanted
from dongbo.planning.queries.terms import terms_on
from dongbo.planning.states import Answer, ConsultationState, ConsulteeState, Silence
from dongbo.web.choices import RecordChoice, choose_among
from dongbo.web.organisation.fields import DayField
from dongbo.web.oversight.forms import ANY, ListForm

NOON = time(12)
LAST_BUT_ONE = date.max - timedelta(days=1)


def end_of(day: date) -> datetime:
    """Return the moment `day` is over where the site is; of the last day there is, the moment it begins."""
    return timezone.make_aware(datetime.combine(min(day, LAST_BUT_ONE) + timedelta(days=1), time.min))


def term_words(term: ReplyTerm) -> str:
    """Return a term with its bounds, what silence means, and what it rests on."""
    bounds = _t("%(least)d–%(most)d") if term.most else _t("từ %(least)d")
    days = f"{bounds % {'least': term.least, 'most': term.most}} {term.get_day_unit_display()}"
    silence = _t("im lặng: %(what)s") % {"what": term.get_silence_display().lower()}
    return f"{term.name} – {days}; {silence}. {term.legal_basis}"


class TermField(RecordChoice[ReplyTerm]):
    """One of the terms that hold today, each with its legal basis."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the term in words."""
        return term_words(obj)


class RoundForm(forms.Form):
    """What a round says: which text, under which term, what is asked."""

    version = forms.ModelChoiceField(
        label=_("Bản lấy ý kiến"),
        queryset=Version.objects.none(),
        empty_label=_("Chọn một bản đã chốt"),
        help_text=_("Chỉ bản đã chốt mới gửi lấy ý kiến được, để mọi nơi nhận đọc cùng một chữ."),
    )
    title = forms.CharField(label=_("Tên vòng lấy ý kiến"), max_length=300)
    guidance = forms.CharField(
        label=_("Nội dung cần góp ý"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nơi nhận đọc phần này trước khi góp ý."),
    )
    questions = forms.CharField(
        label=_("Câu hỏi cho mọi đơn vị"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một câu hỏi; có thể để trống."),
    )
    term = TermField(
        label=_("Thời hạn và căn cứ"), queryset=ReplyTerm.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    days = forms.IntegerField(label=_("Số ngày trả lời"), min_value=1, max_value=365)
    silence = forms.ChoiceField(
        label=_("Không trả lời thì"),
        required=False,
        choices=[("", _("Theo căn cứ đã chọn")), *Silence.choices],
    )
    remind_before = forms.CharField(
        label=_("Nhắc trước hạn"),
        required=False,
        max_length=60,
        help_text=_("Số ngày trước hạn, cách nhau bằng dấu phẩy, ví dụ 3, 1. Để trống: không tự nhắc."),
    )

    def __init__(self, *arguments: Any, by: Acting, at: datetime, about: Consultation | None = None, **said: Any):
        super().__init__(*arguments, **said)
        frozen = Version.objects.filter(
            workable(by, Permission.CONSULTATION_LEAD, at=at, document="document__"), state=VersionState.FROZEN
        )
        if about is not None:
            frozen = frozen.filter(document=about.document_id)
        versions = frozen.exclude(document__standing=Standing.DIRECTIVE).select_related("document")
        choose_among(self, "version", versions.order_by("-frozen_at", "-pk"))
        choose_among(self, "term", terms_on(at).order_by("name"))

    @staticmethod
    def said_by(consultation: Consultation) -> dict[str, Any]:
        """Return what the form of a prepared round begins with."""
        return {
            "version": consultation.version_id,
            "title": consultation.title,
            "guidance": consultation.guidance,
            "questions": "\n".join(consultation.questions.values_list("text", flat=True)),
            "term": consultation.term_id,
            "days": consultation.days,
            "silence": consultation.silence,
            "remind_before": ", ".join(map(str, consultation.remind_before)),
        }

    def clean_questions(self) -> list[str]:
        """Return the questions, one a line."""
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]

    def clean_remind_before(self) -> list[int]:
        """Return the steps. Raises ValidationError where one is no number."""
        said = self.cleaned_data["remind_before"].replace(";", ",").replace(" ", ",").split(",")
        steps = [step for step in said if step]
        wrong = [step for step in steps if not (step.isdecimal() and len(step) <= 3)]
        if wrong:
            words = _("«%(step)s» không phải số ngày; hãy viết như 3, 1.")
            raise ValidationError(words, params={"step": wrong[0]})
        return [int(step) for step in steps]

    def clean_silence(self) -> str | None:
        """Return what silence means, None for what the term says."""
        return self.cleaned_data["silence"] or None


class SendForm(forms.Form):
    """From which day the term is counted."""

    counted_from = DayField(
        label=_("Tính thời hạn từ ngày"),
        required=False,
        help_text=_("Để trống: từ hôm nay. Ngày này không tính; ngày kế tiếp là ngày thứ nhất."),
    )

    def deadline_from(self) -> datetime | None:
        """Return a moment of that day, or None for now."""
        day = self.cleaned_data["counted_from"]
        return timezone.make_aware(datetime.combine(day, NOON)) if day else None


class ExtendForm(forms.Form):
    """Until when, and why."""

    until = DayField(label=_("Đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(forms.Form):
    """Why a round ends before its deadline."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RoundFilterForm(ListForm):
    """Which rounds."""

    words = forms.CharField(label=_("Tên vòng hoặc văn bản"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *ConsultationState.choices])
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[("newest", _("Mới nhất trước")), ("deadline", _("Hạn gần nhất trước")), ("title", _("Theo tên"))],
    )
    document = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> RoundsWanted:
        """Return what the list is asked for."""
        return RoundsWanted(**self.said())


class ConsulteeFilterForm(ListForm):
    """Which units of a round."""

    words = forms.CharField(label=_("Tên hoặc mã đơn vị"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *ConsulteeState.choices])
    answer = forms.ChoiceField(label=_("Trả lời"), required=False, choices=[*ANY, *Answer.choices])
    late = forms.BooleanField(label=_("Chỉ trả lời muộn"), required=False)
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("unit", _("Theo cây đơn vị")),
            ("name", _("Theo tên")),
            ("deadline", _("Theo hạn")),
            ("answered", _("Mới trả lời trước")),
        ],
    )
    branch = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def said(self) -> dict[str, Any]:
        """Return what was said and understood; an unticked box says nothing."""
        return {name: value for name, value in super().said().items() if value is not False}

    def wanted(self) -> ConsulteesWanted:
        """Return what the list is asked for."""
        return ConsulteesWanted(**self.said())
