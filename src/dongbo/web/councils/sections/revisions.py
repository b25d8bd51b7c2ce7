"""The revisions a council ordered, on its page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council
from dongbo.planning.queries.revisions import counts_of, versions_after
from dongbo.planning.rules.councils import keeps_record
from dongbo.planning.states import CouncilState, RevisionClaim


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of required revisions needs."""
    version = versions_after(council).first()
    counted = counts_of(council, version)
    works = council.state == CouncilState.WORKING
    return {
        "revision_version": version,
        "revision_counts": counted,
        "revisions_unanswered": counted.claims[RevisionClaim.OPEN],
        "revision_returns": council.returns.count(),
        "may_order_revisions": works and keeps_record(by, council, at=at),
    }
