"""Writes: asking for an appraisal, computing it, and deciding on trace links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision, Version
from dongbo.documents.operations.storing import keep_bytes
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Officer
from dongbo.planning.models import Appraisal, TraceLink
from dongbo.planning.queries import current_fingerprints
from dongbo.planning.rules import may_appraise, may_decide
from dongbo.planning.states import APPRAISAL_TRANSITIONS, AppraisalState, LinkState


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
    *, plan: Version, directives: Iterable[Version], previous: Version | None, by: Officer, at: datetime
) -> Appraisal:
    """This will ask for `plan` to be held against `directives`; a job computes it.

    Raises PermissionDenied; ValidationError where no directive is named, the plan is among them, or the previous
    version belongs to another document.
    """
    _require_appraiser(by)
    held_against = list(directives)
    if not held_against:
        raise ValidationError({"directives": _("Hãy chọn ít nhất một văn bản chỉ đạo để đối chiếu.")})
    if any(version.document_id == plan.document_id for version in held_against):
        raise ValidationError({"directives": _("Dự thảo không thể đối chiếu với chính nó; hãy bỏ nó khỏi danh sách.")})
    if previous is not None and (previous.document_id != plan.document_id or previous.ordinal >= plan.ordinal):
        raise ValidationError({"previous": _("Bản trước phải là một bản cũ hơn của cùng dự thảo.")})
    appraisal = Appraisal.objects.create(plan=plan, previous=previous, requested_at=at, requested_by=by)
    appraisal.directives.set(held_against)
    append_event(
        kind="planning.appraisal_requested",
        subject_kind="appraisal",
        subject_id=appraisal.pk,
        payload={
            "plan": plan.pk,
            "directives": sorted(version.pk for version in held_against),
            "previous": previous.pk if previous else None,
        },
        actor=by.pk,
        at=at,
    )
    return appraisal


def note_progress(*, appraisal: Appraisal, percent: int, stage: str) -> None:
    """This will show how far a running appraisal is; it is no act, so it leaves no event."""
    Appraisal.objects.filter(pk=appraisal.pk, state=AppraisalState.RUNNING).update(progress=percent, stage=stage)


@transaction.atomic
def begin_appraisal(*, appraisal: Appraisal) -> Appraisal:
    """This will mark an appraisal as being computed; one that was cut off begins again."""
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
    _step(appraisal, AppraisalState.RUNNING)
    appraisal.progress, appraisal.finished_at, appraisal.failure = 0, None, ""
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

    A link that an officer has decided on stays as decided.
    """
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
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
    """This will end an appraisal that could not be computed, with the reason the officer is shown."""
    appraisal = Appraisal.objects.select_for_update().get(pk=appraisal.pk)
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


@transaction.atomic
def confirm_link(*, link: TraceLink, by: Officer, at: datetime) -> TraceLink:
    """This will confirm a link with both ends as they read now; a suspect link is cleared by it.

    Raises PermissionDenied; ValidationError where an end is no longer in its document.
    """
    return _decide(link, LinkState.CONFIRMED, by=by, at=at)


@transaction.atomic
def reject_link(*, link: TraceLink, by: Officer, at: datetime) -> TraceLink:
    """This will reject a link: it counts no more, and is not proposed again. Raises PermissionDenied."""
    return _decide(link, LinkState.REJECTED, by=by, at=at)


@transaction.atomic
def add_link(
    *, directive_provision: Provision, plan_provision: Provision, reason: str, by: Officer, at: datetime
) -> TraceLink:
    """This will add a link the machine did not see, confirmed at once. Raises PermissionDenied, ValidationError."""
    _require_appraiser(by)
    if directive_provision.document_id == plan_provision.document_id:
        raise ValidationError(_("Hai đầu của liên kết phải thuộc hai văn bản khác nhau."), code="same_document")
    prints = _fingerprints(directive_provision, plan_provision)
    link, created = TraceLink.objects.get_or_create(
        directive_provision=directive_provision,
        plan_provision=plan_provision,
        defaults={
            "directive_hash": prints[0],
            "plan_hash": prints[1],
            "reason": reason.strip(),
            "added_by_officer": True,
            "proposed_at": at,
        },
    )
    if not created and link.state == LinkState.CONFIRMED:
        raise ValidationError(_("Liên kết này đã được xác nhận."), code="duplicate")
    return _decide(link, LinkState.CONFIRMED, by=by, at=at)


def _decide(link: TraceLink, state: LinkState, *, by: Officer, at: datetime) -> TraceLink:
    link = TraceLink.objects.select_for_update().get(pk=link.pk)
    if not may_decide(by, link, state):
        raise PermissionDenied(_("Bạn không được quyết định liên kết này, hoặc nó đã ở trạng thái đó."))
    before = link.state
    if state == LinkState.CONFIRMED:
        link.directive_hash, link.plan_hash = _fingerprints(link.directive_provision, link.plan_provision)
    link.state, link.decided_at, link.decided_by = state, at, by
    link.save()
    append_event(
        kind=f"planning.link_{state}",
        subject_kind="trace_link",
        subject_id=link.pk,
        payload={
            "from": before,
            "directive_provision": str(link.directive_provision_id),
            "plan_provision": str(link.plan_provision_id),
            "directive_hash": link.directive_hash,
            "plan_hash": link.plan_hash,
        },
        actor=by.pk,
        at=at,
    )
    return link


def _fingerprints(directive: Provision, plan: Provision) -> tuple[str, str]:
    current = current_fingerprints([directive.pk, plan.pk])
    if directive.pk not in current or plan.pk not in current:
        raise ValidationError(
            _(
                "Một đầu của liên kết không còn trong bản mới nhất; "
                "hãy bác bỏ liên kết này và nối với điều khoản thay thế."
            ),
            code="removed",
        )
    return current[directive.pk], current[plan.pk]


def _require_appraiser(officer: Officer) -> None:
    if not may_appraise(officer):
        raise PermissionDenied(_("Chỉ cán bộ kế hoạch được đối chiếu và quyết định liên kết truy vết."))


def _step(appraisal: Appraisal, state: AppraisalState) -> None:
    if state not in APPRAISAL_TRANSITIONS[AppraisalState(appraisal.state)]:
        raise ValidationError(
            _("Lượt đối chiếu đang «%(now)s» nên không chuyển sang «%(then)s» được."),
            code="transition",
            params={"now": AppraisalState(appraisal.state).label, "then": state.label},
        )
    appraisal.state = state
