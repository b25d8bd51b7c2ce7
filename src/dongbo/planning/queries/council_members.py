"""Reads: who may be named for a council."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from dongbo.organisation.models import Officer
from dongbo.organisation.queries import officer_list
from dongbo.organisation.queries.explaining.reverse import living_grants
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission


def officers_to_seat(by: Acting, *, at: datetime) -> QuerySet[Officer]:
    """Return the officers whom `by` may name for a council, by name: those he may see, and those of any unit to whom
    somebody gave the right to sit in councils. A decision names people from everywhere.
    """
    sitting = living_grants(at).annotate(carried=F("effective_mask").bitand(Permission.COUNCIL_SIT.bit))
    known = Q(pk__in=officer_list(by, at=at).order_by().values("pk"))
    named = Q(pk__in=sitting.filter(carried__gt=0, parent__isnull=True).values("officer"))
    return Officer.objects.filter(known | named, is_active=True).order_by("name_key", "pk")
