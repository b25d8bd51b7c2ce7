"""Posts through time: of an officer, and of a unit on a day."""

from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Max, Min, Q, QuerySet, Value, When

from dongbo.organisation.models import Officer, Post, Unit, UnitPlace
from dongbo.organisation.queries.officers.seeing import posts_seen
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import PostKind


def posts_of(by: Acting, officer: Officer, *, at: datetime) -> QuerySet[Post]:
    """Return the posts of `officer` through time, newest first, as far as `by` may see their units; his own all."""
    posts = Post.objects.filter(officer=officer).select_related("unit").order_by("-valid_from", "-is_main", "-pk")
    return posts.filter(posts_seen(by, at=at))


def people_of(by: Acting, unit: Unit, *, day: date, at: datetime, with_branch: bool = False) -> QuerySet[Post]:
    """Return the posts held on `day` in `unit`, heads first, then deputies, then by name, as far as `by` may see.

    With its branch, that is the branch of today's tree, in which what a unit inherited stands beneath it.
    """
    posts = Post.objects.held_on(day).filter(posts_seen(by, at=at))
    inside = posts.filter(unit__first__range=(unit.first, unit.last)) if with_branch else posts.filter(unit=unit)
    rank = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(PostKind.values)), output_field=IntegerField()
    )
    return (
        inside.select_related("officer", "unit")
        .annotate(place_in_unit=rank)
        .order_by("unit__first", "place_in_unit", "officer__name_key", "pk")
    )


def days_of_unit(unit: Unit) -> tuple[date, date | None]:
    """Return the day `unit` began and the day from which it exists no more, by its places in the tree; None where no
    end is decided."""
    found = UnitPlace.objects.filter(unit=unit).aggregate(
        begins=Min("valid_from"), ends=Max("valid_to"), open=Count("pk", filter=Q(valid_to__isnull=True))
    )
    return found["begins"] or unit.founded_on, None if found["open"] else found["ends"] or unit.ended_on
