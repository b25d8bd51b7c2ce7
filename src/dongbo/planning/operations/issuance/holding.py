"""A submission held for an act upon it, its steps, and the event of the act."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.ledger.states import Authorship
from dongbo.planning.models import Council, Submission
from dongbo.planning.operations.councils.holding import held as held_council
from dongbo.planning.operations.councils.holding import require_working
from dongbo.planning.states import SUBMISSION_TRANSITIONS, SubmissionState

SUBMISSION = "submission"
"""What events about a submission call it."""

LONGEST_NOTE = 10_000


def held(submission: Submission) -> tuple[Submission, Council]:
    """Return the submission and its council as they are now, held. Raises ValidationError with code `closed`."""
    council = held_council(submission.council)
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version__document__unit", "paper")
    found = rows.get(pk=submission.pk)
    require_working(council)
    return found, council


def step(submission: Submission, state: SubmissionState) -> None:
    """This will take a submission into `state`, unsaved. Raises ValidationError with code `transition`."""
    now = SubmissionState(submission.state)
    if state not in SUBMISSION_TRANSITIONS[now]:
        told = _("Lần trình này đang ở trạng thái «%(state)s» nên không làm việc này được; hãy tải lại trang.")
        raise ValidationError(told, code="transition", params={"state": now.label})
    submission.state = state


def require_length(text: str, *, field: str) -> None:
    """This will raise ValidationError by `field` where `text` is too long to be kept."""
    if len(text.strip()) > LONGEST_NOTE:
        told = _("Dài %(length)d ký tự; nhiều nhất là %(most)d. Hãy viết gọn lại.")
        raise ValidationError({field: told % {"length": len(text.strip()), "most": LONGEST_NOTE}})


def record(verb: str, submission: Submission, payload: Mapping[str, object], *, by: Authorship, at: datetime) -> None:
    """This will append the event of an act upon a submission."""
    append_event(
        kind=f"planning.{verb}",
        subject_kind=SUBMISSION,
        subject_id=submission.pk,
        payload=payload,
        by=by,
        at=at,
    )
