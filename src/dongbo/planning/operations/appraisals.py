"""Writes: asking for an appraisal, and computing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Version
from dongbo.documents.operations.storing import keep_bytes
from dongbo.ledger.operations import append_event
from dongbo.ledger.states import THE_SITE, Authorship
from dongbo.organisation.rules import Acting
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.rules.appraisals import is_over, require_appraisal
from dongbo.planning.states import APPRAISAL_TRANSITIONS, AppraisalState


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trace link an appraisal proposes: both provisions, their fingerprints, a score from 0 to 1 and why."""

    directive_provision: UUID
    plan_provision: UUID
    directive_hash: str
    plan_hash: str
    score: float
    reason: str


@transaction.atomic
def request_appraisal(
    *, plan: Version, directives: Iterable[Version], previous: Version | None, by: Acting, at: datetime
) -> Appraisal:
    """This will ask for `plan` to be held against `directives`; a job computes it.

    Raises NotAllowed; ValidationError where no directive is named, the plan is among them, a version is not
    frozen yet, or the previous version belongs to another document.
    """
    held_against = list(directives)
    authorship = require_appraisal(by, plan.document, [version.document for version in held_against], at=at)
    if not held_against:
        raise ValidationError({"directives": _("Hãy chọn ít nhất một văn bản chỉ đạo để đối chiếu.")})
    if any(version.document_id == plan.document_id for version in held_against):
        raise ValidationError({"directives": _("Dự thảo không thể đối chiếu với chính nó; hãy bỏ nó khỏi danh sách.")})
    if previous is not None and (previous.document_id != plan.document_id or previous.ordinal >= plan.ordinal):
        raise ValidationError({"previous": _("Bản trước phải là một bản cũ hơn của cùng dự thảo.")})
    _require_frozen("plan", [plan])
    _require_frozen("directives", held_against)
    appraisal = Appraisal.objects.create(plan=plan, previous=previous, requested_at=at, requested_by=by.officer)
    appraisal.directives.set(held_against)
    _record_request(appraisal, by=authorship, at=at)
    return appraisal


@transaction.atomic
def restart_appraisal(*, appraisal: Appraisal, by: Acting, at: datetime) -> Appraisal:
    """This will put back into the queue an appraisal that failed, or whose process died half-way.

    Raises NotAllowed; ValidationError with code `transition` while it waits, is alive, or is ready.
    """
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    against = [version.document for version in appraisal.directives.select_related("document__unit")]
    authorship = require_appraisal(by, appraisal.plan.document, against, at=at)
    return _queue_again(appraisal, by=authorship, at=at)


@transaction.atomic
def resume_appraisal(*, appraisal: Appraisal, at: datetime) -> Appraisal:
    """This will put back into the queue an appraisal whose process died, without anyone asking.

    It is the site's own act, whatever its requester may do by now: what he asked for is in the ledger already. Raises
    ValidationError with code `transition` where it is not cut off.
    """
    return _queue_again(Appraisal.objects.select_for_update().get(pk=appraisal.pk), by=THE_SITE, at=at)


def _queue_again(appraisal: Appraisal, *, by: Authorship, at: datetime) -> Appraisal:
    if not is_over(appraisal, at=at):
        _refuse_step(appraisal, AppraisalState.QUEUED)
    _step(appraisal, AppraisalState.QUEUED)
    _clear(appraisal)
    appraisal.save()
    _record_request(appraisal, by=by, at=at)
    return appraisal


def note_progress(*, appraisal: Appraisal, percent: int, stage: str, at: datetime) -> None:
    """This will show how far a running appraisal is, and that it is alive; it is no act, so it leaves no event."""
    running = Appraisal.objects.filter(pk=appraisal.pk, state=AppraisalState.RUNNING, run=appraisal.run)
    running.update(progress=percent, stage=stage, alive_at=at)


@transaction.atomic
def begin_appraisal(*, appraisal: Appraisal, at: datetime) -> Appraisal:
    """This will mark an appraisal as being computed; one that was cut off begins again.

    Whoever computes goes on with the appraisal returned: it bears the number of this run, and only the latest run may
    finish or fail it.
    """
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    _step(appraisal, AppraisalState.RUNNING)
    _clear(appraisal)
    appraisal.run, appraisal.alive_at = appraisal.run + 1, at
    appraisal.save()
    return appraisal


