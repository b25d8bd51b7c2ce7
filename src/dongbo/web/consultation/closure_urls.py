"""Addresses of the end of a round."""

from dongbo.organisation.states import Permission
from dongbo.planning.rules.consultation import ASKING
from dongbo.web.consultation.views import closure, closure_places
from dongbo.web.routes import route

closure_patterns = [
    route("consultations/<uuid:pk>/closure/", closure.closure, name="closure", needs=ASKING),
    route(
        "consultations/<uuid:pk>/closure/basis/",
        closure.closure_basis,
        name="closure-basis",
        needs=Permission.OPINION_ANSWER,
    ),
    route("consultations/<uuid:pk>/opinions-now/", closure_places.opinions_now, name="opinions-now", needs=ASKING),
]
