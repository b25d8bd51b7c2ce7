"""Writes: what a council orders of the next version, the drafters' answers, what the text shows, and the sign-off."""

from dongbo.planning.operations.revisions.anchoring import NewAnchor
from dongbo.planning.operations.revisions.answering import answer_revision, answer_revisions
from dongbo.planning.operations.revisions.checking import check_revisions, fail_check, request_check
from dongbo.planning.operations.revisions.ordering import order_revision, withdraw_revision
from dongbo.planning.operations.revisions.signing import return_draft, sign_checks, withdraw_check_signature

__all__ = [
    "NewAnchor",
    "answer_revision",
    "answer_revisions",
    "check_revisions",
    "fail_check",
    "order_revision",
    "request_check",
    "return_draft",
    "sign_checks",
    "withdraw_check_signature",
    "withdraw_revision",
]
