"""Moving, merging, splitting and dissolving units, each by one dated decision."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from dongbo.organisation.models import Unit, UnitAct
from dongbo.organisation.operations.numbering import advance_epoch
from dongbo.organisation.operations.units.carrying_out import carry_out, require_above
from dongbo.organisation.queries.units.planning import plan_dissolution, plan_merger, plan_move, plan_split
from dongbo.organisation.queries.units.plans import Destination, NewUnit, PostAfter
from dongbo.organisation.queries.units.today import units
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Decision, Level

NO_DECISION = Decision()
NO_POSTS: Mapping[int, PostAfter] = {}


@transaction.atomic
def move_unit(
    *,
    unit: Unit,
    parent: Unit,
    effective_on: date,
    by: Acting,
    at: datetime,
    decision: Decision = NO_DECISION,
    note: str = "",
) -> UnitAct:
    """This will move `unit`, with all beneath it, under `parent` from `effective_on`.

    `by` must hold the permission to reorganise above the unit and at its new parent. Raises NotAllowed,
    ValidationError.
    """
    advance_epoch()
    authorship = require_above([unit], at_units=[parent], by=by, at=at)
    plan = plan_move(unit, parent, day=effective_on)
    return carry_out(plan, subject=unit, decision=decision, note=note, by=by, authorship=authorship, at=at)


@transaction.atomic
def merge_units(
    *,
    predecessors: Sequence[Unit],
    successor: Destination,
    effective_on: date,
    by: Acting,
    at: datetime,
    decision: Decision = NO_DECISION,
    move_posts: bool = False,
    posts: Mapping[int, PostAfter] = NO_POSTS,
    ending_too: Sequence[Unit] = (),
    note: str = "",
) -> UnitAct:
    """This will end `predecessors` on `effective_on`; `successor`, living or founded by the same act, takes over.

    What stands beneath a predecessor comes to stand under the successor, except `ending_too`: units of their branches
    that end with them, into the same successor. While officers hold posts in what ends the act is refused, unless
    `move_posts`; then `posts` says, by the post's key, what shall be otherwise than usual. Raises NotAllowed,
    ValidationError.
    """
    advance_epoch()
    authorship = require_above(predecessors, at_units=_beginning_at(successor), by=by, at=at)
    plan = plan_merger(predecessors, successor, day=effective_on, ending_too=ending_too)
    return carry_out(
        plan,
        subject=successor if isinstance(successor, Unit) else None,
        decision=decision,
        note=note,
        move_posts=move_posts,
        posts=posts,
        by=by,
        authorship=authorship,
        at=at,
    )


@transaction.atomic
def split_unit(
    *,
    unit: Unit,
    parts: Sequence[Destination],
    effective_on: date,
    by: Acting,
    at: datetime,
    heir_code: str = "",
    decision: Decision = NO_DECISION,
    keep: bool = False,
    children: Mapping[str, Sequence[Unit]] | None = None,
    move_posts: bool = False,
    posts: Mapping[int, PostAfter] = NO_POSTS,
    note: str = "",
) -> UnitAct:
    """This will split `unit` into `parts`, new or already there, on `effective_on`; with `keep` it lives on.

    Otherwise it ends, and the part with `heir_code`, the first where none is named, has its records. `children` says by
    a part's code which units beneath come to stand under it. Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    beginning = [one for part in parts for one in _beginning_at(part)]
    authorship = require_above([unit], at_units=beginning, by=by, at=at)
    plan = plan_split(unit, parts, day=effective_on, heir_code=heir_code, keep=keep, children=children)
    return carry_out(
        plan,
        subject=unit,
        decision=decision,
        note=note,
        move_posts=move_posts,
        posts=posts,
        by=by,
        authorship=authorship,
        at=at,
    )


@transaction.atomic
def dissolve_unit(
    *,
    unit: Unit,
    effective_on: date,
    by: Acting,
    at: datetime,
    heir: Unit | None = None,
    decision: Decision = NO_DECISION,
    move_posts: bool = False,
    posts: Mapping[int, PostAfter] = NO_POSTS,
    note: str = "",
) -> UnitAct:
    """This will end `unit` on `effective_on`; `heir`, or the unit above it, has its records and what stood beneath.

    Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    authorship = require_above([unit], at_units=[heir] if heir is not None else [], by=by, at=at)
    plan = plan_dissolution([unit], day=effective_on, heir=heir)
    return carry_out(
        plan,
        subject=unit,
        decision=decision,
        note=note,
        move_posts=move_posts,
        posts=posts,
        by=by,
        authorship=authorship,
        at=at,
    )


@transaction.atomic
def end_level(
    *,
    level: Level,
    within: Unit,
    effective_on: date,
    by: Acting,
    at: datetime,
    decision: Decision = NO_DECISION,
    move_posts: bool = False,
    note: str = "",
) -> UnitAct:
    """This will end every unit of `level` in the branch of `within` by one decision, as districts ended in 2025.

    What stood beneath comes to stand under the unit above, who has the records. Raises NotAllowed, ValidationError.
    """
    advance_epoch()
    authorship = require_above([], at_units=[within], by=by, at=at)
    ending = list(
        units()
        .filter(level=level, is_living=True, first__gt=within.first, first__lte=within.last)
        .select_related("heir")
    )
    plan = plan_dissolution(ending, day=effective_on)
    return carry_out(
        plan,
        subject=within,
        decision=decision,
        note=note,
        move_posts=move_posts,
        by=by,
        authorship=authorship,
        at=at,
    )


def _beginning_at(destination: Destination) -> list[Unit]:
    """Return where authority is needed for something to go there."""
    if isinstance(destination, NewUnit):
        return [destination.parent] if destination.parent is not None else []
    return [destination]
