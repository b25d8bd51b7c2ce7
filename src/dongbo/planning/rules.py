"""Who may appraise and decide on trace links."""

from dongbo.organisation.models import Officer
from dongbo.planning.models import TraceLink
from dongbo.planning.states import LINK_TRANSITIONS, LinkState


def may_appraise(officer: Officer) -> bool:
    """Return whether `officer` may ask for an appraisal and decide on trace links."""
    return officer.is_planning_officer


def may_decide(officer: Officer, link: TraceLink, state: LinkState) -> bool:
    """Return whether `officer` may bring `link` into `state`."""
    return may_appraise(officer) and state in LINK_TRANSITIONS[LinkState(link.state)]
