"""Who took over from whom: the successors of a unit and the units it comes from, through any number of acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from dongbo.organisation.models import Succession, Unit, UnitAct


@dataclass(frozen=True, slots=True)
class Step:
    """One taking over on the way from a unit: `depth` 1 is right after or before it."""

    predecessor: Unit
    successor: Unit
    act: UnitAct
    is_heir: bool
    depth: int


def successors_of(unit: Unit) -> list[Step]:
    """Return who took over from `unit`, then who took over from these, each step once, with its act."""
    return _steps(unit, forwards=True)


def predecessors_of(unit: Unit) -> list[Step]:
    """Return from whom `unit` took over, then from whom these did, each step once, with its act."""
    return _steps(unit, forwards=False)


def _steps(unit: Unit, *, forwards: bool) -> list[Step]:
    """Follow the acts, a query for every generation; only what happens later can follow from what came before."""
    found: list[Step] = []
    reached: dict[int, tuple[object, int] | None] = {unit.pk: None}
    depth = 1
    while reached:
        nearer = Succession.objects.filter(**{f"{'predecessor' if forwards else 'successor'}__in": reached})
        rows = nearer.select_related("predecessor", "successor", "act").order_by("act__effective_on", "act_id", "pk")
        following: dict[int, tuple[object, int] | None] = {}
        for row in rows if forwards else reversed(rows):
            here, there = (row.predecessor_id, row.successor_id) if forwards else (row.successor_id, row.predecessor_id)
            when = (row.act.effective_on, row.act_id)
            since = reached[here]
            if since is not None and (when <= since if forwards else when >= since):
                continue
            step = Step(row.predecessor, row.successor, row.act, row.is_heir, depth)
            if not _is_known(step, found):
                found.append(step)
                following.setdefault(there, when)
        reached, depth = following, depth + 1
    return found


def _is_known(step: Step, found: Iterable[Step]) -> bool:
    return any(
        (one.act.pk, one.predecessor.pk, one.successor.pk) == (step.act.pk, step.predecessor.pk, step.successor.pk)
        for one in found
    )
