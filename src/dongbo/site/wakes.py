"""The one table of which ledger event wakes which job."""

from collections.abc import Callable

from dongbo.jobs.appraisal import compute_appraisal
from dongbo.jobs.appraisal_dossiers import check_dossier, make_dossier
from dongbo.jobs.ballots import forget_former_boxes
from dongbo.jobs.consultation_papers import write_paper
from dongbo.jobs.following import examination_requested, opinions_of_frozen
from dongbo.jobs.grouping import group_opinions
from dongbo.jobs.intake import work_on_intake
from dongbo.jobs.revisions import check_requested, plan_frozen, revision_answered, revisions_answered
from dongbo.jobs.standing_check import directive_frozen, document_corrected, plan_issued
from dongbo.ledger.models import Event


def wakes() -> dict[str, Callable[[Event], object]]:
    """Return for each kind of event what it sets going; called inside the event's transaction."""
    return {
        "documents.document_corrected": document_corrected,
        "documents.version_frozen": _version_frozen,
        "organisation.intake_requested": _work_on_intake,
        "organisation.intake_resumed": _work_on_intake,
        "organisation.intake_sent": _work_on_intake,
        "planning.examination_requested": examination_requested,
        "planning.appraisal_dossier_check_requested": lambda event: check_dossier.enqueue(event.subject_id),
        "planning.appraisal_dossier_requested": lambda event: make_dossier.enqueue(event.subject_id),
        "planning.appraisal_requested": lambda event: compute_appraisal.enqueue(event.subject_id),
        "planning.ballot_annulled": lambda _event: forget_former_boxes.enqueue(),
        "planning.ballot_closed": lambda _event: forget_former_boxes.enqueue(),
        "planning.consultation_closed": _group_opinions,
        "planning.consultation_closed_early": _group_opinions,
        "planning.grouping_requested": _group_opinions,
        "planning.plan_issued": plan_issued,
        "planning.paper_requested": lambda event: write_paper.enqueue(event.subject_id),
        "planning.revision_answered": revision_answered,
        "planning.revision_check_requested": check_requested,
        "planning.revisions_answered": revisions_answered,
    }


def _version_frozen(event: Event) -> None:
    """Opinions and required revisions are held against a text that may change no more, a directive against plans."""
    opinions_of_frozen(event)
    plan_frozen(event)
    directive_frozen(event)


def _group_opinions(event: Event) -> object:
    return group_opinions.enqueue(event.subject_id)


def _work_on_intake(event: Event) -> object:
    return work_on_intake.enqueue(event.subject_id)
