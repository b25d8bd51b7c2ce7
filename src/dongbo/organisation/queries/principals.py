"""For whom an officer may act, in which capacity and on which paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dongbo.organisation.models import Grant, Officer, Post
from dongbo.organisation.queries.reviews import effective_grants
from dongbo.organisation.states import Capacity


@dataclass(frozen=True, slots=True)
class Mandate:
    """In which capacity one acts for another, by which decision."""

    capacity: Capacity
    decision_number: str
    decision_on: date | None


@dataclass(frozen=True, slots=True)
class Principal:
    """An officer for whom another may act, the post he holds, and the mandates, each once."""

    officer: Officer
    post: Post | None
    mandates: tuple[Mandate, ...]


def principals_of(officer: Officer, *, at: datetime) -> list[Principal]:
    """Return those who have passed on to `officer` something that is effective at `at`, by name.

    Three queries, one where nothing was ever passed on to him. A delegation that is dead anywhere along its chain
    counts for nothing.
    """
    if not Grant.objects.filter(officer=officer, parent__isnull=False).exists():
        return []
    held = effective_grants(at).filter(officer=officer, parent__isnull=False, officer__is_active=True)
    rows = held.select_related("parent__officer").order_by("parent__officer__name_key", "parent__officer", "pk")
    mandates: dict[Officer, dict[Mandate, None]] = {}
    for grant in rows:
        mandates.setdefault(_principal(grant), {})[_mandate(grant)] = None
    posts = _posts(mandates, timezone.localdate(at)) if mandates else {}
    return [Principal(who, posts.get(who.pk), tuple(found)) for who, found in mandates.items()]


def _principal(grant: Grant) -> Officer:
    if grant.parent is None:
        raise ValueError("a grant that was given outright is held for nobody else")
    return grant.parent.officer


def _mandate(grant: Grant) -> Mandate:
    return Mandate(Capacity(grant.capacity), grant.decision_number, grant.decision_on)


def _posts(officers: dict[Officer, dict[Mandate, None]], day: date) -> dict[int, Post]:
    """Return by officer the post he holds on `day`, the main one where there are several."""
    held = Post.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), officer__in=list(officers), valid_from__lte=day
    )
    return {post.officer_id: post for post in held.select_related("unit").order_by("is_main", "valid_from", "pk")}
