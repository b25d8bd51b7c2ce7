"""Papers, submission, approval and issuance, on a council's page."""

from datetime import datetime

from dongbo.organisation.rules import Acting
from dongbo.planning.models import Council, CouncilPaper
from dongbo.planning.queries.council_papers import papers_of
from dongbo.planning.queries.submissions import submissions_of
from dongbo.planning.rules.council_papers import SIGNED, may_make
from dongbo.planning.rules.councils import may_lead_council
from dongbo.planning.states import CouncilForm, CouncilState, SubmissionState
from dongbo.web.councils.submission_rows import TONES


def section(council: Council, *, by: Acting, at: datetime) -> dict[str, object]:
    """Return what the section of papers, submission and issuance needs."""
    works = council.state == CouncilState.WORKING
    submissions = list(submissions_of(council))
    pending = any(one.state != SubmissionState.RETURNED for one in submissions)
    return {
        "council_papers": [(one, how_it_stands(one)) for one in papers_of(council, by, at=at)],
        "submissions": [(one, TONES[SubmissionState(one.state)]) for one in submissions],
        "may_make_paper": works and any(may_make(by, council, form, at=at) for form in CouncilForm),
        "may_submit": works and not pending and may_lead_council(by, council, at=at),
    }


def how_it_stands(paper: CouncilPaper) -> str:
    """Return how far the signing of a paper is: a key the template knows; "" where nobody of the council signs it."""
    if paper.form not in SIGNED:
        return ""
    if paper.chair_signed_at is not None:
        return "signed"
    return "chair" if paper.secretary_signed_at is not None else "secretary"
