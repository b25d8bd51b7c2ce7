"""Forms of a meeting under way: how each member is there, what is said, what is concluded."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dongbo.planning.models import AgendaItem, CouncilSeat, Meeting
from dongbo.planning.operations.meetings import Mark
from dongbo.planning.queries.meetings import Member, agenda_of
from dongbo.planning.states import AttendanceMode
from dongbo.web.choices import RecordChoice, choose_among
from dongbo.web.councils.forms.meetings import SeatChoice

ONE = "one"
"""The name of the buttons that mark one member at a tap; the value is his seat and how he is there."""

NOW_SEATED = F("ended_at").asc(nulls_first=True)
"""Who sits in the council comes before who has left it."""

ONE_TAP = (AttendanceMode.ROOM, AttendanceMode.ONLINE, AttendanceMode.ABSENT, AttendanceMode.LEFT)


class MarkForm(forms.Form):
    """How one member is there. What was shown is sent along: a row nobody touched overwrites nothing."""

    mode = forms.ChoiceField(
        label=_("Dự họp"), required=False, choices=[("", _("Chưa điểm danh")), *AttendanceMode.choices],
        show_hidden_initial=True,
    )  # fmt: skip
    stand_in = forms.CharField(label=_("Người dự thay"), required=False, max_length=200, show_hidden_initial=True)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300, show_hidden_initial=True)

    def __init__(self, data: QueryDict | None, *, member: Member) -> None:
        known = member.attendance
        begun = {"mode": known.mode, "stand_in": known.stand_in, "note": known.note} if known else {}
        super().__init__(data, prefix=f"seat-{member.seat.pk}", initial=begun)
        self.member = member

    def clean(self) -> dict[str, Any]:
        """Refuse a row that says something and not how the member is there."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("mode") and (said.get("stand_in") or said.get("note")):
            self.add_error("mode", _("Hãy chọn cách dự họp của thành viên này."))
        return said

    def mark(self) -> Mark | None:
        """Return the mark, None where nothing was changed or chosen."""
        said = self.cleaned_data
        if not self.has_changed() or not said["mode"]:
            return None
        return Mark(self.member.seat, AttendanceMode(said["mode"]), said["stand_in"], said["note"])


class SheetForms:
    """One form of each member of a meeting who sits in its council."""

    def __init__(self, data: QueryDict | None, members: Sequence[Member]) -> None:
        self.rows = [MarkForm(data, member=one) for one in members if not one.has_left]

    def is_valid(self) -> bool:
        """Return whether every row could be read; each is looked at."""
        return [row.is_valid() for row in self.rows].count(False) == 0

    @property
    def errors(self) -> bool:
        """Whether anything is wrong in any row."""
        return any(row.errors for row in self.rows)

    def marks(self) -> list[Mark]:
        """Return what was changed."""
        return [mark for row in self.rows if (mark := row.mark()) is not None]

    def place(self, name: str, errors: list[Any]) -> bool:
        """This will put errors onto the row of the seat that `name` names; return whether there is one."""
        for row in self.rows:
            if row.prefix == name:
                row.add_error(_field_of(row), errors)
                return True
        return False


def _field_of(row: MarkForm) -> str:
    return "stand_in" if row.cleaned_data.get("mode") == AttendanceMode.STAND_IN else "mode"


def one_tap(value: str, members: Sequence[Member]) -> Mark | None:
    """Return what a button of one member says; None where it names nobody or nothing that a tap may say."""
    key, _colon, mode = value.partition(":")
    seats = {str(one.seat.pk): one.seat for one in members if not one.has_left}
    return Mark(seats[key], AttendanceMode(mode)) if key in seats and mode in ONE_TAP else None


class _ItemChoice(RecordChoice[AgendaItem]):
    def label_from_instance(self, obj: AgendaItem) -> str:
        """Return the item by its place."""
        return f"{obj.rank}. {obj.title}"


class NoteForm(forms.Form):
    """What was said, by whom, at which item."""

    item = _ItemChoice(
        label=_("Nội dung chương trình"), queryset=AgendaItem.objects.none(), required=False,
        empty_label=_("Chung cả phiên"),
    )  # fmt: skip
    seat = SeatChoice(
        label=_("Thành viên phát biểu"), queryset=CouncilSeat.objects.none(), required=False,
        empty_label=_("Người ngoài hội đồng"),
    )  # fmt: skip
    speaker = forms.CharField(label=_("Tên, chức vụ người ngoài hội đồng"), required=False, max_length=200)
    text = forms.CharField(label=_("Nội dung phát biểu"), widget=forms.Textarea(attrs={"rows": 4}))
    is_dissent = forms.BooleanField(label=_("Thành viên bảo lưu ý kiến"), required=False)

    def __init__(self, data: QueryDict | None, *, meeting: Meeting, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="note", initial=dict(initial or {}))
        choose_among(self, "item", agenda_of(meeting))
        seats = CouncilSeat.objects.filter(council=meeting.council_id)
        choose_among(self, "seat", seats.select_related("officer", "unit").order_by(NOW_SEATED, "rank", "pk"))


class ConclusionForm(forms.Form):
    """One conclusion."""

    text = forms.CharField(
        label=_("Nội dung kết luận"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi kết luận một ý, để ra yêu cầu chỉnh sửa cho từng ý."),
    )

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix="conclusion", initial=dict(initial or {}))


class ConclusionChangeForm(ConclusionForm):
    """A conclusion in other words; `seen` is how it read when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, strip=False)
