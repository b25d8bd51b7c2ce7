"""Members' appraisal forms and reviewers' opinions, on a council's page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council
from dongbo.planning.queries.reviews_standing import reviews_standing
from dongbo.planning.rules.councils import keeps_record
from dongbo.planning.states import CouncilState


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of members' reviews needs."""
    return {
        "reviews_standing": reviews_standing(council, by, at=at),
        "hears_reviews": keeps_record(by, council, at=at),
        "reviews_are_written": council.state == CouncilState.WORKING,
    }
