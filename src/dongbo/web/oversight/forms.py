"""Forms of this desk: what a list is narrowed to, opening a review, asking for an emergency access, saying why."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.organisation.models import Role, Unit
from dongbo.organisation.queries import living_units
from dongbo.organisation.queries.alarms import CONFIRMED, OPEN, TO_CONFIRM, AlarmsWanted
from dongbo.organisation.queries.emergencies import OVERDUE, EmergenciesWanted
from dongbo.organisation.queries.reviews import CLOSED, DONE, LATE, RUNNING, ItemsWanted, ReviewsWanted
from dongbo.organisation.rules.emergencies import LONGEST_HOURS
from dongbo.organisation.states import AlarmCause, EmergencyState, ReviewDecision
from dongbo.web.organisation.fields import DayField, UnitField

ANY = [("", _("Tất cả"))]


def _choice(label: Any, choices: list[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200)


class ListForm(forms.Form):
    """What a list is narrowed to, from its address: what is not understood counts as not said."""

    def said(self) -> dict[str, Any]:
        """Return what was said and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}

    def narrows(self) -> bool:
        """Return whether anything but the order was said."""
        return bool(self.said().keys() - {"sort"})


class AlarmFilterForm(ListForm):
    """Which alarms."""

    words = _words(_("Cán bộ hoặc đơn vị"))
    state = _choice(
        _("Trạng thái"),
        [*ANY, (TO_CONFIRM, _("Chờ tôi xác nhận")), (OPEN, _("Chưa xác nhận")), (CONFIRMED, _("Đã xác nhận"))],
    )
    cause = _choice(_("Thay đổi"), [*ANY, *AlarmCause.choices])
    sort = _choice(
        _("Sắp xếp"),
        [
            ("newest", _("Mới nhất trước")),
            ("oldest", _("Cũ nhất trước")),
            ("officer", _("Theo tên cán bộ")),
            ("unit", _("Theo đơn vị")),
        ],
    )

    def wanted(self) -> AlarmsWanted:
        """Return what the list is asked for."""
        return AlarmsWanted(**self.said())


class ReviewFilterForm(ListForm):
    """Which reviews."""

    words = _words(_("Đơn vị"))
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=2000, max_value=9999)
    state = _choice(
        _("Tình trạng"),
        [
            *ANY,
            (RUNNING, _("Đang xác nhận")),
            (LATE, _("Quá hạn")),
            (DONE, _("Đã xác nhận xong")),
            (CLOSED, _("Đã khóa")),
        ],
    )
    sort = _choice(
        _("Sắp xếp"),
        [("unit", _("Theo đơn vị")), ("due", _("Hạn gần nhất trước")), ("left", _("Còn nhiều nhất trước"))],
    )

    def wanted(self) -> ReviewsWanted:
        """Return what the list is asked for."""
        return ReviewsWanted(**self.said())


class ItemFilterForm(ListForm):
    """Which items of a review."""

    words = _words(_("Cán bộ hoặc đơn vị"))
    decision = _choice(_("Kết quả"), [*ANY, *ReviewDecision.choices])

    def wanted(self) -> ItemsWanted:
        """Return which items are asked for."""
        return ItemsWanted(**self.said())


class EmergencyFilterForm(ListForm):
    """Which emergency accesses."""

    words = _words(_("Cán bộ hoặc đơn vị"))
    state = _choice(_("Trạng thái"), [*ANY, (OVERDUE, _("Quá hạn hậu kiểm")), *EmergencyState.choices])
    sort = _choice(
        _("Sắp xếp"),
        [
            ("newest", _("Mới nhất trước")),
            ("oldest", _("Cũ nhất trước")),
            ("officer", _("Theo tên cán bộ")),
            ("unit", _("Theo đơn vị")),
        ],
    )

    def wanted(self) -> EmergenciesWanted:
        """Return what the list is asked for."""
        return EmergenciesWanted(**self.said())


class OpenReviewsForm(forms.Form):
    """Opening the year's reviews: for every unit with a head, or for the units named."""

    year = forms.IntegerField(label=_("Năm rà soát"), min_value=2000, max_value=9999)
    due_on = DayField(
        label=_("Hạn xác nhận"),
        help_text=_("Hết ngày này, quyền nào chưa được xác nhận thì hết hiệu lực."),
    )
    units = forms.CharField(
        label=_("Chỉ các đơn vị"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một mã định danh. Để trống: mọi đơn vị có người đứng đầu trong phạm vi của bạn."),
    )

    def clean_units(self) -> list[Unit] | None:
        """Return the units named, or None for all. Raises ValidationError by line."""
        codes = {line.strip().upper(): number for number, line in enumerate(self._lines(), start=1) if line.strip()}
        if not codes:
            return None
        found = {unit.code: unit for unit in living_units().filter(code__in=codes)}
        unknown = [
            ValidationError(
                _("Dòng %(number)d: không có đơn vị đang hoạt động nào mang mã %(code)s."),
                params={"number": number, "code": code},
            )
            for code, number in codes.items()
            if code not in found
        ]
        if unknown:
            raise ValidationError(unknown)
        return [found[code] for code in codes]

    def due_at(self) -> datetime:
        """Return the moment the chosen day is over."""
        next_day = self.cleaned_data["due_on"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(next_day, time.min))

    def _lines(self) -> list[str]:
        return str(self.cleaned_data["units"]).splitlines()


class EmergencyForm(forms.Form):
    """Asking for a role in an emergency."""

    role = forms.ModelChoiceField(
        label=_("Vai trò cần có"), queryset=Role.objects.filter(ended_at__isnull=True), empty_label=_("Chọn vai trò")
    )
    unit = UnitField(label=_("Tại đơn vị"))
    covers_branch = forms.BooleanField(label=_("Cả các đơn vị cấp dưới"), required=False)
    hours = forms.IntegerField(
        label=_("Số giờ"),
        min_value=1,
        max_value=LONGEST_HOURS,
        initial=4,
        help_text=_("Ngắn nhất có thể, tối đa 72 giờ; hết giờ quyền tự kết thúc."),
    )
    reason = forms.CharField(
        label=_("Lý do khẩn cấp"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Việc gì xảy ra và vì sao không chờ được cách cấp quyền thông thường."),
    )


class AnswerForm(forms.Form):
    """The second person's answer; a refusal says why."""

    reason = forms.CharField(
        label=_("Lý do từ chối"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class EndForm(forms.Form):
    """Why an access ends before its hours are over."""

    reason = forms.CharField(label=_("Lý do kết thúc sớm"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class FindingsForm(forms.Form):
    """What the third person found."""

    findings = forms.CharField(label=_("Kết luận hậu kiểm"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


class DecideForm(forms.Form):
    """Which items of a review, and what becomes of them."""

    decision = forms.ChoiceField(choices=[(ReviewDecision.CONFIRMED, ""), (ReviewDecision.ENDED, "")])
    every = forms.BooleanField(required=False)
    reason = forms.CharField(label=_("Lý do thu hồi, hoặc ghi chú"), max_length=500, required=False)
