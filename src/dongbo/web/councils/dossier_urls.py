"""Addresses of appraisal dossiers, each with those it is for."""

from django.urls import URLPattern

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import dossier_acts as acts
from dongbo.web.councils.views import dossiers
from dongbo.web.routes import route

LEAD, SIT = Permission.COUNCIL_LEAD, Permission.COUNCIL_SIT
SEES = (*FOLLOWING, SIT)
KEEPS = (LEAD, SIT)
OF_ONE = "appraisal-dossiers/<uuid:pk>"

dossier_patterns: list[URLPattern] = [
    route("councils/<uuid:pk>/dossiers/new/", acts.dossier_new, name="appraisal-dossier-new", needs=LEAD),
    route(f"{OF_ONE}/", dossiers.appraisal_dossier, name="appraisal-dossier", needs=SEES),
    route(f"{OF_ONE}/book/", dossiers.dossier_book, name="appraisal-dossier-book", needs=SEES),
    route(f"{OF_ONE}/bundle/", dossiers.dossier_bundle, name="appraisal-dossier-bundle", needs=SEES),
    route(f"{OF_ONE}/parts/<int:part>/", dossiers.dossier_part, name="appraisal-dossier-part", needs=SEES),
    route(f"{OF_ONE}/verify/", dossiers.dossier_verify, name="appraisal-dossier-verify", needs=SEES),
    route(f"{OF_ONE}/restart/", acts.dossier_restart, name="appraisal-dossier-restart", needs=LEAD),
    route(f"{OF_ONE}/send/", acts.dossier_send, name="appraisal-dossier-send", needs=KEEPS),
    route(f"{OF_ONE}/send-on/", acts.dossier_send_on, name="appraisal-dossier-send-on", needs=KEEPS),
    route(f"{OF_ONE}/acknowledge/", acts.dossier_acknowledge, name="appraisal-dossier-acknowledge", needs=SIT),
    route(f"{OF_ONE}/check/", acts.dossier_check, name="appraisal-dossier-check", needs=KEEPS),
]
