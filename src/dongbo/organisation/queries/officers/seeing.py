"""Whose posts a reader may see."""

from datetime import datetime

from django.db.models import Q

from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Permission


def posts_seen(by: Acting, *, at: datetime) -> Q:
    """Return the predicate for posts `by` may see at `at`: in the units where he may see officers, and his own."""
    everywhere = within(by, Permission.OFFICER_READ, at=at)
    # An empty predicate says that the permission holds everywhere; joined by "or" it would be lost.
    return everywhere | Q(officer=by.officer) if everywhere else everywhere
