"""Addresses of planning."""

from django.urls import path

from dongbo.web.planning.views import appraisals, links

urlpatterns = [
    path("appraisals/", appraisals.appraisals, name="appraisals"),
    path("appraisals/new/", appraisals.appraisal_new, name="appraisal-new"),
    path("appraisals/<uuid:pk>/", appraisals.appraisal, name="appraisal"),
    path("appraisals/<uuid:pk>/restart/", appraisals.appraisal_restart, name="appraisal-restart"),
    path("appraisals/<uuid:pk>/pair/", links.pair, name="pair"),
    path("appraisals/<uuid:pk>/report.<str:ending>", appraisals.appraisal_report, name="appraisal-report"),
    path("links/", links.links, name="links"),
    path("links/new/", links.link_new, name="link-new"),
    path("links/<uuid:pk>/", links.link, name="link"),
    path("links/<uuid:pk>/decide/", links.link_decide, name="link-decide"),
]
