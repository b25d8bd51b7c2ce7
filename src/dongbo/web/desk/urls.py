"""Addresses of the desk."""

from django.urls import path

from dongbo.web.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("ledger/", views.ledger, name="ledger"),
]
