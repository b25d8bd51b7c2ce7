"""A delegation in few words: everything the first of an officer's grants gives, for a time, by a paper."""

from datetime import date, datetime, timedelta

from dongbo.organisation.models import Grant
from dongbo.organisation.operations import delegate
from dongbo.organisation.queries import acting_as
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Capacity, Decision

DECISION = Decision(number="12/QĐ-GĐ", on=date(2026, 11, 20), issuer="Giám đốc")


def delegated(principal: Acting, *, to: Acting, at: datetime, days: int = 60) -> Grant:
    """Pass on the first grant of `principal` to `to` (thừa ủy quyền)."""
    grant = Grant.objects.filter(officer=principal.officer, parent__isnull=True).order_by("pk")[0]
    return delegate(
        grant=grant,
        to=to.officer,
        capacity=Capacity.TUQ,
        valid_to=at + timedelta(days=days),
        decision=DECISION,
        reason="Đi công tác dài ngày",
        by=principal,
        at=at,
    )


def acting_for(officer: Acting, principal: Acting, *, at: datetime) -> Acting:
    """Return `officer` acting for `principal`."""
    return acting_as(officer.officer, principal=principal.officer, at=at)
