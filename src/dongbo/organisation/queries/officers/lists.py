"""Lists of officers, as far as the reader may see them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from dongbo.engines.vietnamese import toneless
from dongbo.organisation.models import Officer, Post, Unit
from dongbo.organisation.queries.officers.seeing import posts_seen
from dongbo.organisation.rules import Acting, within
from dongbo.organisation.states import Permission, PostKind

SORTS: dict[str, tuple[str, ...]] = {
    "name": ("name_key", "pk"),
    "-name": ("-name_key", "-pk"),
    "unit": ("main_unit_first", "name_key", "pk"),
    "-unit": ("-main_unit_first", "name_key", "pk"),
    "enrolled": ("enrolled_at", "pk"),
    "-enrolled": ("-enrolled_at", "-pk"),
}
"""By what a list of officers may be sorted; names stand as Vietnamese lists have them, by given name."""


@dataclass(frozen=True, slots=True)
class OfficersWanted:
    """What a list of officers is narrowed to and sorted by.

    `words` are sought in names and usernames, tones optional. `unit` narrows to its branch, `kind` to a kind of post;
    both look at the posts held on `day`, which is today where it is None. `in_service` None takes all.
    """

    words: str = ""
    unit: Unit | None = None
    only_unit: bool = False
    kind: PostKind | None = None
    in_service: bool | None = True
    day: date | None = None
    sort: str = "name"


ALL = OfficersWanted()


def officers() -> QuerySet[Officer]:
    """Return every officer in service."""
    return Officer.objects.filter(is_active=True)


def officers_within(by: Acting, permission: Permission, *, at: datetime, day: date | None = None) -> Q:
    """Return the predicate for officers whom `by` may do `permission` to at `at`: by the unit of a post held on `day`
    (today where it is None), or of the last post of one who holds none that day."""
    day = day or timezone.localdate(at)
    return Q(pk__in=_posts_that_place(day).filter(within(by, permission, at=at)).values("officer"))


def officer_list(by: Acting, wanted: OfficersWanted = ALL, *, at: datetime) -> QuerySet[Officer]:
    """Return the officers `by` may see at `at`, himself always, narrowed to what is `wanted`.

    Each carries `posts_held`, his posts of the day with their units, the main one first. Two queries for any number.
    """
    day = wanted.day or timezone.localdate(at)
    seen = _posts_that_place(day).filter(posts_seen(by, at=at))
    found = Officer.objects.filter(pk__in=seen.values("officer"))
    if wanted.in_service is not None:
        found = found.filter(is_active=wanted.in_service)
    for word in toneless(wanted.words).split():
        found = found.filter(search_key__contains=word)
    if wanted.unit is not None or wanted.kind is not None:
        found = found.filter(pk__in=_posts_wanted(wanted, day).values("officer"))
    return _sorted(found, wanted.sort, day).prefetch_related(
        Prefetch("posts", queryset=_held_with_units(day), to_attr="posts_held")
    )


def officer_of(by: Acting, key: int, *, at: datetime) -> Officer:
    """Return the officer with this key, in service or not. Raises Officer.DoesNotExist where `by` may not see him."""
    return officer_list(by, OfficersWanted(in_service=None), at=at).get(pk=key)


def _posts_that_place(day: date) -> QuerySet[Post]:
    """The posts by which an officer belongs somewhere on `day`: those held then, else the last of all."""
    own = Post.objects.filter(officer=OuterRef("officer"))
    later = own.filter(
        Q(valid_from__gt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), pk__gt=OuterRef("pk"))
    )
    held = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return Post.objects.filter(held & Q(valid_from__lte=day) | ~Exists(later) & ~Exists(own.held_on(day)))


def _posts_wanted(wanted: OfficersWanted, day: date) -> QuerySet[Post]:
    posts = Post.objects.held_on(day)
    if wanted.kind is not None:
        posts = posts.filter(kind=wanted.kind)
    if wanted.unit is not None and wanted.only_unit:
        posts = posts.filter(unit=wanted.unit)
    elif wanted.unit is not None:
        posts = posts.filter(unit__first__range=(wanted.unit.first, wanted.unit.last))
    return posts


def _sorted(found: QuerySet[Officer], sort: str, day: date) -> QuerySet[Officer]:
    order = SORTS.get(sort, SORTS["name"])
    if "main_unit_first" in order[0]:
        main = Post.objects.held_on(day).filter(officer=OuterRef("pk")).order_by("-is_main", "-valid_from", "-pk")
        found = found.annotate(main_unit_first=Subquery(main.values("unit__first")[:1]))
        first = F("main_unit_first")
        placed = first.desc(nulls_last=True) if order[0].startswith("-") else first.asc(nulls_last=True)
        return found.order_by(placed, *order[1:])
    return found.order_by(*order)


def _held_with_units(day: date) -> QuerySet[Post]:
    return Post.objects.held_on(day).select_related("unit").order_by("-is_main", "-valid_from", "-pk")
