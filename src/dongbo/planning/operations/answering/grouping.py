"""Opinions that say the same, brought together by the engine: worked out first, written down in one short act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from dongbo.engines import opinions as engine
from dongbo.engines.opinions import OpinionText
from dongbo.ledger.states import THE_SITE
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Consultation, Opinion, OpinionGroup
from dongbo.planning.operations.answering.holding import (
    BATCH,
    count_again,
    held_round,
    hold,
    ranks_of,
    record,
    require_answerable,
    stand_for,
)
from dongbo.planning.rules.consultation import require_ask
from dongbo.planning.states import OpinionState, Outcome

UNTOUCHED = {"by_hand": False, "outcome": Outcome.OPEN, "assigned_to__isnull": True, "decided_at__isnull": True}
"""What nobody has arranged, given out or answered may be grouped anew."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Opinions that one answer serves, and the one whose words stand for all."""

    members: tuple[UUID, ...]
    representative: UUID


@dataclass(frozen=True, slots=True)
class Plan:
    """What the engine found: the standing group an opinion joins, and the opinions that make groups of their own."""

    joined: dict[UUID, UUID] = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()


@transaction.atomic
def request_grouping(*, consultation: Consultation, by: Acting, at: datetime) -> None:
    """This will have the opinions of a round grouped in the background. Raises NotAllowed; ValidationError (`final`)"""
    held, authorship = hold(consultation, Permission.OPINION_ANSWER, by=by, at=at)
    record("grouping_requested", held, {}, by=authorship, at=at)


@transaction.atomic
def fail_grouping(*, consultation: Consultation, failure: str, at: datetime) -> None:
    """This will note that grouping came to nothing, so that nobody waits for it."""
    record("grouping_failed", consultation, {"failure": failure}, by=THE_SITE, at=at)


def group_round(*, consultation: Consultation, at: datetime, by: Acting | None = None) -> int:
    """This will bring together the opinions of a round that say the same; return how many groups there are.

    Groups that an officer arranged, gave out or answered stay as they are: opinions that came later join the one they
    say the same as. What is alike is worked out before the round is held, since that takes seconds; whatever somebody
    has touched meanwhile is left to him. Without `by` it is the site's own act. Raises NotAllowed; ValidationError
    (`final`, `prepared`).
    """
    plan = plan_of(consultation)
    with transaction.atomic():
        held = held_round(consultation)
        authorship = require_ask(by, Permission.OPINION_ANSWER, held, at=at) if by else THE_SITE
        require_answerable(held)
        moved = _carry_out(held, plan)
        groups = held.groups.count()
        record("opinions_grouped", held, {"groups": groups, "moved": moved}, by=authorship, at=at)
    return groups


def plan_of(consultation: Consultation) -> Plan:
    """Return what the engine makes of the opinions of a round. Two queries, however many there are."""
    free = set(consultation.groups.filter(**UNTOUCHED).values_list("pk", flat=True))
    fixed: dict[UUID, list[OpinionText]] = {}
    loose: list[OpinionText] = []
    rows = _sent(consultation).order_by("number").values_list("pk", "group", "path", "text", "proposed")
    for key, group, path, text, proposed in rows.iterator(1000):
        said = OpinionText(str(key), path, text, proposed)
        (loose if group in free else fixed.setdefault(group, [])).append(said)
    standing = [engine.Standing(str(key), tuple(members)) for key, members in fixed.items()]
    placed = engine.place_in(loose, standing, abbreviations={})
    return Plan(
        joined={UUID(opinion): UUID(group) for opinion, group in placed.joined.items()},
        bundles=tuple(Bundle(tuple(map(UUID, one.keys)), UUID(one.representative)) for one in placed.fresh),
    )


def _sent(consultation: Consultation) -> QuerySet[Opinion]:
    return Opinion.objects.filter(consultation=consultation, state=OpinionState.SENT)


def _carry_out(consultation: Consultation, plan: Plan) -> int:
    """Put the opinions where the plan says, all but those somebody has touched since; return how many moved."""
    now = dict(_sent(consultation).values_list("pk", "group"))
    standing = set(consultation.groups.values_list("pk", flat=True))
    free = set(consultation.groups.filter(**UNTOUCHED).values_list("pk", flat=True))
    may_move = {key for key, group in now.items() if group in free}
    moves = {key: group for key, group in plan.joined.items() if key in may_move and group in standing}
    homes = _homes(consultation, plan.bundles, now, may_move)
    for bundle, home in homes:
        moves |= {key: home for key in bundle.members if key in may_move}
    moving = [Opinion(pk=key, group_id=group) for key, group in moves.items() if now[key] != group]
    Opinion.objects.bulk_update(moving, ("group",), batch_size=BATCH)
    _speak_for(homes, may_move, ranks_of(consultation))
    count_again(consultation, {now[one.pk] for one in moving} | {one.group_id for one in moving if one.group_id})
    return len(moving)


def _homes(
    consultation: Consultation, bundles: Iterable[Bundle], now: Mapping[UUID, UUID | None], may_move: set[UUID]
) -> list[tuple[Bundle, UUID]]:
    """Return the group of each bundle, no two the same: that of its representative, of another, or else a new one."""
    taken: set[UUID] = set()
    found: list[tuple[Bundle, UUID]] = []
    homeless: list[Bundle] = []
    for bundle in bundles:
        members = [key for key in (bundle.representative, *bundle.members) if key in may_move]
        home = next((group for key in members if (group := now[key]) is not None and group not in taken), None)
        if home is not None:
            taken.add(home)
            found.append((bundle, home))
        elif members:
            homeless.append(bundle)
    last = consultation.groups.aggregate(last=Max("ordinal"))["last"] or 0
    new = [OpinionGroup(consultation=consultation, ordinal=last + place) for place, _ in enumerate(homeless, start=1)]
    OpinionGroup.objects.bulk_create(new, batch_size=BATCH)
    return found + [(bundle, group.pk) for bundle, group in zip(homeless, new, strict=True)]


def _speak_for(homes: list[tuple[Bundle, UUID]], may_move: set[UUID], ranks: Mapping[UUID, int]) -> None:
    """Give every group the words and the place of the opinion that stands for it."""
    for first in range(0, len(homes), BATCH):
        some = homes[first : first + BATCH]
        speaking = {
            home: next(key for key in (bundle.representative, *bundle.members) if key in may_move)
            for bundle, home in some
        }
        opinions = Opinion.objects.in_bulk(list(speaking.values()))
        changed = []
        for group in OpinionGroup.objects.filter(pk__in=speaking):
            said = (group.provision_id, group.rank, group.representative)
            stand_for(group, opinions[speaking[group.pk]], ranks)
            if said != (group.provision_id, group.rank, group.representative):
                changed.append(group)
        OpinionGroup.objects.bulk_update(changed, ("provision", "rank", "representative"), batch_size=BATCH)
