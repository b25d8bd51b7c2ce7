"""Passing on some of what one holds."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.operations.alarms import raise_alarm
from dongbo.organisation.operations.grants import described, write_grant
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.delegation import (
    Delegating,
    delegation_asked,
    delegation_refusals,
    post_for_delegation,
    require_holder,
)
from dongbo.organisation.rules.giving import NO_DECISION
from dongbo.organisation.rules.wording import refuse
from dongbo.organisation.states import Access, AlarmCause, Capacity, Decision, GrantSource, Permission


@transaction.atomic
def delegate(
    *,
    grant: Grant,
    to: Officer,
    capacity: Capacity,
    by: Acting,
    at: datetime,
    role: Role | None = None,
    permissions: Iterable[Permission] | None = None,
    unit: Unit | None = None,
    covers_branch: bool | None = None,
    clearance: Access | None = None,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    decision: Decision = NO_DECISION,
    reason: str = "",
) -> Grant:
    """This will pass on to `to` some of what `by` holds by `grant`: what is not said is passed on as it is held.

    No permission is needed: the grant is the basis, and the ledger names it. Where the rule of the day asks for a post
    of the delegate, the delegation ends with that post. Raises NotAllowed where the grant is not held by `by` as he
    acts; ValidationError, by argument, for every excess over what he holds and every breach of the rule of the day.
    """
    advance_epoch()
    grant = Grant.objects.select_related("role", "unit", "effective_unit", "parent__officer").get(pk=grant.pk)
    authorship = require_holder(grant, by=by, at=at)
    new = delegation_asked(
        grant=grant,
        to=to,
        capacity=capacity,
        at=at,
        role=role,
        permissions=permissions,
        unit=unit,
        covers_branch=covers_branch,
        clearance=clearance,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=decision,
        reason=reason,
    )
    refuse(delegation_refusals(new, at=at))
    passed = _write(new, post_for_delegation(new, at=at), at=at)
    raise_alarm(grant=passed, cause=AlarmCause.DELEGATED, made_by=by.officer, made_for=by.principal, at=at)
    append_event(
        kind="organisation.grant_delegated",
        subject_kind="grant",
        subject_id=passed.pk,
        payload=described(passed) | {"from": grant.pk, "capacity": capacity, "permissions": new.mask},
        by=authorship,
        at=at,
    )
    return passed


def _write(new: Delegating, post: Post | None, *, at: datetime) -> Grant:
    return write_grant(
        officer=new.to,
        role=new.role,
        narrowed_to=new.narrowed_to,
        unit=new.unit,
        covers_branch=new.covers_branch,
        clearance=new.clearance,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        source=GrantSource.DELEGATION,
        capacity=new.capacity,
        parent=new.grant,
        post=post,
        decision_number=new.decision.number.strip(),
        decision_on=new.decision.on,
        reason=new.reason.strip(),
        given_at=at,
        given_by=new.grant.officer,
    )
