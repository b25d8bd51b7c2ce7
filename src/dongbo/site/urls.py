"""Addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from dongbo.web.routes import Audience, route

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dongbo.web.sign_in.urls")),
    path("", include("dongbo.web.desk.urls")),
    path("", include("dongbo.web.organisation.urls")),
    path("", include("dongbo.web.authority.urls")),
    path("", include("dongbo.web.documents.urls")),
    path("", include("dongbo.web.planning.urls")),
    path("", include("dongbo.web.drafting.urls")),
    path("", include("dongbo.web.consultation.urls")),
    path("", include("dongbo.web.councils.urls")),
    path("", include("dongbo.web.oversight.urls")),
    route("language/", set_language, name="set_language", needs=Audience.EVERYONE),
]

handler403 = "dongbo.web.desk.errors.forbidden"
handler404 = "dongbo.web.desk.errors.not_found"
handler500 = "dongbo.web.desk.errors.failed"
