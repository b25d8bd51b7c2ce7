"""What ends a grant, and what it is worth by itself: the one reading of its row."""

from datetime import date, datetime, time
from enum import Enum

from django.utils import timezone

from dongbo.engines.authority import Decided, Effective
from dongbo.organisation.models import Grant
from dongbo.organisation.models.authority import FOREVER


class End(Enum):
    """What may end a grant by itself; what hangs from another ends with that one too."""

    REVOKED = "revoked"
    PERIOD = "period"
    POST = "post"
    ROLE = "role"
    SERVICE = "service"


def ends_of(grant: Grant, *, at: datetime) -> dict[End, datetime]:
    """Return the moments at which `grant` ends by itself; of an officer out of service it has, at `at` the latest.

    Reads the grant's role, post and officer.
    """
    found = {
        End.REVOKED: grant.revoked_at,
        End.PERIOD: grant.valid_to,
        End.POST: midnight(grant.post.valid_to) if grant.post is not None and grant.post.valid_to else None,
        End.ROLE: grant.role.ended_at,
        End.SERVICE: None if grant.officer.is_active else min(at, grant.effective_to),
    }
    return {end: moment for end, moment in found.items() if moment is not None}


def decided(grant: Grant, *, at: datetime) -> Decided:
    """Return `grant` as it was decided, with the earliest of its own ends.

    Nothing holds before it was given, whatever day the paper names.
    """
    return Decided(
        unit=grant.unit_id,
        branch=grant.covers_branch,
        begins=max(grant.valid_from, grant.given_at),
        ends=min(ends_of(grant, at=at).values(), default=FOREVER),
        clearance=grant.clearance,
        mask=mask_as_decided(grant),
    )


def mask_as_decided(grant: Grant) -> int:
    """Return the permissions of the grant's role, as far as the grant was narrowed to some of them."""
    return grant.role.mask if grant.narrowed_to is None else grant.role.mask & grant.narrowed_to


def worth_of(grant: Grant) -> Effective:
    """Return what the row says `grant` is worth."""
    return Effective(
        unit=grant.effective_unit_id,
        branch=grant.effective_branch,
        begins=grant.effective_from,
        ends=grant.effective_to,
        clearance=grant.effective_clearance,
        mask=grant.effective_mask,
    )


def midnight(day: date) -> datetime:
    """Return the moment `day` begins where the site is: when what is valid until that day is over."""
    return timezone.make_aware(datetime.combine(day, time.min))
