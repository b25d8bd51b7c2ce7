"""Writes: what became of directives between the tracing of a plan and its issuance, told to the plan's owner."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from dongbo.documents.models import Version
from dongbo.documents.states import VersionState
from dongbo.ledger.operations import append_event
from dongbo.planning.models import DirectiveNotice, Issuance, TraceLink
from dongbo.planning.operations.standing.awaiting import note_done, note_failure
from dongbo.planning.operations.standing.telling import tell
from dongbo.planning.queries.amending import touched_by
from dongbo.planning.queries.issuances import ISSUANCE
from dongbo.planning.queries.links import DIRECTIVE_READS_OTHERWISE
from dongbo.planning.states import LinkState, NoticeCause


@transaction.atomic
def check_issued(*, issuance: Issuance, at: datetime) -> list[DirectiveNotice]:
    """This will give the owner of a plan that was issued a notice of every directive that changed, or that another
    paper touched, after its links were last looked at: what he would have been told had the plan been in force then.

    A plan that takes effect later is looked at on that day once more. It is the site's own act; done again it brings
    only what has come since. Nothing is told of a plan that has ended.
    """
    issuance = Issuance.objects.select_for_update(of=("self",)).defer("leaves").get(pk=issuance.pk)
    day = timezone.localdate(at)
    begins = timezone.make_aware(datetime.combine(issuance.effective_on, time.min))
    note_done(issuance, at=at, again_at=begins if begins > at else None)
    notices: list[DirectiveNotice] = []
    if issuance.ended_on is None or issuance.ended_on > day:
        notices = [*_of_changed(issuance, at=at), *_of_touched(issuance, at=at)]
    append_event(
        kind="planning.issued_plan_checked",
        subject_kind=ISSUANCE,
        subject_id=issuance.pk,
        payload={
            "plan": str(issuance.document_id),
            "notices": [{"notice": str(one.pk), "version": one.version_id, "cause": one.cause} for one in notices],
        },
        at=at,
    )
    return notices


@transaction.atomic
def fail_issued_check(*, issuance: Issuance, failure: str, at: datetime) -> None:
    """This will record that a plan that was issued could not be checked, why, and when to try again."""
    note_failure(issuance, failure, at=at)
    append_event(
        kind="planning.issued_plan_check_failed",
        subject_kind=ISSUANCE,
        subject_id=issuance.pk,
        payload={"plan": str(issuance.document_id), "failure": failure},
        at=at,
    )


def _links(issuance: Issuance) -> QuerySet[TraceLink]:
    return TraceLink.objects.filter(plan_provision__document=issuance.document_id)


def _of_changed(issuance: Issuance, *, at: datetime) -> list[DirectiveNotice]:
    """Tell of the newest version of each directive that reads otherwise than when the plan's links were confirmed."""
    links = _links(issuance).filter(DIRECTIVE_READS_OTHERWISE, state=LinkState.CONFIRMED)
    notices = []
    for document in sorted(set(links.order_by().values_list("directive_provision__document", flat=True))):
        frozen = Version.objects.filter(document=document, state=VersionState.FROZEN).order_by("-ordinal")
        if (newest := frozen.first()) is not None:
            of_it = links.filter(directive_provision__document=document)
            notices += tell(newest, NoticeCause.CHANGED, of_it, {issuance.document_id}, at=at)
    return notices


def _of_touched(issuance: Issuance, *, at: datetime) -> list[DirectiveNotice]:
    """Tell of the papers that amend, replace or repeal a directive, and put links of the plan in doubt till now."""
    links = _links(issuance).exclude(state=LinkState.REJECTED)
    doubting = Version.objects.filter(link_doubts__link__in=links, link_doubts__settled_at__isnull=True)
    notices = []
    for version in doubting.select_related("document").distinct().order_by("pk"):
        doubted = links.filter(doubts__version=version, doubts__settled_at__isnull=True)
        acts = {one.document.pk: one.cause for one in touched_by(version)}
        causes: dict[NoticeCause, list[UUID]] = {}
        for document in set(doubted.order_by().values_list("directive_provision__document", flat=True)):
            causes.setdefault(acts.get(document, NoticeCause.AMENDED), []).append(document)
        for cause, documents in sorted(causes.items()):
            of_them = doubted.filter(directive_provision__document__in=documents)
            notices += tell(version, cause, of_them, {issuance.document_id}, at=at)
    return notices
