"""Who answers what a council ordered: whoever leads or writes the draft where it is kept."""

from datetime import datetime

from django.db.models import Q

from dongbo.documents.rules import require_work, work_is_allowed, workable
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council


def drafting(by: Acting, *, at: datetime, council: str = "") -> Q:
    """Return the predicate for councils whose revisions `by` answers; `council` is the way to them, ending in "__"."""
    way = f"{council}document__"
    return workable(by, Permission.DRAFT_WRITE, at=at, document=way) | workable(
        by, Permission.DRAFT_LEAD, at=at, document=way
    )


def may_answer_revisions(by: Acting, council: Council, *, at: datetime) -> bool:
    """Return whether `by` answers what `council` ordered."""
    return any(
        work_is_allowed(by, permission, council.document, at=at)
        for permission in (Permission.DRAFT_WRITE, Permission.DRAFT_LEAD)
    )


def require_drafters(by: Acting, council: Council, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an answer to `council`. Raises NotAllowed."""
    leads = work_is_allowed(by, Permission.DRAFT_LEAD, council.document, at=at)
    writes = work_is_allowed(by, Permission.DRAFT_WRITE, council.document, at=at)
    permission = Permission.DRAFT_LEAD if leads and not writes else Permission.DRAFT_WRITE
    return require_work(by, permission, council.document, at=at)
