"""Who may appraise and decide on trace links, and what may be begun again.

An appraisal and a link belong to the plan: the act is allowed where the plan is kept, to who may read the directives.
"""

from collections.abc import Iterable
from datetime import datetime

from dongbo.documents.models import Document
from dongbo.documents.rules import may_read, require_read, require_work, work_is_allowed
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.states import ABANDONED_AFTER, LINK_TRANSITIONS, AppraisalState, LinkState


def may_appraise(by: Acting, *, at: datetime) -> bool:
    """Return whether `by` may ask for the appraisal of any plan."""
    return holds(by, Permission.APPRAISAL_REQUEST, at=at)


def may_link(by: Acting, *, at: datetime) -> bool:
    """Return whether `by` may decide on the trace links of any plan."""
    return holds(by, Permission.LINK_DECIDE, at=at)


def may_decide(by: Acting, link: TraceLink, *, at: datetime) -> bool:
    """Return whether `by` may decide on `link`."""
    directive, plan = link.directive_provision.document, link.plan_provision.document
    return may_read(by, directive, at=at) and work_is_allowed(by, Permission.LINK_DECIDE, plan, at=at)


def may_restart(by: Acting, appraisal: Appraisal, *, at: datetime) -> bool:
    """Return whether `by` may have `appraisal` computed again: it failed, or its process must have died."""
    plan = appraisal.plan.document
    return is_over(appraisal, at=at) and work_is_allowed(by, Permission.APPRAISAL_REQUEST, plan, at=at)


def is_over(appraisal: Appraisal, *, at: datetime) -> bool:
    """Return whether the computing of `appraisal` failed, or gave no sign of life for so long that it must have."""
    silent = appraisal.alive_at is not None and appraisal.alive_at < at - ABANDONED_AFTER
    return appraisal.state == AppraisalState.FAILED or (appraisal.state == AppraisalState.RUNNING and silent)


def follows(before: str, state: LinkState) -> bool:
    """Return whether a link in the state `before` may come into `state`."""
    return state in LINK_TRANSITIONS[LinkState(before)]


def require_appraisal(by: Acting, plan: Document, directives: Iterable[Document], *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` holding `plan` against `directives`. Raises NotAllowed."""
    authorship = require_work(by, Permission.APPRAISAL_REQUEST, plan, at=at)
    for directive in directives:
        require_read(by, directive, at=at)
    return authorship


def require_decision(by: Acting, directive: Document, plan: Document, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` deciding whether `plan` answers `directive`. Raises NotAllowed."""
    authorship = require_work(by, Permission.LINK_DECIDE, plan, at=at)
    require_read(by, directive, at=at)
    return authorship
