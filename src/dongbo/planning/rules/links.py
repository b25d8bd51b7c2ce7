"""Who may decide on trace links. A link belongs to the plan: it is decided where that is kept, by a reader of both."""

from datetime import datetime

from dongbo.documents.models import Document
from dongbo.documents.rules import may_read, require_read, require_work, work_is_allowed
from dongbo.ledger.states import Authorship
from dongbo.organisation.rules import Acting, holds
from dongbo.organisation.states import Permission
from dongbo.planning.models import TraceLink
from dongbo.planning.states import LINK_TRANSITIONS, LinkState


def may_link(by: Acting, *, at: datetime) -> bool:
    """Return whether `by` may decide on the trace links of any plan."""
    return holds(by, Permission.LINK_DECIDE, at=at)


def may_decide(by: Acting, link: TraceLink, *, at: datetime) -> bool:
    """Return whether `by` may decide on `link`."""
    directive, plan = link.directive_provision.document, link.plan_provision.document
    return may_read(by, directive, at=at) and work_is_allowed(by, Permission.LINK_DECIDE, plan, at=at)


def follows(before: str, state: LinkState) -> bool:
    """Return whether a link in the state `before` may come into `state`."""
    return state in LINK_TRANSITIONS[LinkState(before)]


def require_decision(by: Acting, directive: Document, plan: Document, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of `by` deciding whether `plan` answers `directive`. Raises NotAllowed."""
    authorship = require_work(by, Permission.LINK_DECIDE, plan, at=at)
    require_read(by, directive, at=at)
    return authorship
