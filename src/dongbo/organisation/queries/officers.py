"""Officers, the posts they hold, and as whom they act."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dongbo.organisation.models import Officer, Post
from dongbo.organisation.rules import Acting


def officers() -> QuerySet[Officer]:
    """Return every officer in service."""
    return Officer.objects.filter(is_active=True)


def post_on(officer: Officer, day: date) -> Post | None:
    """Return the main post `officer` holds on `day`, or any other he holds then, with its unit."""
    held = Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), officer=officer, valid_from__lte=day)
    return held.select_related("unit").order_by("-is_main", "-valid_from").first()


def acting_as(officer: Officer, *, at: datetime, principal: Officer | None = None, address: str = "") -> Acting:
    """Return `officer` at work from the post he holds at `at`, by his own authority or for `principal`."""
    return Acting(officer=officer, principal=principal, post=post_on(officer, timezone.localdate(at)), address=address)
