"""Addresses of signing in and of one's account."""

from django.contrib.auth.views import LogoutView

from dongbo.web.routes import Audience, route
from dongbo.web.sign_in import views

urlpatterns = [
    route("sign-in/", views.SignIn.as_view(), name="sign-in", needs=Audience.EVERYONE),
    route("sign-out/", LogoutView.as_view(), name="sign-out", needs=Audience.OFFICERS),
]
