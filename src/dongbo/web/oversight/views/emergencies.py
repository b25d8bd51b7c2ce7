"""Emergency access: the list, asking, answering, ending, reviewing."""

from collections.abc import Callable, Iterable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.organisation.models import EmergencyAccess
from dongbo.organisation.operations.emergencies import (
    agree_to_emergency,
    end_emergency,
    refuse_emergency,
    request_emergency,
    review_emergency,
)
from dongbo.organisation.queries import emergencies as queries
from dongbo.organisation.rules import Acting, may
from dongbo.organisation.states import EmergencyState, Permission
from dongbo.web.acting import acting_of, now, show_refusal
from dongbo.web.acts import act_name
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.oversight.forms import AnswerForm, EmergencyFilterForm, EmergencyForm, EndForm, FindingsForm
from dongbo.web.oversight.presentation import emergency_tone

AGREE = "agree"


def emergencies(request: HttpRequest) -> HttpResponse:
    """The emergency accesses the officer sees, as filtered, or as a workbook."""
    at = now()
    form = EmergencyFilterForm(request.GET)
    rows = queries.emergency_list(acting_of(request), form.wanted(), at=at)
    if request.GET.get("export") == "xlsx":
        return _workbook(rows)
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, emergency_tone(one, at), queries.review_due_at(one)) for one in page],
        "query": kept_query(request),
        "narrowed": form.narrows(),
        "at": at,
    }
    return render(request, "oversight/emergencies.html", context)


def emergency_new(request: HttpRequest) -> HttpResponse:
    """Ask for a role in an emergency."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = request_emergency(**form.cleaned_data, by=acting_of(request), at=now())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            told = _("Đã gửi yêu cầu. Quyền chỉ mở khi người thứ hai đồng ý; hãy gọi cho người đó ngay.")
            messages.success(request, told, extra_tags="well")
            return redirect("emergency", asked.pk)
    return render(request, "oversight/emergency_new.html", {"form": form}, status=422 if form.errors else 200)


def emergency(request: HttpRequest, pk: int) -> HttpResponse:
    """One emergency access: what was asked for, what was done under it, and what the officer may do about it."""
    return _page(request, _emergency(request, pk))


@require_POST
def emergency_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree or refuse as the second person."""
    by, at, form = acting_of(request), now(), AnswerForm(request.POST)
    if request.POST.get("answer") == AGREE:
        done = _("Đã đồng ý; quyền khẩn cấp mở từ lúc này.")
        return _acted(request, pk, "answer", form, lambda one: agree_to_emergency(emergency=one, by=by, at=at), done)
    reason = request.POST.get("reason", "")
    done = _("Đã từ chối yêu cầu.")
    return _acted(
        request, pk, "answer", form, lambda one: refuse_emergency(emergency=one, reason=reason, by=by, at=at), done
    )


@require_POST
def emergency_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an open access before its hours are over."""
    by, at, form = acting_of(request), now(), EndForm(request.POST)
    reason, done = request.POST.get("reason", ""), _("Đã kết thúc quyền khẩn cấp.")
    return _acted(request, pk, "end", form, lambda one: end_emergency(emergency=one, reason=reason, by=by, at=at), done)


@require_POST
def emergency_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was found."""
    by, at, form = acting_of(request), now(), FindingsForm(request.POST)
    findings, done = request.POST.get("findings", ""), _("Đã ghi kết luận hậu kiểm.")
    return _acted(
        request, pk, "review", form, lambda one: review_emergency(emergency=one, findings=findings, by=by, at=at), done
    )


def _acted(
    request: HttpRequest,
    pk: int,
    name: str,
    form: forms.Form,
    act: Callable[[EmergencyAccess], object],
    done: str,
) -> HttpResponse:
    """Do `act`, or show the page again with the refusal and what was written."""
    shown = _emergency(request, pk)
    if form.is_valid():
        try:
            act(shown)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, done, extra_tags="well")
            return redirect("emergency", pk)
    return _page(request, shown, **{name: form})


def _emergency(request: HttpRequest, pk: int) -> EmergencyAccess:
    return get_object_or_404(queries.emergencies(acting_of(request), at=now()), pk=pk)


def _page(request: HttpRequest, shown: EmergencyAccess, **refused: forms.Form) -> HttpResponse:
    by, at = acting_of(request), now()
    deeds = page_of(request, queries.deeds_under(shown))
    context = {
        "emergency": shown,
        "tone": emergency_tone(shown, at),
        "due": queries.review_due_at(shown),
        "at": at,
        "page": deeds,
        "query": kept_query(request),
        "deeds": [(event, act_name(event.kind)) for event in deeds],
        "refused": next(iter(refused.values()), None),
        **_forms(shown, by, refused),
    }
    return render(request, "oversight/emergency.html", context, status=422 if refused else 200)


def _forms(shown: EmergencyAccess, by: Acting, refused: dict[str, forms.Form]) -> dict[str, forms.Form | None]:
    """Return the forms of what `by` may do about `shown`, one that was refused as it was filled in."""
    at = now()

    def holds_there(permission: Permission) -> bool:
        return may(by, permission, unit=shown.unit, at=at)

    second, third = Permission.EMERGENCY_SECOND, Permission.EMERGENCY_REVIEW
    own = by.is_among(shown.officer_id)
    answers = shown.state == EmergencyState.REQUESTED and not own and holds_there(second)
    ends = shown.state == EmergencyState.OPEN and (
        shown.officer_id == by.officer.pk or holds_there(second) or holds_there(third)
    )
    reviews = (
        shown.state == EmergencyState.ENDED and not by.is_among(shown.officer_id, shown.seconded_by_id)
    ) and holds_there(third)
    return {
        "answer": (refused.get("answer") or AnswerForm()) if answers else None,
        "end": (refused.get("end") or EndForm()) if ends else None,
        "review": (refused.get("review") or FindingsForm()) if reviews else None,
    }


def _workbook(rows: Iterable[EmergencyAccess]) -> HttpResponse:
    headings = [
        _("Xin lúc"),
        _("Người xin"),
        _("Vai trò"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Cả cấp dưới"),
        _("Số giờ"),
        _("Lý do"),
        _("Trạng thái"),
        _("Người thứ hai"),
        _("Trả lời lúc"),
        _("Hết hiệu lực"),
        _("Người hậu kiểm"),
        _("Hậu kiểm lúc"),
        _("Kết luận"),
    ]
    return workbook(
        name="quyen-khan-cap",
        headings=headings,
        rows=(
            [e.requested_at, e.officer, e.role, e.unit.code, e.unit.name, _("có") if e.covers_branch else "", e.hours,
             e.reason, e.get_state_display(), e.seconded_by or "", e.seconded_at,
             e.grant.effective_to if e.grant else None, e.reviewed_by or "", e.reviewed_at, e.findings]
            for e in rows
        ),
    )  # fmt: skip
