"""A meeting planned and changed, called, put off, and its chair handed over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dongbo.organisation.rules import NotAllowed
from dongbo.organisation.rules.wording import moment_text
from dongbo.planning.models import Council, Meeting
from dongbo.planning.operations.meetings import (
    call_meeting,
    cancel_meeting,
    change_meeting,
    hand_over_chair,
    plan_meeting,
)
from dongbo.planning.queries.meetings import papers_sent_at, papers_until, plan_fingerprint, without_papers
from dongbo.planning.rules.councils import keeps_record
from dongbo.planning.states import MeetingState, SeatRole
from dongbo.web.acting import require_page
from dongbo.web.councils.forms.meetings import (
    CallForm,
    CancelForm,
    ChairForm,
    PlanForm,
    agenda_rows,
    plan_initial,
)
from dongbo.web.councils.forms.placing import place_refusal
from dongbo.web.councils.forms.rows import MORE, Rows
from dongbo.web.councils.meeting_scope import OpenedMeeting, kept_meeting
from dongbo.web.councils.scope import Opened, opened
from dongbo.web.organisation.views.acts import ActPage, act, posted, write_upon

BEFORE = (MeetingState.PLANNED, MeetingState.CALLED)


def meeting_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Plan a meeting of a council."""
    found = opened(request, pk)
    require_page(keeps_record(found.by, found.council, at=found.at))
    form = PlanForm(posted(request), council=found.council, is_new=True, initial=_first_choices(found))
    agenda = agenda_rows(posted(request))

    def do() -> Meeting:
        return plan_meeting(
            council=found.council,
            dossier=form.cleaned_data["dossier"],
            plan=form.plan(agenda),
            by=found.by,
            at=found.at,
        )

    context = {"heading": _("Lập phiên họp"), "back": found.back, "has_dossiers": _choices(form, "dossier").exists()}
    return _planned(request, form, agenda, do=do, context=context)


def meeting_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a meeting that is still to come."""
    found = kept_meeting(request, pk)
    if request.method != "POST" and found.meeting.state not in BEFORE:
        return redirect(found.address)
    form = PlanForm(
        posted(request), council=found.meeting.council, is_new=False, initial=plan_initial(found.meeting)
    )  # fmt: skip
    agenda = agenda_rows(posted(request), meeting=found.meeting)
    context = {
        "heading": _("Sửa phiên họp"),
        "back": found.back,
        "has_dossiers": True,
        "warning": _("Đã mời họp: sửa xong phải mời lại.") if found.meeting.state == MeetingState.CALLED else "",
    }

    def do() -> Meeting:
        plan, seen = form.plan(agenda), form.cleaned_data["seen"]
        try:
            return change_meeting(meeting=found.meeting, plan=plan, seen=seen, by=found.by, at=found.at)
        except ValidationError as refusal:
            if getattr(refusal, "code", "") == "stale":
                found.meeting.refresh_from_db()
                write_upon(request, form, seen=plan_fingerprint(found.meeting))
            raise

    return _planned(request, form, agenda, do=do, context=context)


def _planned(request: HttpRequest, form: PlanForm, agenda: Rows, *, do: Any, context: dict[str, Any]) -> HttpResponse:
    status = 200
    if request.method == "POST" and MORE in request.POST:
        for part in (form, *agenda.forms):
            part.errors.clear()
    elif request.method == "POST":
        if [form.is_valid(), agenda.is_valid()].count(False):
            status = 422
        else:
            try:
                done = do()
            except ValidationError as refusal:
                place_refusal(refusal, form)
                status = 422
            except NotAllowed as refusal:
                form.add_error(None, str(refusal))
                status = 403
            else:
                messages.success(request, _("Đã ghi phiên họp; hãy mời họp khi hồ sơ đã gửi."), extra_tags="well")
                return redirect("meeting", done.pk)
    return render(request, "councils/meetings/plan.html", context | {"form": form, "agenda": agenda}, status=status)


def _first_choices(found: Opened) -> dict[str, Any]:
    """Return what a new plan begins with: the newest dossier, the chair, the secretary."""
    council: Council = found.council
    seats = {seat.role: seat.pk for seat in council.seats.filter(ended_at__isnull=True).order_by("-rank", "-pk")}
    last = council.dossiers.filter(sent_at__isnull=False).order_by("-ordinal").first()
    return {"dossier": last, "chair": seats.get(SeatRole.CHAIR), "secretary": seats.get(SeatRole.SECRETARY)}


def _choices(form: PlanForm, name: str) -> Any:
    field: Any = form.fields[name]
    return field.queryset


def meeting_call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call the members to a meeting."""
    found = kept_meeting(request, pk)
    if request.method != "POST" and found.meeting.state != MeetingState.PLANNED:
        return redirect(found.address)
    form = CallForm(posted(request))
    page = ActPage(
        heading=_("Mời họp"),
        button=_("Mời họp"),
        done=_("Đã mời họp; phiên họp hiện trong việc chờ của từng thành viên."),
        lead=_("Họp lúc %(moment)s, %(place)s.")
        % {"moment": moment_text(found.meeting.starts_at), "place": found.meeting.place},
        warning=_about_papers(found),
    )
    return act(
        request,
        form,
        page,
        do=lambda: call_meeting(
            meeting=found.meeting, short_notice=form.cleaned_data["short_notice"], by=found.by, at=found.at
        ),
        back=found.back,
    )


def _about_papers(found: OpenedMeeting) -> str:
    """Return what stands against calling the meeting, before it is tried."""
    dossier = found.meeting.dossier
    lacking = without_papers(dossier)
    sent_at = papers_sent_at(dossier)
    if lacking or sent_at is None:
        told = _("Hồ sơ thẩm định chưa gửi đến: %(names)s. Hãy gửi hồ sơ trước khi mời họp.")
        return told % {"names": ", ".join(lacking)}
    earliest = papers_until(found.meeting.council, since=sent_at)
    if found.meeting.starts_at >= earliest:
        return ""
    told = _("Theo quy chế, phiên họp sớm nhất là %(moment)s; mời sớm hơn thì phải ghi lý do mời gấp.")
    return told % {"moment": moment_text(earliest)}


def meeting_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put off a meeting."""
    found = kept_meeting(request, pk)
    if request.method != "POST" and found.meeting.state not in BEFORE:
        return redirect(found.address)
    form = CancelForm(posted(request))
    page = ActPage(
        heading=_("Hoãn, hủy phiên họp"),
        button=_("Hoãn, hủy phiên này"),
        done=_("Đã hoãn, hủy phiên họp."),
        warning=_("Phiên đã hủy không mở lại được; muốn họp lại thì lập phiên khác."),
    )
    return act(
        request,
        form,
        page,
        do=lambda: cancel_meeting(
            meeting=found.meeting, reason=form.cleaned_data["reason"], by=found.by, at=found.at
        ),
        back=found.back,
    )  # fmt: skip


def meeting_chair(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let somebody else preside."""
    found = kept_meeting(request, pk)
    form = ChairForm(posted(request), meeting=found.meeting)
    page = ActPage(
        heading=_("Đổi chủ tọa"),
        button=_("Đổi chủ tọa"),
        done=_("Đã đổi chủ tọa phiên họp."),
        lead=_("Đang chủ tọa: %(name)s.") % {"name": found.meeting.chair.officer.full_name},
    )
    return act(
        request,
        form,
        page,
        do=lambda: hand_over_chair(
            meeting=found.meeting,
            chair=form.cleaned_data["chair"],
            basis=form.cleaned_data["basis"],
            by=found.by,
            at=found.at,
        ),
        back=found.back,
    )
