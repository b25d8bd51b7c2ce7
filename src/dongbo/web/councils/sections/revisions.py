"""The revisions a council ordered, on its page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of required revisions needs."""
    return {}
