"""What waits on the last stretch of a plan: papers to sign, a submission to decide, an approved plan to issue."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dongbo.organisation.rules import Acting
from dongbo.planning.models import CouncilPaper, Submission
from dongbo.planning.queries.council_papers import papers_to_sign
from dongbo.planning.queries.submissions import submissions_to_decide, submissions_to_issue
from dongbo.web.desk.kinds import Kind, Waiting, kind_of


def papers_waiting(by: Acting, at: datetime) -> Kind:
    """Return the papers of councils that wait for his own signature."""

    def thing(paper: CouncilPaper) -> Waiting:
        return Waiting(str(paper.get_form_display()), paper.council.name, reverse("council-paper", args=[paper.pk]))

    rows = papers_to_sign(by, at=at)
    return kind_of("council_papers", _("Giấy tờ chờ ký"), reverse("councils"), rows, thing)


def approvals_waiting(by: Acting, at: datetime) -> Kind:
    """Return what was submitted to him for approval."""
    rows = submissions_to_decide(by, at=at)
    return kind_of("approvals", _("Trình phê duyệt"), reverse("councils"), rows, _submission)


def issuances_waiting(by: Acting, at: datetime) -> Kind:
    """Return what was approved and waits for him to issue it."""
    rows = submissions_to_issue(by, at=at)
    return kind_of("issuances", _("Chờ ban hành"), reverse("councils"), rows, _submission)


def _submission(submission: Submission) -> Waiting:
    name = submission.council.document.name
    return Waiting(name, submission.version.label, reverse("submission", args=[submission.pk]))
