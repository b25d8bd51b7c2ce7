"""The board of a round: its groups as filtered, how many there are of which kind, and the opinions of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

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

    @property
    def asks_opinions(self) -> bool:
        """Whether anything is asked of the opinions of a group, so that finding them is most of the work."""
        return any((self.words, self.place, self.kind, self.unit, self.origin))


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


def board_keys(consultation: Consultation, wanted: BoardWanted) -> "QuerySet[OpinionGroup, UUID] | list[UUID]":
    """Return the keys of the groups as asked for, to be counted and cut into pages; found once where that is work."""
    keys = board(consultation, wanted).values_list("pk", flat=True)
    return list(keys) if wanted.asks_opinions else keys


def groups_in_order(consultation: Consultation, keys: Iterable[UUID]) -> list[OpinionGroup]:
    """Return the groups of a round with these keys, in their order, each with its officer and the round. One query."""
    wanted = list(keys)
    rows = OpinionGroup.objects.filter(consultation=consultation).select_related("assigned_to")
    found = rows.defer("response", "reason", "question").in_bulk(wanted)
    for group in found.values():
        group.consultation = consultation
    return [found[key] for key in wanted if key in found]


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How the groups of a round stand: how many of each outcome, and how they are given out."""

    outcomes: Counter[str]
    shares: list[Share]


def standing_of(consultation: Consultation) -> Standing:
    """Return how the groups of a round stand, the shares by name, what nobody has last. Two queries."""
    rows = OpinionGroup.objects.filter(consultation=consultation).order_by().values_list("assigned_to", "outcome")
    outcomes: Counter[str] = Counter()
    totals: Counter[int | None] = Counter()
    waiting: Counter[int | None] = Counter()
    for officer, outcome, count in rows.annotate(count=Count("*")):
        outcomes[outcome] += count
        totals[officer] += count
        waiting[officer] += count if outcome == Outcome.OPEN else 0
    officers = Officer.objects.in_bulk([key for key in totals if key is not None])
    shares = [Share(officers[key] if key else None, totals[key], waiting[key]) for key in totals]
    shares.sort(key=lambda one: (one.officer is None, one.officer.full_name if one.officer else ""))
    return Standing(outcomes, shares)


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
    return Counter(dict(rows.annotate(count=Count("*"))))


def first_provision(consultation: Consultation) -> UUID | None:
    """Return the first provision in the order of the text at which an opinion was sent. One query."""
    said = sent_opinions_of(consultation).filter(provision=OuterRef("provision")).order_by()
    rows = ProvisionVersion.objects.filter(Exists(said), version=consultation.version_id).order_by("rank")
    return rows.values_list("provision", flat=True).first()