@transaction.atomic
def finish_appraisal(
    *,
    appraisal: Appraisal,
    result: Mapping[str, Any],
    reports: Mapping[str, bytes],
    proposals: Iterable[Proposal],
    at: datetime,
) -> Appraisal:
    """This will keep the computed result with its reports ("html", "docx") and propose the trace links it found.

    A link that an officer has decided on stays as decided. Raises ValidationError with code `superseded` where the
    computing has begun again meanwhile.
    """
    appraisal = _of_this_run(appraisal)
    _step(appraisal, AppraisalState.READY)
    appraisal.result, appraisal.progress, appraisal.finished_at = dict(result), 100, at
    appraisal.report_html = keep_bytes(data=reports["html"], kind="html")
    appraisal.report_docx = keep_bytes(data=reports["docx"], kind="docx")
    appraisal.save()
    links = [
        TraceLink(
            directive_provision_id=proposal.directive_provision,
            plan_provision_id=proposal.plan_provision,
            directive_hash=proposal.directive_hash,
            plan_hash=proposal.plan_hash,
            score=proposal.score,
            reason=proposal.reason,
            proposed_at=at,
        )
        for proposal in proposals
    ]
    TraceLink.objects.bulk_create(links, ignore_conflicts=True, batch_size=500)
    append_event(
        kind="planning.appraisal_finished",
        subject_kind="appraisal",
        subject_id=appraisal.pk,
        payload={"proposed_links": len(links)},
        at=at,
    )
    return appraisal


@transaction.atomic
def fail_appraisal(*, appraisal: Appraisal, failure: str, at: datetime) -> Appraisal:
    """This will end an appraisal that could not be computed, with the reason the officer is shown.

    Raises ValidationError as finish_appraisal does.
    """
    appraisal = _of_this_run(appraisal)
    _step(appraisal, AppraisalState.FAILED)
    appraisal.failure, appraisal.finished_at = failure, at
    appraisal.save()
    append_event(
        kind="planning.appraisal_failed",
        subject_kind="appraisal",
        subject_id=appraisal.pk,
        payload={"failure": failure},
        at=at,
    )
    return appraisal


def _require_frozen(field: str, versions: Iterable[Version]) -> None:
    """A tree in review may still change, and with it every place an appraisal would name."""
    waiting = [str(version) for version in versions if not version.is_frozen]
    if waiting:
        raise ValidationError(
            {field: _("Hãy chốt trước khi đối chiếu: %(names)s.") % {"names": "; ".join(waiting)}}, code="in_review"
        )


def _record_request(appraisal: Appraisal, *, by: Authorship, at: datetime) -> None:
    """The event that wakes the job."""
    append_event(
        kind="planning.appraisal_requested",
        subject_kind="appraisal",
        subject_id=appraisal.pk,
        payload={
            "plan": appraisal.plan_id,
            "directives": sorted(appraisal.directives.values_list("pk", flat=True)),
            "previous": appraisal.previous_id,
            "runs_before": appraisal.run,
        },
        by=by,
        at=at,
    )


def _of_this_run(appraisal: Appraisal) -> Appraisal:
    held = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    if held.run != appraisal.run:
        raise ValidationError(_("Lượt đối chiếu này đã được tính lại."), code="superseded")
    return held


def _clear(appraisal: Appraisal) -> None:
    appraisal.progress, appraisal.stage, appraisal.finished_at, appraisal.failure = 0, "", None, ""


def _step(appraisal: Appraisal, state: AppraisalState) -> None:
    if state not in APPRAISAL_TRANSITIONS[AppraisalState(appraisal.state)]:
        _refuse_step(appraisal, state)
    appraisal.state = state


def _refuse_step(appraisal: Appraisal, state: AppraisalState) -> NoReturn:
    raise ValidationError(
        _("Lượt đối chiếu đang «%(now)s» nên không chuyển sang «%(then)s» được."),
        code="transition",
        params={"now": AppraisalState(appraisal.state).label, "then": state.label},
    )
