"""A plan on its way from the council's vote to issuance, for tests, through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dongbo.documents.operations.numbering import open_series
from dongbo.planning.models import Ballot, CouncilPaper, Issuance, Meeting, Submission
from dongbo.planning.operations.ballots import cast_open, cast_secret, close_ballot, open_ballot, prepare_ballot
from dongbo.planning.operations.council_papers import make_paper, sign_paper
from dongbo.planning.operations.issuance import Numbering, approve_submission, issue_plan, submit_plan
from dongbo.planning.operations.meetings import close_meeting, draw_conclusion
from dongbo.planning.states import BallotChoice, CouncilForm
from tests.councils import RULES, Seated, council
from tests.meetings import in_session

if TYPE_CHECKING:
    from datetime import date, datetime

    from dongbo.documents.models import NumberSeries, Version
    from dongbo.engines.councils.rules import CouncilRules
    from tests.builders import Site

SUBJECT = "Thông qua dự thảo kế hoạch"
CONCLUSION = "Hội đồng nhất trí thông qua dự thảo kế hoạch."


@dataclass(slots=True)
class Way:
    """A council in session on a plan, and what follows step by step; every step returns what it made."""

    people: Seated
    meeting: Meeting
    at: datetime

    @property
    def version(self) -> Version:
        return self.people.version

    def votes(self, choice: BallotChoice = BallotChoice.PASSED) -> Ballot:
        """Hold a ballot in which everybody says the same."""
        chair, at = self.people.chair, self.at
        ballot = prepare_ballot(meeting=self.meeting, subject=SUBJECT, by=chair, at=at)
        ballot = open_ballot(ballot=ballot, by=chair, at=at)
        for place, one in enumerate(self.people.voting):
            if not ballot.is_secret:
                cast_open(ballot=ballot, choice=choice, note="", by=one, at=at)
                continue
            code = f"ABCDE-{place}FGHJ-KMNPQ"
            cast_secret(ballot=ballot, choice=choice, receipt=code, shuffle=lambda _rows: None, by=one, at=at)
        return close_ballot(ballot=ballot, by=chair, at=at)

    def concludes(self) -> Meeting:
        """Conclude something and close the meeting."""
        draw_conclusion(meeting=self.meeting, text=CONCLUSION, by=self.people.secretary, at=self.at)
        self.meeting = close_meeting(meeting=self.meeting, by=self.people.chair, at=self.at)
        return self.meeting

    def makes(self, form: CouncilForm, **said: Any) -> CouncilPaper:
        """Make a paper, by the standing body, of the meeting unless something else is said."""
        told = said or {"meeting": self.meeting}
        return make_paper(council=self.people.council, form=form, by=self.people.standing, at=self.at, **told)

    def signs(self, paper: CouncilPaper) -> CouncilPaper:
        """Sign a paper by the secretary, then by the chair."""
        paper = sign_paper(paper=paper, by=self.people.secretary, at=self.at)
        return sign_paper(paper=paper, by=self.people.chair, at=self.at)

    def announces(self) -> CouncilPaper:
        """Vote, conclude, and announce the conclusions."""
        self.votes()
        self.concludes()
        notice = self.signs(self.makes(CouncilForm.CONCLUSION_NOTICE))
        self.meeting.refresh_from_db()
        return notice

    def submits(self, version: Version | None = None, note: str = "", **numbering: Any) -> Submission:
        """Submit a version, the one judged unless another is named; its paper has no number unless one is said."""
        return submit_plan(
            council=self.people.council,
            version=version or self.version,
            note=note,
            numbering=Numbering(**numbering),
            by=self.people.standing,
            at=self.at,
        )

    def approves(self, submission: Submission) -> Submission:
        return approve_submission(submission=submission, by=self.people.approver, at=self.at)

    def approved(self) -> Submission:
        """Go all the way to approval."""
        self.announces()
        return self.approves(self.submits())

    def series(self, name: str = "Quyết định", notation: str = "QĐ-BTN") -> NumberSeries:
        """Open a series of the ministry's own."""
        unit = self.people.council.document.unit
        return open_series(unit=unit, name=name, notation=notation, by=self.people.clerk, at=self.at)

    def issues(
        self,
        submission: Submission,
        series: NumberSeries | None = None,
        *,
        issued_on: date | None = None,
        effective_on: date | None = None,
        **said: Any,
    ) -> Issuance:
        """Issue a plan today, in force from today, signed by the approver, unless something else is said."""
        today = timezone.localdate(self.at)
        told: dict[str, Any] = {
            "series": series or self.series(),
            "notation": "QĐ-BTN",
            "issued_on": issued_on or today,
            "effective_on": effective_on or issued_on or today,
            "signer": self.people.approver.officer,
            "signer_title": "BỘ TRƯỞNG",
            "by": self.people.clerk,
            "at": self.at,
        }
        return issue_plan(submission=submission, **told | said)


def under_way(
    site: Site,
    *,
    at: datetime,
    rules: CouncilRules | None = None,
    version: Version | None = None,
    prefix: str = "hd",
) -> Way:
    """Found a council of six and open its meeting with all of them in the room; it votes by name unless told."""
    people = council(site, at=at, rules=rules or RULES["general"], version=version, prefix=prefix)
    return Way(people, in_session(people, at=at), at)
