"""Giving opinions that are sent their numbers in the round, and each the group its answer is given to."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from dongbo.documents.models import ProvisionVersion
from dongbo.engines.vietnamese import fold, toneless
from dongbo.planning.models import Consultation, Opinion, OpinionGroup
from dongbo.planning.states import OpinionState

BATCH = 500


def send_opinions(consultation: Consultation, opinions: Sequence[Opinion]) -> list[int]:
    """This will make `opinions`, in their order, sent ones of the round; return their numbers.

    Each begins in a group of its own: whether others say the same is found later. The caller holds the round, so that
    no number is given twice.
    """
    numbers = _next(Opinion.objects.filter(consultation=consultation), "number", len(opinions))
    ordinals = _next(OpinionGroup.objects.filter(consultation=consultation), "ordinal", len(opinions))
    ranks = _ranks(consultation, opinions)
    groups = [
        OpinionGroup(
            consultation=consultation,
            ordinal=ordinal,
            provision_id=opinion.provision_id,
            rank=ranks.get(opinion.provision_id, 0) if opinion.provision_id else 0,
            representative=opinion.text or opinion.proposed,
        )
        for ordinal, opinion in zip(ordinals, opinions, strict=True)
    ]
    OpinionGroup.objects.bulk_create(groups, batch_size=BATCH)
    for opinion, number, group in zip(opinions, numbers, groups, strict=True):
        opinion.state, opinion.number, opinion.group = OpinionState.SENT, number, group
        opinion.search_key = toneless(fold(f"{opinion.text}\n{opinion.proposed}"))
    Opinion.objects.bulk_update(opinions, ("state", "number", "group", "search_key"), batch_size=BATCH)
    return numbers


def _next(rows: "QuerySet[Any]", name: str, count: int) -> list[int]:
    last = rows.aggregate(last=Max(name))["last"] or 0
    return list(range(last + 1, last + 1 + count))


def _ranks(consultation: Consultation, opinions: Sequence[Opinion]) -> Mapping[UUID | None, int]:
    wanted = {opinion.provision_id for opinion in opinions if opinion.provision_id}
    rows = ProvisionVersion.objects.filter(version=consultation.version_id, provision__in=wanted)
    return dict(rows.values_list("provision", "rank"))
