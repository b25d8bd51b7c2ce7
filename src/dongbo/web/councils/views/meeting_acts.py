"""A meeting under way: opened and closed, who is there, what is said, what is concluded."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.planning.models import Conclusion, DiscussionNote
from dongbo.planning.operations.meetings import (
    Mark,
    change_conclusion,
    close_meeting,
    draw_conclusion,
    join_online,
    mark_attendance,
    note_discussion,
    open_meeting,
    withdraw_note,
)
from dongbo.planning.queries.meetings import sheet_of
from dongbo.planning.states import MeetingState
from dongbo.web.acting import require_page
from dongbo.web.asking import asks_for_part
from dongbo.web.councils.forms.ballots import EmptyForm
from dongbo.web.councils.forms.records import ONE, ConclusionChangeForm, ConclusionForm, NoteForm, SheetForms, one_tap
from dongbo.web.councils.meeting_page import live_part, whole_page
from dongbo.web.councils.meeting_scope import OpenedMeeting, opened_meeting, recorded_meeting
from dongbo.web.organisation.views.acts import ActPage, act, posted, pressed, refused, write_upon


def meeting_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a meeting."""
    found = _presided(request, pk)
    if request.method != "POST" and found.meeting.state != MeetingState.CALLED:
        return redirect(found.address)
    standing = sheet_of(found.meeting).quorum
    page = ActPage(
        heading=_("Khai mạc phiên họp"),
        button=_("Khai mạc"),
        done=_("Phiên họp đã khai mạc."),
        lead=standing.sentence if standing.reached else "",
        warning="" if standing.reached else standing.sentence,
    )
    do = lambda: open_meeting(meeting=found.meeting, by=found.by, at=found.at)  # noqa: E731
    return act(request, EmptyForm(posted(request)), page, do=do, back=found.back)


def meeting_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a meeting."""
    found = _presided(request, pk)
    if request.method != "POST" and found.meeting.state != MeetingState.OPEN:
        return redirect(found.address)
    page = ActPage(
        heading=_("Bế mạc phiên họp"),
        button=_("Bế mạc"),
        done=_("Phiên họp đã bế mạc; thư ký hoàn thiện ghi chép và kết luận cho đến khi thông báo kết luận."),
        warning=_("Bế mạc rồi thì không điểm danh, không bỏ phiếu được nữa."),
    )
    do = lambda: close_meeting(meeting=found.meeting, by=found.by, at=found.at)  # noqa: E731
    return act(request, EmptyForm(posted(request)), page, do=do, back=found.back)


@require_POST
def meeting_attendance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark one member at a tap, or everybody whose row was changed."""
    found = recorded_meeting(request, pk)
    if ONE in request.POST:
        return _tapped(request, found)
    rows = SheetForms(request.POST, sheet_of(found.meeting).members)
    if not rows.is_valid():
        return whole_page(request, found, marks=rows, status=422)
    try:
        marked = mark_attendance(meeting=found.meeting, marks=rows.marks(), by=found.by, at=found.at)
    except ValidationError as refusal:
        placed = [rows.place(name, errors) for name, errors in getattr(refusal, "error_dict", {}).items()]
        if not any(placed):
            messages.error(request, refusal.messages[0], extra_tags="late")
        return whole_page(request, found, marks=rows, status=422)
    told = _("Đã điểm danh %(count)d người.") if marked else _("Không có gì thay đổi.")
    messages.success(request, told % {"count": len(marked)} if marked else told, extra_tags="well")
    return redirect(found.address)


def _tapped(request: HttpRequest, found: OpenedMeeting) -> HttpResponse:
    mark = one_tap(request.POST[ONE], sheet_of(found.meeting).members)
    marks: list[Mark] = [mark] if mark is not None else []
    refusal = "" if marks else _("Người này không còn tham gia hội đồng; hãy tải lại trang.")
    try:
        mark_attendance(meeting=found.meeting, marks=marks, by=found.by, at=found.at)
    except ValidationError as fault:
        refusal = fault.messages[0]
    return _now_again(request, found, refusal)


