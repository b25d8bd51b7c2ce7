"""Addresses of rounds, their recipients, and the rules of time, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.consultation import ASKING
from dongbo.web.consultation.board_urls import board_patterns
from dongbo.web.consultation.closure_urls import closure_patterns
from dongbo.web.consultation.paper_urls import paper_patterns
from dongbo.web.consultation.reply_urls import reply_patterns
from dongbo.web.consultation.views import recipients, rounds, rounds_acts, terms
from dongbo.web.routes import Audience, route

LEAD, DEFINE = Permission.CONSULTATION_LEAD, Permission.ROLE_DEFINE

urlpatterns = [
    route("consultations/", rounds.consultations, name="consultations", needs=ASKING),
    route("consultations/new/", rounds.consultation_new, name="consultation-new", needs=LEAD),
    route("consultations/deadline/", rounds.consultation_deadline, name="consultation-deadline", needs=LEAD),
    route("consultations/<uuid:pk>/", rounds.consultation, name="consultation", needs=ASKING),
    route("consultations/<uuid:pk>/edit/", rounds.consultation_edit, name="consultation-edit", needs=LEAD),
    route("consultations/<uuid:pk>/recipients/", recipients.recipients, name="consultation-recipients", needs=LEAD),
    route(
        "consultations/<uuid:pk>/recipients/remove/",
        recipients.recipients_remove,
        name="consultation-recipients-remove",
        needs=LEAD,
    ),
    route(
        "consultations/<uuid:pk>/recipients/keep/",
        recipients.recipients_keep,
        name="consultation-recipients-keep",
        needs=LEAD,
    ),
    route("consultations/<uuid:pk>/send/", rounds_acts.consultation_send, name="consultation-send", needs=LEAD),
    route("consultations/<uuid:pk>/extend/", rounds_acts.consultation_extend, name="consultation-extend", needs=LEAD),
    route(
        "consultations/<uuid:pk>/extend/<int:consultee>/",
        rounds_acts.consultee_extend,
        name="consultee-extend",
        needs=LEAD,
    ),
    route("consultations/<uuid:pk>/close/", rounds_acts.consultation_close, name="consultation-close", needs=LEAD),
    route("consultations/<uuid:pk>/remind/", rounds_acts.consultation_remind, name="consultation-remind", needs=LEAD),
    route("recipient-lists/", recipients.lists, name="recipient-lists", needs=LEAD),
    route("recipient-lists/<int:pk>/end/", recipients.list_end, name="recipient-list-end", needs=LEAD),
    route("reply-terms/", terms.terms, name="reply-terms", needs=Audience.OFFICERS),
    route("reply-terms/new/", terms.term_new, name="reply-term-new", needs=DEFINE),
    route("reply-terms/<int:pk>/end/", terms.term_end, name="reply-term-end", needs=DEFINE),
    route("special-days/", terms.special_days, name="special-days", needs=Audience.OFFICERS),
    route("special-days/new/", terms.special_day_new, name="special-day-new", needs=DEFINE),
    route("special-days/import/", terms.special_days_import, name="special-days-import", needs=DEFINE),
    route("special-days/<int:pk>/remove/", terms.special_day_remove, name="special-day-remove", needs=DEFINE),
    *closure_patterns,
    *reply_patterns,
    *board_patterns,
    *paper_patterns,
]
