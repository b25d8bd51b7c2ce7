"""Addresses of planning."""

from dongbo.organisation.states import Permission
from dongbo.web.planning.views import appraisals, links, notices
from dongbo.web.routes import route

READ, REQUEST, DECIDE = Permission.DOCUMENT_READ, Permission.APPRAISAL_REQUEST, Permission.LINK_DECIDE

urlpatterns = [
    route("appraisals/", appraisals.appraisals, name="appraisals", needs=READ),
    route("appraisals/new/", appraisals.appraisal_new, name="appraisal-new", needs=REQUEST),
    route("appraisals/<uuid:pk>/", appraisals.appraisal, name="appraisal", needs=READ),
    route("appraisals/<uuid:pk>/restart/", appraisals.appraisal_restart, name="appraisal-restart", needs=REQUEST),
    route("appraisals/<uuid:pk>/pair/", links.pair, name="pair", needs=READ),
    route("appraisals/<uuid:pk>/report.<str:ending>", appraisals.appraisal_report, name="appraisal-report", needs=READ),
    route("links/", links.links, name="links", needs=READ),
    route("links/new/", links.link_new, name="link-new", needs=DECIDE),
    route("links/<uuid:pk>/", links.link, name="link", needs=READ),
    route("links/<uuid:pk>/decide/", links.link_decide, name="link-decide", needs=DECIDE),
    route("directive-notices/", notices.notices, name="directive-notices", needs=DECIDE),
    route("directive-notices/<uuid:pk>/", notices.notice, name="directive-notice", needs=DECIDE),
    route("directive-notices/<uuid:pk>/settle/", notices.notice_settle, name="directive-notice-settle", needs=DECIDE),
]
