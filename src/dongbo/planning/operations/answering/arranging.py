"""Groups as officers arrange them: joined, split, given to a member to answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dongbo.organisation.models import Officer
from dongbo.organisation.rules import Acting
from dongbo.organisation.states import Permission
from dongbo.planning.models import Opinion, OpinionGroup
from dongbo.planning.models.consultation import Consultation
from dongbo.planning.operations.answering.holding import (
    BATCH,
    count_again,
    held_group,
    held_groups,
    hold,
    ranks_of,
    record,
    stand_for,
)
from dongbo.planning.queries.answering import answerers
from dongbo.planning.states import Outcome

CARRIED_OVER = (
    "outcome", "response", "reason", "question", "assigned_to", "assigned_at", "assigned_by", "answered_at",
    "answered_by", "decided_at", "decided_by",
)  # fmt: skip
"""What a group split off has from the one it comes from."""


@transaction.atomic
def join_groups(*, groups: Sequence[OpinionGroup], by: Acting, at: datetime) -> OpinionGroup:
    """This will put the opinions of several groups into one, whose answer then serves them all.

    It is the one that is answered, or else the first. Raises NotAllowed; ValidationError where fewer than two are named
    (`few`), they are of several rounds (`strangers`), or two are answered (`answered`): one answer would be lost.
    """
    if len({group.pk for group in groups}) < 2:
        raise ValidationError(_("Hãy chọn ít nhất hai nhóm để gộp."), code="few")
    if len({group.consultation_id for group in groups}) != 1:
        raise ValidationError(_("Chỉ gộp được các nhóm của cùng một vòng lấy ý kiến."), code="strangers")
    held, authorship = hold(groups[0].consultation, Permission.OPINION_ANSWER, by=by, at=at)
    chosen = held_groups(held, groups)
    answered = [group for group in chosen if group.outcome != Outcome.OPEN]
    if len(answered) > 1:
        raise ValidationError(
            _("Các nhóm %(numbers)s đều đã có trả lời; hãy bỏ trả lời của các nhóm kia trước khi gộp."),
            code="answered",
            params={"numbers": ", ".join(str(group.ordinal) for group in answered)},
        )
    into = answered[0] if answered else next(group for group in chosen if group.pk == groups[0].pk)
    others = [group for group in chosen if group.pk != into.pk]
    Opinion.objects.filter(group__in=others).update(group=into)
    into.by_hand = True
    into.save(update_fields=["by_hand"])
    count_again(held, [group.pk for group in chosen])
    into.refresh_from_db()
    payload = {"group": into.ordinal, "from": [group.ordinal for group in others]}
    record("groups_joined", into, payload, by=authorship, at=at)
    return into


@transaction.atomic
def split_group(*, group: OpinionGroup, opinions: Iterable[Opinion], by: Acting, at: datetime) -> OpinionGroup:
    """This will take opinions out of a group into one of their own, which begins with the same answer.

    Raises NotAllowed; ValidationError where none or all are named, or one is of another group (`nothing_to_split`).
    """
    held, authorship = hold(group.consultation, Permission.OPINION_ANSWER, by=by, at=at)
    whole = held_group(held, group)
    keys = {opinion.pk for opinion in opinions}
    members = list(Opinion.objects.filter(group=whole).order_by("number"))
    taken = [opinion for opinion in members if opinion.pk in keys]
    left = [opinion for opinion in members if opinion.pk not in keys]
    if not taken or not left or len(taken) != len(keys):
        raise ValidationError(
            _("Hãy chọn một số, không phải tất cả, ý kiến của nhóm này để tách ra."), code="nothing_to_split"
        )
    ranks = ranks_of(held)
    last = held.groups.aggregate(last=Max("ordinal"))["last"]
    own = OpinionGroup(consultation=held, ordinal=last + 1, by_hand=True)
    for name in CARRIED_OVER:
        setattr(own, name, getattr(whole, name))
    stand_for(own, taken[0], ranks)
    own.save(force_insert=True)
    own.changed_in.set(whole.changed_in.all())
    Opinion.objects.filter(pk__in=keys).update(group=own)
    whole.by_hand = True
    if whole.representative not in {opinion.text or opinion.proposed for opinion in left}:
        stand_for(whole, left[0], ranks)
    whole.save()
    count_again(held, [whole.pk, own.pk])
    own.refresh_from_db()
    payload = {"group": own.ordinal, "from": whole.ordinal, "opinions": [opinion.number for opinion in taken]}
    record("group_split", own, payload, by=authorship, at=at)
    return own


@transaction.atomic
def assign_groups(
    *, consultation: Consultation, groups: Iterable[OpinionGroup], to: Officer | None, by: Acting, at: datetime
) -> list[OpinionGroup]:
    """This will give groups to an officer to answer, or take them back where `to` is None.

    Raises NotAllowed; ValidationError where no group is named (`few`), or, by `to`, for one who may not answer here.
    """
    held, authorship = hold(consultation, Permission.OPINION_ANSWER, by=by, at=at)
    chosen = held_groups(held, groups)
    if not chosen:
        raise ValidationError(_("Hãy chọn ít nhất một nhóm ý kiến để giao."), code="few")
    if to is not None and not answerers(held, at=at).filter(pk=to.pk).exists():
        words = _("%(officer)s không có quyền tiếp thu, giải trình ý kiến của vòng này; hãy chọn người khác.")
        raise ValidationError({"to": ValidationError(words, code="may_not_answer", params={"officer": to})})
    for group in chosen:
        group.assigned_to = to
        group.assigned_at, group.assigned_by = (at, by.officer) if to else (None, None)
    OpinionGroup.objects.bulk_update(chosen, ("assigned_to", "assigned_at", "assigned_by"), batch_size=BATCH)
    payload = {"groups": [group.ordinal for group in chosen], "to": to.pk if to else None}
    record("groups_assigned", held, payload, by=authorship, at=at)
    return chosen
