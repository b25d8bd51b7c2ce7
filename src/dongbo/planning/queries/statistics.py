"""Reads: the figures of a round, by answer, by branch of the tree, by provision, by kind and by outcome."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q

from dongbo.documents.models import Version
from dongbo.engines.consultation_papers import Provision, ProvisionCount, Statistics, Tally
from dongbo.engines.places import place_name
from dongbo.engines.provisions import Kind
from dongbo.organisation.models import Unit
from dongbo.planning.models import Consultation, Opinion, OpinionAnchor
from dongbo.planning.queries.papers import few_words
from dongbo.planning.states import ConsulteeState, OpinionKind, OpinionState, Outcome

MOST_TILES = 120
"""A heat map of more would no longer be taken in at a look; deeper provisions then count where they stand under."""


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit asked: the numbers of the units above it and its own, how it stands, how many opinions it sent."""

    lineage: tuple[int, ...]
    state: str
    answer: str
    opinions: int


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """The answers beneath a unit, its own among them; `goes_deeper` where the branch has parts of its own."""

    unit: Unit
    tally: Tally
    opinions: int
    goes_deeper: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A provision of the version that opinions are counted in."""

    key: UUID
    above: UUID | None
    depth: int
    shown: Provision


class RoundFigures:
    """The figures of a round, its opinions counted where they stand in `version`; counted by the database.

    Six queries in all, however many units and opinions there are, and each only when it is needed.
    """

    def __init__(self, consultation: Consultation, version: Version) -> None:
        self.consultation, self.version = consultation, version
        self._sent = Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT).order_by()

    @cached_property
    def asked(self) -> Sequence[AskedUnit]:
        """The units asked, in the order of the tree. Two queries."""
        sent = dict(self._sent.values_list("consultee").annotate(count=Count("pk")))
        rows = self.consultation.consultees.order_by("unit__first", "pk")
        return [
            AskedUnit(tuple(map(int, lineage.split(","))), state, answer, sent.get(pk, 0))
            for pk, lineage, state, answer in rows.values_list("pk", "unit__lineage", "state", "answer")
        ]

    @cached_property
    def by_kind_and_outcome(self) -> Counter[tuple[str, str]]:
        """How many opinions of each kind came to each outcome. One query."""
        rows = self._sent.values("kind", "group__outcome").annotate(count=Count("pk"))
        return Counter({(row["kind"], row["group__outcome"]): row["count"] for row in rows})

    @cached_property
    def by_provision(self) -> Counter[UUID | None]:
        """How many opinions stand at each provision of the version; None are those on the whole. One query."""
        if self.version.pk == self.consultation.version_id:
            sent = self._sent.values_list("provision").annotate(count=Count("pk"))
            return Counter(dict(sent))
        anchors = OpinionAnchor.objects.filter(version=self.version, opinion__in=self._sent).order_by()
        placed = anchors.filter(Q(provision__isnull=False) | Q(opinion__provision__isnull=True))
        return Counter(dict(placed.values_list("provision").annotate(count=Count("pk"))))

    @cached_property
    def places(self) -> Sequence[Place]:
        """The provisions of the version in reading order. One query."""
        rows = list(self.version.provisions.order_by("rank").only(
            "provision", "parent", "kind", "number", "depth", "path", "heading", "text", "version",
        ))  # fmt: skip
        own = {row.pk: row.provision_id for row in rows}
        attached = {row.path for row in rows if row.kind == Kind.ANNEX.value and not row.depth and not row.number}
        return [
            Place(
                row.provision_id,
                own.get(row.parent_id) if row.parent_id else None,
                row.depth,
                Provision(str(row.provision_id), place_name(row.path, attached=attached), few_words(row.words)),
            )
            for row in rows
        ]

    @cached_property
    def total(self) -> Tally:
        """How all answered."""
        return _tally(self.asked)

    @cached_property
    def opinions(self) -> int:
        """How many opinions were sent."""
        return self.by_kind_and_outcome.total()

    @property
    def deepest(self) -> int:
        """How deep the heat map goes: as deep as its tiles are few enough."""
        depths = Counter(place.depth for place in self.places)
        tiles, deepest = 0, 0
        for depth in sorted(depths):
            tiles += depths[depth]
            if depth and tiles > MOST_TILES:
                break
            deepest = depth
        return deepest

    def tiles(self) -> list[ProvisionCount]:
        """Return the counts by provision for the heat map; what stands deeper counts where it stands under."""
        deepest, under = self.deepest, dict[UUID, UUID]()
        for place in self.places:
            deeper = place.depth > deepest and place.above is not None
            under[place.key] = under[place.above] if deeper and place.above else place.key
        counts: Counter[UUID] = Counter()
        for provision, count in self.by_provision.items():
            if provision in under:
                counts[under[provision]] += count
        return [ProvisionCount(place.shown, counts[place.key]) for place in self.places if place.depth <= deepest]

    def branches(self, above: Unit | None = None) -> list[BranchFigures]:
        """Return the figures of the branches right beneath `above`, or beneath the topmost unit. One query."""
        way = tuple(map(int, above.lineage.split(","))) if above else None
        level = len(way) if way else 1
        parts: dict[int, list[AskedUnit]] = {}
        for one in self.asked:
            if way is None or one.lineage[:level] == way:
                parts.setdefault(one.lineage[min(level, len(one.lineage) - 1)], []).append(one)
        units = {unit.first: unit for unit in Unit.objects.filter(first__in=parts)}
        return [
            BranchFigures(
                units[number],
                _tally(part),
                sum(one.opinions for one in part),
                any(len(one.lineage) > level + 1 for one in part),
            )
            for number, part in sorted(parts.items())
        ]

    @cached_property
    def statistics(self) -> Statistics:
        """The figures as the workbook has them."""
        counts = self.by_provision
        placed = sum(counts[place.key] for place in self.places)
        by_branch: dict[str, Tally] = {}
        for one in self.branches():
            known = one.unit.name in by_branch
            by_branch[f"{one.unit.name} ({one.unit.code})" if known else one.unit.name] = one.tally
        return Statistics(
            total=self.total,
            by_branch=by_branch,
            by_provision=tuple(ProvisionCount(place.shown, counts[place.key]) for place in self.places),
            whole=counts[None],
            unplaced=self.opinions - placed - counts[None],
            by_kind={kind.value: self._of(kind=kind) for kind in OpinionKind},
            by_outcome={outcome.value: self._of(outcome=outcome) for outcome in Outcome},
        )

    def crossed(self) -> list[tuple[str, list[int], int]]:
        """Return for each kind its name, its numbers by outcome in their order, and their sum."""
        table = self.by_kind_and_outcome
        return [
            (str(kind.label), [table[kind.value, outcome.value] for outcome in Outcome], self._of(kind=kind))
            for kind in OpinionKind
        ]

    def _of(self, *, kind: OpinionKind | None = None, outcome: Outcome | None = None) -> int:
        return sum(
            count
            for (of_kind, of_outcome), count in self.by_kind_and_outcome.items()
            if kind in (None, of_kind) and outcome in (None, of_outcome)
        )


def _tally(units: Iterable[AskedUnit]) -> Tally:
    counted: Counter[str] = Counter()
    for unit in units:
        counted[unit.answer if unit.state == ConsulteeState.ANSWERED else "silent"] += 1
        counted["deemed"] += unit.state == ConsulteeState.DEEMED
    return Tally(
        agrees=counted["agrees"],
        agrees_with=counted["agrees_with"],
        disagrees=counted["disagrees"],
        silent=counted["silent"],
        deemed=counted["deemed"],
    )