@require_POST
def meeting_join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take part online, by the member's own act."""
    found = opened_meeting(request, pk)
    require_page(found.seat is not None and found.by.principal is None)
    refusal = ""
    try:
        join_online(meeting=found.meeting, by=found.by, at=found.at)
    except ValidationError as fault:
        refusal = fault.messages[0]
    return _now_again(request, found, refusal)


def _now_again(request: HttpRequest, found: OpenedMeeting, refusal: str) -> HttpResponse:
    """Return the part that renews itself to a page that asked by script, else the way back to the page."""
    if asks_for_part(request):
        context = live_part(found) | {"refusal": refusal}
        return render(request, "councils/meetings/now.html", context, status=422 if refusal else 200)
    if refusal:
        messages.error(request, refusal, extra_tags="late")
    return redirect(f"{found.address}#now")


@require_POST
def meeting_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what was said; the next note begins with the same item and speaker."""
    found = recorded_meeting(request, pk)
    form = NoteForm(request.POST, meeting=found.meeting)
    noted: list[DiscussionNote] = []

    def do() -> None:
        noted.append(note_discussion(meeting=found.meeting, by=found.by, at=found.at, **form.cleaned_data))

    status = refused(form, do) if form.is_valid() else 422
    if not noted:
        return whole_page(request, found, note=form, status=status)
    again = {"noted": noted[0].pk, "item": noted[0].item_id, "seat": noted[0].seat_id}
    return redirect(f"{found.address}?{urlencode({name: key for name, key in again.items() if key})}#notes")


@require_POST
def meeting_note_withdraw(request: HttpRequest, pk: UUID, note: int) -> HttpResponse:
    """Withdraw what was written down wrongly."""
    found = recorded_meeting(request, pk)
    one = get_object_or_404(DiscussionNote.objects.filter(meeting=found.meeting), pk=note)
    one.meeting = found.meeting
    return pressed(
        request,
        lambda: withdraw_note(note=one, by=found.by, at=found.at),
        done=_("Đã rút ghi chép; lời cũ vẫn nằm trong cơ sở dữ liệu, không vào biên bản."),
        to=f"{found.address}#notes",
    )


@require_POST
def meeting_conclusion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a conclusion."""
    found = recorded_meeting(request, pk)
    form = ConclusionForm(request.POST)
    drawn: list[Conclusion] = []

    def do() -> None:
        text = form.cleaned_data["text"]
        drawn.append(draw_conclusion(meeting=found.meeting, text=text, by=found.by, at=found.at))

    status = refused(form, do) if form.is_valid() else 422
    if not drawn:
        return whole_page(request, found, conclusion=form, status=status)
    return redirect(f"{found.address}?drawn={drawn[0].pk}#conclusions")


def conclusion_change(request: HttpRequest, pk: UUID, conclusion: int) -> HttpResponse:
    """Put a conclusion into other words."""
    found = recorded_meeting(request, pk)
    one = get_object_or_404(Conclusion.objects.filter(meeting=found.meeting), pk=conclusion)
    one.meeting = found.meeting
    form = ConclusionChangeForm(posted(request), initial={"text": one.text, "seen": one.text})
    page = ActPage(
        heading=_("Sửa kết luận %(number)d") % {"number": one.rank},
        button=_("Lưu"),
        done=_("Đã sửa lời kết luận; yêu cầu chỉnh sửa đã ra giữ nguyên."),
    )

    def do() -> None:
        try:
            change_conclusion(conclusion=one, by=found.by, at=found.at, **form.cleaned_data)
        except ValidationError:
            one.refresh_from_db(fields=["text"])
            write_upon(request, form, **{form.add_prefix("seen"): one.text})
            raise

    return act(request, form, page, do=do, back=found.back, to=lambda: f"{found.address}#conclusions")


def _presided(request: HttpRequest, pk: UUID) -> OpenedMeeting:
    found = opened_meeting(request, pk)
    if not found.presides:
        raise Http404
    return found
