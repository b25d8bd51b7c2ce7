"""The one table of which ledger event wakes which job.

Jobs are named by where they are and loaded when an event first wakes them: a process that wakes none begins sooner.
"""

from collections.abc import Callable

from django.utils.module_loading import import_string

from dongbo.ledger.models import Event

ENQUEUED = {
    "organisation.intake_requested": "dongbo.jobs.intake.work_on_intake",
    "organisation.intake_resumed": "dongbo.jobs.intake.work_on_intake",
    "organisation.intake_sent": "dongbo.jobs.intake.work_on_intake",
    "planning.appraisal_dossier_check_requested": "dongbo.jobs.appraisal_dossiers.check_dossier",
    "planning.appraisal_dossier_requested": "dongbo.jobs.appraisal_dossiers.make_dossier",
    "planning.appraisal_requested": "dongbo.jobs.appraisal.compute_appraisal",
    "planning.consultation_closed": "dongbo.jobs.grouping.group_opinions",
    "planning.consultation_closed_early": "dongbo.jobs.grouping.group_opinions",
    "planning.grouping_requested": "dongbo.jobs.grouping.group_opinions",
    "planning.paper_requested": "dongbo.jobs.consultation_papers.write_paper",
}
"""The job that is enqueued with the key of the event's subject, by the kind of the event."""
FORGETTING = ("planning.ballot_annulled", "planning.ballot_closed")
"""What ends a ballot, after which the database forgets its former rows."""
CALLED = {
    "documents.document_corrected": ("dongbo.jobs.standing_check.document_corrected",),
    "documents.version_frozen": (
        "dongbo.jobs.following.opinions_of_frozen",
        "dongbo.jobs.revisions.plan_frozen",
        "dongbo.jobs.standing_check.directive_frozen",
    ),
    "planning.examination_requested": ("dongbo.jobs.following.examination_requested",),
    "planning.plan_issued": ("dongbo.jobs.standing_check.plan_issued",),
    "planning.revision_answered": ("dongbo.jobs.revisions.revision_answered",),
    "planning.revision_check_requested": ("dongbo.jobs.revisions.check_requested",),
    "planning.revisions_answered": ("dongbo.jobs.revisions.revisions_answered",),
}
"""What looks at the event itself and enqueues what it finds to do: a version that is frozen may change no more, so
opinions and required revisions are held against its text, and plans against a directive."""


def wakes() -> dict[str, Callable[[Event], object]]:
    """Return for each kind of event what it sets going; called inside the event's transaction."""
    return {
        **dict.fromkeys(ENQUEUED, _enqueue),
        **dict.fromkeys(FORGETTING, _forget),
        **dict.fromkeys(CALLED, _call),
    }


def _enqueue(event: Event) -> None:
    import_string(ENQUEUED[event.kind]).enqueue(event.subject_id)


def _forget(_event: Event) -> None:
    import_string("dongbo.jobs.ballots.forget_former_boxes").enqueue()


def _call(event: Event) -> None:
    for place in CALLED[event.kind]:
        import_string(place)(event)
