"""Addresses of units, officers and intakes, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.web.organisation.views import choosing, intakes, merging, officers, posts, reorganising, splitting, units
from dongbo.web.routes import Audience, route

REORGANISE, ENROL = Permission.UNIT_REORGANISE, Permission.OFFICER_ENROL

urlpatterns = [
    route("units/", units.units, name="units", needs=Audience.OFFICERS),
    route("units/choices/", choosing.unit_choices, name="unit-choices", needs=Audience.OFFICERS),
    route("units/new/", reorganising.unit_found, name="unit-found", needs=REORGANISE),
    route("units/merge/", merging.unit_merge, name="unit-merge", needs=REORGANISE),
    route("units/<int:pk>/", units.unit, name="unit", needs=Audience.OFFICERS),
    route("units/<int:pk>/rename/", reorganising.unit_rename, name="unit-rename", needs=REORGANISE),
    route("units/<int:pk>/contact/", reorganising.unit_contact, name="unit-contact", needs=REORGANISE),
    route("units/<int:pk>/move/", reorganising.unit_move, name="unit-move", needs=REORGANISE),
    route("units/<int:pk>/split/", splitting.unit_split, name="unit-split", needs=REORGANISE),
    route("units/<int:pk>/dissolve/", reorganising.unit_dissolve, name="unit-dissolve", needs=REORGANISE),
    route("unit-acts/<int:pk>/", units.unit_act, name="unit-act", needs=Audience.OFFICERS),
    route("unit-acts/<int:pk>/withdraw/", reorganising.unit_act_withdraw, name="unit-act-withdraw", needs=REORGANISE),
    route("officers/", officers.officers, name="officers", needs=Audience.OFFICERS),
    route("officers/choices/", choosing.officer_choices, name="officer-choices", needs=Audience.OFFICERS),
    route("officers/new/", posts.officer_enrol, name="officer-enrol", needs=ENROL),
    route("officers/<int:pk>/", officers.officer, name="officer", needs=Audience.OFFICERS),
    route("officers/<int:pk>/edit/", posts.officer_correct, name="officer-correct", needs=ENROL),
    route("officers/<int:pk>/appoint/", posts.officer_appoint, name="officer-appoint", needs=ENROL),
    route("officers/<int:pk>/transfer/", posts.officer_transfer, name="officer-transfer", needs=ENROL),
    route("officers/<int:pk>/suspend/", posts.officer_suspend, name="officer-suspend", needs=ENROL),
    route("officers/<int:pk>/reinstate/", posts.officer_reinstate, name="officer-reinstate", needs=ENROL),
    route("officers/<int:pk>/activation/", officers.officer_activation, name="officer-activation", needs=ENROL),
    route("intakes/", intakes.intakes, name="intakes", needs=(REORGANISE, ENROL)),
    route("intakes/new/", intakes.intake_new, name="intake-new", needs=(REORGANISE, ENROL)),
    route("intakes/template/<slug:kind>/", intakes.intake_template, name="intake-template", needs=(REORGANISE, ENROL)),
    route("intakes/<uuid:pk>/", intakes.intake, name="intake", needs=(REORGANISE, ENROL)),
    route("intakes/<uuid:pk>/refused.xlsx", intakes.intake_refused, name="intake-refused", needs=(REORGANISE, ENROL)),
    route("posts/<int:pk>/end/", posts.post_end, name="post-end", needs=ENROL),
]
