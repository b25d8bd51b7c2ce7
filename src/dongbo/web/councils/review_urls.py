"""Addresses of what members write, each with those it is for."""

from django.urls import URLPattern

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import review_writing as writing
from dongbo.web.councils.views import reviews, reviews_summary
from dongbo.web.routes import route

SIT = Permission.COUNCIL_SIT
SEES = (*FOLLOWING, SIT)
OF_ONE = "appraisal-dossiers/<uuid:pk>"

review_patterns: list[URLPattern] = [
    route(f"{OF_ONE}/read/", reviews.dossier_read, name="appraisal-dossier-read", needs=SEES),
    route(f"{OF_ONE}/note/", reviews.private_note, name="private-note", needs=SIT),
    route(f"{OF_ONE}/remarks/new/", reviews.council_remark_new, name="council-remark-new", needs=SIT),
    route(f"{OF_ONE}/review/<slug:kind>/", writing.review_write, name="review-write", needs=SIT),
    route(f"{OF_ONE}/review/<slug:kind>/send/", writing.review_send, name="review-send", needs=SIT),
    route(f"{OF_ONE}/review/<slug:kind>/take-back/", writing.review_take_back, name="review-take-back", needs=SIT),
    route(f"{OF_ONE}/blank-form.<str:ending>", writing.review_blank, name="review-blank", needs=SEES),
    route(f"{OF_ONE}/reviews/", reviews_summary.dossier_reviews, name="dossier-reviews", needs=SEES),
    route(f"{OF_ONE}/remarks/", reviews_summary.dossier_remarks, name="dossier-remarks", needs=SEES),
    route("council-reviews/<int:pk>/", writing.council_review, name="council-review", needs=SEES),
    route(
        "council-reviews/<int:pk>/file.<str:ending>",
        writing.council_review_file,
        name="council-review-file",
        needs=SEES,
    ),
    route("council-remarks/<int:pk>/edit/", reviews.council_remark_edit, name="council-remark-edit", needs=SIT),
    route("council-remarks/<int:pk>/drop/", reviews.council_remark_drop, name="council-remark-drop", needs=SIT),
]
