"""Addresses of what a round gives out: its papers, letters, receipts and figures."""

from dongbo.planning.rules.consultation import ASKED, ASKING
from dongbo.web.consultation.views import papers, statistics
from dongbo.web.routes import route

paper_patterns = [
    route("consultations/<uuid:pk>/papers/", papers.papers, name="consultation-papers", needs=ASKING),
    route(
        "consultations/<uuid:pk>/papers/letters/<str:kind>.<str:ending>",
        papers.round_letter,
        name="consultation-letter",
        needs=ASKING,
    ),
    route(
        "consultations/<uuid:pk>/receipts/<int:consultee>.<str:ending>",
        papers.receipt,
        name="consultation-receipt",
        needs=ASKING,
    ),
    route("consultations/<uuid:pk>/statistics/", statistics.statistics, name="consultation-statistics", needs=ASKING),
    route("consultation-papers/<uuid:pk>/file/", papers.paper_file, name="consultation-paper-file", needs=ASKING),
    route(
        "consultation-papers/<uuid:pk>/restart/", papers.paper_restart, name="consultation-paper-restart", needs=ASKING
    ),
    route("replies/<int:pk>/receipt.<str:ending>", papers.reply_receipt, name="reply-receipt", needs=ASKED),
]
