"""Writes: deciding on trace links."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dongbo.documents.models import Provision
from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.planning.models import LinkDoubt, TraceLink
from dongbo.planning.queries.links import current_fingerprints
from dongbo.planning.rules.links import follows, require_decision
from dongbo.planning.states import LinkState


@transaction.atomic
def confirm_link(
    *,
    link: TraceLink,
    by: Acting,
    at: datetime,
    seen: tuple[str, str] | None = None,
    doubts_seen: Collection[int] | None = None,
) -> TraceLink:
    """This will confirm a link with both ends as they read now; a suspect link is cleared by it, its doubts settled.

    `seen` are the fingerprints (directive, plan) of what the officer was looking at, `doubts_seen` the open doubts he
    was shown. Raises NotAllowed; ValidationError where an end is no longer in its document (`removed`), reads otherwise
    than seen or has come into doubt since (`stale`), or where the link is confirmed as it reads (`decided`).
    """
    return _decide(link, LinkState.CONFIRMED, by=by, at=at, seen=seen, doubts_seen=doubts_seen)


@transaction.atomic
def reject_link(*, link: TraceLink, by: Acting, at: datetime) -> TraceLink:
    """This will reject a link: it counts no more, is not proposed again, and what was doubtful of it is settled.

    Raises NotAllowed; ValidationError with code `decided` where it is rejected already.
    """
    return _decide(link, LinkState.REJECTED, by=by, at=at)


@transaction.atomic
def add_link(
    *, directive_provision: Provision, plan_provision: Provision, reason: str, by: Acting, at: datetime
) -> TraceLink:
    """This will add a link the machine did not see, confirmed at once. Raises NotAllowed, ValidationError."""
    require_decision(by, directive_provision.document, plan_provision.document, at=at)
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
    if not created and reason.strip():
        link.reason = reason.strip()
        link.save(update_fields=["reason"])
    return _decide(link, LinkState.CONFIRMED, by=by, at=at)


def _decide(
    link: TraceLink,
    state: LinkState,
    *,
    by: Acting,
    at: datetime,
    seen: tuple[str, str] | None = None,
    doubts_seen: Collection[int] | None = None,
) -> TraceLink:
    held = TraceLink.objects.select_for_update(of=("self",)).select_related(
        "decided_by", "directive_provision__document__unit", "plan_provision__document__unit"
    )
    link = held.get(pk=link.pk)
    authorship = require_decision(by, link.directive_provision.document, link.plan_provision.document, at=at)
    before, prints = link.state, (link.directive_hash, link.plan_hash)
    doubts = list(link.doubts.select_for_update().filter(settled_at__isnull=True).order_by("pk"))
    _require_doubts_seen(doubts, doubts_seen)
    if state == LinkState.CONFIRMED:
        prints = _fingerprints(link.directive_provision, link.plan_provision)
        _require_as_seen(prints, seen)
    unchanged = before == state and prints == (link.directive_hash, link.plan_hash) and not doubts
    if unchanged or not follows(before, state):
        raise ValidationError(
            _("Liên kết này đã ở trạng thái «%(state)s», do %(officer)s quyết định."),
            code="decided",
            params={"state": LinkState(before).label, "officer": link.decided_by},
        )
    link.directive_hash, link.plan_hash = prints
    link.state, link.decided_at, link.decided_by = state, at, by.officer
    link.save()
    link.doubts.filter(pk__in=[doubt.pk for doubt in doubts]).update(settled_at=at, settled_by=by.officer)
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
            "doubts_settled": [doubt.pk for doubt in doubts],
        },
        by=authorship,
        at=at,
    )
    return link


def _require_as_seen(prints: tuple[str, str], seen: tuple[str, str] | None) -> None:
    if seen is not None and seen != prints:
        raise ValidationError(
            _("Một đầu của liên kết vừa thay đổi; hãy đọc lại cả hai đầu rồi quyết định."), code="stale"
        )


def _require_doubts_seen(doubts: Collection[LinkDoubt], seen: Collection[int] | None) -> None:
    if seen is not None and not {doubt.pk for doubt in doubts} <= set(seen):
        raise ValidationError(
            _("Vừa có văn bản khác tác động đến điều khoản chỉ đạo này; hãy đọc văn bản đó rồi quyết định."),
            code="stale",
        )


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
