"""Addresses of papers, submission, approval and issuance, each with those it is for."""

from django.urls import URLPattern

from dongbo.organisation.states import Permission
from dongbo.planning.rules.councils import FOLLOWING
from dongbo.web.councils.views import issuances, papers, submissions
from dongbo.web.routes import route

LEAD, SIT = Permission.COUNCIL_LEAD, Permission.COUNCIL_SIT
APPROVE, ISSUE = Permission.PLAN_APPROVE, Permission.PLAN_ISSUE
SEES = (*FOLLOWING, SIT)
MAKES = (LEAD, SIT, Permission.DRAFT_LEAD, Permission.DRAFT_WRITE)
READS = (Permission.DOCUMENT_READ, *SEES)
PAPER, SUBMISSION, ISSUANCE = (f"{name}/<uuid:pk>" for name in ("council-papers", "submissions", "issuances"))

issuance_patterns: list[URLPattern] = [
    route("councils/<uuid:pk>/papers/new/", papers.council_paper_new, name="council-paper-new", needs=MAKES),
    route(f"{PAPER}/", papers.council_paper, name="council-paper", needs=SEES),
    route(f"{PAPER}/word/", papers.council_paper_word, name="council-paper-word", needs=SEES),
    route(f"{PAPER}/pdf/", papers.council_paper_pdf, name="council-paper-pdf", needs=SEES),
    route(f"{PAPER}/sign/", papers.council_paper_sign, name="council-paper-sign", needs=SIT),
    route(f"{PAPER}/take-back/", papers.council_paper_take_back, name="council-paper-take-back", needs=SIT),
    route("councils/<uuid:pk>/submit/", submissions.plan_submit, name="plan-submit", needs=LEAD),
    route(f"{SUBMISSION}/", submissions.submission, name="submission", needs=SEES),
    route(f"{SUBMISSION}/approve/", submissions.submission_approve, name="submission-approve", needs=APPROVE),
    route(f"{SUBMISSION}/return/", submissions.submission_return, name="submission-return", needs=APPROVE),
    route(f"{SUBMISSION}/issue/", submissions.submission_issue, name="submission-issue", needs=ISSUE),
    route("issuances/", issuances.issuances, name="issuances", needs=READS),
    route(f"{ISSUANCE}/", issuances.issuance, name="issuance", needs=READS),
    route(f"{ISSUANCE}/word/", issuances.issuance_word, name="issuance-word", needs=READS),
    route(f"{ISSUANCE}/pdf/", issuances.issuance_pdf, name="issuance-pdf", needs=READS),
]
