"""Addresses of councils and of everything that hangs on one, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.ballot_urls import ballot_patterns
from dongbo.web.councils.dossier_urls import dossier_patterns
from dongbo.web.councils.issuance_urls import issuance_patterns
from dongbo.web.councils.meeting_urls import meeting_patterns
from dongbo.web.councils.review_urls import review_patterns
from dongbo.web.councils.revision_urls import revision_patterns
from dongbo.web.councils.views import councils, founding, numbers, rules, seats
from dongbo.web.routes import Audience, route

LEAD, ISSUE, DEFINE = Permission.COUNCIL_LEAD, Permission.PLAN_ISSUE, Permission.ROLE_DEFINE
SEES = (*FOLLOWING, Permission.COUNCIL_SIT)

urlpatterns = [
    route("councils/", councils.councils, name="councils", needs=SEES),
    route("councils/new/", founding.council_new, name="council-new", needs=LEAD),
    route("councils/plans/", founding.council_plan_choices, name="council-plan-choices", needs=LEAD),
    route("councils/officers/", founding.council_officer_choices, name="council-officer-choices", needs=LEAD),
    route("councils/<uuid:pk>/", councils.council, name="council", needs=SEES),
    route("councils/<uuid:pk>/decision/", councils.council_decision, name="council-decision", needs=SEES),
    route("councils/<uuid:pk>/rules/", rules.council_rules, name="council-rules", needs=LEAD),
    route("councils/<uuid:pk>/close/", seats.council_close, name="council-close", needs=LEAD),
    route("councils/<uuid:pk>/seats/new/", seats.council_seat_new, name="council-seat-new", needs=LEAD),
    route("councils/<uuid:pk>/seats/<int:seat>/role/", seats.council_seat_role, name="council-seat-role", needs=LEAD),
    route("councils/<uuid:pk>/seats/<int:seat>/end/", seats.council_seat_end, name="council-seat-end", needs=LEAD),
    route(
        "councils/<uuid:pk>/seats/<int:seat>/conflict/",
        seats.council_conflict_new,
        name="council-conflict-new",
        needs=SEES,
    ),
    route(
        "councils/<uuid:pk>/conflicts/<int:conflict>/end/",
        seats.council_conflict_end,
        name="council-conflict-end",
        needs=LEAD,
    ),
    route("council-models/", rules.council_models, name="council-models", needs=Audience.OFFICERS),
    route("council-models/new/", rules.council_model_new, name="council-model-new", needs=DEFINE),
    route("council-models/<int:pk>/end/", rules.council_model_end, name="council-model-end", needs=DEFINE),
    route("number-series/", numbers.number_series, name="number-series", needs=FOLLOWING),
    route("number-series/new/", numbers.number_series_new, name="number-series-new", needs=ISSUE),
    route("number-series/<int:pk>/", numbers.issued_numbers, name="issued-numbers", needs=FOLLOWING),
    *dossier_patterns,
    *review_patterns,
    *meeting_patterns,
    *ballot_patterns,
    *revision_patterns,
    *issuance_patterns,
]
