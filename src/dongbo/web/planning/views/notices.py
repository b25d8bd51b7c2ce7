"""Notices to the owners of plans in force: their list, what each concerns, and settling one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dongbo.documents.operations import record_reading
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import DirectiveNotice
from dongbo.planning.operations.standing import settle_notice
from dongbo.planning.queries.notices import Concern, Concerned, counted_notices, notices_of, plans_told
from dongbo.planning.states import NoticeCause
from dongbo.web.acting import acting_of, now, show_refusal
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.planning.forms import NoticeFilter, NoticeForm
from dongbo.web.planning.presentation import level
from dongbo.web.templatetags.dongbo import place
from dongbo.web.thread import Step

SORTS = {"found": ("-found_at", "-pk"), "oldest": ("found_at", "pk"), "plan": ("plan__subject_key", "-found_at", "pk")}
MOST_CHANGES = 50
"""Provisions of a directive that the page of a notice shows; the table of links has them all."""

KINDS: dict[str, Callable[[Concern], bool]] = {
    "target": lambda one: bool(one.spoken.targets),
    "task": lambda one: one.spoken.is_task,
    "suspect": lambda one: one.link.suspect,
}


def notices(request: HttpRequest) -> HttpResponse:
    """The notices as filtered, or as a workbook."""
    by, at = acting_of(request), now()
    plans = [(str(plan.pk), plan.name) for plan in plans_told(by, at=at)]
    form = NoticeFilter(request.GET or None, plans=plans)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = _filtered(counted_notices(by, at=at), asked)
    if form.errors:
        rows = rows.none()
    if request.GET.get("export") == "xlsx":
        listed = list(rows)
        _record_reading(listed, by=by, at=at)
        return _workbook(listed)
    page = page_of(request, rows)
    _record_reading(page, by=by, at=at)
    narrowed = bool(form.errors) or any(asked.get(name) for name in ("state", "cause", "plan"))
    context = {"page": page, "query": kept_query(request), "form": form, "narrowed": narrowed}
    return render(request, "planning/notices.html", context)


def _filtered(rows: "QuerySet[Any]", asked: dict[str, Any]) -> "QuerySet[Any]":
    if asked.get("state"):
        rows = rows.filter(settled_at__isnull=asked["state"] == "open")
    if asked.get("cause"):
        rows = rows.filter(cause=asked["cause"])
    if asked.get("plan"):
        rows = rows.filter(plan=asked["plan"])
    return rows.order_by(*SORTS.get(asked.get("sort") or "found", SORTS["found"]))


def _record_reading(shown: Iterable[DirectiveNotice], *, by: Acting, at: datetime) -> None:
    """A notice tells of a plan and of a directive."""
    documents = [document for one in shown for document in (one.plan, one.version.document)]
    record_reading(documents=documents, what=Reading.LINK, by=by, at=at)


def _workbook(rows: Sequence[Any]) -> HttpResponse:
    headings = [
        _("Kế hoạch"), _("Văn bản chỉ đạo"), _("Vì"), _("Số liên kết"), _("Còn nghi vấn"), _("Thấy lúc"),
        _("Xử lý xong lúc"), _("Người xử lý"), _("Kết quả rà soát"),
    ]  # fmt: skip
    return workbook(
        name="thong-bao-ra-soat",
        headings=headings,
        rows=(
            [one.plan.name, one.version.document.name, one.get_cause_display(), one.link_count, one.suspect_count,
             one.found_at, one.settled_at, one.settled_by.full_name if one.settled_by else "", one.note]
            for one in rows
        ),
    )  # fmt: skip


def notice(request: HttpRequest, pk: str) -> HttpResponse:
    """What a notice concerns: provisions of the directive, and of the plan with its targets and tasks."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(notices_of(by, at=at), pk=pk)
    return _page(request, shown, NoticeForm(), by=by, at=at)


@require_POST
def notice_settle(request: HttpRequest, pk: str) -> HttpResponse:
    """Settle a notice with what the review came to."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(notices_of(by, at=at), pk=pk)
    form = NoticeForm(request.POST)
    if form.is_valid():
        try:
            settle_notice(notice=shown, note=form.cleaned_data["note"], by=by, at=at)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết quả rà soát."), extra_tags="well")
            return redirect("directive-notice", pk)
    return _page(request, shown, form, by=by, at=at, status=422)


def _page(
    request: HttpRequest, shown: DirectiveNotice, form: NoticeForm, *, by: Acting, at: datetime, status: int = 200
) -> HttpResponse:
    _record_reading([shown], by=by, at=at)
    concerned = Concerned(shown, by=by, at=at)
    concerns = concerned.concerns()
    kind = request.GET.get("kind", "")
    chosen = [one for one in concerns if kind not in KINDS or KINDS[kind](one)]
    if request.GET.get("export") == "xlsx":
        return _concerns_workbook(chosen)
    changes = concerned.changes()
    appraisal = f"{reverse('appraisal-new')}?directives={shown.version_id}"
    issued = concerned.issued
    context = {
        "notice": shown,
        "form": form,
        "rail": _rail(shown),
        "changes": changes[:MOST_CHANGES],
        "more_changes": max(0, len(changes) - MOST_CHANGES),
        "page": page_of(request, chosen),
        "query": kept_query(request),
        "kind": kind,
        "kinds": _kinds(concerns),
        "counts": {"changes": len(changes), "plan": len({one.link.plan_provision_id for one in concerns})},
        "issued": issued,
        "appraisal_address": f"{appraisal}&plan={issued.pk}" if issued else appraisal,
        "is_new": shown.cause == NoticeCause.NEW,
    }
    return render(request, "planning/notice.html", context, status=status)


def _kinds(concerns: Sequence[Concern]) -> list[tuple[str, str, int]]:
    names = {"": _("Tất cả"), "target": _("Chỉ tiêu"), "task": _("Nhiệm vụ"), "suspect": _("Còn nghi vấn")}
    return [
        (kind, name, sum(1 for one in concerns if kind not in KINDS or KINDS[kind](one)))
        for kind, name in names.items()
    ]


def _rail(shown: DirectiveNotice) -> list[Step]:
    directive = shown.version.document
    return [
        Step(directive.name, reverse("document", args=[directive.pk])),
        Step(shown.get_cause_display(), broken=shown.settled_at is None, here=True),
        Step(shown.plan.name, reverse("document", args=[shown.plan_id])),
    ]


def _concerns_workbook(rows: Sequence[Concern]) -> HttpResponse:
    headings = [
        _("Điều khoản của kế hoạch"), _("Nội dung"), _("Chỉ tiêu"), _("Nhiệm vụ"), _("Văn bản chỉ đạo"), _("Nghi vấn"),
    ]  # fmt: skip
    return workbook(
        name="dieu-khoan-can-ra-soat",
        headings=headings,
        rows=(
            [place(one.row.path) if one.row else "", one.row.words if one.row else "",
             "; ".join(f"{target.indicator}: {level(target.as_json())}" for target in one.spoken.targets),
             _("có") if one.spoken.is_task else "", one.link.directive_provision.document.name,
             _("có") if one.link.suspect else ""]
            for one in rows
        ),
    )  # fmt: skip
