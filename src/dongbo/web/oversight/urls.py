"""Addresses of watching over rights, each with those it is for."""

from dongbo.organisation.states import Permission
from dongbo.web.oversight.views import acting, alarms, emergencies, reviews
from dongbo.web.routes import Audience, route

FOLLOW = (Permission.REVIEW_CONFIRM, Permission.REVIEW_OPEN)
SECOND, REVIEW = Permission.EMERGENCY_SECOND, Permission.EMERGENCY_REVIEW

urlpatterns = [
    route("act-for/", acting.act_for, name="act-for", needs=Audience.OFFICERS),
    route("alarms/", alarms.alarms, name="alarms", needs=Audience.OFFICERS),
    route("alarms/confirm/", alarms.alarms_confirm, name="alarms-confirm", needs=Permission.ALARM_CONFIRM),
    route("access-reviews/", reviews.reviews, name="access-reviews", needs=FOLLOW),
    route("access-reviews/new/", reviews.reviews_open, name="access-reviews-open", needs=Permission.REVIEW_OPEN),
    route("access-reviews/<int:pk>/", reviews.review, name="access-review", needs=FOLLOW),
    route(
        "access-reviews/<int:pk>/decide/",
        reviews.review_decide,
        name="access-review-decide",
        needs=Permission.REVIEW_CONFIRM,
    ),
    route("emergencies/", emergencies.emergencies, name="emergencies", needs=Audience.OFFICERS),
    route("emergencies/new/", emergencies.emergency_new, name="emergency-new", needs=Audience.OFFICERS),
    route("emergencies/<int:pk>/", emergencies.emergency, name="emergency", needs=Audience.OFFICERS),
    route("emergencies/<int:pk>/answer/", emergencies.emergency_answer, name="emergency-answer", needs=SECOND),
    route("emergencies/<int:pk>/end/", emergencies.emergency_end, name="emergency-end", needs=Audience.OFFICERS),
    route("emergencies/<int:pk>/review/", emergencies.emergency_review, name="emergency-review", needs=REVIEW),
]
