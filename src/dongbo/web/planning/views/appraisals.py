"""Appraisals: their list, a new one, its progress, its page and its reports."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from dongbo.documents.operations.storing import file_path
from dongbo.planning.models import Appraisal
from dongbo.planning.operations import request_appraisal, restart_appraisal
from dongbo.planning.queries import links_between, readable_appraisals
from dongbo.planning.rules import may_appraise, may_restart
from dongbo.planning.states import AppraisalState
from dongbo.web.acting import now, officer_of, require_page, show_refusal
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
    page = page_of(request, readable_appraisals(officer_of(request)).defer("result"))
    context = {"page": page, "query": kept_query(request), "may_appraise": may_appraise(officer_of(request))}
    return render(request, "planning/appraisals.html", context)


def appraisal_new(request: HttpRequest) -> HttpResponse:
    """Ask for an appraisal; a job computes it."""
    officer = officer_of(request)
    require_page(may_appraise(officer))
    form = AppraisalForm(request.POST or None, officer=officer, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            asked = request_appraisal(**form.cleaned_data, by=officer, at=now())
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("appraisal", asked.pk)
    return render(request, "planning/appraisal_new.html", {"form": form}, status=422 if form.errors else 200)


def appraisal(request: HttpRequest, pk: str) -> HttpResponse:
    """The progress while it is computed, then the page with the tab asked for."""
    officer = officer_of(request)
    shown = get_object_or_404(readable_appraisals(officer), pk=pk)
    if shown.state != AppraisalState.READY:
        waits = shown.state in (AppraisalState.QUEUED, AppraisalState.RUNNING)
        context = {"appraisal": shown, "waits": waits, "may_restart": may_restart(officer, shown, at=now())}
        return render(request, "planning/progress.html", context)
    if "HX-Request" in request.headers:
        return HttpResponseClientRefresh()
    pages = Pages(
        appraisal=shown,
        links=links_between(officer, plan=shown.plan, directives=shown.directives.all()),
    )
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
            "may_appraise": may_appraise(officer),
        },
    )


@require_POST
def appraisal_restart(request: HttpRequest, pk: str) -> HttpResponse:
    """Begin an appraisal again that failed or was cut off."""
    chosen = get_object_or_404(readable_appraisals(officer_of(request)), pk=pk)
    try:
        restart_appraisal(appraisal=chosen, by=officer_of(request), at=now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0], extra_tags="late")
    return redirect("appraisal", pk)


def _rail(shown: Appraisal) -> list[Step]:
    plan = shown.plan
    draft = [
        Step(plan.document.name, reverse("document", args=[plan.document_id])),
        Step(plan.label, reverse("version", args=[plan.pk])),
    ]
    unanswered = shown.result["summary"]["answered"]["no"]
    directives = shown.directives.select_related("document").order_by("document__issued_date")
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
    shown = get_object_or_404(readable_appraisals(officer_of(request)), pk=pk, state=AppraisalState.READY)
    name = f"doi-chieu-{shown.pk}.{ending}"
    if ending == "json":
        response = JsonResponse(shown.result, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    kept = {"html": shown.report_html, "docx": shown.report_docx}.get(ending)
    if kept is None:
        raise Http404
    return FileResponse(
        file_path(kept.sha256).open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
