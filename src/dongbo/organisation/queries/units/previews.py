"""What an act upon units would do, shown before it is done: what ends and moves, for whom, and what hinders it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dongbo.organisation.models import Grant, Post, Unit
from dongbo.organisation.queries.chains import chains_beneath
from dongbo.organisation.queries.units.numbers import Row, numbered_rows, renumbered
from dongbo.organisation.queries.units.planning import (
    plan_dissolution,
    plan_founding,
    plan_merger,
    plan_move,
    plan_renaming,
    plan_split,
)
from dongbo.organisation.queries.units.plans import Destination, NewUnit, Plan
from dongbo.organisation.states import Level, PostKind, UnitActKind

OTHER_ROOMS_SKIPPED = frozenset({"organisation", "ledger"})


@dataclass(frozen=True, slots=True)
class EndingUnit:
    """A unit that would end, and who would have its records."""

    unit: Unit
    heir: Destination


@dataclass(frozen=True, slots=True)
class MovingUnit:
    """A unit that would come to stand under another, and the one it stands under until then."""

    unit: Unit
    former_parent: Unit | None
    parent: Destination


@dataclass(frozen=True, slots=True)
class RecordsInherited:
    """How many records of a kind would be seen through the heir; none of them is rewritten."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act would do. It can be carried out where nothing hinders it; nothing has been written.

    `posts` are those held on the day or later in what ends, by unit, then rank; `heads` the heads among them and those
    of the successors, of whom one unit keeps one. `grants` would end with their unit, `delegations` because they hang
    from these. `renumbered` counts the units whose numbers change; the numbers are today's, also for a day ahead.
    """

    kind: UnitActKind
    day: date
    founded: tuple[NewUnit, ...]
    ended: tuple[EndingUnit, ...]
    moved: tuple[MovingUnit, ...]
    officers: int
    posts: tuple[Post, ...]
    heads: tuple[Post, ...]
    grants: int
    delegations: int
    renumbered: int
    inherited: tuple[RecordsInherited, ...]
    hindrances: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def can_be_done(self) -> bool:
        """Whether nothing hinders the act."""
        return not self.hindrances


def preview_founding(new: NewUnit, *, effective_on: date) -> Preview:
    """Return what founding `new` would do."""
    return preview_of(plan_founding(new, day=effective_on))


def preview_renaming(
    unit: Unit,
    *,
    effective_on: date,
    name: str | None = None,
    short_name: str | None = None,
    code: str | None = None,
    level: Level | None = None,
) -> Preview:
    """Return what naming `unit` anew would do."""
    return preview_of(plan_renaming(unit, day=effective_on, name=name, short_name=short_name, code=code, level=level))


def preview_move(unit: Unit, parent: Unit, *, effective_on: date) -> Preview:
    """Return what moving `unit` under `parent` would do."""
    return preview_of(plan_move(unit, parent, day=effective_on))


def preview_merger(
    predecessors: Sequence[Unit], successor: Destination, *, effective_on: date, ending_too: Sequence[Unit] = ()
) -> Preview:
    """Return what merging `predecessors` into `successor` would do."""
    return preview_of(plan_merger(predecessors, successor, day=effective_on, ending_too=ending_too))


def preview_split(
    unit: Unit,
    parts: Sequence[Destination],
    *,
    effective_on: date,
    heir_code: str = "",
    keep: bool = False,
    children: Mapping[str, Sequence[Unit]] | None = None,
) -> Preview:
    """Return what splitting `unit` into `parts` would do."""
    return preview_of(plan_split(unit, parts, day=effective_on, heir_code=heir_code, keep=keep, children=children))


def preview_dissolution(unit: Unit, *, effective_on: date, heir: Unit | None = None) -> Preview:
    """Return what dissolving `unit` would do."""
    return preview_of(plan_dissolution([unit], day=effective_on, heir=heir))


def preview_of(plan: Plan) -> Preview:
    """Return what carrying out `plan` would do."""
    ended = [unit.pk for unit in plan.ended]
    posts = _posts(plan)
    leaving = tuple(post for post in posts if post.unit_id in plan.heirs)
    grants = list(
        Grant.objects.filter(unit__in=ended, revoked_at__isnull=True)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__date__gt=plan.day))
        .values_list("pk", flat=True)
    )
    beneath = chains_beneath(grants).exclude(pk__in=grants).filter(revoked_at__isnull=True)
    parents = Unit.objects.in_bulk(
        {key for move in plan.moves for key in (move.stay.unit, move.stay.parent) if key is not None}
    )
    return Preview(
        kind=plan.kind,
        day=plan.day,
        founded=plan.founded,
        ended=tuple(EndingUnit(one.predecessor, one.successor) for one in plan.inheritances if one.is_heir),
        moved=tuple(
            MovingUnit(
                parents[move.stay.unit],
                parents[move.stay.parent] if move.stay.parent is not None else None,
                move.to,
            )
            for move in plan.moves
        ),
        officers=len({post.officer_id for post in leaving}),
        posts=leaving,
        heads=tuple(post for post in posts if post.kind == PostKind.HEAD),
        grants=len(grants),
        delegations=beneath.count(),
        renumbered=_count_renumbered(plan),
        inherited=_inherited(ended),
        hindrances=plan.hindrances,
        warnings=plan.warnings,
    )


def _posts(plan: Plan) -> list[Post]:
    """Return the posts held on the day or later in what ends, and in the heirs that are there already."""
    if not plan.ended:
        return []
    units = {unit.pk for unit in plan.ended} | {heir.pk for heir in plan.heirs.values() if isinstance(heir, Unit)}
    held = Post.objects.held_from(plan.day).filter(unit__in=units).select_related("officer", "unit")
    ranks = {kind: place for place, kind in enumerate(PostKind.values)}
    return sorted(held, key=lambda post: (post.unit.first, ranks[post.kind], post.officer.name_key, post.pk))


def _inherited(units: Sequence[int]) -> tuple[RecordsInherited, ...]:
    """Count, room by room, the records that stand at `units`: this room does not know the rooms above it by name."""
    found = []
    for relation in Unit._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model._meta.app_label in OTHER_ROOMS_SKIPPED:
            continue
        count = model._default_manager.filter(**{f"{relation.field.name}__in": units}).count() if units else 0
        if count:
            found.append(RecordsInherited(str(model._meta.verbose_name), count))
    return tuple(found)


def _count_renumbered(plan: Plan) -> int:
    """Return how many units would have new numbers; one that is founded counts too."""
    if plan.hindrances:
        return 0
    rows = {row.key: row for row in numbered_rows()}
    for new in plan.founded:
        parent = new.parent.pk if new.parent is not None else None
        rows[id(new)] = Row(id(new), parent, None, new.code, new.level.value, -1, -1, "")
    for unit, naming in plan.renamed:
        rows[unit.pk].code, rows[unit.pk].level = naming.code, naming.level.value
    for move in plan.moves:
        rows[move.stay.unit].parent = _key(move.to)
    for one in plan.inheritances:
        if one.is_heir:
            rows[one.predecessor.pk].heir = _key(one.successor)
    return len(renumbered(rows.values()))


def _key(to: Destination) -> int:
    return to.pk if isinstance(to, Unit) else id(to)
