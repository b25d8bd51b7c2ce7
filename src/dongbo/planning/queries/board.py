"""The board of a round: its groups as filtered, how many there are of which kind, and the opinions of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.vietnamese import fold, toneless
from dongbo.organisation.models import Officer
from dongbo.planning.models import Consultation, Consultee, Opinion, OpinionAnchor, OpinionGroup
from dongbo.planning.queries.answering import known_key
from dongbo.planning.states import OpinionState, Outcome

SORTS: dict[str, tuple[str, ...]] = {
    "place": ("rank", "ordinal"),
    "size": ("-size", "rank", "ordinal"),
    "units": ("-units", "rank", "ordinal"),
    "number": ("ordinal",),
}
"""The orders a board may take."""

NOBODY, WHOLE = "nobody", "whole"
"""Asks the board for groups given to nobody; for those on the draft as a whole."""


@dataclass(frozen=True, slots=True)
class BoardWanted:
    """What a board was asked for; blank means any.

    `member` is an officer's key or NOBODY; `place` a provision's key, which asks for it and everything beneath, or
    WHOLE; `unit` are letters of a unit's name or code. What is asked of opinions, one opinion must have altogether.
    """

    words: str = ""
    outcome: str = ""
    member: str = ""
    place: str = ""
    kind: str = ""
    unit: str = ""
    origin: str = ""
    sort: str = "place"


@dataclass(frozen=True, slots=True)
class Share:
    """How many groups an officer was given, and how many of them are open still."""

    officer: Officer | None
    total: int
    open: int


def board(consultation: Consultation, wanted: BoardWanted) -> QuerySet[OpinionGroup]:
    """Return the groups of a round as asked for, each with the officer it was given to."""
    found = OpinionGroup.objects.filter(consultation=consultation).select_related("assigned_to")
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.member == NOBODY:
        found = found.filter(assigned_to__isnull=True)
    elif wanted.member:
        found = found.filter(assigned_to=int(wanted.member)) if wanted.member.isdecimal() else found.none()
    asked = _opinions_asked(consultation, wanted)
    if asked is not None:
        found = found.filter(pk__in=asked.values("group"))
    return found.order_by(*SORTS.get(wanted.sort, SORTS["place"]))


def _opinions_asked(consultation: Consultation, wanted: BoardWanted) -> QuerySet[Opinion] | None:
    """Return the opinions one of which a group must have, None where nothing is asked of them."""
    narrowed = Q()
    for word in toneless(fold(wanted.words)).split():
        narrowed &= Q(search_key__contains=word)
    if wanted.place:
        narrowed &= _at(consultation, wanted.place)
    if wanted.kind:
        narrowed &= Q(kind=wanted.kind)
    if wanted.origin:
        narrowed &= Q(origin=wanted.origin)
    if wanted.unit:
        narrowed &= Q(consultee__in=_units_named(consultation, wanted.unit))
    return sent_opinions_of(consultation).filter(narrowed).order_by() if narrowed else None


def _at(consultation: Consultation, place: str) -> Q:
    """Return the predicate for opinions at a provision of the round's version or beneath it, or on the whole."""
    if place == WHOLE:
        return Q(provision__isnull=True)
    rows = ProvisionVersion.objects.filter(version=consultation.version_id)
    row = rows.filter(provision=known_key(place)).first()
    if row is None:
        return Q(pk__in=[])
    after = rows.filter(rank__gt=row.rank, depth__lte=row.depth).order_by("rank").values_list("rank", flat=True).first()
    branch = rows.filter(rank__gte=row.rank)
    if after is not None:
        branch = branch.filter(rank__lt=after)
    return Q(provision__in=branch.order_by().values("provision"))


def _units_named(consultation: Consultation, words: str) -> QuerySet[Consultee]:
    found = Consultee.objects.filter(consultation=consultation)
    for word in words.split():
        key = toneless(fold(word))
        found = found.filter(Q(unit__search_key__contains=key) | Q(unit__legacy_code__icontains=word))
    return found.order_by()


def sent_opinions_of(consultation: Consultation) -> QuerySet[Opinion]:
    """Return the opinions that were sent in a round, in the order of their numbers."""
    return Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT).order_by("number")


def count_outcomes(consultation: Consultation) -> Counter[str]:
    """Return how many groups of a round there are of each outcome. One query."""
    rows = OpinionGroup.objects.filter(consultation=consultation).order_by().values_list("outcome")
    return Counter(dict(rows.annotate(count=Count("pk"))))


def shares(consultation: Consultation) -> list[Share]:
    """Return how the groups of a round are given out, by name, what nobody has last. Two queries."""
    rows = OpinionGroup.objects.filter(consultation=consultation).order_by().values_list("assigned_to")
    counted = list(rows.annotate(total=Count("pk"), waiting=Count("pk", filter=Q(outcome=Outcome.OPEN))))
    officers = Officer.objects.in_bulk([key for key, _total, _open in counted if key is not None])
    found = [Share(officers[key] if key else None, total, waiting) for key, total, waiting in counted]
    return sorted(found, key=lambda one: (one.officer is None, one.officer.full_name if one.officer else ""))


def paths_of(consultation: Consultation, provisions: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """Return where provisions stand in the round's version. One query."""
    wanted = {provision for provision in provisions if provision is not None}
    rows = ProvisionVersion.objects.filter(version=consultation.version_id, provision__in=wanted)
    return dict(rows.values_list("provision", "path"))


def units_by_group(groups: Iterable[OpinionGroup]) -> Mapping[UUID, list[str]]:
    """Return the names of the units behind each of `groups`, each once, in the order of the tree. One query."""
    rows = Opinion.objects.filter(group__in=[group.pk for group in groups])
    named = rows.order_by("consultee__unit__first").values_list("group", "consultee__unit__name")
    found: dict[UUID, dict[str, None]] = {}
    for group, name in named:
        if group is not None:
            found.setdefault(group, {})[name] = None
    return {group: list(names) for group, names in found.items()}


def opinions_of(group: OpinionGroup) -> QuerySet[Opinion]:
    """Return the opinions of a group as they were filed, each with its unit and letter."""
    return Opinion.objects.filter(group=group).select_related("consultee__unit", "letter").order_by("number")


def anchors_of(opinions: Iterable[Opinion]) -> Mapping[UUID, OpinionAnchor]:
    """Return where each of `opinions` stands in the newest version it was followed into. One query."""
    found = OpinionAnchor.objects.filter(opinion__in=[opinion.pk for opinion in opinions]).select_related("version")
    return {anchor.opinion_id: anchor for anchor in found.order_by("version__ordinal")}


def heat_of(consultation: Consultation) -> Counter[UUID | None]:
    """Return how many opinions were sent at each provision, and on the whole under None. One query."""
    rows = sent_opinions_of(consultation).order_by().values_list("provision")
    return Counter(dict(rows.annotate(count=Count("pk"))))


def first_provision(consultation: Consultation) -> UUID | None:
    """Return the first provision in the order of the text at which an opinion was sent. One query."""
    at = sent_opinions_of(consultation).filter(provision=F("provision__versions__provision"))
    heard = at.filter(provision__versions__version=consultation.version_id).order_by("provision__versions__rank")
    return heard.values_list("provision", flat=True).first()
