"""A delegation in few words: everything the first of an officer's grants gives."""

from datetime import date, datetime

from dongbo.organisation.models import Grant
from dongbo.organisation.operations.chains import recompute_chains
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Capacity, GrantSource


def delegated(principal: Acting, *, to: Acting, at: datetime, capacity: Capacity = Capacity.TL) -> Grant:
    """Pass on the first grant of `principal` to `to`, as a row: what the rules of law say is not what is tried here."""
    advance_epoch()
    above = Grant.objects.filter(officer=principal.officer, parent__isnull=True).order_by("pk")[0]
    grant = Grant.objects.create(
        officer=to.officer,
        role=above.role,
        unit=above.unit,
        covers_branch=above.covers_branch,
        clearance=above.clearance,
        valid_from=at,
        source=GrantSource.DELEGATION,
        capacity=capacity,
        parent=above,
        decision_number="12/QĐ-GĐ",
        decision_on=date(2026, 11, 20),
        reason="Đi công tác",
        given_at=at,
        given_by=principal.officer,
        effective_from=at,
        effective_to=at,
        effective_clearance=above.clearance,
        effective_mask=0,
    )
    recompute_chains([grant.pk], at=at)
    grant.refresh_from_db()
    return grant


def acting_for(officer: Acting, principal: Acting, *, at: datetime) -> Acting:
    """Return `officer` acting for `principal`."""
    return acting_as(officer.officer, principal=principal.officer, at=at)
