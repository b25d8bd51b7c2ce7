"""Writes: notices to the owners of plans, each once for a version of a directive and a cause, with its links."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from dongbo.documents.models import Version
from dongbo.planning.models import DirectiveNotice, TraceLink
from dongbo.planning.operations.standing.filling import fill
from dongbo.planning.states import NoticeCause


def tell(
    version: Version, cause: NoticeCause, links: QuerySet[TraceLink], plans: set[UUID], *, at: datetime
) -> list[DirectiveNotice]:
    """Give the owners of the plans in force to which `links` lead a notice with theirs."""
    owners = set(links.order_by().values_list("plan_provision__document", flat=True).distinct())
    notices = give(version, cause, owners & plans, at=at)
    own = DirectiveNotice.objects.filter(plan=OuterRef("plan_provision__document"), version=version, cause=cause)
    told = links.annotate(notice=Subquery(own.values("pk")[:1])).filter(notice__isnull=False)
    between = DirectiveNotice.links.through
    known = between.objects.filter(directivenotice__version=version, directivenotice__cause=cause).values("tracelink")
    fill(between, told.exclude(pk__in=known), {"directivenotice": "notice", "tracelink": "pk"})
    return notices


def give(version: Version, cause: NoticeCause, plans: Iterable[UUID], *, at: datetime) -> list[DirectiveNotice]:
    """Give each of `plans` a notice, where it has none of this cause yet; return them all."""
    made = (
        DirectiveNotice.objects.get_or_create(plan_id=plan, version=version, cause=cause, defaults={"found_at": at})
        for plan in sorted(plans)
    )
    return [notice for notice, _created in made]
