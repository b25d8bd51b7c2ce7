"""Who may appraise, and what may be begun again.

An appraisal belongs to the plan: it is asked for where the plan is kept, by who may read the directives.
"""

from collections.abc import Iterable
from datetime import datetime

from dongbo.documents.models import Document
from dongbo.documents.rules import require_read, require_work, work_is_allowed
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import Appraisal
from dongbo.planning.states import ABANDONED_AFTER, AppraisalState


def may_appraise(by: Acting, *, at: datetime) -> bool:
    """Return whether `by` may ask for the appraisal of any plan."""
    return holds(by, Permission.APPRAISAL_REQUEST, at=at)


def may_restart(by: Acting, appraisal: Appraisal, *, at: datetime) -> bool:
    """Return whether `by` may have `appraisal` computed again: it failed, or its process must have died."""
    plan = appraisal.plan.document
    return is_over(appraisal, at=at) and work_is_allowed(by, Permission.APPRAISAL_REQUEST, plan, at=at)


def is_over(appraisal: Appraisal, *, at: datetime) -> bool:
    """Return whether the computing of `appraisal` failed, or gave no sign of life for so long that it must have."""
    silent = appraisal.alive_at is not None and appraisal.alive_at < at - ABANDONED_AFTER
    return appraisal.state == AppraisalState.FAILED or (appraisal.state == AppraisalState.RUNNING and silent)


def require_appraisal(by: Acting, plan: Document, directives: Iterable[Document], *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` holding `plan` against `directives`. Raises NotAllowed."""
    authorship = require_work(by, Permission.APPRAISAL_REQUEST, plan, at=at)
    for directive in directives:
        require_read(by, directive, at=at)
    return authorship
