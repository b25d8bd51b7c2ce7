"""Meetings: their list, the live page of one, what of it renews itself, and who was there as a workbook."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh

from dongbo.planning.queries.councils import conflicts_of
from dongbo.planning.queries.meetings import Member, meeting_list, sheet_of
from dongbo.planning.states import AttendanceMode, MeetingState
from dongbo.web.acting import acting_of, now
from dongbo.web.councils.forms.meetings import MeetingFilterForm
from dongbo.web.councils.meeting_page import live_part, whole_page
from dongbo.web.councils.meeting_scope import TONES, opened_meeting, read_meeting
from dongbo.web.lists import kept_query, page_of, workbook


def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of councils the officer may open, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = MeetingFilterForm(request.GET)
    found = meeting_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Hội đồng"), _("Quy hoạch, kế hoạch"), _("Phiên"), _("Trạng thái"), _("Họp lúc"), _("Địa điểm"),
            _("Chủ tọa"), _("Thư ký"), _("Khai mạc lúc"), _("Bế mạc lúc"), _("Lý do hoãn, hủy"),
        ]  # fmt: skip
        rows = (
            [one.council.name, one.council.document.name, one.ordinal, one.get_state_display(), one.starts_at,
             one.place, one.chair.officer.full_name, one.secretary.officer.full_name, one.opened_at, one.closed_at,
             one.cancel_reason]
            for one in found
        )  # fmt: skip
        return workbook(name="phien-hop-hoi-dong", headings=headings, rows=rows)
    page = page_of(request, found)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, TONES.get(MeetingState(one.state), "")) for one in page],
        "query": kept_query(request),
        "narrowed": form.narrows(),
    }
    return render(request, "councils/meetings/list.html", context)


@never_cache
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The meeting: what is going on now, who is there, its ballots, agenda, record and conclusions."""
    return whole_page(request, read_meeting(request, pk))


@never_cache
def meeting_now(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What of the page renews itself. Once the meeting is in another state, a page nobody types on is loaded anew."""
    found = opened_meeting(request, pk)
    moved = request.GET.get("was", found.meeting.state) != found.meeting.state
    if moved and not found.records:
        return HttpResponseClientRefresh()
    return render(request, "councils/meetings/now.html", live_part(found) | {"moved": moved})


def meeting_attendance_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who was there, as a workbook."""
    found = read_meeting(request, pk)
    if not found.is_inside:
        raise Http404
    headings = [
        _("Thành viên"), _("Vai trò"), _("Đại diện cho"), _("Dự họp"), _("Người dự thay"), _("Ghi chú"),
        _("Xung đột lợi ích"), _("Biểu quyết"), _("Điểm danh lúc"), _("Người điểm danh"),
    ]  # fmt: skip
    rows = (_attendance_row(one) for one in sheet_of(found.meeting).members)
    return workbook(name=f"diem-danh-phien-{found.meeting.ordinal}", headings=headings, rows=rows)


def _attendance_row(member: Member) -> list[object]:
    known, seat = member.attendance, member.seat
    conflicts = "; ".join(f"{one.get_kind_display()} {one.note}".strip() for one in conflicts_of(seat))
    votes = _("Đã thôi tham gia") if member.has_left else member.bar or _("Có")
    return [
        seat.officer.full_name, seat.get_role_display(), seat.unit.name,
        AttendanceMode(known.mode).label if known else _("Chưa điểm danh"),
        known.stand_in if known else "", known.note if known else "", conflicts, votes,
        known.marked_at if known else None, known.marked_by.full_name if known else "",
    ]  # fmt: skip
