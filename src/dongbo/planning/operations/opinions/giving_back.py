"""An answer given back to its unit by those who asked, so that it can be mended and sent again."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dongbo.ledger.operations import append_event
from dongbo.organisation.rules import Acting
from dongbo.organisation.rules.words import require_words
from dongbo.organisation.states import Permission
from dongbo.planning.models import ClosureLine, Consultee, ConsulteeDraft, Opinion, OpinionAnchor, OpinionGroup
from dongbo.planning.operations.opinions.gates import CONSULTEE, held_with_round, require_open
from dongbo.planning.rules.consultation import require_ask
from dongbo.planning.states import ConsulteeState, OpinionState, Origin, Outcome

NAMED = 10
"""How many opinions a refusal names."""


@transaction.atomic
def give_back(*, consultee: Consultee, reason: str, by: Acting, at: datetime) -> Consultee:
    """This will give a unit its answer back with a reason; it may mend and send it again until the round is final.

    Its opinions become remarks again and lose their numbers, all of them or none: where one has been answered, put to
    the leader, joined with those of others, or stands among what is to be closed, nothing happens, since what others
    rest on would fall away under them. What the unit had answered stays with it as prepared. Opinions the team split
    out of a letter come back as the unit's remarks too. Raises NotAllowed; ValidationError with code `not_answered`,
    `worked_on` or `round_closed`, or by `reason`.
    """
    unit = held_with_round(consultee)
    authorship = require_ask(by, Permission.CONSULTATION_LEAD, unit.consultation, at=at)
    require_open(unit)
    require_words(reason, field="reason", what=_("lý do trả lại"))
    if unit.state != ConsulteeState.ANSWERED:
        raise ValidationError(_("Đơn vị này chưa trả lời nên không có gì để trả lại."), code="not_answered")
    numbers = _take_back(unit)
    ConsulteeDraft.objects.update_or_create(
        consultee=unit,
        defaults={
            "answer": unit.answer,
            "reason": unit.reason,
            "origin": Origin.SCREEN,
            "changed_at": at,
            "changed_by": by.officer,
        },
    )
    unit.state, unit.answer, unit.reason, unit.origin = ConsulteeState.WAITING, "", "", ""
    unit.answered_at, unit.answered_by, unit.is_late = None, None, False
    unit.save()
    append_event(
        kind="planning.answer_given_back",
        subject_kind=CONSULTEE,
        subject_id=unit.pk,
        payload={
            "consultation": str(unit.consultation_id),
            "unit": unit.unit_id,
            "reason": reason.strip(),
            "opinions": numbers,
        },
        by=authorship,
        at=at,
    )
    return unit


def _take_back(unit: Consultee) -> list[int]:
    """Make what the unit sent its remarks again; return the numbers they had."""
    sent = list(Opinion.objects.filter(consultee=unit, state=OpinionState.SENT).order_by("number"))
    groups = [opinion.group_id for opinion in sent if opinion.group_id is not None]
    _require_untouched(groups)
    keys = [opinion.pk for opinion in sent]
    numbers = [opinion.number for opinion in sent if opinion.number is not None]
    OpinionAnchor.objects.filter(opinion__in=keys).delete()
    Opinion.objects.filter(pk__in=keys).update(state=OpinionState.REMARK, number=None, group=None)
    OpinionGroup.objects.filter(pk__in=groups).delete()
    return numbers


def _require_untouched(groups: list[UUID]) -> None:
    lines = ClosureLine.objects.filter(group__in=groups).values("group")
    touched = OpinionGroup.objects.filter(
        Q(pk__in=groups), Q(size__gt=1) | ~Q(outcome=Outcome.OPEN) | Q(decided_at__isnull=False) | Q(pk__in=lines)
    )
    numbers = list(
        Opinion.objects.filter(group__in=touched).order_by("number").values_list("number", flat=True)[:NAMED]
    )
    if numbers:
        raise ValidationError(
            _(
                "Ý kiến số %(numbers)s đã được gộp, giải trình hoặc đang rà soát để khép vòng, nên chưa trả lại được. "
                "Hãy tách nhóm, bỏ giải trình trước, hoặc mời đơn vị gửi công văn bổ sung."
            ),
            code="worked_on",
            params={"numbers": ", ".join(map(str, numbers))},
        )
