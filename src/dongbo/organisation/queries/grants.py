"""Lists of grants: who holds what, in whatever state; what was passed on, and what may be."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Grant, Officer, Post, Role, Unit
from dongbo.organisation.queries.decisions import decided_by
from dongbo.organisation.queries.explaining.reverse import living_grants
from dongbo.organisation.rules import Acting, authority_of
from dongbo.organisation.rules.authority import numbered
from dongbo.organisation.states import Access, GrantSource, Permission


class GrantState(TextChoices):
    """How a grant stands at a moment."""

    EFFECTIVE = "effective", _("Đang có hiệu lực")
    FUTURE = "future", _("Chưa bắt đầu")
    ENDED = "ended", _("Đã hết hiệu lực")
    DEAD = "dead", _("Mất hiệu lực theo quyền gốc")


GRANT_SORTS: dict[str, tuple[str, ...]] = {
    "newest": ("-given_at", "-pk"),
    "ending": ("effective_to", "pk"),
    "officer": ("officer__name_key", "officer_id", "pk"),
    "unit": ("unit__first", "officer__name_key", "pk"),
    "role": ("role__name", "officer__name_key", "pk"),
}
"""The orders the list may take."""

SHOWN = (
    *("officer", "role", "unit", "effective_unit", "post", "given_by", "revoked_by"),
    *("parent__officer", "parent__unit", "parent__role"),
)


@dataclass(frozen=True, slots=True)
class GrantsWanted:
    """What an officer asked the list for; blank means any. `unit` stands for its whole branch of today."""

    officer: int | None = None
    role: int | None = None
    unit: Unit | None = None
    state: str = ""
    source: str = ""
    words: str = ""
    sort: str = "newest"


def grant_list(by: Acting, wanted: GrantsWanted, *, at: datetime) -> QuerySet[Grant]:
    """Return the grants `by` may read at `at` as he asked for them, each with its `state`.

    Those are the grants at units where he reads grants, and by his own authority also his own and what he passed on.
    """
    rows = grants_read(by, at=at).annotate(state=state_at(at))
    if wanted.officer is not None:
        rows = rows.filter(officer=wanted.officer)
    if wanted.role is not None:
        rows = rows.filter(role=wanted.role)
    if wanted.unit is not None:
        rows = rows.filter(unit__first__range=(wanted.unit.first, wanted.unit.last))
    if wanted.state in GrantState.values:
        rows = rows.filter(state=wanted.state)
    if wanted.source in GrantSource.values:
        rows = rows.filter(source=wanted.source)
    for word in toneless(fold(wanted.words)).split():
        rows = rows.filter(
            Q(officer__search_key__contains=word)
            | Q(unit__search_key__contains=word)
            | decided_by(word)
            | Q(role__code__contains=word)
        )
    return rows.select_related(*SHOWN).order_by(*GRANT_SORTS.get(wanted.sort, GRANT_SORTS["newest"]))


def grants_read(by: Acting, *, at: datetime) -> QuerySet[Grant]:
    """Return the grants `by` may read: at units where he reads grants, and by his own authority those he holds or
    passed on."""
    scope = authority_of(by, at=at).scope(Permission.GRANT_READ.bit)
    if scope.is_whole(Access.UNIT):
        return Grant.objects.all()
    rows = Grant.objects.order_by().values("pk")
    seen = rows.filter(numbered(scope.levels[Access.UNIT], "unit__first"))
    if by.principal is None:
        seen = seen.union(rows.filter(officer=by.officer), rows.filter(parent__officer=by.officer))
    return Grant.objects.filter(pk__in=seen)


def state_at(at: datetime) -> Case:
    """Return the GrantState of a grant at `at`, to annotate with: dead is what is over without an end of its own."""
    alive, over = _alive(), _over(at)
    return Case(
        When(alive & Q(effective_from__lte=at, effective_to__gt=at), then=Value(GrantState.EFFECTIVE.value)),
        When(alive & Q(effective_from__gt=at), then=Value(GrantState.FUTURE.value)),
        When(over, then=Value(GrantState.ENDED.value)),
        When(parent__isnull=False, then=Value(GrantState.DEAD.value)),
        default=Value(GrantState.ENDED.value),
    )


def _alive() -> Q:
    """What is left of the chain is something, and who holds it and who passed it on are in service."""
    something = Q(effective_unit__isnull=False, effective_mask__gt=0, effective_to__gt=F("effective_from"))
    return something & ~Q(officer__in=_out_of_service()) & ~Q(parent__officer__in=_out_of_service())


def _over(at: datetime) -> Q:
    """An end of the grant's own has come.

    What other tables say is looked up, not joined: a count of the list leaves the state out, and would join in vain.
    """
    return (
        Q(valid_to__lte=at)
        | Q(revoked_at__lte=at)
        | Q(role__in=Role.objects.filter(ended_at__lte=at))
        | Q(Exists(Post.objects.filter(pk=OuterRef("post"), valid_to__lte=timezone.localdate(at))))
        | Q(officer__in=_out_of_service())
    )


def _out_of_service() -> QuerySet[Officer]:
    return Officer.objects.filter(is_active=False)


def delegations_of(officer: Officer, *, at: datetime) -> QuerySet[Grant]:
    """Return what `officer` passed on that is alive at `at` or will be, soonest over first."""
    passed = Grant.objects.filter(parent__officer=officer).annotate(state=state_at(at))
    living = passed.filter(state__in=[GrantState.EFFECTIVE, GrantState.FUTURE])
    return living.select_related(*SHOWN).order_by("effective_to", "pk")


def delegable_grants(by: Acting, *, at: datetime) -> QuerySet[Grant]:
    """Return the grants `by` holds at `at` as he acts, of which he may pass on some: no emergency among them."""
    mine = Q(parent__isnull=True) if by.principal is None else Q(parent__officer=by.principal)
    held = living_grants(at).filter(mine, officer=by.officer).exclude(source=GrantSource.EMERGENCY)
    return held.select_related(*SHOWN).order_by("role__name", "effective_unit__first", "pk")
