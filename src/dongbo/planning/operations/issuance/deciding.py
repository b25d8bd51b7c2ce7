"""The approver decides what was submitted to him."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dongbo.documents.operations.refusing import refuse_secret_words
from dongbo.documents.rules import require_work
from dongbo.organisation.rules import Acting, require_separate
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import Permission
from dongbo.planning.models import Council, DraftingDossier, Submission
from dongbo.planning.operations.issuance.holding import SUBMISSION, held, record, require_length, step
from dongbo.planning.states import SubmissionState


def approve_submission(*, submission: Submission, by: Acting, at: datetime, note: str = "") -> Submission:
    """This will approve what was submitted; whoever drafted the plan or submitted it may not, nor through anyone.

    Raises NotAllowed; ValidationError by `note`, with code `transition`, `secret` or `closed`.
    """
    return _decide(submission, SubmissionState.APPROVED, "plan_approved", "note", note, by=by, at=at)


def return_submission(*, submission: Submission, reason: str, by: Acting, at: datetime) -> Submission:
    """This will give back what was submitted, for a reason. Raises as approve_submission does, by `reason`."""
    authority = submission.council.document
    require_work(by, Permission.PLAN_APPROVE, authority, at=at)
    require_words(reason, field="reason", what=_("lý do trả lại"))
    return _decide(submission, SubmissionState.RETURNED, "submission_returned", "reason", reason, by=by, at=at)


def _decide(
    submission: Submission, state: SubmissionState, verb: str, field: str, words: str, *, by: Acting, at: datetime
) -> Submission:
    document = submission.council.document
    authorship = require_work(by, Permission.PLAN_APPROVE, document, at=at)
    require_length(words, field=field)
    refuse_secret_words({field: words}, by=authorship, at=at)
    with transaction.atomic():
        found, council = held(submission)
        authorship = require_work(by, Permission.PLAN_APPROVE, council.document, at=at)
        if state == SubmissionState.APPROVED:
            require_no_part(found, council, by=by, at=at)
        step(found, state)
        found.decided_at, found.decided_by, found.decision_note = at, by.officer, words.strip()
        found.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
        payload = {
            field: found.decision_note,
            "version": found.version.ordinal,
            "on": timezone.localdate(at).isoformat(),
        }
        record(verb, found, payload, by=authorship, at=at)
    return found


def require_no_part(submission: Submission, council: Council, *, by: Acting, at: datetime) -> None:
    """This will refuse approval to whoever drafted the plan or submitted it. Raises NotAllowed, naming what he did."""
    subjects = [("document", council.document_id), (SUBMISSION, submission.pk)]
    dossier = DraftingDossier.objects.filter(document=council.document_id).values_list("pk", flat=True).first()
    if dossier is not None:
        subjects.append(("drafting_dossier", dossier))
    for kind, key in subjects:
        require_separate(by, Permission.PLAN_APPROVE, subject_kind=kind, subject_id=key, at=at)
