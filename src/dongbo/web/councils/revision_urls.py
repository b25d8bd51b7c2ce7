"""Addresses of required revisions, each with those it is for."""

from django.urls import URLPattern

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import revision_export, revision_orders, revision_page, revisions
from dongbo.web.routes import route

SEEING = (*FOLLOWING, Permission.COUNCIL_SIT)
KEEPING = (Permission.COUNCIL_LEAD, Permission.COUNCIL_SIT)
DRAFTING = (Permission.DRAFT_LEAD, Permission.DRAFT_WRITE)

revision_patterns: list[URLPattern] = [
    route("councils/<uuid:pk>/revisions/", revisions.council_revisions, name="council-revisions", needs=SEEING),
    route("councils/<uuid:pk>/revisions/new/", revision_orders.revision_new, name="revision-new", needs=KEEPING),
    route(
        "councils/<uuid:pk>/revisions/places/", revision_orders.revision_places, name="revision-places", needs=KEEPING
    ),
    route(
        "councils/<uuid:pk>/revisions/directives/",
        revision_orders.revision_directives,
        name="revision-directives",
        needs=KEEPING,
    ),
    route(
        "councils/<uuid:pk>/revisions/remarks/",
        revision_orders.revision_remarks,
        name="revision-remarks",
        needs=KEEPING,
    ),
    route(
        "councils/<uuid:pk>/revisions/report/",
        revision_export.revision_report_file,
        name="revision-report",
        needs=SEEING,
    ),
    route("councils/<uuid:pk>/return/", revisions.draft_return, name="draft-return", needs=Permission.COUNCIL_LEAD),
    route("revisions/<uuid:pk>/", revision_page.revision, name="revision", needs=SEEING),
    route("revisions/<uuid:pk>/places/", revision_page.revision_changed, name="revision-changed", needs=DRAFTING),
    route("revisions/<uuid:pk>/withdraw/", revision_orders.revision_withdraw, name="revision-withdraw", needs=KEEPING),
]
