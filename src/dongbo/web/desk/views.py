"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dongbo.documents.queries import RegisterFilter, register_list, versions_in_review
from dongbo.documents.rules import may_register
from dongbo.planning.queries import readable_appraisals, suspect_links
from dongbo.planning.rules import may_appraise, may_link
from dongbo.web.acting import acting_of, now
from dongbo.web.planning.presentation import with_ends


def home(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, and what happened last."""
    by, at = acting_of(request), now()
    return render(
        request,
        "desk/home.html",
        {
            "in_review": versions_in_review(by, at=at)[:10],
            "suspect": with_ends(suspect_links(by, at=at)[:10]),
            "appraisals": readable_appraisals(by, at=at).defer("result")[:5],
            "documents": register_list(by, RegisterFilter(), at=at)[:5],
            "may_register": may_register(by, at=at),
            "may_appraise": may_appraise(by, at=at),
            "may_link": may_link(by, at=at),
        },
    )
