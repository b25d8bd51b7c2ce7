"""Who may appraise and decide on trace links, and what may be begun again."""

from datetime import datetime

from dongbo.organisation.models import Officer
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.states import ABANDONED_AFTER, LINK_TRANSITIONS, AppraisalState, LinkState


def may_appraise(officer: Officer) -> bool:
    """Return whether `officer` may ask for an appraisal and decide on trace links."""
    return officer.is_planning_officer


def may_decide(officer: Officer, link: TraceLink, state: LinkState) -> bool:
    """Return whether `officer` may bring `link` into `state`."""
    return may_appraise(officer) and state in LINK_TRANSITIONS[LinkState(link.state)]


def may_restart(officer: Officer, appraisal: Appraisal, *, at: datetime) -> bool:
    """Return whether `officer` may have `appraisal` computed again: it failed, or its process must have died."""
    silent = appraisal.alive_at is not None and appraisal.alive_at < at - ABANDONED_AFTER
    over = appraisal.state == AppraisalState.FAILED or (appraisal.state == AppraisalState.RUNNING and silent)
    return may_appraise(officer) and over
