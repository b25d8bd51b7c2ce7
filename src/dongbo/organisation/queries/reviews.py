"""The yearly review: who heads what, which grants are asked about, and how far the reviews are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import AccessReview, Grant, Post, ReviewItem, Unit
from dongbo.organisation.queries.within_any import within_any
from dongbo.organisation.rules import Acting, authority_of, within
from dongbo.organisation.states import Access, Permission, PostKind, ReviewDecision

REVIEW_SORTS: dict[str, tuple[str, ...]] = {
    "unit": ("-year", "unit__first"),
    "due": ("due_at", "unit__first"),
    "left": ("-left", "unit__first"),
}
"""The orders the list of reviews may take."""

RUNNING, LATE, DONE, CLOSED = "running", "late", "done", "closed"
REVIEW_STATES = (RUNNING, LATE, DONE, CLOSED)


class _Left(TypedDict):
    left: int


class _Counts(TypedDict):
    total: int
    left: int
    confirmed: int
    ended: int
    lapsed: int


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    WaitingReview: TypeAlias = WithAnnotations[AccessReview, _Left]
    """A review with how many of its grants wait for the one who asks."""
    CountedReview: TypeAlias = WithAnnotations[AccessReview, _Counts]
    """A review with how many grants it asks about, and what was decided on them."""


@dataclass(frozen=True, slots=True)
class ReviewsWanted:
    """What an officer asked the list for; blank means any."""

    year: int | None = None
    state: str = ""
    words: str = ""
    sort: str = "unit"


@dataclass(frozen=True, slots=True)
class ItemsWanted:
    """Which items of a review are asked for; blank means any."""

    decision: str = ""
    words: str = ""


def heads_on(day: date, *, units: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the officers in service who head each of `units` on `day`; a unit without a head is missing."""
    found: dict[int, set[int]] = {}
    for unit, officer in _heads(day).values_list("unit_id", "officer_id"):
        if unit in units:
            found.setdefault(unit, set()).add(officer)
    return {unit: frozenset(officers) for unit, officers in found.items()}


def _heads(day: date) -> QuerySet[Post]:
    held = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return Post.objects.filter(held, kind=PostKind.HEAD, valid_from__lte=day, officer__is_active=True)


