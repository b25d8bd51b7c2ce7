"""What a change of the tree does to grants: they end with their unit, and chains follow who is inside whom."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.translation import override

from dongbo.organisation.models import Grant, Succession, UnitAct
from dongbo.organisation.operations.chains import alarm_changes, midnight, recompute_chains
from dongbo.organisation.queries.chains import grants_of, grants_touching_units
from dongbo.organisation.queries.units.hindrances import described
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import AlarmCause

LONGEST_REASON = 500


def end_rights(ended: Collection[int], *, made_by: Acting | None, at: datetime) -> int:
    """This will end every grant at the units that `ended`, and what hangs from it, with the act as the reason; return
    how many ended. What an act recorded ahead ends, ends at the midnight its day begins; otherwise it ends at `at`."""
    by_act: dict[int, list[int]] = {}
    acts: dict[int, UnitAct] = {}
    for one in Succession.objects.filter(predecessor__in=ended, is_heir=True).select_related("act"):
        by_act.setdefault(one.act_id, []).append(one.predecessor_id)
        acts[one.act_id] = one.act
    count = 0
    for key, act in acts.items():
        begins = midnight(act.effective_on)
        moment = begins if act.recorded_at < begins else at
        keys = list(
            Grant.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gt=moment), unit__in=by_act[key], revoked_at__isnull=True
            ).values_list("pk", flat=True)
        )
        grants_of(keys).update(revoked_at=moment, revoked_by=act.recorded_by, revoke_reason=_kept_words(act))
        _recompute(keys, cause=AlarmCause.REVOKED, made_by=made_by, at=at)
        count += len(keys)
    return count


def _kept_words(act: UnitAct) -> str:
    """Return the act as the reason that is kept: in Vietnamese, whoever records it."""
    with override("vi"):
        return described(act)[:LONGEST_REASON]


def recompute_rights_in(units: Sequence[int], *, made_by: Acting | None, at: datetime) -> None:
    """This will compute anew the delegations that reach into or out of the branches of `units`: a move changes which
    unit is inside which."""
    keys = grants_touching_units(units)
    if keys:
        _recompute(keys, cause=AlarmCause.REVOKED, made_by=made_by, at=at)


def _recompute(grants: Collection[int], *, cause: AlarmCause, made_by: Acting | None, at: datetime) -> None:
    changes = recompute_chains(grants, at=at)
    alarm_changes(
        changes,
        cause=cause,
        made_by=made_by.officer if made_by is not None else None,
        made_for=made_by.principal if made_by is not None else None,
        at=at,
    )
