"""Intakes: a workbook is sent, looked at row by row, and then brought in, in part or whole, or set aside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRefresh

from dongbo.organisation.models import Intake
from dongbo.organisation.operations.intake import (
    apply_intake,
    discard_intake,
    is_quickly_applied,
    is_quickly_read,
    may_be_decided,
    read_intake,
    request_intake,
    send_intake,
)
from dongbo.organisation.queries.intake import findings_workbook, intake_list, template_workbook
from dongbo.organisation.states import IntakeKind, IntakeState
from dongbo.web.acting import acting_of, now
from dongbo.web.asking import is_unattended
from dongbo.web.lists import WORKBOOK, kept_query, page_of, workbook
from dongbo.web.organisation.forms.intakes import IntakeDecisionForm, IntakeFilterForm, IntakeForm
from dongbo.web.organisation.intake_rows import REFUSED, columns_shown, shown_rows, tabs
from dongbo.web.organisation.views.acts import posted, refused

DISCARD, KEEP_GOOD = "discard", "good"
WORKING = (IntakeState.READING, IntakeState.APPLYING)


def intakes(request: HttpRequest) -> HttpResponse:
    """The workbooks the reader sent, as filtered, or as a workbook."""
    form = IntakeFilterForm(request.GET)
    found = form.narrowed(intake_list(acting_of(request)))
    if request.GET.get("export") == "xlsx":
        headings = [_("Tệp"), _("Loại"), _("Gửi lúc"), _("Trạng thái"), _("Số dòng đã nhập")]
        rows = ([i.file_name, i.get_kind_display(), i.read_at, i.get_state_display(), i.applied] for i in found)
        return workbook(name="tep-da-gui", headings=headings, rows=rows)
    context = {
        "form": form,
        "page": page_of(request, found),
        "query": kept_query(request),
        "narrowed": any(value for name, value in request.GET.items() if name in form.fields),
    }
    return render(request, "organisation/intakes/list.html", context)


def intake_new(request: HttpRequest) -> HttpResponse:
    """Send a workbook; a small one opens as a preview, a large one shows how far its reading is."""
    asked = request.GET.get("kind", "")
    initial = {"kind": asked if asked in IntakeKind.values else IntakeKind.OFFICERS}
    form = IntakeForm(posted(request), request.FILES or None, initial=initial)
    status = 200
    if request.method == "POST":
        read: list[Intake] = []

        def read_in() -> None:
            sent = form.cleaned_data["file"]
            data = sent.read()
            take = read_intake if is_quickly_read(data) else send_intake
            read.append(
                take(
                    kind=IntakeKind(form.cleaned_data["kind"]),
                    data=data,
                    file_name=sent.name,
                    effective_on=form.cleaned_data["effective_on"],
                    by=acting_of(request),
                    at=now(),
                )
            )

        status = refused(form, read_in) if form.is_valid() else 422
        if read:
            return redirect("intake", read[0].pk)
    sent = form.files.get("file")
    context = {"form": form, "kinds": IntakeKind.choices, "sent_name": sent.name if sent else ""}
    return render(request, "organisation/intakes/new.html", context, status=status)


def intake_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook with the columns to fill in."""
    if kind not in IntakeKind.values:
        raise Http404
    return _download(template_workbook(IntakeKind(kind)), f"mau-{kind}.xlsx")


def intake(request: HttpRequest, pk: str) -> HttpResponse:
    """How far the job is with a workbook; then its preview, part by part; sent, the decision about it."""
    working = get_object_or_404(intake_list(acting_of(request)), pk=pk)
    if working.state in WORKING and request.method != "POST":
        return render(request, "organisation/intakes/progress.html", {"intake": working})
    if is_unattended(request):
        return HttpResponseClientRefresh()
    shown = _own(request, pk)
    form = IntakeDecisionForm(posted(request))
    status = 200
    if request.method == "POST":
        status = refused(form, lambda: _decide(request, shown, form)) if form.is_valid() else 422
        if not form.errors:
            return redirect("intake", pk)
    return render(request, "organisation/intakes/intake.html", _preview(request, shown, form), status=status)


def _decide(request: HttpRequest, shown: Intake, form: IntakeDecisionForm) -> None:
    chosen, by, at = form.cleaned_data["do"], acting_of(request), now()
    if chosen == DISCARD:
        discard_intake(intake=shown, by=by, at=at)
        messages.success(request, _("Đã bỏ tệp; không dòng nào được nhập."), extra_tags="well")
        return
    keeps_good = chosen == KEEP_GOOD
    if not is_quickly_applied(shown):
        request_intake(intake=shown, keep_good_rows=keeps_good, decision=form.decision(), by=by, at=at)
        return
    done = apply_intake(intake=shown, keep_good_rows=keeps_good, decision=form.decision(), by=by, at=at)
    said = ngettext("Đã nhập %(count)s dòng.", "Đã nhập %(count)s dòng.", done.applied) % {"count": done.applied}
    messages.success(request, said, extra_tags="well")


def _preview(request: HttpRequest, shown: Intake, form: IntakeDecisionForm) -> dict[str, Any]:
    parts = tabs(shown)
    counts = {value: count for value, _name, count in parts}
    asked = request.GET.get("tab", "")
    tab = asked if asked in counts else next((value for value, _name, count in parts if count), parts[0][0])
    found = shown.findings if tab == REFUSED else [row for row in shown.rows if row["action"] == tab]
    page = page_of(request, found)
    if tab != REFUSED:
        page.object_list = shown_rows(shown, list(page.object_list))
    return {
        "intake": shown,
        "form": form,
        "tabs": parts,
        "tab": tab,
        "tab_name": next(name for value, name, _count in parts if value == tab),
        "page": page,
        "query": kept_query(request),
        "headings": [column.heading for column in columns_shown(shown)],
        "bad": counts[REFUSED],
        "good": counts["new"] + counts["changed"],
        "waits": may_be_decided(shown),
        "by_decision": shown.kind == IntakeKind.UNITS,
    }


def intake_refused(request: HttpRequest, pk: str) -> HttpResponse:
    """The refused rows as a workbook, with what is wrong beside each, to be mended and sent again."""
    return _download(findings_workbook(_own(request, pk)), "dong-can-sua.xlsx")


def _own(request: HttpRequest, pk: str) -> Intake:
    """Return the workbook, whole, where the reader sent it. Raises Http404."""
    return get_object_or_404(intake_list(acting_of(request)).defer(None), pk=pk)


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
