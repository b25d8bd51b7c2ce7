"""Writes: asking for the papers of a round, and writing them."""

from datetime import datetime
from typing import NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations.reading import READ_EVENT
from dongbo.documents.operations.storing import keep_bytes
from dongbo.documents.states import Reading
from dongbo.ledger.models import Event
from dongbo.ledger.operations import append_event
from dongbo.ledger.queries import events_of
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Access, Permission
from dongbo.planning.models import Consultation, ConsultationPaper
from dongbo.planning.queries.papers import changed_since
from dongbo.planning.rules.consultation import ASKING, may_ask, require_ask
from dongbo.planning.states import ABANDONED_AFTER, PAPER_TRANSITIONS, ConsultationState, PaperForm, PaperState

PAPER = "consultation_paper"
"""What events about a paper call it."""


@transaction.atomic
def request_paper(
    *, consultation: Consultation, version: Version, form: PaperForm, by: Acting, at: datetime
) -> ConsultationPaper:
    """This will ask for a paper of a round as it reads for `version`; a job writes it.

    Where nothing that it says has changed since the same paper was asked for, that one is returned and nothing is
    asked for again. Raises NotAllowed; ValidationError by `consultation` (code `prepared`) before the round is sent,
    and by `version` where it is not frozen, of another document, or before the round's.
    """
    rounds = Consultation.objects.select_for_update(of=("self",)).select_related("document__unit", "version")
    held = rounds.get(pk=consultation.pk)
    authorship = _require_asking(held, by, at=at)
    if held.state == ConsultationState.PREPARED:
        raise ValidationError(_("Vòng lấy ý kiến này chưa gửi nên chưa có gì để tổng hợp."), code="prepared")
    _require_version(held, version)
    if (same := _same_paper(held, version, form, at=at)) is not None:
        return same
    paper = ConsultationPaper.objects.create(
        consultation=held, version=version, form=form, requested_at=at, requested_by=by.officer
    )
    _record_request(paper, by=authorship, at=at)
    return paper


@transaction.atomic
def restart_paper(*, paper: ConsultationPaper, by: Acting, at: datetime) -> ConsultationPaper:
    """This will put back into the queue a paper that failed, or whose process died half-way.

    Raises NotAllowed; ValidationError with code `transition` while it waits, is being written, or is ready.
    """
    held = _held(paper)
    return _queue_again(held, by=_require_asking(held.consultation, by, at=at), at=at)


@transaction.atomic
def resume_paper(*, paper: ConsultationPaper, at: datetime) -> ConsultationPaper:
    """This will put back into the queue a paper whose process died, without anyone asking, as the site's own act.

    Raises ValidationError with code `transition` where it is not cut off.
    """
    return _queue_again(_held(paper), by=THE_SITE, at=at)


def note_progress(*, paper: ConsultationPaper, percent: int, at: datetime) -> None:
    """This will show how far a paper is, and that its writing is alive; it is no act, so it leaves no event."""
    running = ConsultationPaper.objects.filter(pk=paper.pk, state=PaperState.RUNNING, run=paper.run)
    running.update(progress=percent, alive_at=at)


@transaction.atomic
def begin_paper(*, paper: ConsultationPaper, at: datetime) -> ConsultationPaper:
    """This will mark a paper as being written; one that was cut off begins again.

    Whoever writes goes on with the paper returned: it bears the number of this run, and only the latest run may finish
    or fail it.
    """
    begun = _held(paper)
    _step(begun, PaperState.RUNNING)
    begun.progress, begun.run, begun.alive_at = 0, begun.run + 1, at
    begun.save()
    return begun


@transaction.atomic
def finish_paper(*, paper: ConsultationPaper, data: bytes, as_of: int, at: datetime) -> ConsultationPaper:
    """This will keep what was written, which says what stood after the event numbered `as_of`.

    Raises ValidationError with code `superseded` where the writing has begun again meanwhile.
    """
    finished = _of_this_run(paper)
    _step(finished, PaperState.READY)
    finished.file = keep_bytes(data=data, kind=ending_of(finished))
    finished.progress, finished.finished_at = 100, at
    finished.save()
    _record("paper_finished", finished, {"as_of": as_of, "file": finished.file.sha256}, by=THE_SITE, at=at)
    return finished


@transaction.atomic
def fail_paper(*, paper: ConsultationPaper, failure: str, at: datetime) -> ConsultationPaper:
    """This will end a paper that could not be written, with the reason the officer is shown.

    Raises ValidationError as finish_paper does.
    """
    failed = _of_this_run(paper)
    _step(failed, PaperState.FAILED)
    failed.failure, failed.finished_at = failure, at
    failed.save()
    _record("paper_failed", failed, {"failure": failure}, by=THE_SITE, at=at)
    return failed


