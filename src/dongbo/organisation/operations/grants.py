"""Giving and revoking grants."""

from datetime import datetime

from django.db import transaction

from dongbo.engines.authority import Decided, effective
from dongbo.ledger.operations import append_event
from dongbo.organisation.models import Grant, Officer, Role, Unit
from dongbo.organisation.models.authority import FOREVER
from dongbo.organisation.operations.alarms import raise_alarm
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.rules import Acting, require
from dongbo.organisation.states import Access, AlarmCause, Decision, GrantSource, Permission

NO_DECISION = Decision()


@transaction.atomic
def give_grant(
    *,
    officer: Officer,
    role: Role,
    unit: Unit,
    by: Acting,
    at: datetime,
    covers_branch: bool = True,
    clearance: Access = Access.UNIT,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    decision: Decision = NO_DECISION,
    reason: str = "",
) -> Grant:
    """This will give `officer` the role at `unit` from `valid_from` or now. Raises NotAllowed, ValidationError."""
    advance_epoch()
    authorship = require(by, Permission.GRANT_GIVE, unit=unit, access=clearance, at=at)
    grant = write_grant(
        officer=officer,
        role=role,
        unit=unit,
        covers_branch=covers_branch,
        clearance=clearance,
        valid_from=valid_from or at,
        valid_to=valid_to,
        source=GrantSource.APPOINTMENT,
        given_at=at,
        given_by=by.officer,
        decision_number=decision.number,
        decision_on=decision.on,
        reason=reason,
    )
    raise_alarm(grant=grant, cause=AlarmCause.GIVEN, made_by=by.officer, at=at)
    append_event(
        kind="organisation.grant_given",
        subject_kind="grant",
        subject_id=grant.pk,
        payload={"officer": officer.username, "role": role.code, "unit": unit.code, "covers_branch": covers_branch},
        by=authorship,
        at=at,
    )
    return grant


def write_grant(**decided: object) -> Grant:
    """This will write a grant that was given outright, with what it is worth."""
    grant = Grant(**decided)
    worth = effective(
        Decided(
            unit=grant.unit_id,
            branch=grant.covers_branch,
            begins=grant.valid_from,
            ends=grant.valid_to or FOREVER,
            clearance=grant.clearance,
            mask=grant.role.mask,
        ),
        None,
        {},
    )
    grant.effective_unit_id = worth.unit
    grant.effective_branch = worth.branch
    grant.effective_from, grant.effective_to = worth.begins, worth.ends
    grant.effective_clearance, grant.effective_mask = worth.clearance, worth.mask
    grant.save()
    return grant
