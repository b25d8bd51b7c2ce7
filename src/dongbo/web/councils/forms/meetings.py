"""Forms of meetings: the plan with its agenda, the call, why one is put off, who presides, and what a list shows."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.planning.models import AppraisalDossier, Council, CouncilSeat, Meeting
from dongbo.planning.operations.meetings import NewItem, Plan
from dongbo.planning.operations.meetings.planning import MOST_ITEMS, PRESIDING
from dongbo.planning.queries.meetings import LED, MINE, MeetingsWanted, agenda_of, plan_fingerprint
from dongbo.planning.states import AppraisalDossierState, MeetingState
from dongbo.web.choices import RecordChoice, choose_among
from dongbo.web.councils.forms.rows import Rows
from dongbo.web.organisation.fields import DayField
from dongbo.web.oversight.forms import ANY, ListForm

FROZEN = (AppraisalDossierState.FROZEN, AppraisalDossierState.SENT)
FIRST_ITEMS = 3
BASIS_HELP = _("Chỉ ghi khi Phó Chủ tịch chủ tọa, ví dụ: Giấy ủy quyền số 03/GUQ-HĐTĐ ngày 03/12/2026.")


class SeatChoice(RecordChoice[CouncilSeat]):
    """One who sits in the council."""

    def label_from_instance(self, obj: CouncilSeat) -> str:
        """Return his name, his role and the unit he speaks for."""
        return f"{obj.officer.full_name} – {obj.get_role_display()}, {obj.unit.name}"


class DossierChoice(RecordChoice[AppraisalDossier]):
    """A dossier that is frozen."""

    def label_from_instance(self, obj: AppraisalDossier) -> str:
        """Return which it is, on which version, and whether the members have it."""
        return f"{obj.ordinal}. {obj.version.label} – {obj.get_state_display()}"


class HourField(forms.TimeField):
    """An hour of the day, 08:00 or 14 giờ 30."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "autocomplete": "off"})
        told = {"invalid": _("Không đọc được giờ này; hãy gõ giờ:phút, ví dụ 08:00 hoặc 14:30.")}
        formats = ["%H:%M", "%Hh%M", "%Hh", "%H giờ %M", "%H giờ"]
        super().__init__(widget=shown, error_messages=told, input_formats=formats, **options)


class PlanForm(forms.Form):
    """When, where and how a meeting is held, on which dossier, who presides and who records.

    `seen` tells which plan the page of a change showed.
    """

    dossier = DossierChoice(label=_("Hồ sơ thẩm định"), queryset=AppraisalDossier.objects.none())
    day = DayField(label=_("Ngày họp"))
    hour = HourField(label=_("Giờ họp"))
    place = forms.CharField(label=_("Địa điểm"), max_length=300)
    online_way = forms.CharField(
        label=_("Cách dự trực tuyến"),
        required=False,
        max_length=500,
        help_text=_("Địa chỉ phòng họp trực tuyến; chỉ thành viên và thư ký thấy."),
    )
    chair = SeatChoice(label=_("Chủ tọa"), queryset=CouncilSeat.objects.none())
    chair_basis = forms.CharField(label=_("Căn cứ chủ tọa thay"), required=False, max_length=300, help_text=BASIS_HELP)
    secretary = SeatChoice(label=_("Thư ký phiên họp"), queryset=CouncilSeat.objects.none())
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, council: Council, is_new: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        seats = _seats(council)
        choose_among(self, "chair", seats.filter(role__in=PRESIDING))
        choose_among(self, "secretary", seats)
        if is_new:
            frozen = council.dossiers.filter(state__in=FROZEN).select_related("version")
            choose_among(self, "dossier", frozen.order_by("-ordinal"))
        else:
            del self.fields["dossier"]

    def plan(self, agenda: Rows) -> Plan:
        """Return the plan as typed."""
        said = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(said["day"], said["hour"] or time()))
        kept = {name: said[name] for name in ("place", "online_way", "chair", "chair_basis", "secretary")}
        return Plan(starts_at=starts_at, agenda=[row.item() for row in agenda.filled], **kept)


class ItemForm(forms.Form):
    """An item of the agenda; a row without a title counts as not there."""

    title = forms.CharField(label=_("Nội dung"), required=False, max_length=300)
    presenter = forms.CharField(label=_("Người trình bày"), required=False, max_length=200)
    minutes = forms.IntegerField(
        label=_("Số phút"),
        required=False,
        min_value=1,
        max_value=600,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.cleaned_data.values())

    def clean(self) -> dict[str, Any]:
        """Refuse a row that says who or how long, and not what."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("title") and (said.get("presenter") or said.get("minutes")) and "title" not in self.errors:
            self.add_error("title", _("Dòng này chưa có nội dung; hãy ghi nội dung hoặc để trống cả dòng."))
        return said

    def item(self) -> NewItem:
        """Return the item as typed."""
        said = self.cleaned_data
        return NewItem(said["title"], said["presenter"], said["minutes"])


def agenda_rows(data: QueryDict | None, *, meeting: Meeting | None = None) -> Rows:
    """Return the rows of the agenda: of the meeting as it is planned, else blank ones."""
    items = agenda_of(meeting) if meeting is not None else ()
    initial = [{"title": one.title, "presenter": one.presenter, "minutes": one.minutes} for one in items]
    return Rows(ItemForm, data, prefix="agenda", initial=initial, fewest=FIRST_ITEMS, most=MOST_ITEMS)


def plan_initial(meeting: Meeting) -> dict[str, Any]:
    """Return what the form of a meeting that is changed begins with."""
    local = timezone.localtime(meeting.starts_at)
    kept = {name: getattr(meeting, name) for name in ("place", "online_way", "chair_basis")}
    return {
        "day": local.date(),
        "hour": local.time(),
        "chair": meeting.chair_id,
        "secretary": meeting.secretary_id,
        "seen": plan_fingerprint(meeting),
    } | kept


class CallForm(forms.Form):
    """Why a meeting is called at short notice, where it is."""

    short_notice = forms.CharField(
        label=_("Lý do mời gấp"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CancelForm(forms.Form):
    """Why a meeting is put off."""

    reason = forms.CharField(label=_("Lý do hoãn, hủy"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ChairForm(forms.Form):
    """Who presides from now on."""

    chair = SeatChoice(label=_("Chủ tọa mới"), queryset=CouncilSeat.objects.none())
    basis = forms.CharField(label=_("Căn cứ chủ tọa thay"), required=False, max_length=300, help_text=BASIS_HELP)

    def __init__(self, *arguments: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*arguments, **options)
        others = _seats(meeting.council).filter(role__in=PRESIDING).exclude(pk=meeting.chair_id)
        choose_among(self, "chair", others)


class MeetingFilterForm(ListForm):
    """Which meetings."""

    words = forms.CharField(label=_("Tên kế hoạch, địa điểm"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[*ANY, *MeetingState.choices])
    part = forms.ChoiceField(
        label=_("Phần của tôi"),
        required=False,
        choices=[*ANY, (MINE, _("Tôi là thành viên")), (LED, _("Tôi thường trực"))],
    )
    sort = forms.ChoiceField(
        label=_("Sắp xếp"),
        required=False,
        choices=[
            ("latest", _("Muộn nhất trước")),
            ("soonest", _("Sớm nhất trước")),
            ("council", _("Theo tên kế hoạch")),
        ],
    )

    def wanted(self) -> MeetingsWanted:
        """Return what was said and understood."""
        return MeetingsWanted(**self.said())


def _seats(council: Council) -> Any:
    return council.seats.filter(ended_at__isnull=True).select_related("officer", "unit").order_by("rank", "pk")
