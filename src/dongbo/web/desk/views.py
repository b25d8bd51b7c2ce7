"""The home page and the ledger."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dongbo.documents.queries import RegisterFilter, register_list, versions_in_review
from dongbo.ledger.models import Event
from dongbo.ledger.queries import verify_ledger
from dongbo.ledger.rules import may_read_ledger
from dongbo.organisation.queries import officers
from dongbo.planning.queries import readable_appraisals, suspect_links
from dongbo.web.acting import officer_of
from dongbo.web.acts import ACTS, act_name
from dongbo.web.lists import kept_query, page_of, workbook
from dongbo.web.planning.presentation import with_ends


def home(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, and what happened last."""
    officer = officer_of(request)
    return render(
        request,
        "desk/home.html",
        {
            "in_review": versions_in_review(officer)[:10] if officer.is_planning_officer else [],
            "suspect": with_ends(suspect_links(officer)[:10]) if officer.is_planning_officer else [],
            "appraisals": readable_appraisals(officer).defer("result")[:5],
            "documents": register_list(officer, RegisterFilter())[:5],
        },
    )


def ledger(request: HttpRequest) -> HttpResponse:
    """The chain of events, newest first; as a workbook when asked for."""
    if not may_read_ledger(officer_of(request)):
        raise PermissionDenied(_("Chỉ quản trị viên được xem sổ cái."))
    events = Event.objects.all()
    if kind := request.GET.get("kind", "").strip():
        events = events.filter(kind=kind)
    names = {str(officer.pk): officer.full_name for officer in officers()}
    if request.GET.get("export") == "xlsx":
        headings = [_("Số"), _("Thời điểm"), _("Loại"), _("Người thực hiện"), _("Đối tượng"), _("Mã băm")]
        found = events.iterator()
        rows = (
            [e.sequence, e.at, act_name(e.kind), names.get(e.actor, ""), f"{e.subject_kind} {e.subject_id}", e.hash]
            for e in found
        )
        return workbook(name="so-cai", headings=headings, rows=rows)
    page = page_of(request, events)
    return render(
        request,
        "desk/ledger.html",
        {
            "page": page,
            "query": kept_query(request),
            "kind": kind,
            "acts": ACTS.items(),
            "rows": [(event, act_name(event.kind), names.get(event.actor, "")) for event in page],
            "checked": request.GET.get("verify") == "1",
            "broken": verify_ledger() if request.GET.get("verify") == "1" else None,
        },
    )
