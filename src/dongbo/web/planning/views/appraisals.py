"""Appraisals: their list, a new one, its progress, its page and its reports."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from dongbo.documents.operations import record_reading
from dongbo.documents.operations.storing import file_path
from dongbo.documents.states import Reading
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Appraisal
from dongbo.planning.operations.appraisals import request_appraisal, restart_appraisal
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.queries.links import links_between
from dongbo.planning.rules.appraisals import may_appraise, may_restart
from dongbo.planning.states import AppraisalState
from dongbo.web.acting import acting_of, now, require_page, show_refusal
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.planning.forms import AppraisalForm
from dongbo.web.planning.presentation import (
    AXES,
    Lines,
    Pages,
    change_lines,
    citation_lines,
    coverage_table,
    provision_lines,
    remark_lines,
    target_lines,
    term_lines,
)
from dongbo.web.thread import Step, directive_steps, unanswered_step


def appraisals(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    by, at = acting_of(request), now()
    page = page_of(request, readable_appraisals(by, at=at).defer("result"))
    context = {"page": page, "query": kept_query(request), "may_appraise": may_appraise(by, at=at)}
    return render(request, "planning/appraisals.html", context)


def appraisal_new(request: HttpRequest) -> HttpResponse:
    """Ask for an appraisal; a job computes it."""
    by, at = acting_of(request), now()
    require_page(may_appraise(by, at=at))
    form = AppraisalForm(request.POST or None, by=by, at=at, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            asked = request_appraisal(**form.cleaned_data, by=by, at=at)
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("appraisal", asked.pk)
    return render(request, "planning/appraisal_new.html", {"form": form}, status=422 if form.errors else 200)


def appraisal(request: HttpRequest, pk: str) -> HttpResponse:
    """The progress while it is computed, then the page with the tab asked for."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(readable_appraisals(by, at=at), pk=pk)
    if shown.state != AppraisalState.READY:
        waits = shown.state in (AppraisalState.QUEUED, AppraisalState.RUNNING)
        context = {"appraisal": shown, "waits": waits, "may_restart": may_restart(by, shown, at=at)}
        return render(request, "planning/progress.html", context)
    if "HX-Request" in request.headers:
        return HttpResponseClientRefresh()
    _record_reading(shown, by=by, at=at)
    directives = shown.directives.all()
    pages = Pages(appraisal=shown, links=links_between(by, plan=shown.plan, directives=directives, at=at))
    tab = request.GET.get("tab", "coverage")
    if tab not in TABS:
        raise Http404
    name, lines = TABS[tab]
    rows = lines(pages, request.GET)
    if request.GET.get("export") == "xlsx":
        return workbook(name=f"doi-chieu-{tab}", headings=rows.headings, rows=rows.plain())
    return render(
        request,
        "planning/appraisal.html",
        {
            "appraisal": shown,
            "tab": tab,
            "tab_name": name,
            "tab_template": f"planning/tabs/{tab}.html",
            "rail": _rail(shown),
            "tabs": [(key, title, pages.count(key)) for key, (title, _lines) in TABS.items()],
            "rows": rows,
            "page": page_of(request, rows.lines),
            "axes": AXES.items(),
            "query": kept_query(request),
            "asked": request.GET,
        },
    )


@require_POST
def appraisal_restart(request: HttpRequest, pk: str) -> HttpResponse:
    """Begin an appraisal again that failed or was cut off."""
    by, at = acting_of(request), now()
    chosen = get_object_or_404(readable_appraisals(by, at=at), pk=pk)
    try:
        restart_appraisal(appraisal=chosen, by=by, at=at)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    return redirect("appraisal", pk)


def _record_reading(shown: Appraisal, *, by: Acting, at: datetime) -> None:
    """A report quotes the plan and its directives."""
    quoted = [version.document for version in shown.directives.select_related("document__unit")]
    record_reading(documents=[shown.plan.document, *quoted], what=Reading.REPORT, by=by, at=at, detail=str(shown.pk))


def _rail(shown: Appraisal) -> list[Step]:
    plan = shown.plan
    draft = [
        Step(plan.document.name, reverse("document", args=[plan.document_id])),
        Step(plan.label, reverse("version", args=[plan.pk])),
    ]
    unanswered = shown.result["summary"]["answered"]["no"]
    undated_first = F("document__issued_date").asc(nulls_first=True)
    directives = shown.directives.select_related("document").order_by(undated_first, "pk")
    return [*directive_steps(directives), *draft, unanswered_step(shown.pk, unanswered)]


TABS: dict[str, tuple[Promise, Callable[[Pages, QueryDict], Lines]]] = {
    "coverage": (_("Bảy trục"), coverage_table),
    "provisions": (_("Điều khoản chỉ đạo"), provision_lines),
    "targets": (_("Chỉ tiêu"), target_lines),
    "terms": (_("Thuật ngữ"), term_lines),
    "citations": (_("Viện dẫn"), citation_lines),
    "changes": (_("Thay đổi"), change_lines),
    "remarks": (_("Cần sửa trong dự thảo"), remark_lines),
}


def appraisal_report(request: HttpRequest, pk: str, ending: str) -> HttpResponse | FileResponse:
    """The report as one HTML page, a Word file, or JSON."""
    by, at = acting_of(request), now()
    shown = get_object_or_404(readable_appraisals(by, at=at), pk=pk, state=AppraisalState.READY)
    kept = {"html": shown.report_html, "docx": shown.report_docx}.get(ending)
    if kept is None and ending != "json":
        raise Http404
    _record_reading(shown, by=by, at=at)
    name = f"doi-chieu-{shown.pk}.{ending}"
    if kept is None:
        response = JsonResponse(shown.result, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return FileResponse(
        file_path(kept.sha256).open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
