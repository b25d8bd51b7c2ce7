"""Rounds of the side that asks: their list, a new one, its page, and when its answers would be due."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, Consultee
from dongbo.planning.operations.consultations import correct_consultation, prepare_consultation
from dongbo.planning.queries.consultations import (
    consultees_of,
    heirs_among,
    progress_by_branch,
    progress_of,
    round_list,
)
from dongbo.planning.queries.terms import terms_on
from dongbo.planning.rules.consultation import may_ask
from dongbo.planning.states import ConsultationState, ConsulteeState
from dongbo.web.acting import acting_of, now
from dongbo.web.consultation.forms.rounds import ConsulteeFilterForm, RoundFilterForm, RoundForm
from dongbo.web.consultation.presentation import STATE_TONES, Foreseen, counted_answers, foresee, rail_of, tone_of
from dongbo.web.consultation.scope import led, seen
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.organisation.views.acts import posted, refused

MOST_BRANCHES = 100
"""How many branches a round's page tells one by one."""


def consultations(request: HttpRequest) -> HttpResponse:
    """The rounds the officer's side asks, as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    form = RoundFilterForm(request.GET)
    found = round_list(by, form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        headings = [
            _("Vòng"), _("Lần"), _("Văn bản"), _("Bản"), _("Trạng thái"), _("Gửi lúc"), _("Hạn trả lời"), _("Nơi nhận"),
            _("Đã trả lời"),
        ]  # fmt: skip
        rows = (
            [r.title, r.ordinal, r.document.name, r.version.label, r.get_state_display(), r.sent_at, r.deadline,
             r.recipients, r.answered]
            for r in found
        )  # fmt: skip
        return workbook(name="vong-lay-y-kien", headings=headings, rows=rows)
    page = page_of(request, found)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, tone_of(one, at)) for one in page],
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "may_lead": holds(by, Permission.CONSULTATION_LEAD, at=at),
    }
    return render(request, "consultation/rounds/list.html", context)


def consultation_new(request: HttpRequest) -> HttpResponse:
    """Prepare a round; its recipients come next."""
    by, at = acting_of(request), now()
    initial = {"version": request.GET.get("version", ""), "remind_before": "1", "days": 5}
    form = RoundForm(posted(request), by=by, at=at, initial=initial)
    prepared: list[Consultation] = []

    def prepare() -> None:
        prepared.append(prepare_consultation(**form.cleaned_data, by=by, at=at))

    return _said(request, form, prepare, lambda: reverse("consultation-recipients", args=[prepared[0].pk]), None)


def consultation_edit(request: HttpRequest, pk: str) -> HttpResponse:
    """Change what a prepared round says."""
    by, at = acting_of(request), now()
    shown = led(request, pk)
    if shown.state != ConsultationState.PREPARED:
        return redirect("consultation", shown.pk)
    form = RoundForm(posted(request), by=by, at=at, about=shown, initial=RoundForm.said_by(shown))

    def correct() -> None:
        correct_consultation(consultation=shown, **form.cleaned_data, by=by, at=at)

    return _said(request, form, correct, lambda: reverse("consultation", args=[shown.pk]), shown)


def _said(
    request: HttpRequest,
    form: RoundForm,
    do: Callable[[], None],
    to: Callable[[], str],
    shown: Consultation | None,
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = refused(form, do) if form.is_valid() else 422
        if not form.errors:
            return redirect(to())
    context = {"form": form, "consultation": shown, "foreseen": _foreseen(form["term"].value(), form["days"].value())}
    return render(request, "consultation/rounds/new.html", context, status=status)


def consultation_deadline(request: HttpRequest) -> HttpResponse:
    """When answers would be due if the round were sent now: what the form shows while one types."""
    foreseen = _foreseen(request.GET.get("term"), request.GET.get("days"))
    return render(request, "consultation/rounds/deadline.html", {"foreseen": foreseen})


def _foreseen(term: object, days: object) -> Foreseen | None:
    key, count, at = str(term or ""), str(days or ""), now()
    if not (key.isdecimal() and count.isdecimal() and len(count) <= 3):
        return None
    found = terms_on(at).filter(pk=key).first()
    return foresee(found, int(count), since=at, at=at) if found is not None else None


def consultation(request: HttpRequest, pk: str) -> HttpResponse:
    """A round for the side that asks: facts, progress, and the units with how each stands."""
    by, at = acting_of(request), now()
    shown = seen(request, pk)
    form = ConsulteeFilterForm(request.GET)
    found = consultees_of(shown, form.wanted())
    if request.GET.get("export") == "xlsx":
        return consultees_workbook(found)
    page, progress = page_of(request, found), progress_of(shown)
    branches, branch_count = progress_by_branch(shown, most=MOST_BRANCHES)
    context = {
        "consultation": shown,
        "rail": rail_of(shown, progress, by=by, at=at),
        "tone": tone_of(shown, at),
        "form": form,
        "page": page,
        "rows": told(list(page), at=at),
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "progress": progress,
        "answers": counted_answers(progress),
        "branches": branches,
        "branch_count": branch_count,
        "questions": shown.questions.all(),
        "extensions": shown.extensions.select_related("consultee__unit", "given_by"),
        "reminders": shown.reminders.select_related("reminded_by"),
        "may_lead": may_ask(by, Permission.CONSULTATION_LEAD, shown, at=at),
        "prepared": shown.state == ConsultationState.PREPARED,
        "open": shown.state == ConsultationState.SENT,
        "closed": shown.state == ConsultationState.CLOSED,
    }
    return render(request, "consultation/rounds/round.html", context)


def told(consultees: list[Consultee], *, at: datetime) -> list[tuple[Consultee, str, str]]:
    """Return each unit with its colour and, where it has ended since, who answers for it today."""
    heirs = heirs_among(consultees)
    return [(one, _tone(one, at), heirs[one.unit_id].name if one.unit_id in heirs else "") for one in consultees]


def _tone(consultee: Consultee, at: datetime) -> str:
    if consultee.state == ConsulteeState.WAITING and consultee.deadline is not None and consultee.deadline <= at:
        return "late"
    return STATE_TONES[ConsulteeState(consultee.state)]


def consultees_workbook(found: Iterable[Consultee]) -> HttpResponse:
    """Return the units of a round, and how each stands, as a workbook."""
    headings = [
        _("Mã đơn vị"), _("Đơn vị"), _("Trạng thái"), _("Trả lời"), _("Hạn trả lời"), _("Trả lời lúc"), _("Muộn"),
        _("Gửi bằng"), _("Lý do không đồng ý"),
    ]  # fmt: skip
    rows = (
        [c.unit.code, c.unit.name, c.get_state_display(), c.get_answer_display(), c.deadline, c.answered_at,
         _("có") if c.is_late else "", c.get_origin_display(), c.reason]
        for c in found
    )  # fmt: skip
    return workbook(name="noi-nhan", headings=headings, rows=rows)
