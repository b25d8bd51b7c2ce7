"""Reads: drafting dossiers as those who lead or write them may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from dongbo.documents.models import Document, Version
from dongbo.documents.queries import readable_documents
from dongbo.documents.rules import kept_as, workable
from dongbo.documents.states import Standing, VersionState
from dongbo.engines.legal_bases import Cited
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Officer
from dongbo.organisation.queries.decisions import decided_by
from dongbo.organisation.queries.explaining import who_can
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import CurrentFigure, DraftingDossier, LegalBasis, Milestone, OutlineTemplate, TeamMember
from dongbo.planning.rules.drafting import drafted
from dongbo.planning.states import DossierState, TeamRole

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

DUE_SOON = timedelta(days=7)
"""How long before its day a step of the road map is worth a thought."""

MOST_GIVERS = 3
"""How many of those who could give a right are named."""

SORTS = {
    "newest": (F("opened_at").desc(), F("pk").desc()),
    "due": (F("next_due").asc(nulls_last=True), F("opened_at").desc(), F("pk").desc()),
    "name": (F("document__subject_key").asc(), F("pk").desc()),
}
"""The orders a list of dossiers may take."""


class _Counted(TypedDict):
    team_size: int
    next_due: date | None
    written_id: int | None


class _Known(TypedDict):
    is_known: bool


class _Given(TypedDict):
    part_count: int
    next_due: date | None


if TYPE_CHECKING:
    ListedDossier: TypeAlias = WithAnnotations[DraftingDossier, _Counted]
    """A dossier with its team's size, its next day due and the version being written."""
    KnownBasis: TypeAlias = WithAnnotations[LegalBasis, _Known]
    """A legal basis with whether the reader may read the document."""
    KnownFigure: TypeAlias = WithAnnotations[CurrentFigure, _Known]
    """A figure with whether the reader may read the document it is from."""
    GivenParts: TypeAlias = WithAnnotations[TeamMember, _Given]
    """A membership with how many parts were given and the next day due."""


@dataclass(frozen=True, slots=True)
class Unable:
    """Members who may not write where the draft is kept, and who could give them that."""

    officers: frozenset[int] = frozenset()
    givers: tuple[str, ...] = ()


def readable_dossiers(by: Acting, *, at: datetime) -> QuerySet[DraftingDossier]:
    """Return the dossiers `by` may open at `at`, newest first, with their document and its unit."""
    return _described(DraftingDossier.objects.filter(drafted(by, at=at)))


def dossiers_led(by: Acting, *, at: datetime) -> QuerySet[DraftingDossier]:
    """Return the dossiers whose writing `by` may lead at `at`."""
    mine = workable(by, Permission.DRAFT_LEAD, at=at, document="document__")
    return _described(DraftingDossier.objects.filter(mine))


def _described(found: QuerySet[DraftingDossier]) -> QuerySet[DraftingDossier]:
    return found.select_related("document__unit", "standing_unit", "template").order_by("-opened_at", "-pk")


def dossier_list(
    by: Acting, *, at: datetime, words: str = "", state: str = "", sort: str = "newest"
) -> "QuerySet[ListedDossier]":
    """Return the dossiers as asked for, each with its team's size, its next day due and the version being written."""
    written = Version.objects.filter(document=OuterRef("document"), state=VersionState.DRAFTING)
    found = readable_dossiers(by, at=at)
    for word in toneless(fold(words)).split():
        named = Q(document__subject_key__contains=word) | Q(standing_unit__search_key__contains=word)
        found = found.filter(named | decided_by(word))
    if state:
        found = found.filter(state=state)
    return found.annotate(
        team_size=Count("members", filter=Q(members__ended_at__isnull=True), distinct=True),
        next_due=Min("milestones__due_on", filter=Q(milestones__done_at__isnull=True)),
        written_id=Subquery(written.values("pk")[:1]),
    ).order_by(*SORTS.get(sort, SORTS["newest"]))


def dossiers_of(documents: Iterable[Document], by: Acting, *, at: datetime) -> dict[UUID, UUID]:
    """Return the dossiers of `documents` that `by` may open, by document. One query."""
    found = readable_dossiers(by, at=at).filter(document__in=[document.pk for document in documents])
    return dict(found.values_list("document", "pk"))


def templates_on(day: date) -> QuerySet[OutlineTemplate]:
    """Return the outline templates in force on `day`, by name."""
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return OutlineTemplate.objects.filter(in_force, valid_from__lte=day).order_by("name", "pk")


