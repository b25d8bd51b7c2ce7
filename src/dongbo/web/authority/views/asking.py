"""Why someone may do something, and who may."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.organisation.queries import explaining
from dongbo.organisation.rules import may
from dongbo.organisation.states import Permission
from dongbo.web.acting import acting_of, now
from dongbo.web.authority.forms.asking import ExplainForm, RecordForm
from dongbo.web.lists import kept_query, page_of, workbook


def explain(request: HttpRequest) -> HttpResponse:
    """Yes or no, and the chain that makes it so; about oneself, or about others where one reads grants."""
    by, at = acting_of(request), now()
    asked = request.GET if "permission" in request.GET else None
    form = ExplainForm(asked, by=by, at=at, initial={"officer": by.officer, "unit": by.post.unit if by.post else None})
    explanation = None
    if asked is not None and form.is_valid():
        officer = form.cleaned_data["officer"]
        if officer == by.officer or explaining.may_ask_about(by, officer, at=at):
            explanation = explaining.explain(
                officer=officer,
                permission=form.cleaned_data["permission"],
                unit=form.cleaned_data["unit"],
                access=form.cleaned_data["access"],
                at=form.moment(),
            )
        else:
            form.add_error("officer", _("Bạn chỉ hỏi được về mình, hoặc về cán bộ ở nơi bạn được xem quyền đã cấp."))
    return render(request, "authority/explain.html", {"form": form, "explanation": explanation})


def who_can(request: HttpRequest) -> HttpResponse:
    """Everyone who may do something to a record, and by which grant."""
    by, at = acting_of(request), now()
    asked = request.GET if "permission" in request.GET else None
    form = RecordForm(asked, initial={"unit": by.post.unit if by.post else None})
    found = None
    if asked is not None and form.is_valid():
        unit = form.cleaned_data["unit"]
        if may(by, Permission.GRANT_READ, unit=unit, at=at):
            found = explaining.who_can(
                form.cleaned_data["permission"], unit=unit, access=form.cleaned_data["access"], at=at
            )
        else:
            form.add_error("unit", _("Bạn không được xem quyền đã cấp tại đơn vị này."))
    if found is not None and request.GET.get("export") == "xlsx":
        headings = [_("Cán bộ"), _("Thay"), _("Vai trò"), _("Tại đơn vị"), _("Cả nhánh"), _("Người cấp")]
        rows = (
            [
                grant.officer.full_name,
                grant.parent.officer.full_name if grant.parent else "",
                grant.role.name,
                grant.unit.name,
                _("có") if grant.covers_branch else _("không"),
                grant.given_by.full_name if grant.given_by else "",
            ]
            for grant in found
        )
        return workbook(name="ai-lam-duoc", headings=headings, rows=rows)
    context = {
        "form": form,
        "page": page_of(request, found) if found is not None else None,
        "query": kept_query(request),
    }
    return render(request, "authority/who_can.html", context)
