"""Addresses of the desk."""

from dongbo.organisation.states import Permission
from dongbo.web.desk import ledger, views
from dongbo.web.routes import Audience, route

urlpatterns = [
    route("", views.home, name="home", needs=Audience.OFFICERS),
    route("ledger/", ledger.ledger, name="ledger", needs=Permission.LEDGER_READ),
    route("ledger/<slug:kind>/<str:pk>/", ledger.record_history, name="record-history", needs=Permission.LEDGER_READ),
]
