"""Addresses of meetings, each with those it is for."""

from django.urls import URLPattern

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import meeting_acts as acts
from dongbo.web.councils.views import meeting_plans as plans
from dongbo.web.councils.views import meetings
from dongbo.web.routes import route

SEES = (*FOLLOWING, Permission.COUNCIL_SIT)
SITS = Permission.COUNCIL_SIT
KEEPS = (Permission.COUNCIL_LEAD, Permission.COUNCIL_SIT)
ONE = "meetings/<uuid:pk>/"

meeting_patterns: list[URLPattern] = [
    route("meetings/", meetings.meetings, name="meetings", needs=SEES),
    route("councils/<uuid:pk>/meetings/new/", plans.meeting_new, name="meeting-new", needs=KEEPS),
    route(ONE, meetings.meeting, name="meeting", needs=SEES),
    route(f"{ONE}now/", meetings.meeting_now, name="meeting-now", needs=SEES),
    route(f"{ONE}change/", plans.meeting_change, name="meeting-change", needs=KEEPS),
    route(f"{ONE}call/", plans.meeting_call, name="meeting-call", needs=KEEPS),
    route(f"{ONE}cancel/", plans.meeting_cancel, name="meeting-cancel", needs=KEEPS),
    route(f"{ONE}chair/", plans.meeting_chair, name="meeting-chair", needs=KEEPS),
    route(f"{ONE}open/", acts.meeting_open, name="meeting-open", needs=SITS),
    route(f"{ONE}close/", acts.meeting_close, name="meeting-close", needs=SITS),
    route(f"{ONE}attendance/", acts.meeting_attendance, name="meeting-attendance", needs=KEEPS),
    route(f"{ONE}attendance/file/", meetings.meeting_attendance_file, name="meeting-attendance-file", needs=SEES),
    route(f"{ONE}join/", acts.meeting_join, name="meeting-join", needs=SITS),
    route(f"{ONE}notes/", acts.meeting_note, name="meeting-note", needs=KEEPS),
    route(f"{ONE}notes/<int:note>/withdraw/", acts.meeting_note_withdraw, name="meeting-note-withdraw", needs=KEEPS),
    route(f"{ONE}conclusions/", acts.meeting_conclusion, name="meeting-conclusion", needs=KEEPS),
    route(f"{ONE}conclusions/<int:conclusion>/", acts.conclusion_change, name="meeting-conclusion-change", needs=KEEPS),
]
