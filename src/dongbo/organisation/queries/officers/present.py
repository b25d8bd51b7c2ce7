"""The post an officer works from, and as whom he acts."""

from datetime import date, datetime

from django.utils import timezone

from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.rules import Acting


def post_on(officer: Officer, day: date) -> Post | None:
    """Return the main post `officer` holds on `day`, or any other he holds then, with its unit."""
    held = Post.objects.held_on(day).filter(officer=officer)
    return held.select_related("unit").order_by("-is_main", "-valid_from", "-pk").first()


def acting_as(officer: Officer, *, at: datetime, principal: Officer | None = None, address: str = "") -> Acting:
    """Return `officer` at work from the post he holds at `at`, by his own authority or for `principal`."""
    return Acting(officer=officer, principal=principal, post=post_on(officer, timezone.localdate(at)), address=address)


def unit_of_officer(officer: Officer, day: date) -> Unit:
    """Return the unit that manages `officer` on `day`: of his post, else of his last one, else the topmost."""
    post = post_on(officer, day) or (
        Post.objects.filter(officer=officer).select_related("unit").order_by("-valid_from", "-is_main", "-pk").first()
    )
    return post.unit if post is not None else Unit.objects.order_by("first")[:1].get()