def lineages_of(units: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return by unit the keys from the root down to itself, in today's tree; ended units stand beneath their heir."""
    rows = list(Unit.objects.values_list("pk", "first", "lineage"))
    keys = {first: key for key, first, _lineage in rows}
    lines = {key: lineage for key, _first, lineage in rows}
    return {unit: tuple(keys[int(number)] for number in lines[unit].split(",")) for unit in set(units)}


def effective_grants(at: datetime) -> QuerySet[Grant]:
    """Return the grants that give anything at `at`."""
    return Grant.objects.filter(
        effective_unit__isnull=False, effective_from__lte=at, effective_to__gt=at, effective_mask__gt=0
    )


def live_grants(branches: Iterable[Unit], *, at: datetime) -> QuerySet[Grant]:
    """Return the grants effective at `at` at a unit of any of these branches."""
    inside = Q(pk__in=[])
    reached = -1
    for unit in sorted(branches, key=lambda unit: unit.first):
        if unit.last > reached:
            inside |= Q(effective_unit__first__range=(max(unit.first, reached + 1), unit.last))
            reached = unit.last
    return effective_grants(at).filter(inside).order_by("pk")


def last_keys(lapsing: Collection[Grant], *, at: datetime) -> set[int]:
    """Return those of `lapsing` without which nobody in service could give every right over the whole tree at `at`."""
    giving = effective_grants(at).filter(
        parent__isnull=True,
        officer__is_active=True,
        effective_unit__parent__isnull=True,
        effective_unit__heir__isnull=True,
        effective_branch=True,
        effective_clearance=Access.RESTRICTED,
    )
    keys = {key for key, mask in giving.values_list("pk", "effective_mask") if mask & Permission.GRANT_GIVE.bit}
    return keys if keys <= {grant.pk for grant in lapsing} else set()


def units_to_open(by: Acting, *, at: datetime) -> QuerySet[Unit]:
    """Return the living units where `by` opens reviews, in the order of the tree."""
    opened = Q(pk__in=[])
    for first, last in authority_of(by, at=at).scope(Permission.REVIEW_OPEN.bit).levels[Access.UNIT]:
        opened |= Q(first__range=(first, last))
    return Unit.objects.filter(opened, ended_on__isnull=True).order_by("first")


def undecided(review: AccessReview) -> QuerySet[ReviewItem]:
    """Return the items of `review` nobody has decided."""
    return ReviewItem.objects.filter(review=review, decision=ReviewDecision.OPEN)


def reviews(by: Acting, *, at: datetime) -> QuerySet[AccessReview]:
    """Return the reviews of the units where `by` confirms or opens them."""
    followed = within_any(by, Permission.REVIEW_CONFIRM, Permission.REVIEW_OPEN, at=at)
    return AccessReview.objects.filter(followed).select_related("unit")


def reviews_to_confirm(by: Acting, *, at: datetime) -> "QuerySet[WaitingReview]":
    """Return the reviews with grants that wait for `by`, with their number as `left`.

    Those are the reviews of units for which he was given the confirming, and beneath them those of units without a
    head: what another head is asked about waits for that one. In a review that is closed nothing waits but what the
    site could not do without when it was due.
    """
    mine = Q(items__decision=ReviewDecision.OPEN, items__grant__effective_to__gt=at) & ~Q(
        items__officer__in=sorted(by.persons)
    )
    stretches = authority_of(by, at=at).stretches
    given_at = [stretch.first for stretch in stretches if stretch.mask & Permission.REVIEW_CONFIRM.bit]
    headless = ~Exists(_heads(timezone.localdate(at)).filter(unit=OuterRef("unit")))
    asked = AccessReview.objects.filter(
        Q(closed_at__isnull=False) | Q(due_at__gt=at),
        Q(unit__first__in=given_at) | headless,
        within(by, Permission.REVIEW_CONFIRM, at=at),
    )
    return asked.annotate(left=Count("items", filter=mine)).filter(left__gt=0).select_related("unit")


def review_list(by: Acting, wanted: ReviewsWanted, *, at: datetime) -> "QuerySet[CountedReview]":
    """Return the reviews `by` follows, with how many grants are asked about and decided in each way.

    `total` counts every item, `left` the undecided whose grant is still worth something at `at`.
    """
    rows = reviews(by, at=at).annotate(
        total=Count("items"),
        left=_of(items__decision=ReviewDecision.OPEN, items__grant__effective_to__gt=at),
        confirmed=_of(items__decision=ReviewDecision.CONFIRMED),
        ended=_of(items__decision=ReviewDecision.ENDED),
        lapsed=_of(items__decision=ReviewDecision.LAPSED),
    )
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.state in REVIEW_STATES:
        rows = rows.filter(_in_state(wanted.state, at))
    for word in toneless(fold(wanted.words)).split():
        rows = rows.filter(unit__search_key__contains=word)
    return rows.order_by(*REVIEW_SORTS.get(wanted.sort, REVIEW_SORTS["unit"]))


def _in_state(state: str, at: datetime) -> Q:
    return {
        RUNNING: Q(left__gt=0, due_at__gt=at),
        LATE: Q(left__gt=0, due_at__lte=at),
        DONE: Q(left=0, closed_at__isnull=True),
        CLOSED: Q(left=0, closed_at__isnull=False),
    }[state]


def _of(**condition: object) -> Count:
    return Count("items", filter=Q(**condition))


def item_list(review: AccessReview, wanted: ItemsWanted) -> QuerySet[ReviewItem]:
    """Return the items of `review` as asked for, by officer, with everything the page shows."""
    rows = ReviewItem.objects.filter(review=review)
    if wanted.decision in ReviewDecision.values:
        rows = rows.filter(decision=wanted.decision)
    for word in toneless(fold(wanted.words)).split():
        rows = rows.filter(Q(officer__search_key__contains=word) | Q(grant__unit__search_key__contains=word))
    shown = ("officer", "grant__role", "grant__unit", "grant__parent__officer", "grant__given_by")
    deciders = ("decided_by", "decided_for")
    return rows.select_related(*shown, *deciders).order_by("officer__name_key", "officer_id", F("grant_id"))