def record_paper_reading(*, consultation: Consultation, detail: str, by: Acting, at: datetime) -> None:
    """This will record that `by` takes a paper of a round away, before he has it: papers quote the draft.

    Nothing is written for a document that is open further than restricted. Raises NotAllowed.
    """
    if consultation.document.access == Access.RESTRICTED:
        _record_reading(consultation, detail, by, at)


@transaction.atomic
def _record_reading(consultation: Consultation, detail: str, by: Acting, at: datetime) -> None:
    append_event(
        kind=READ_EVENT,
        subject_kind="document",
        subject_id=consultation.document_id,
        payload={"what": Reading.REPORT.value, "detail": detail},
        by=_require_asking(consultation, by, at=at),
        at=at,
    )


def ending_of(paper: ConsultationPaper) -> str:
    """Return how the name of a paper's file ends."""
    return paper.form.rpartition("_")[2]


def is_over(paper: ConsultationPaper, *, at: datetime) -> bool:
    """Return whether the writing of a paper failed, or gave no sign of life for so long that it must have."""
    silent = paper.alive_at is not None and paper.alive_at < at - ABANDONED_AFTER
    return paper.state == PaperState.FAILED or (paper.state == PaperState.RUNNING and silent)


def _require_asking(consultation: Consultation, by: Acting, *, at: datetime) -> Authorship:
    """Return what the ledger shall say of an act that every officer of the side that asks may do. Raises NotAllowed."""
    held = (permission for permission in ASKING if may_ask(by, permission, consultation, at=at))
    return require_ask(by, next(held, Permission.CONSULTATION_LEAD), consultation, at=at)


def _require_version(consultation: Consultation, version: Version) -> None:
    if version.document_id != consultation.document_id or version.ordinal < consultation.version.ordinal:
        raise ValidationError(
            {"version": _("Hãy chọn bản đã lấy ý kiến hoặc một bản sau của cùng dự thảo.")}, code="version"
        )
    if not version.is_frozen:
        raise ValidationError({"version": _("Hãy chốt bản này trước khi lập giấy tờ theo nó.")}, code="version")


def _same_paper(
    consultation: Consultation, version: Version, form: PaperForm, *, at: datetime
) -> ConsultationPaper | None:
    """Return the last paper of this form and version, if it is or will be what a new one would be."""
    found = ConsultationPaper.objects.filter(consultation=consultation, version=version, form=form)
    last = found.exclude(state=PaperState.FAILED).order_by("-requested_at", "-pk").first()
    if last is None or is_over(last, at=at):
        return None
    if last.state == PaperState.QUEUED:
        return last
    return None if changed_since(consultation, _as_of(last)) else last


def _as_of(paper: ConsultationPaper) -> int:
    """Return the event up to which a paper surely says what stood: where it is not ready, the one that asked for it."""
    event: Event = events_of(subject_kind=PAPER, subject_id=paper.pk).latest("sequence")
    return int(event.payload.get("as_of", event.sequence))


def _queue_again(paper: ConsultationPaper, *, by: Authorship, at: datetime) -> ConsultationPaper:
    if not is_over(paper, at=at):
        _refuse_step(paper, PaperState.QUEUED)
    _step(paper, PaperState.QUEUED)
    paper.progress, paper.finished_at, paper.failure = 0, None, ""
    paper.save()
    _record_request(paper, by=by, at=at)
    return paper


def _record_request(paper: ConsultationPaper, *, by: Authorship, at: datetime) -> None:
    """The event that wakes the job."""
    told: dict[str, object] = {
        "consultation": str(paper.consultation_id),
        "version": paper.version.ordinal,
        "form": paper.form,
        "runs_before": paper.run,
    }
    _record("paper_requested", paper, told, by=by, at=at)


def _record(verb: str, paper: ConsultationPaper, payload: dict[str, object], *, by: Authorship, at: datetime) -> None:
    append_event(kind=f"planning.{verb}", subject_kind=PAPER, subject_id=paper.pk, payload=payload, by=by, at=at)


def _held(paper: ConsultationPaper) -> ConsultationPaper:
    found = ConsultationPaper.objects.select_for_update(of=("self",))
    return found.select_related("consultation__document__unit", "consultation__version", "version").get(pk=paper.pk)


def _of_this_run(paper: ConsultationPaper) -> ConsultationPaper:
    held = _held(paper)
    if held.run != paper.run:
        raise ValidationError(_("Giấy tờ này đang được lập lại."), code="superseded")
    return held


def _step(paper: ConsultationPaper, state: PaperState) -> None:
    if state not in PAPER_TRANSITIONS[PaperState(paper.state)]:
        _refuse_step(paper, state)
    paper.state = state


def _refuse_step(paper: ConsultationPaper, state: PaperState) -> NoReturn:
    raise ValidationError(
        _("Giấy tờ này đang «%(now)s» nên không chuyển sang «%(then)s» được."),
        code="transition",
        params={"now": PaperState(paper.state).label, "then": state.label},
    )
