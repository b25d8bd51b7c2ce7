"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.documents.queries import RegisterFilter, register_list
from dongbo.documents.rules import may_register
from dongbo.organisation.rules import holds
from dongbo.organisation.states import Permission
from dongbo.planning.queries.appraisals import readable_appraisals
from dongbo.planning.rules.appraisals import may_appraise
from dongbo.web.acting import acting_of, now
from dongbo.web.desk.waiting import in_order, waiting_for
from dongbo.web.lists import kept_query, page_of

MOST_RECENT = 5


def home(request: HttpRequest) -> HttpResponse:
    """What waits for the officer from every room, by deadline, and what happened last."""
    by, at = acting_of(request), now()
    kinds = waiting_for(by, at=at)
    asked = request.GET.get("kind", "")
    chosen = next((kind for kind in kinds if kind.code == asked), None)
    page = page_of(request, in_order([chosen] if chosen else kinds))
    context = {
        "kinds": kinds,
        "chosen": chosen,
        "page": page,
        "rows": [(kind, thing, thing.state(at)) for kind, thing in page],
        "total": sum(kind.count for kind in ([chosen] if chosen else kinds)),
        "query": kept_query(request),
        "reads": holds(by, Permission.DOCUMENT_READ, at=at),
        "may_register": may_register(by, at=at),
        "may_appraise": may_appraise(by, at=at),
    }
    return render(request, "desk/home.html", context | (_recent(request) if context["reads"] else {}))


def _recent(request: HttpRequest) -> dict[str, object]:
    by, at = acting_of(request), now()
    return {
        "appraisals": readable_appraisals(by, at=at).defer("result")[:MOST_RECENT],
        "documents": register_list(by, RegisterFilter(), at=at)[:MOST_RECENT],
    }