def plans_to_continue(by: Acting, *, at: datetime) -> QuerySet[Document]:
    """Return the plans `by` may open a dossier for: frozen as they stand last, without one yet."""
    last = Version.objects.filter(document=OuterRef("pk")).order_by("-ordinal").values("state")[:1]
    mine = workable(by, Permission.DRAFT_LEAD, at=at)
    found = readable_documents(by, at=at).filter(mine, standing=Standing.PLAN, drafting_dossier__isnull=True)
    return found.alias(last_state=Subquery(last)).filter(last_state=VersionState.FROZEN)


def members_of(dossier: DraftingDossier) -> list[TeamMember]:
    """Return who is in the team, its head first, with the parts of each. Two queries."""
    order = [TeamRole.HEAD, TeamRole.DEPUTY, TeamRole.SECRETARY, TeamRole.MEMBER]
    serving = dossier.members.filter(ended_at__isnull=True).select_related("officer").prefetch_related("parts")
    return sorted(serving, key=lambda member: (order.index(TeamRole(member.role)), member.officer.full_name, member.pk))


def unable_to_write(dossier: DraftingDossier, officers: Iterable[Officer], *, at: datetime) -> Unable:
    """Return those of `officers` who may not write where the document is kept, and who could give them that."""
    document = dossier.document
    asked = {officer.pk for officer in officers}
    unit, access = document.unit, kept_as(document.access)
    able = who_can(Permission.DRAFT_WRITE, unit=unit, access=access, at=at).filter(officer__in=asked)
    lacking = frozenset(asked - set(able.values_list("officer", flat=True)))
    if not lacking:
        return Unable()
    giving = who_can(Permission.GRANT_GIVE, unit=unit, access=access, at=at).exclude(officer__in=lacking)
    names = dict.fromkeys(giving.values_list("officer__full_name", flat=True))
    return Unable(lacking, tuple(names)[:MOST_GIVERS])


def bases_of(dossier: DraftingDossier, by: Acting, *, at: datetime) -> "QuerySet[KnownBasis]":
    """Return the legal bases in their order, each with whether `by` may read it."""
    known = readable_documents(by, at=at).filter(pk=OuterRef("document"))
    found = dossier.legal_bases.select_related("document", "added_by").order_by("rank", "pk")
    return found.annotate(is_known=Exists(known))


def figures_of(dossier: DraftingDossier, by: Acting, *, at: datetime, words: str = "") -> "QuerySet[KnownFigure]":
    """Return the figures of the present state, each with whether `by` may read the document it is from."""
    known = readable_documents(by, at=at).filter(pk=OuterRef("source"))
    found = dossier.current_figures.select_related("source").order_by("name", "-as_of", "pk")
    for word in words.split():
        found = found.filter(Q(name__icontains=word))
    return found.annotate(is_known=Exists(known))


def cited_of(document: Document) -> Cited:
    """Return what of a document is cited as a legal basis."""
    return Cited(document.type_name, document.number, document.issued_date, document.organ_name, document.subject)


def sources_named(names: Sequence[str], by: Acting, *, at: datetime) -> dict[str, Document]:
    """Return the documents of the register that `names` name by number alone, where `by` reads one and no other."""
    keys = {name: fold(name).replace(" ", "")[:80] for name in names}
    found: dict[str, list[Document]] = {}
    for document in readable_documents(by, at=at).filter(number_key__in={key for key in keys.values() if key}):
        found.setdefault(document.number_key, []).append(document)
    return {name: found[key][0] for name, key in keys.items() if len(found.get(key, ())) == 1}


def milestones_to_see_to(by: Acting, *, at: datetime, until: date) -> QuerySet[Milestone]:
    """Return the steps due by `until` and not done, of the open dossiers whose team `by` heads, soonest first."""
    heads = TeamMember.objects.filter(
        dossier=OuterRef("dossier"), officer=by.officer, role=TeamRole.HEAD, ended_at__isnull=True
    )
    mine = Milestone.objects.filter(drafted(by, at=at, dossier="dossier__"), Exists(heads))
    due = mine.filter(done_at__isnull=True, due_on__lte=until, dossier__state=DossierState.OPEN)
    return due.select_related("dossier__document").order_by("due_on", "pk")


def parts_given(by: Acting, *, at: datetime) -> "QuerySet[GivenParts]":
    """Return the memberships by which `by` was given parts to write, the next day due first."""
    open_now = TeamMember.objects.filter(
        drafted(by, at=at, dossier="dossier__"),
        officer=by.officer,
        ended_at__isnull=True,
        dossier__state=DossierState.OPEN,
    )
    counted = open_now.annotate(
        part_count=Count("parts", distinct=True),
        next_due=Min("dossier__milestones__due_on", filter=Q(dossier__milestones__done_at__isnull=True)),
    )
    shown = counted.filter(part_count__gt=0).select_related("dossier__document")
    return shown.order_by(F("next_due").asc(nulls_last=True), "pk")
