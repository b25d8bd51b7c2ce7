"""Addresses of the desk."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from dongbo.web.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("ledger/", views.ledger, name="ledger"),
]
